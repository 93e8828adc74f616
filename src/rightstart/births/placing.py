"""Hides what a sorting means for the births there are: who keeps its number, what moves, what is asked and what is settled."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from rightstart.births.crowd import Account, Crowd, Statement
from rightstart.births.rules import ReviewKind
from rightstart.births.sorting import Sorted, Verdict, sort
from rightstart.terms import BirthId, FamilyId


class OpenQuestion(msgspec.Struct, frozen=True):
    """A question that waits for a person."""

    number: int
    kind: ReviewKind
    birth: BirthId
    other: BirthId | None


class Heard(NamedTuple):
    """What people were asked about some births, and what they have said."""

    waiting: Sequence[OpenQuestion] = ()
    verdicts: Sequence[Verdict] = ()


class Question(NamedTuple):
    """To be asked: about the younger birth, compared with the elder."""

    kind: ReviewKind
    birth: BirthId
    other: BirthId | None


@dataclass(slots=True)
class Changes:
    """What matching adds and moves. `emptied` names births that turned out to be another, with the one that they are."""

    births: list[tuple[BirthId, FamilyId]] = field(default_factory=list)
    families: list[FamilyId] = field(default_factory=list)
    placed: dict[int, BirthId] = field(default_factory=dict)
    moved: dict[int, BirthId] = field(default_factory=dict)
    rehomed: dict[BirthId, FamilyId] = field(default_factory=dict)
    emptied: dict[BirthId, BirthId] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    moot: dict[int, None] = field(default_factory=dict)
    touched: dict[BirthId, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Where fresh numbers come from."""

    birth: Callable[[], BirthId]
    family: Callable[[], FamilyId]


def place(lots: Iterable[Sequence[bytes]], crowd: Crowd, heard: Heard, numbers: Numbers) -> Changes:
    """Settle each lot of tied records: every new statement gets its birth, and births there are stay what they were

    wherever what is known now allows it. An elder birth keeps its number.
    """
    changes = Changes()
    for lot in lots:
        told = [account for record in lot for account in crowd.of(record)]
        if len(told) == 1 and len(told[0].statements) == 1 and told[0].statements[0].birth is None:
            _newborn(told[0].statements[0], changes, numbers)
        else:
            _settle(sort(told, heard.verdicts), heard, changes, numbers)
    return changes


def _newborn(one: Statement, changes: Changes, numbers: Numbers) -> None:
    """A baby that nobody spoke of before and that is like no other: nearly every notice."""
    birth, family = numbers.birth(), numbers.family()
    changes.families.append(family)
    changes.births.append((birth, family))
    changes.placed[one.notice] = birth
    changes.touched[birth] = None


def _settle(found: Sorted, heard: Heard, changes: Changes, numbers: Numbers) -> None:
    birth_of = _numbered(found, changes, numbers)
    family_of = _family_numbers(found, birth_of, changes, numbers)
    fresh: list[tuple[BirthId, FamilyId]] = []
    for place_, lot in enumerate(found.births):
        birth, family = birth_of[place_], family_of[found.family_of[place_]]
        known = _families_known(lot, birth)
        if not known:
            fresh.append((birth, family))
        elif known != {family}:
            changes.rehomed[birth] = family
            changes.touched[birth] = None
        _put(lot, birth, changes)
    changes.births += sorted(fresh)
    _ask(found, birth_of, heard, changes)


def _numbered(found: Sorted, changes: Changes, numbers: Numbers) -> dict[int, BirthId]:
    """Which birth each lot of accounts is: of those it came to before the eldest that no older lot has, else a new one."""
    taken: dict[BirthId, None] = {}
    birth_of: dict[int, BirthId] = {}
    for place_ in sorted(range(len(found.births)), key=lambda at: min(_notices(found.births[at]))):
        known = sorted({one.birth for one in _statements(found.births[place_]) if one.birth is not None})
        mine = next((birth for birth in known if birth not in taken), None)
        birth_of[place_] = numbers.birth() if mine is None else mine
        taken[birth_of[place_]] = None
    for place_, lot in enumerate(found.births):
        for one in _statements(lot):
            if one.birth is not None and one.birth not in taken:
                changes.emptied[one.birth] = birth_of[place_]
    return birth_of


def _family_numbers(
    found: Sorted, birth_of: dict[int, BirthId], changes: Changes, numbers: Numbers
) -> dict[int, FamilyId]:
    taken: set[FamilyId] = set()
    number_of: dict[int, FamilyId] = {}
    for place_ in sorted(birth_of, key=lambda at: birth_of[at]):
        lot = found.family_of[place_]
        if lot in number_of:
            continue
        known = sorted(
            family
            for at, birth in birth_of.items()
            if found.family_of[at] == lot
            for family in _families_known(found.births[at], birth)
        )
        mine = next((family for family in known if family not in taken), None)
        if mine is None:
            mine = numbers.family()
            changes.families.append(mine)
        number_of[lot] = mine
        taken.add(mine)
    return number_of


def _put(lot: Sequence[Account], birth: BirthId, changes: Changes) -> None:
    for one in _statements(lot):
        if one.birth is None:
            changes.placed[one.notice] = birth
        elif one.birth != birth:
            changes.moved[one.notice] = birth
            changes.touched[one.birth] = None
        if one.birth != birth:
            changes.touched[birth] = None


def _ask(found: Sorted, birth_of: dict[int, BirthId], heard: Heard, changes: Changes) -> None:
    """Open what is to be asked and is not open yet; what waits about these births and is asked no longer is settled."""
    wanted: dict[tuple[ReviewKind, frozenset[BirthId]], Question] = {}
    for kind, one, other in found.asked:
        about = {birth_of[one]} if other is None else {birth_of[one], birth_of[other]}
        question = Question(kind, max(about), None if other is None else min(about))
        wanted[kind, frozenset(about)] = question
    here = {*birth_of.values(), *changes.emptied}
    for one_open in heard.waiting:
        if one_open.birth not in here and one_open.other not in here:
            continue  # two that are tied no longer come in different lots, and each settles what was asked of them
        about = {one_open.birth} if one_open.other is None else {one_open.birth, one_open.other}
        if wanted.pop((one_open.kind, frozenset(about)), None) is None:
            changes.moot[one_open.number] = None
            changes.touched |= dict.fromkeys(about)
    for question in wanted.values():
        changes.asked.append(question)
        # The elder too: where both bear one NHS number, it is held as well.
        changes.touched |= dict.fromkeys(one for one in (question.birth, question.other) if one is not None)


def _statements(lot: Sequence[Account]) -> list[Statement]:
    return [one for account in lot for one in account.statements]


def _notices(lot: Sequence[Account]) -> list[int]:
    return [one.notice for one in _statements(lot)]


def _families_known(lot: Sequence[Account], birth: BirthId) -> set[FamilyId]:
    return {one.family for one in _statements(lot) if one.birth == birth and one.family is not None}
