"""Hides how births, families and identities are read and written in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
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
from rightstart.engine.bulk import Row, ask, ask_together, fresh_ids, insert_rows, named, take_ids, together
from rightstart.engine.keys import named_key
from rightstart.intake import keys
from rightstart.intake.sealed import Private, weigh
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
    council: OrganisationId
    supplier: OrganisationId
    likeness: Likeness
    as_at: datetime
    confinement_key: bytes | None
    parents_surname: str | None = None


# One look through the index for each notice: as a join it gets a plan by the tables' sizes, kept from when they were empty.
NOT_YET_PUT = """
SELECT n.id, n.council_id, n.supplier_id, n.as_at, n.record_key, n.born_on, n.birth_order, n.births_in_confinement, n.key, n.sealed
FROM intake_notice n
WHERE n.consignment_id = ANY(%(consignments)s::bigint[])
  AND (SELECT i.notice_id FROM births_identity i WHERE i.notice_id = n.id) IS NULL
ORDER BY n.consignment_id, n.row
"""


def not_yet_put(consignments: Iterable[int]) -> list[Said]:
    """These consignments' notices that no birth has yet, in the order of their rows."""
    secret = named_key(settings.HOME, "fingerprint")
    return [_said(secret, said, *row) for said, row in weigh(ask(NOT_YET_PUT, {"consignments": list(consignments)}))]


def _said(
    secret: bytes,
    said: Private,
    notice: int,
    council: OrganisationId,
    supplier: OrganisationId,
    as_at: datetime,
    record: bytes,
    born_on: date,
    *order: int | None,
) -> Said:
    likeness = _likeness(said, supplier, record, born_on, keys.nhs_key(secret, said.nhs_number), *order)
    confinement = keys.confinement_key(secret, likeness.surname_key or None, born_on, likeness.postcode)
    return Said(notice, council, supplier, likeness, as_at, confinement, keys.last_name_key(said.parent_name))


def _likeness(
    said: Private, supplier: OrganisationId, record: bytes, born_on: date, number: bytes | None, *order: int | None
) -> Likeness:
    """What can be compared of one statement: names without their spelling's accidents, the number by its fingerprint."""
    called = keys.name_key(said.parent_name), keys.name_key(said.baby_forename)
    surname, postcode = keys.name_key(said.baby_surname) or "", said.postcode or None
    return Likeness(str(supplier), record, surname, born_on, postcode, *called, number, *order)


Near = Mapping[OrganisationId, Sequence[Statement]]


def known_near(told: Mapping[OrganisationId, Sequence[Likeness]]) -> Near:
    """What is known of each council's births that any of what it is told could speak of: near in date, or by record or number.

    Councils are asked about together: each may be given more than it asked for, but never what is another's.
    """
    said = [one for likenesses in told.values() for one in likenesses]
    reach = range(-CONFINEMENT_DAYS, CONFINEMENT_DAYS + 1)
    turned = {(transposed(one.born_on), one.postcode) for one in said if one.postcode}
    homes = [(day, postcode) for day, postcode in turned if day is not None]
    secret = named_key(settings.HOME, "fingerprint")
    wanted: dict[str, Any] = {
        "councils": list(told),
        "days": list({day + timedelta(days=off) for day in {one.born_on for one in said} for off in reach}),
        "turned": [day for day, _ in homes],
        "homes": [keys.home_key(secret, postcode) for _, postcode in homes],
        "records": [one.record_key for one in said],
        "numbers": [one.nhs_key for one in said if one.nhs_key is not None],
    }
    return _by_council(ask(named("births", "near"), wanted))


def known_with(council: OrganisationId, births: Iterable[BirthId]) -> list[Statement]:
    """All that is known of some births and their families, and of whatever could be one of them."""
    found = _by_council(ask(named("births", "with_family"), {"council": council, "births": list(births)}))
    told = found.get(council, ())
    near = known_near({council: [one.likeness for one in told]}) if told else {}
    return [*told, *near.get(council, ())]


def _by_council(rows: Sequence[Row]) -> Near:
    """Of rows that say who and when, then what can be compared, and whose it is."""
    found: dict[OrganisationId, list[Statement]] = defaultdict(list)
    for said, (notice, as_at, birth, family, *compared, council) in weigh(rows):
        found[council].append(Statement(notice, _likeness(said, *compared), as_at, birth, family))
    return found


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


def keep(changes: Mapping[OrganisationId, Changes], said: Sequence[Said], *, at: datetime) -> None:
    """Keep at once what matching adds, by council. What it moves between births there were is for `move`, once they are held."""
    with together():
        _keep_births(changes, at)
        if said:
            placed = dict(chain.from_iterable(one.placed.items() for one in changes.values()))
            insert_rows("births_identity", _identities(said, placed))
    for council, one in changes.items():
        _keep_doubts(one, council, at)


def _keep_doubts(changes: Changes, council: OrganisationId, at: datetime) -> None:
    """Who is of another family now, what a person is to be asked, and what need not be asked any more: of few births."""
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


def _identities(said: Sequence[Said], placed: Mapping[int, BirthId]) -> dict[str, object]:
    """By what each notice's birth is known, column by column; a likeness has the columns of its fields' names."""
    likenesses = [one.likeness for one in said]
    secret = named_key(settings.HOME, "fingerprint")
    return {
        "notice_id": [one.notice for one in said],
        "birth_id": [placed[one.notice] for one in said],
        "council_id": [one.council for one in said],
        "supplier_id": [one.supplier for one in said],
        "as_at": [one.as_at for one in said],
        "confinement_key": [one.confinement_key for one in said],
        "home_key": [keys.home_key(secret, one.postcode) if one.postcode else None for one in likenesses],
        "found_by_surname": [keys.found_by(secret, one.council, one.likeness.surname_key or None) for one in said],
        "found_by_parent": [keys.found_by(secret, one.council, _other_name(one)) for one in said],
        **{name: list(map(attrgetter(name), likenesses)) for name in LIKENESS_COLUMNS},
    }


def _other_name(one: Said) -> str | None:
    """The parent's surname where it is not the baby's."""
    return None if one.parents_surname == one.likeness.surname_key else one.parents_surname


def _keep_births(changes: Mapping[OrganisationId, Changes], at: datetime) -> None:
    families = [(family, council) for council, one in changes.items() for family in one.families]
    if families:
        numbers, councils = map(list, zip(*families, strict=True))
        insert_rows("births_family", {"id": numbers, "council_id": councils})
    births = [(*birth, council) for council, one in changes.items() for birth in one.births]
    if births:
        numbers, of, councils = map(list, zip(*births, strict=True))
        born: dict[str, object] = {"id": numbers, "family_id": of, "council_id": councils, "known_at": at}
        insert_rows("births_birth", born | {"reference": new_references(len(numbers))})


LIKENESS_COLUMNS: Final = ("record_key", "nhs_key", "born_on", "birth_order", "births_in_confinement")


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
