"""Hides how markers, lifts and open questions are put together for a family."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rightstart.release.queries import Rows
from rightstart.safeguards.rules import DEATHS, HOLDS_SIBLINGS, Marker, MarkerKind, said_last
from rightstart.terms import BirthId


@dataclass(frozen=True, slots=True)
class Told:
    """A marker, when it was stated and when put on, and whether it is about the whole confinement."""

    marker: Marker
    stated_at: datetime
    marked_at: datetime
    on_confinement: bool


class Warnings:
    """Everything said against contacting some births, as far as two people have not lifted it."""

    def __init__(
        self,
        told: dict[BirthId, list[Told]],
        lifts: dict[tuple[BirthId, MarkerKind], datetime],
        unsettled: frozenset[BirthId],
    ) -> None:
        self._told, self._lifts, self.unsettled = told, lifts, unsettled

    @classmethod
    def of_rows(cls, rows: Rows) -> "Warnings":
        """From the answers to the queries of these names."""
        told: dict[BirthId, list[Told]] = defaultdict(list)
        for birth, kind, from_on, until_on, *rest in rows["markers"]:
            told[birth].append(Told(Marker(MarkerKind(kind), from_on, until_on), *rest))
        lifts = {(birth, MarkerKind(kind)): at for birth, kind, at in rows["lifts"]}
        return cls(told, lifts, frozenset(row[0] for row in rows["unsettled"]))

    def may_go_alone(self, birth: BirthId) -> bool:
        """Whether two people have said that a birth may go on without its siblings."""
        return (birth, MarkerKind.SIBLING) in self._lifts

    def is_withdrawn(self, birth: BirthId) -> bool:
        """Whether its supplier has withdrawn a birth: then it is no sibling of anybody's."""
        return birth in self._told and any(told.marker.kind is MarkerKind.WITHDRAWN for told in self._standing(birth))

    def of(self, birth: BirthId, family: Sequence[BirthId]) -> tuple[tuple[Marker, ...], tuple[Marker, ...]]:
        """What is told of one birth itself, and of its siblings as far as it holds this one; nothing that was lifted."""
        if self._told.keys().isdisjoint(family):
            return (), ()
        own = tuple(told.marker for told in self._standing(birth) if not told.on_confinement)
        others = [told for sibling in family if sibling != birth for told in self._standing(sibling)]
        others += [told for told in self._standing(birth) if told.on_confinement]
        lifted_at = self._lifts.get((birth, MarkerKind.SIBLING))
        holding = [told for told in others if told.marker.kind in HOLDS_SIBLINGS]
        return own, tuple(told.marker for told in holding if lifted_at is None or told.marked_at > lifted_at)

    def _standing(self, birth: BirthId) -> Iterable[Told]:
        for told in _in_force(self._told.get(birth, ())):
            lifted_at = self._lifts.get((birth, told.marker.kind))
            if lifted_at is None or told.marked_at > lifted_at:
                yield told


def _in_force(told: Sequence[Told]) -> Sequence[Told]:
    """Of what is said of a death, the last word alone: an earlier one does not come back when that is lifted."""
    last = said_last((one.marker.kind, one.stated_at) for one in told)
    return [one for one in told if one.marker.kind not in DEATHS or one.marker.kind is last] if last else told
