"""Hides how the few records that one could speak of the same baby or confinement are found among many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from rightstart.births.rules import Likeness, Sameness, same_baby, same_confinement, worth_comparing
from rightstart.terms import BirthId, FamilyId


class Statement(msgspec.Struct, frozen=True, gc=False):
    """One notice as matching sees it: what it says, and the birth and family it was put to (None where it is new)."""

    notice: int
    likeness: Likeness
    as_at: datetime
    birth: BirthId | None = None
    family: FamilyId | None = None


class Account(msgspec.Struct, frozen=True):
    """All that one record says of one baby: the latest word on each thing, and nothing forgotten that was left out later.

    `contested`: the record has come with several NHS numbers, each of them an account of its own; `turn` counts these.
    """

    likeness: Likeness
    statements: tuple[Statement, ...]
    contested: bool = False
    turn: int = 0


def accounts(statements: Iterable[Statement]) -> list[Account]:
    """What one record's statements come to: one account, or one for each of its NHS numbers, the first-stated first.

    A statement without a number goes with the number stated last before it, else with the first.
    """
    told = sorted(statements, key=_when)
    if len(told) == 1:
        return [Account(told[0].likeness, (told[0],))]
    numbers = list(dict.fromkeys(one.likeness.nhs_key for one in told if one.likeness.nhs_key is not None))
    if len(numbers) < 2:
        return [Account(summed_up(told), tuple(told))]
    of: dict[bytes, list[Statement]] = {number: [] for number in numbers}
    current = numbers[0]
    for one in told:
        current = one.likeness.nhs_key or current
        of[current].append(one)
    return [Account(summed_up(of[number]), tuple(of[number]), True, turn) for turn, number in enumerate(numbers)]


def summed_up(statements: Sequence[Statement]) -> Likeness:
    """The latest likeness, with what it leaves out taken from the ones before it. Expects the oldest first."""
    latest = statements[-1].likeness
    for one in reversed(statements[:-1]):
        gaps = [name for name in _OPTIONAL if getattr(latest, name) is None and getattr(one.likeness, name) is not None]
        if gaps:
            latest = replace(latest, **{name: getattr(one.likeness, name) for name in gaps})
    return latest


class Crowd:
    """Records of one council, found by number, by home or by names. What shares none of these can't be alike."""

    def __init__(self, statements: Iterable[Statement] = ()) -> None:
        self._records: dict[bytes, dict[int, Statement]] = {}
        self._sharing: dict[object, dict[bytes, None]] = defaultdict(dict)
        self._traits: dict[bytes, dict[object, None]] = defaultdict(dict)
        self._accounts: dict[bytes, list[Account]] = {}
        for one in statements:
            self.add(one)

    def add(self, one: Statement) -> None:
        """Take a statement in; one that is known already is replaced, so that it stands with its newest birth."""
        key = one.likeness.record_key
        told = self._records.setdefault(key, {})
        told[one.notice] = one
        self._accounts.pop(key, None)
        traits = _traits(one.likeness, one.family)
        if len(told) > 1:
            for account in self.of(key):
                traits += _traits(account.likeness, None)
        own = self._traits[key]
        for trait in traits:
            own[trait] = None
            self._sharing[trait][key] = None

    def of(self, record: bytes) -> list[Account]:
        """What a record says."""
        found = self._accounts.get(record)
        if found is None:
            found = self._accounts[record] = accounts(self._records[record].values())
        return found

    def births_of(self, records: Iterable[bytes]) -> set[BirthId]:
        """The births that statements of these records were put to before."""
        told = (one for record in records for one in self._records[record].values())
        return {one.birth for one in told if one.birth is not None}

    def around(self, records: Iterable[bytes]) -> list[list[bytes]]:
        """The given records with all that is tied to them, directly or through others: each lot apart from every other."""
        seen: set[bytes] = set()
        lots: list[list[bytes]] = []
        for first in records:
            if first in seen:
                continue
            seen.add(first)
            lot = [first]
            for record in lot:  # grows while it is walked
                lot += [other for other in self._tied(record) if other not in seen]
                seen.update(lot)
            lots.append(list(dict.fromkeys(lot)))
        return lots

    def _tied(self, record: bytes) -> Iterator[bytes]:
        """Records that may be of the same baby or confinement, or were put to the same birth or family before."""
        for other in self._candidates(record):
            if self._is_tied(record, other):
                yield other

    def _candidates(self, record: bytes) -> dict[bytes, None]:
        found: dict[bytes, None] = {}
        for trait in self._traits[record]:
            sharing = self._sharing[trait]
            if len(sharing) > 1:
                found |= sharing
        found.pop(record, None)
        return found

    def _is_tied(self, record: bytes, other: bytes) -> bool:
        a, b = self._records[record].values(), self._records[other].values()
        if len(a) == len(b) == 1 and next(iter(a)).family is None:  # nearly always
            return _alike(next(iter(a)).likeness, next(iter(b)).likeness)
        if {one.family for one in a if one.family} & {one.family for one in b if one.family}:
            return True
        said_a, said_b = self._said(record), self._said(other)
        return any(_alike(x, y) for x in said_a for y in said_b)

    def _said(self, record: bytes) -> list[Likeness]:
        """What a record's statements say, and what they come to."""
        each = [one.likeness for one in self._records[record].values()]
        return each if len(each) == 1 else [*each, *(account.likeness for account in self.of(record))]


def _alike(a: Likeness, b: Likeness) -> bool:
    return worth_comparing(a, b) and (same_baby(a, b) is not Sameness.NO or same_confinement(a, b) is not Sameness.NO)


def _when(one: Statement) -> tuple[datetime, int]:
    return one.as_at, one.notice


def _traits(said: Likeness, family: FamilyId | None) -> list[object]:
    """Number, home, or surname or parent with day or each other: whatever answers other than *no* shares one of these."""
    traits: list[object] = [(said.surname_key, said.born_on)]
    if said.nhs_key is not None:
        traits.append(said.nhs_key)
    if said.postcode is not None:
        traits.append(said.postcode)
    if said.parent_key is not None:
        traits.append((said.surname_key, said.parent_key))
        traits.append((said.born_on, said.parent_key))
    if family is not None:
        traits.append(family)
    return traits


_OPTIONAL: Final = ("postcode", "parent_key", "forename_key", "nhs_key", "birth_order", "births_in_confinement")
