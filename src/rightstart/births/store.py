"""Hides how births, families and identities are read and written in bulk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter
from secrets import token_bytes
from typing import Any, Final

import msgspec
from django.conf import settings
from django.db import connection

from rightstart.births.crowd import Statement
from rightstart.births.placing import Changes, Heard, Numbers, OpenQuestion, Question
from rightstart.births.rules import CONFINEMENT_DAYS, Answer, Likeness, ReviewKind, transposed
from rightstart.births.sorting import Verdict
from rightstart.engine.bulk import ask, ask_together, fresh_ids, insert_rows, named, take_ids, together
from rightstart.engine.keys import named_key
from rightstart.intake import keys
from rightstart.ledger.append import append
from rightstart.terms import Actor, BirthId, FamilyId, OrganisationId

MATCHING: Final = Actor.job("matching")
MOOTED, JOINED_BY_LIKENESS = "moot", "joined"  # how matching itself settles what nobody need answer any more
SOME_MORE: Final = 16  # fresh numbers taken where there are more births than notices
REFERENCE_LETTERS, SHARED_LETTERS = 16, 4
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 8  # a random byte becomes one of 32 letters, each as likely as another


class Said(msgspec.Struct, frozen=True):
    """One notice as matching reads it."""

    notice: int
    supplier: OrganisationId
    likeness: Likeness
    as_at: datetime
    confinement_key: bytes | None


# One look through the index for each notice: as a join it gets a plan by the tables' sizes, kept from when they were empty.
NOT_YET_PUT = """
SELECT n.id, n.supplier_id, n.as_at, n.record_key, n.baby_surname, n.born_on, nullif(n.postcode, ''), n.parent_name,
       n.baby_forename, n.nhs_number, n.birth_order, n.births_in_confinement
FROM intake_notice n
WHERE n.consignment_id = %(consignment)s AND (SELECT i.notice_id FROM births_identity i WHERE i.notice_id = n.id) IS NULL
ORDER BY n.row
"""


def not_yet_put(consignment: int) -> list[Said]:
    """A consignment's notices that no birth has yet, in the order of their rows."""
    secret = named_key(settings.HOME, "fingerprint")
    return [_said(secret, *row) for row in ask(NOT_YET_PUT, {"consignment": consignment})]


def _said(
    secret: bytes,
    notice: int,
    supplier: OrganisationId,
    as_at: datetime,
    record: bytes,
    surname: str,
    born_on: date,
    postcode: str | None,
    parent: str | None,
    forename: str | None,
    number: str | None,
    *order: int | None,
) -> Said:
    surname_key = keys.name_key(surname) or ""
    likeness = Likeness(
        str(supplier),
        record,
        surname_key,
        born_on,
        postcode,
        keys.name_key(parent),
        keys.name_key(forename),
        keys.nhs_key(secret, number),
        *order,
    )
    return Said(notice, supplier, likeness, as_at, keys.confinement_key(secret, surname_key or None, born_on, postcode))


def known_near(council: OrganisationId, said: Sequence[Likeness]) -> list[Statement]:
    """What is known of the council's births that any of these could speak of: near in date, or by record or number."""
    reach = range(-CONFINEMENT_DAYS, CONFINEMENT_DAYS + 1)
    turned = {(transposed(one.born_on), one.postcode) for one in said if one.postcode}
    homes = [(day, postcode) for day, postcode in turned if day is not None]
    wanted: dict[str, Any] = {
        "council": council,
        "days": list({day + timedelta(days=off) for day in {one.born_on for one in said} for off in reach}),
        "turned": [day for day, _ in homes],
        "homes": [postcode for _, postcode in homes],
        "records": [one.record_key for one in said],
        "numbers": [one.nhs_key for one in said if one.nhs_key is not None],
    }
    return [_statement(*row) for row in ask(named("births", "near"), wanted)]


def known_with(council: OrganisationId, births: Iterable[BirthId]) -> list[Statement]:
    """All that is known of some births and their families, and of whatever could be one of them."""
    told = [
        _statement(*row) for row in ask(named("births", "with_family"), {"council": council, "births": list(births)})
    ]
    return [*told, *known_near(council, [one.likeness for one in told])] if told else []


def _statement(
    notice: int, as_at: datetime, birth: BirthId, family: FamilyId, supplier: OrganisationId, *keyed: Any
) -> Statement:
    return Statement(notice, Likeness(str(supplier), *keyed), as_at, birth, family)


def heard_about(births: Iterable[BirthId]) -> Heard:
    """The questions about these births that wait for people, and people's answers that stand."""
    waiting: list[OpenQuestion] = []
    verdicts: list[Verdict] = []
    for number, kind, birth, other, answer, compared, ones, others in ask(
        named("births", "heard"), {"births": list(births)}
    ):
        if answer is None:
            waiting.append(OpenQuestion(number, ReviewKind(kind), birth, other))
        elif answer in {one.value for one in Answer} and compared is not None:
            together = answer == Answer.SAME
            verdicts.append(Verdict(ReviewKind(kind), together, frozenset(ones), frozenset(others), compared))
    return Heard(waiting, verdicts)


