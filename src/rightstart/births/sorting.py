"""Hides how records that are tied are sorted into births, families and questions: the same whatever order they came in."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple

import msgspec

from rightstart.births.crowd import Account, summed_up
from rightstart.births.rules import (
    Likeness,
    ReviewKind,
    Sameness,
    may_be_two,
    never_one,
    one_number,
    same_baby,
    same_confinement,
)

_encode = msgspec.msgpack.Encoder().encode
Block = tuple[int, ...]
Couple = tuple[int, int]


class Verdict(msgspec.Struct, frozen=True):
    """A person's answer that stands: whether the records on the one side and on the other belong together.

    `compared` is the print of what both sides said when it was given.
    """

    kind: ReviewKind
    together: bool
    ones: frozenset[bytes]
    others: frozenset[bytes]
    compared: bytes

    def is_about(self, a: bytes, b: bytes) -> bool:
        return (a in self.ones and b in self.others) or (a in self.others and b in self.ones)


class Asked(NamedTuple):
    """A question about the births at these places; an identity that contradicts itself is asked about alone."""

    kind: ReviewKind
    one: int
    other: int | None


class Sorted(NamedTuple):
    """Births as lots of accounts, the family that each belongs to by its place, and what a person must say."""

    births: list[list[Account]]
    family_of: list[int]
    asked: list[Asked]


class _Pair(NamedTuple):
    """What two accounts are to each other: one baby surely, by number or a person's word, perhaps, or never; what bars

    joining them through others by number (`clash`), and by anything less (`barred`). `one_number`: both bear it.
    """

    sure: bool
    by_number: bool
    perhaps: bool
    never: bool
    clash: bool
    barred: bool
    one_number: bool = False


def sort(told: Iterable[Account], verdicts: Sequence[Verdict] = ()) -> Sorted:
    """Put accounts that tell of one baby together, and ask where that is doubtful.

    Equal NHS numbers come first, other likeness second. Where likeness would join what something else speaks against, nobody
    is joined and a person is asked. Each step looks at all pairs alike, so no order of arrival can show.
    """
    all_told = sorted(told, key=_place)
    if len(all_told) == 1:
        return Sorted([all_told], [0], [])
    pairs = {
        (one, other): _weigh(all_told[one], all_told[other], verdicts)
        for one, other in combinations(range(len(all_told)), 2)
    }
    blocks: list[Block] = [(place,) for place in range(len(all_told))]
    blocks = _joined(blocks, pairs, lambda pair: pair.sure and pair.by_number, lambda pair: pair.clash)
    blocks = _joined(blocks, pairs, lambda pair: pair.sure, lambda pair: pair.barred)
    births = [[all_told[place] for place in block] for block in blocks]
    doubts = [
        (one, other)
        for one, other in combinations(range(len(blocks)), 2)
        if _is_asked([pairs[pair] for pair in _across(blocks[one], blocks[other])])
        and not _is_answered(ReviewKind.SAME_BABY, births[one], births[other], verdicts)
    ]
    family_of, unclear = _families(births, frozenset(doubts), verdicts)
    asked = [Asked(ReviewKind.SAME_BABY, *pair) for pair in doubts]
    asked += [Asked(ReviewKind.SAME_CONFINEMENT, *pair) for pair in unclear]
    asked += [
        Asked(ReviewKind.IDENTITY_CONFLICT, place, None)
        for place, birth in enumerate(births)
        if any(one.contested for one in birth)
        and not _is_answered(ReviewKind.IDENTITY_CONFLICT, birth, birth, verdicts)
    ]
    return Sorted(births, family_of, asked)


def print_of(*births: Sequence[Account]) -> bytes:
    """A fingerprint of all that is comparable about one birth or two: as long as it is the same, nothing has changed."""
    sides = sorted(b"".join(sorted(_encode(one.likeness) for one in birth)) for birth in births)
    return blake2b(b"\0".join(sides), digest_size=16).digest()


def record_of(account: Account) -> bytes:
    return account.likeness.record_key


def _place(one: Account) -> tuple[bytes, int]:
    return record_of(one), one.turn


def _weigh(a: Account, b: Account, verdicts: Sequence[Verdict]) -> _Pair:
    """What the rules and people say about two accounts; a person's *same* gives way to contradicting numbers alone."""
    if record_of(a) == record_of(b) and a.turn != b.turn:
        return _Pair(sure=False, by_number=False, perhaps=False, never=True, clash=True, barred=True)
    x, y = a.likeness, b.likeness
    said = [
        verdict.together
        for verdict in verdicts
        if verdict.kind is ReviewKind.SAME_BABY and verdict.is_about(record_of(a), record_of(b))
    ]
    alike = one_number(x, y)
    numbers_differ = None not in {x.nhs_key, y.nhs_key} and x.nhs_key != y.nhs_key
    if True in said and not numbers_differ:
        return _Pair(sure=True, by_number=True, perhaps=True, never=False, clash=False, barred=False, one_number=alike)
    never, answer = never_one(x, y), same_baby(x, y)
    apart = False in said
    barred = apart or may_be_two(x, y)
    sure = answer is Sameness.YES and not apart
    clash = never or apart or (alike and barred)
    return _Pair(sure, alike, answer is not Sameness.NO, never, clash, barred, alike)


