"""Our own matching as the product does it, consignment by consignment and council by council, only kept in memory."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, count, groupby

import polars as pl
from msgspec.structs import replace

from bench._noise import Record
from bench._rivals import Pair
from rightstart.births.crowd import Crowd, Statement
from rightstart.births.placing import Changes, Heard, Numbers, OpenQuestion, place
from rightstart.births.rules import Likeness
from rightstart.intake import reading
from rightstart.intake.keys import name_key
from rightstart.terms import BirthId, FamilyId


def likenesses(records: Sequence[Record]) -> list[Likeness]:
    """What each record says, by the product's own keys; what stands for a name not given yet is none."""
    named = pl.DataFrame({"baby_forename": [one.forename.strip() for one in records]})
    forenames = named.select(reading.named("baby_forename")).to_series().to_list()
    return [
        Likeness(
            supplier=one.supplier,
            record_key=one.record_id.encode(),
            surname_key=name_key(one.surname) or "",
            born_on=one.born_on,
            postcode=one.postcode or None,
            parent_key=name_key(one.parent),
            forename_key=name_key(forename),
            nhs_key=one.number.encode() or None,
            birth_order=one.order,
            births_in_confinement=one.total,
        )
        for one, forename in zip(records, forenames, strict=True)
    ]


class Memory:
    """One council's births, families and open questions, as the tables would have them."""

    def __init__(self) -> None:
        births, families = count(1), count(1)
        self._numbers = Numbers(lambda: BirthId(next(births)), lambda: FamilyId(next(families)))
        self._crowd = Crowd()
        self._statements: dict[BirthId, dict[int, Statement]] = defaultdict(dict)
        self._question_numbers = count(1)
        self.family_of: dict[BirthId, FamilyId] = {}
        self.open: dict[int, OpenQuestion] = {}
        self.opened_for: list[int] = []

    def take(self, told: Iterable[Statement]) -> Changes:
        """Put one consignment's statements to their births."""
        fresh = {one.notice: one for one in told}
        for one in fresh.values():
            self._crowd.add(one)
        lots = self._crowd.around(one.likeness.record_key for one in fresh.values())
        changes = place(lots, self._crowd, Heard(list(self.open.values())), self._numbers)
        self._keep(changes, fresh)
        return changes

    def births(self) -> dict[BirthId, list[int]]:
        """The notices of each birth."""
        return {birth: sorted(told) for birth, told in self._statements.items() if told}

    def _keep(self, changes: Changes, fresh: dict[int, Statement]) -> None:
        known = {notice: one for birth in changes.touched for notice, one in self._statements[birth].items()} | fresh
        self.family_of |= dict(changes.births)
        self.family_of |= changes.rehomed
        for notice, birth in (changes.placed | changes.moved).items():
            if (before := known[notice].birth) is not None:
                del self._statements[before][notice]
            self._statements[birth][notice] = replace(known[notice], birth=birth)
        for birth in {*changes.touched, *changes.rehomed}:
            for notice, one in list(self._statements[birth].items()):
                self._statements[birth][notice] = replace(one, family=self.family_of[birth])
                self._crowd.add(self._statements[birth][notice])
        for number in changes.moot:
            del self.open[number]
        for kind, birth, other in changes.asked:
            number = next(self._question_numbers)
            self.open[number] = OpenQuestion(number, kind, birth, other)
            self.opened_for.append(max(self._statements[birth]))


def ours(records: Sequence[Record], said: Sequence[Likeness]) -> tuple[set[Pair], set[Pair], int]:
    """Pairs joined, pairs asked about, and how many notices were sent to people for any question, families' too."""
    councils: dict[str, Memory] = defaultdict(Memory)
    told = [(one.council, Statement(place, likeness, one.as_at)) for place, (one, likeness) in _numbered(records, said)]
    for (council, _), together in groupby(told, key=lambda one: (one[0], one[1].as_at.isocalendar()[:2])):
        councils[council].take(statement for _, statement in together)
    joined: set[Pair] = set()
    asked: set[Pair] = set()
    for memory in councils.values():
        births = memory.births()
        joined |= {pair for notices in births.values() for pair in combinations(notices, 2)}
        for one in memory.open.values():
            if one.other is not None and one.kind == "same-baby":
                asked |= {(min(a, b), max(a, b)) for a in births[one.birth] for b in births[one.other]}
    return joined, asked, len({notice for memory in councils.values() for notice in memory.opened_for})


def _numbered(records: Sequence[Record], said: Sequence[Likeness]) -> Iterable[tuple[int, tuple[Record, Likeness]]]:
    """In the order in which consignments arrive: week by week, each council's on its own."""
    numbered = enumerate(zip(records, said, strict=True))
    return sorted(numbered, key=lambda one: (one[1][0].as_at.isocalendar()[:2], one[1][0].council, one[0]))