def fresh_numbers(most: int) -> Numbers:
    """Numbers for births and families, taken at once for as many as there are notices."""
    taken = ask_together({table: fresh_ids(table, max(1, most)) for table in ("births_birth", "births_family")})
    births, families = (_and_more(table, rows) for table, rows in taken.items())
    return Numbers(lambda: BirthId(next(births)), lambda: FamilyId(next(families)))


def _and_more(table: str, taken: Sequence[tuple[int]]) -> Iterator[int]:
    yield from (number for (number,) in taken)
    while True:
        yield from take_ids(table, SOME_MORE)


def keep(changes: Changes, said: Sequence[Said], *, council: OrganisationId, at: datetime) -> None:
    """Keep at once what matching adds. What it moves between births there were is for `move`, once they are held."""
    with together():
        if changes.births:
            _keep_births(changes, council, at)
        if said:
            insert_rows("births_identity", _identities(said, changes.placed, council))
    if changes.rehomed:
        _execute(REHOMED, {"births": list(changes.rehomed), "families": list(changes.rehomed.values())})
    asked = [*changes.asked, *(Question(ReviewKind.SAME_BABY, one, other) for one, other in changes.emptied.items())]
    if asked:
        kinds, births, others = map(list, zip(*asked, strict=True))
        review: dict[str, object] = {"kind": [str(kind) for kind in kinds], "birth_id": births, "other_id": others}
        review |= {"council_id": council, "opened_at": at, "ones": "{}", "others": "{}"}
        insert_rows("births_review", review)
    if changes.moot:
        _close(MOOT, MOOTED, list(changes.moot), at)


def move(changes: Changes, *, at: datetime) -> None:
    """Put statements to the births that they turned out to speak of, and settle what was asked of births now empty."""
    if changes.moved:
        _execute(MOVED, {"notices": list(changes.moved), "births": list(changes.moved.values())})
    if changes.emptied:
        _close(JOINED, JOINED_BY_LIKENESS, [*changes.emptied], at)


def _close(query: str, answer: str, concerned: list[int], at: datetime) -> None:
    """Settle questions that matching itself has answered, each with its line in the ledger."""
    with connection.cursor() as cursor:
        cursor.execute(query, {"concerned": concerned, "at": at, "by": str(MATCHING), "answer": answer})
        closed = [row[0] for row in cursor.fetchall()]
    append([{"act": "review.closed", "review": one, "answer": answer, "by": str(MATCHING)} for one in closed], at=at)


def _execute(query: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)


REHOMED: Final = """
UPDATE births_birth b SET family_id = given.family
FROM unnest(%(births)s::bigint[], %(families)s::bigint[]) AS given(birth, family) WHERE b.id = given.birth
"""
MOVED: Final = """
UPDATE births_identity i SET birth_id = given.birth
FROM unnest(%(notices)s::bigint[], %(births)s::bigint[]) AS given(notice, birth) WHERE i.notice_id = given.notice
"""
MOOT: Final = """
UPDATE births_review SET settled_at = %(at)s, settled_by = %(by)s, answer = %(answer)s
WHERE id = ANY(%(concerned)s::bigint[]) AND settled_at IS NULL RETURNING id
"""
JOINED: Final = """
UPDATE births_review SET settled_at = %(at)s, settled_by = %(by)s, answer = %(answer)s
WHERE birth_id = ANY(%(concerned)s::bigint[]) AND settled_at IS NULL RETURNING id
"""


def _identities(said: Sequence[Said], placed: Mapping[int, BirthId], council: OrganisationId) -> dict[str, object]:
    """By what each notice's birth is known, column by column; a likeness has the columns of its fields' names."""
    likenesses = [one.likeness for one in said]
    return {
        "notice_id": [one.notice for one in said],
        "birth_id": [placed[one.notice] for one in said],
        "council_id": council,
        "supplier_id": [one.supplier for one in said],
        "as_at": [one.as_at for one in said],
        "confinement_key": [one.confinement_key for one in said],
        **{name: list(map(attrgetter(name), likenesses)) for name in LIKENESS_COLUMNS},
    }


def _keep_births(changes: Changes, council: OrganisationId, at: datetime) -> None:
    insert_rows("births_family", {"id": list(changes.families), "council_id": council})
    births, families = map(list, zip(*changes.births, strict=True))
    born: dict[str, object] = {
        "id": births,
        "family_id": families,
        "reference": new_references(len(births)),
        "council_id": council,
        "known_at": at,
    }
    insert_rows("births_birth", born)


LIKENESS_COLUMNS: Final = (
    *("record_key", "nhs_key", "surname_key", "forename_key", "parent_key", "born_on", "postcode"),
    *("birth_order", "births_in_confinement"),
)


def new_references(count: int) -> list[str]:
    """So many references to show instead of a number: 16 letters and digits each (of RFC 4648's base 32), random, so that no

    list can be joined by them and none guessed. Those drawn together begin alike, which tells nobody more than that they
    came together, and lets their index grow in one place: the 12 letters after it hold 60 random bits.
    """
    beginning = _drawn(SHARED_LETTERS)
    own = REFERENCE_LETTERS - SHARED_LETTERS
    drawn = _drawn(own * count)
    return [beginning + drawn[start : start + own] for start in range(0, len(drawn), own)]


def _drawn(letters: int) -> str:
    return token_bytes(letters).translate(_LETTERS).decode()
