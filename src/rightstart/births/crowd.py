"""Hides how the few births that a notice could speak of are found among many."""

from collections import defaultdict
from datetime import datetime
from typing import Final

import msgspec

from rightstart.births.rules import Likeness
from rightstart.terms import BirthId, FamilyId


class Known(msgspec.Struct, frozen=True):
    """One birth as matching sees it: its family, and the latest thing said about who it is."""

    birth: BirthId
    family: FamilyId
    likeness: Likeness
    as_at: datetime


class Crowd:
    """Births of one council, found by record, by number, by home or by names. What shares none of these can't be alike."""

    def __init__(self) -> None:
        self._by_record: dict[bytes, dict[BirthId, Known]] = defaultdict(dict)
        self._by_trait: dict[object, dict[BirthId, Known]] = defaultdict(dict)

    def add(self, known: Known) -> None:
        """Take a birth in, or what has newly been said about one; the latest statement about it is what is compared."""
        said = known.likeness
        self._by_record[said.record_key][known.birth] = known
        for trait in _traits(said):
            earlier = self._by_trait[trait].get(known.birth)
            if earlier is None or earlier.as_at <= known.as_at:
                self._by_trait[trait][known.birth] = known

    def of_record(self, record_key: bytes) -> list[Known]:
        found = self._by_record.get(record_key)
        return list(found.values()) if found else []

    def like(self, said: Likeness) -> list[Known]:
        """Every birth that could be this baby or of its confinement, each once."""
        found: dict[BirthId, Known] = {}
        for trait in _traits(said):
            for birth, known in self._by_trait.get(trait, _NOBODY).items():
                found.setdefault(birth, known)
        return list(found.values())


_NOBODY: Final[dict[BirthId, Known]] = {}


def _traits(said: Likeness) -> list[object]:
    """Number, home, or surname with parent: three agreements of four need one of the last two."""
    traits: list[object] = []
    if said.nhs_key is not None:
        traits.append(said.nhs_key)
    if said.postcode is not None:
        traits.append(said.postcode)
    if said.parent_key is not None:
        traits.append((said.surname_key, said.parent_key))
    return traits