def _joined(
    blocks: list[Block], pairs: dict[Couple, _Pair], joins: Callable[[_Pair], bool], bars: Callable[[_Pair], bool]
) -> list[Block]:
    """Blocks that any pair joins are one, directly or through others, unless any pair of theirs bars that: then none is."""
    lots = _connected(
        len(blocks), lambda one, other: any(joins(pairs[pair]) for pair in _across(blocks[one], blocks[other]))
    )
    after: list[Block] = []
    for lot in lots:
        members = [blocks[place] for place in lot]
        apart = combinations(members, 2)
        if any(bars(pairs[pair]) for one, other in apart for pair in _across(one, other)):
            after += members
        else:
            after.append(tuple(sorted(place for block in members for place in block)))
    return sorted(after)


def _connected(count: int, linked: Callable[[int, int], bool]) -> list[list[int]]:
    left, lots = list(range(count)), []
    while left:
        lot = [left.pop(0)]
        for one in lot:  # grows while it is walked
            found = [other for other in left if linked(one, other)]
            lot += found
            left = [other for other in left if other not in found]
        lots.append(sorted(lot))
    return lots


def _across(one: Block, other: Block) -> list[Couple]:
    return [(min(a, b), max(a, b)) for a in one for b in other]


def _is_asked(pairs: Sequence[_Pair]) -> bool:
    """One NHS number on two births is asked about whatever else tells them apart: one of the two bears another's."""
    if any(pair.one_number for pair in pairs):
        return True
    return any(pair.perhaps for pair in pairs) and not any(pair.never for pair in pairs)


def _is_answered(
    kind: ReviewKind, one: Sequence[Account], other: Sequence[Account], verdicts: Sequence[Verdict]
) -> bool:
    """Whether a person has said about these two, as they still stand, that they are two."""
    if not any(verdict.kind is kind and not verdict.together for verdict in verdicts):
        return False
    stands = print_of(one, other)
    return any(verdict.kind is kind and not verdict.together and verdict.compared == stands for verdict in verdicts)


def _families(
    births: Sequence[Sequence[Account]], doubts: frozenset[Couple], verdicts: Sequence[Verdict]
) -> tuple[list[int], list[Couple]]:
    """The family of each birth by its place, and pairs of births of which a person must say whether they are one family."""
    told = {
        (one, other): _of_one_family(births[one], births[other], verdicts)
        for one, other in combinations(range(len(births)), 2)
    }
    lots = _connected(len(births), lambda a, b: told[min(a, b), max(a, b)] is Sameness.YES)
    family_of = [next(number for number, lot in enumerate(lots) if place in lot) for place in range(len(births))]
    unclear = [
        (one, other)
        for (one, other), answer in told.items()
        if answer is Sameness.ASK and family_of[one] != family_of[other] and (one, other) not in doubts
    ]
    return family_of, unclear


def _of_one_family(one: Sequence[Account], other: Sequence[Account], verdicts: Sequence[Verdict]) -> Sameness:
    """Once of one confinement by any two statements, always so. A record's later identity is never linked to any family."""
    if any(account.turn for account in (*one, *other)) or {*map(record_of, one)} & {*map(record_of, other)}:
        return Sameness.NO
    said = [
        verdict
        for verdict in verdicts
        if verdict.kind is ReviewKind.SAME_CONFINEMENT
        and any(verdict.is_about(record_of(a), record_of(b)) for a in one for b in other)
    ]
    if any(verdict.together for verdict in said):
        return Sameness.YES
    if _is_answered(ReviewKind.SAME_CONFINEMENT, one, other, verdicts):
        return Sameness.NO
    answers = {same_confinement(a, b) for a in _likenesses(one) for b in _likenesses(other)}
    if Sameness.YES in answers:
        return Sameness.ASK if said else Sameness.YES
    return same_confinement(_whole(one), _whole(other))


def _likenesses(birth: Sequence[Account]) -> list[Likeness]:
    return [
        likeness for account in birth for likeness in (account.likeness, *(one.likeness for one in account.statements))
    ]


def _whole(birth: Sequence[Account]) -> Likeness:
    told = sorted(
        (one for account in birth for one in account.statements), key=lambda one: (one.as_at, _encode(one.likeness))
    )
    return summed_up(told)
