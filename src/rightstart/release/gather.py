"""Hides how all that bears on a batch of births is fetched: a few queries, and bounded rows for each birth."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

import msgspec

from rightstart.agreements.register import stamping
from rightstart.agreements.rules import Timing
from rightstart.engine.bulk import ask_together
from rightstart.intake.sealed import Private, weigh
from rightstart.notice import Action, AddressKind, Notice
from rightstart.places.register import locating
from rightstart.release.queries import Row, Rows, ask, questions
from rightstart.release.rules import BirthFacts, OutcomeKind, Standing
from rightstart.release.surroundings import Surroundings
from rightstart.release.warnings import Warnings
from rightstart.safeguards.rules import ALONE, ClearanceKind, Confinement
from rightstart.terms import BirthId, FamilyId, OrganisationId, london_date

# What bears on births beside the statements about them; none of these needs another's answer.
BEARING: Final = (
    "codes",
    "markers",
    "lifts",
    "unsettled",
    "claims",
    "by_hand",
    "confirmed",
    "decisions",
    "stopped",
    "asking",
    "cleared",
)
# Without these of each baby nothing is known to be right with it, and the others of its confinement wait for a person.
_SIBLINGS_NEED: Final = frozenset({ClearanceKind.LIVE, ClearanceKind.NOTHING_KNOWN})
_ACTIONS: Final = {action.value: action for action in Action}
_ADDRESS_KINDS: Final = {kind.value: kind for kind in AddressKind}
_FAMILY_OF: Final = itemgetter(1)


class Current(msgspec.Struct, frozen=True):
    """The decision that stands, with what binds it to what was handed over."""

    decision: int
    standing: Standing
    salt: bytes
    payload: bytes | None
    notice: int


class Gathered(msgspec.Struct, frozen=True):
    """One birth with everything that its decision needs, and what the decision is then written with.

    `key`: where the key of its latest notice lies; what is handed over of it is sealed under the same.
    """

    birth: BirthId
    family: FamilyId
    council: OrganisationId
    known_at: datetime
    notice: int
    key: int
    facts: BirthFacts
    current: Current | None
    reviewed: bool


class Baby(NamedTuple):
    """One birth with the latest statement about it."""

    birth: BirthId
    family: FamilyId
    council: OrganisationId
    known_at: datetime
    statement: int
    key: int
    given: frozenset[ClearanceKind]
    notice: Notice


def gather(births: Sequence[BirthId], *, at: datetime) -> list[Gathered]:
    """All that bears on these births and the others of their families, family by family.

    A birth of which no statement is kept any more (its notices erased, or put to another birth) is left out.
    """
    said = list(weigh(ask("statements", {"births": list(births), "at": at})))
    if not said:
        return []
    told = _told_around(said, at)
    code_of: dict[OrganisationId, str] = dict(told["codes"])
    babies = [_baby(private, row, code_of) for private, row in said]
    warnings, where = Warnings.of_rows(told), Surroundings.of_rows(told, london_date(at))
    decisions = {row[0]: row for row in told["decisions"]}
    gathered: list[Gathered] = []
    for _, members in groupby(babies, key=_FAMILY_OF):
        for baby, facts, reviewed in _family(list(members), warnings, where):
            current = _current(decisions[baby.birth], where, baby.council) if baby.birth in decisions else None
            gathered.append(Gathered(*baby[:6], facts, current, reviewed))
    return gathered


def _told_around(said: Sequence[tuple[Private, Row]], at: datetime) -> Rows:
    """All that bears on these births beside the statements about them, in one round trip."""
    councils, suppliers = (list({row[place] for _, row in said}) for place in (2, 6))
    postcodes = list({private.postcode for private, _ in said})
    asked = {
        "births": [row[0] for _, row in said],
        "councils": councils,
        "organisations": councils + suppliers,
        "postcodes": postcodes,
        "at": at,
    }
    around = {"located": locating(postcodes, london_date(at)), "stamps": stamping(councils)}
    return ask_together(questions(BEARING, asked) | around)


def _baby(said: Private, row: Row, code_of: dict[OrganisationId, str]) -> Baby:
    """What the latest statement about a birth says of people, and the columns of statements.sql beside it."""
    birth, family, council, known_at, statement, kinds, supplier, action, as_at, born_on, *rest = row
    order, total, kind, until, seen_on, told_on, language, interpreter, arrived, key = rest
    notice = Notice(
        code_of[supplier],
        code_of[council],
        said.record_id,
        _ACTIONS[action],
        as_at,
        said.baby_surname,
        born_on,
        said.address,
        said.postcode,
        said.parent_name,
        said.baby_forename,
        order,
        total,
        said.nhs_number,
        said.uprn,
        _ADDRESS_KINDS[kind],
        until,
        seen_on,
        told_on,
        language,
        interpreter,
        said.phone,
        said.email,
        arrived,
    )
    return Baby(birth, family, council, known_at, statement, key, _given(kinds), notice)


def _family(members: list[Baby], warnings: Warnings, where: Surroundings) -> Iterator[tuple[Baby, BirthFacts, bool]]:
    """The births of one confinement: each is judged with what is known of the others, and waits for the last-born."""
    ids = [baby.birth for baby in members]
    declared = max([baby.notice.births_in_confinement or 1 for baby in members])
    known = sum([not warnings.is_withdrawn(birth) for birth in ids])
    born_on = max([baby.notice.born_on for baby in members])
    visited_on = _all_visited_on([baby.notice.hv_seen_on for baby in members])
    unclear = {one.birth for one in members if one.birth in warnings.unsettled or not one.given >= _SIBLINGS_NEED}
    for baby in members:
        birth, notice = baby.birth, baby.notice
        own, on_siblings = warnings.of(birth, ids)
        settled = not unclear - {birth}
        alone = declared == known == 1 and not on_siblings and settled
        facts = BirthFacts(
            notice,
            _clearances(baby, where, unsettled=birth in warnings.unsettled),
            own,
            ALONE if alone else Confinement(declared, known, on_siblings, settled, warnings.may_go_alone(birth)),
            where.claims(birth, baby.council, notice),
            where.agreements[baby.council],
            Timing(born_on, visited_on, where.confirmed_on(baby.council, notice)),
            baby.council in where.stopped,
        )
        yield baby, facts, not own and not on_siblings


def _all_visited_on(visits: Sequence[date | None]) -> date | None:
    """The day on which every baby of a confinement had been seen."""
    seen = [visit for visit in visits if visit is not None]
    return max(seen) if len(seen) == len(visits) else None


def _clearances(baby: Baby, where: Surroundings, *, unsettled: bool) -> frozenset[ClearanceKind]:
    """What the notice clears, and what we can see ourselves: its match is settled, its address has not run out, and social

    care is not asked about it or knows of nothing.
    """
    until = baby.notice.address_until
    asked = where.asks_social_care(baby.birth, baby.council, baby.known_at)
    return _with_seen(baby.given, unsettled, until is not None and until < where.on, asked)


def _given(kinds: list[str] | None) -> frozenset[ClearanceKind]:
    return _named(tuple(kinds or ()))


@lru_cache(maxsize=256)
def _named(kinds: tuple[str, ...]) -> frozenset[ClearanceKind]:
    return frozenset(map(ClearanceKind, kinds))


@lru_cache(maxsize=256)
def _with_seen(given: frozenset[ClearanceKind], unsettled: bool, lapsed: bool, asked: bool) -> frozenset[ClearanceKind]:
    seen = {
        ClearanceKind.MATCH_SETTLED: not unsettled,
        ClearanceKind.ADDRESS_STANDS: not lapsed,
        ClearanceKind.SOCIAL_CARE: not asked,
    }
    return given | {kind for kind, holds in seen.items() if holds}


def _current(row: tuple[Any, ...], where: Surroundings, council: OrganisationId) -> Current:
    _, decision, outcome, reason, until_on, recipient, version, marked, salt, payload, notice = row
    items = frozenset() if version is None else where.items_under(council, version)
    standing = Standing(OutcomeKind(outcome), reason, until_on, recipient, items, marked)
    return Current(decision, standing, salt, payload, notice)
