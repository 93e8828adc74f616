"""Matching kept in memory: one council's births, families and questions, by the product's own sorting and placing."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import count

from msgspec.structs import replace

from rightstart.births.crowd import Crowd, Statement
from rightstart.births.placing import Changes, Heard, Numbers, OpenQuestion, place
from rightstart.terms import BirthId, FamilyId


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
