"""Matching on synthetic confinements: what is found, what is wrongly joined and what people are asked, beside two other ways.

All of it in one run: our own rules through the same search as in the database, the rule of three of four, a plain Splink model.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from bench import _rivals
from bench._confinements import records
from bench._noise import Record
from bench._ours import likenesses, ours
from bench._rivals import Pair
from rightstart.births.rules import Likeness

Way = Callable[[Sequence[Record], Sequence[Likeness]], tuple[set[Pair], set[Pair], int]]
WAYS: dict[str, Way] = {"Right Start": ours, "three of four": _rivals.three_of_four, "Splink 5, plain": _rivals.splink}


@dataclass(frozen=True, slots=True)
class Figures:
    """Pairs joined without a person and pairs asked about, against the truth."""

    truly: int
    joined: int
    right: int
    found: int
    wrong_twins: int
    asked: int

    @property
    def wrong(self) -> int:
        return self.joined - self.right


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench matching", description=__doc__)
    parser.add_argument("--confinements", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--seed", type=int, default=1, help="all tuning was done on 1: see docs/reference/matching.md")
    parser.add_argument("--only", choices=[*WAYS], help="one way only")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N pairs missed or wrongly joined")
    given = parser.parse_args()
    for confinements in given.confinements:
        told = records(confinements, given.seed)
        said = likenesses(told)
        babies = len({record.baby for record in told})
        print(
            f"\n{confinements:,} confinements, {babies:,} babies, {len(told):,} notices, seed {given.seed}", flush=True
        )
        print(f"{'':<18} recall  automatic  precision  wrong pairs  of these twins   to people   seconds")
        for name, way in WAYS.items():
            if given.only in {None, name}:
                _measure(name, way, told, said, given.show)


def _measure(name: str, way: Way, told: Sequence[Record], said: Sequence[Likeness], show: int) -> None:
    started = time.perf_counter()
    joined, asked, people = way(told, said)
    seconds = time.perf_counter() - started
    one = _against_the_truth(told, joined, asked, people)
    print(
        f"{name:<18} {one.found / one.truly:.4f}  {one.right / one.truly:9.4f}  {one.right / max(1, one.joined):9.5f}"
        f"  {one.wrong:11d}  {one.wrong_twins:14d}  {one.asked / len(told):9.3%}  {seconds:8.1f}",
        flush=True,
    )
    if show:
        _show(told, joined, asked, show)


def _against_the_truth(told: Sequence[Record], joined: set[Pair], asked: set[Pair], people: int) -> Figures:
    truly = true_pairs(told)
    wrong = joined - truly
    return Figures(
        truly=len(truly),
        joined=len(joined),
        right=len(joined & truly),
        found=len(truly & (joined | asked)),
        wrong_twins=sum(told[one].confinement == told[other].confinement for one, other in wrong),
        asked=people,
    )


def true_pairs(told: Sequence[Record]) -> set[Pair]:
    """Pairs of records of one baby."""
    of_baby: dict[int, list[int]] = defaultdict(list)
    for place, record in enumerate(told):
        of_baby[record.baby].append(place)
    return {pair for places in of_baby.values() for pair in combinations(places, 2)}


def _show(told: Sequence[Record], joined: set[Pair], asked: set[Pair], most: int) -> None:
    truly = true_pairs(told)
    for title, pairs in (
        ("missed", truly - joined - asked),
        ("wrongly joined", joined - truly),
        ("asked of two babies", asked - truly),
        ("asked of one baby", asked & truly),
    ):
        print(f"  {title}: {len(pairs)}")
        for pair in sorted(pairs)[:most]:
            print(*(f"    {told[place]}" for place in pair), sep="\n")


if __name__ == "__main__":
    main()
