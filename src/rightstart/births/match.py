"""Hides how notices are put to their births: all that is near is sorted anew, and a person decides where it is doubtful."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rightstart.births import store
from rightstart.births.crowd import Account, Crowd, Statement
from rightstart.births.placing import Changes, Heard, place
from rightstart.births.rules import Likeness, ReviewKind
from rightstart.births.store import Said
from rightstart.terms import BirthId, OrganisationId


@dataclass(slots=True)
class Matched:
    """What became of a consignment's notices: every birth touched, those whose NHS numbers contradict each other, and what

    is to be moved between births that were there before. `newborn`: births of which this consignment alone has said anything.
    """

    births: list[BirthId] = field(default_factory=list)
    conflicts: list[BirthId] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    newborn: dict[BirthId, list[Likeness]] = field(default_factory=dict)

    @property
    def born(self) -> list[BirthId]:
        """Births that nobody knew of before."""
        return [birth for birth, _ in self.changes.births]

    @property
    def emptied(self) -> list[BirthId]:
        """Births that turned out to be another one: to be held, and called back, before `follow` leaves nothing of them."""
        return list(self.changes.emptied)


def put(*, consignment: int, council: OrganisationId, at: datetime) -> Matched:
    """Put each notice of a consignment to its birth, in the caller's transaction. Run it twice: nothing more happens.

    Whoever calls holds the council's lock, so that two consignments cannot make one baby twice, and calls `follow` next.
    """
    notices = store.not_yet_put(consignment)
    if not notices:
        return Matched()
    crowd = Crowd()
    for known in store.known_near(council, [one.likeness for one in notices]):
        crowd.add(known)
    for said in notices:
        crowd.add(Statement(said.notice, said.likeness, said.as_at))
    matched = _settle(crowd, [one.likeness.record_key for one in notices], notices, council, at)
    matched.newborn = _newborn(matched.changes, notices)
    return matched


def _newborn(changes: Changes, notices: Sequence[Said]) -> dict[BirthId, list[Likeness]]:
    """What is said of each new birth, unless something that was said before is moved to it."""
    moved_to = set(changes.moved.values())
    told: dict[BirthId, list[Likeness]] = {birth: [] for birth, _ in changes.births if birth not in moved_to}
    for one in notices:
        if (birth := changes.placed[one.notice]) in told:
            told[birth].append(one.likeness)
    return told


def sort_again(*, births: Iterable[BirthId], council: OrganisationId, at: datetime) -> Matched:
    """Sort what is near these births anew, after a person has answered or taken an answer back. Calls for `follow` too."""
    wanted = set(births)
    crowd = Crowd()
    known = store.known_with(council, wanted)
    for one in known:
        crowd.add(one)
    matched = _settle(crowd, [one.likeness.record_key for one in known if one.birth in wanted], (), council, at)
    matched.births = list(dict.fromkeys([*matched.births, *wanted]))
    return matched


def follow(matched: Matched, *, at: datetime) -> None:
    """Move between births what turned out to belong elsewhere; the births it leaves are held by now."""
    store.move(matched.changes, at=at)


def accounts_of(birth: BirthId, council: OrganisationId) -> list[Account]:
    """What is known of one birth, record by record."""
    crowd = Crowd()
    known = store.known_with(council, [birth])
    for one in known:
        crowd.add(one)
    records = dict.fromkeys(one.likeness.record_key for one in known if one.birth == birth)
    return [account for record in records for account in crowd.of(record) if account.statements[0].birth == birth]


def _settle(
    crowd: Crowd, records: Sequence[bytes], notices: Sequence[Said], council: OrganisationId, at: datetime
) -> Matched:
    lots, births = _complete(crowd, records, council)
    heard = store.heard_about(births) if births else Heard()
    changes = place(lots, crowd, heard, store.fresh_numbers(len(notices)))
    store.keep(changes, notices, council=council, at=at)
    conflicts = [one.birth for one in changes.asked if one.kind is ReviewKind.IDENTITY_CONFLICT]
    return Matched(list(changes.touched), conflicts, changes)


def _complete(
    crowd: Crowd, records: Sequence[bytes], council: OrganisationId
) -> tuple[list[list[bytes]], set[BirthId]]:
    """The lots of tied records with nothing missing that is known of their births, and these births."""
    known: set[BirthId] = set()
    while True:
        lots = crowd.around(records)
        found = {birth for lot in lots for birth in crowd.births_of(lot)}
        if found <= known:
            return lots, known
        for one in store.known_with(council, found - known):
            crowd.add(one)
        known |= found
