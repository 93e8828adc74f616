"""Hides how notices are put to their births: all that is near is sorted anew, and a person decides where it is doubtful."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from rightstart.births import store
from rightstart.births.crowd import Account, Crowd, Statement
from rightstart.births.placing import Changes, Heard, place
from rightstart.births.rules import Likeness, ReviewKind
from rightstart.births.store import Said
from rightstart.terms import BirthId, OrganisationId


class Newborn(NamedTuple):
    """A birth of which nobody spoke before: whose it is, and all that is said of it now."""

    council: OrganisationId
    said: list[Likeness]


@dataclass(slots=True)
class Matched:
    """What became of some notices: every birth touched, those whose NHS numbers contradict each other, and by council what

    is to be moved between births that were there before. `newborn`: births of which these notices alone have said anything.
    """

    births: list[BirthId] = field(default_factory=list)
    conflicts: list[BirthId] = field(default_factory=list)
    changes: Mapping[OrganisationId, Changes] = field(default_factory=dict)
    newborn: dict[BirthId, Newborn] = field(default_factory=dict)

    @property
    def born(self) -> list[BirthId]:
        """Births that nobody knew of before."""
        return [birth for changes in self.changes.values() for birth, _ in changes.births]

    @property
    def emptied(self) -> list[BirthId]:
        """Births that turned out to be another one: to be held, and called back, before `follow` leaves nothing of them."""
        return [birth for changes in self.changes.values() for birth in changes.emptied]


class _Asked(NamedTuple):
    """What is near, of one council, and the records in it that are to be settled."""

    crowd: Crowd
    records: Sequence[bytes]


def put(*, consignments: Sequence[int], at: datetime) -> Matched:
    """Put each notice of some consignments to its birth, in the caller's transaction. Run it twice: nothing more happens.

    Whoever calls holds the councils' locks, so that two consignments cannot make one baby twice, and calls `follow` next.
    """
    notices = store.not_yet_put(consignments)
    if not notices:
        return Matched()
    said: dict[OrganisationId, list[Said]] = defaultdict(list)
    for one in notices:
        said[one.council].append(one)
    near = store.known_near({council: [one.likeness for one in told] for council, told in said.items()})
    asked = {council: _asked(near.get(council, ()), told) for council, told in said.items()}
    matched = _settle(asked, notices, at)
    for council, changes in matched.changes.items():
        matched.newborn |= _newborn(council, changes, said[council])
    return matched


def _asked(known: Iterable[Statement], notices: Sequence[Said]) -> _Asked:
    said = (Statement(one.notice, one.likeness, one.as_at) for one in notices)
    return _Asked(Crowd([*known, *said]), [one.likeness.record_key for one in notices])


def _newborn(council: OrganisationId, changes: Changes, notices: Sequence[Said]) -> dict[BirthId, Newborn]:
    """What is said of each new birth, unless something that was said before is moved to it."""
    moved_to = set(changes.moved.values())
    told = {birth: Newborn(council, []) for birth, _ in changes.births if birth not in moved_to}
    for one in notices:
        if (birth := changes.placed[one.notice]) in told:
            told[birth].said.append(one.likeness)
    return told


def sort_again(*, births: Iterable[BirthId], council: OrganisationId, at: datetime) -> Matched:
    """Sort what is near these births anew, after a person has answered or taken an answer back. Calls for `follow` too."""
    wanted = set(births)
    known = store.known_with(council, wanted)
    records = [one.likeness.record_key for one in known if one.birth in wanted]
    matched = _settle({council: _Asked(Crowd(known), records)}, (), at)
    matched.births = list(dict.fromkeys([*matched.births, *wanted]))
    return matched


def follow(matched: Matched, *, at: datetime) -> None:
    """Move between births what turned out to belong elsewhere; the births it leaves are held by now."""
    for changes in matched.changes.values():
        store.move(changes, at=at)


def accounts_of(birth: BirthId, council: OrganisationId) -> list[Account]:
    """What is known of one birth, record by record."""
    known = store.known_with(council, [birth])
    crowd = Crowd(known)
    records = dict.fromkeys(one.likeness.record_key for one in known if one.birth == birth)
    return [account for record in records for account in crowd.of(record) if account.statements[0].birth == birth]


def _settle(asked: Mapping[OrganisationId, _Asked], notices: Sequence[Said], at: datetime) -> Matched:
    complete = {council: _complete(*near, council) for council, near in asked.items()}
    births = set().union(*(births for _, births in complete.values()))
    heard = store.heard_about(births) if births else Heard()
    numbers = store.fresh_numbers(len(notices))
    changes = {council: place(lots, asked[council].crowd, heard, numbers) for council, (lots, _) in complete.items()}
    store.keep(changes, notices, at=at)
    touched = [birth for one in changes.values() for birth in one.touched]
    questions = [question for one in changes.values() for question in one.asked]
    return Matched(touched, [one.birth for one in questions if one.kind is ReviewKind.IDENTITY_CONFLICT], changes)


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
