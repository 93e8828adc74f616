"""What a pass did, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from rightstart.release.disclose import Recorded
from rightstart.release.rules import OutcomeKind, kind_of


@dataclass(slots=True)
class Tally:
    """What a pass did: births by their outcome now, decisions newly recorded, call-backs, and questions left to people."""

    outcomes: dict[OutcomeKind, int]
    recorded: int = 0
    called_back: int = 0
    asked: int = 0

    @classmethod
    def empty(cls) -> "Tally":
        return cls(dict.fromkeys(OutcomeKind, 0))

    def add(self, recorded: Sequence[Recorded], called_back: int, asked: int) -> None:
        for one in recorded:
            self.outcomes[kind_of(one.outcome)] += 1
            self.recorded += one.decision is not None
        self.called_back += called_back
        self.asked += asked
