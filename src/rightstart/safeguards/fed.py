"""Hides what the stops in a feed are as safeguard facts, and which of them concern one council alone."""

from collections.abc import Iterable
from typing import Final

from rightstart.intake.contract import Stop
from rightstart.intake.receive import TakenStop
from rightstart.safeguards.mark import Statement
from rightstart.safeguards.rules import MarkerKind

# A supplier says that a baby died, not how formally that is recorded.
STOPS: Final = {
    Stop.HOLD: MarkerKind.SUPPLIER_HOLD,
    Stop.DIED: MarkerKind.DEATH_INFORMAL,
    Stop.STILLBIRTH: MarkerKind.STILLBIRTH,
    Stop.OBJECTION: MarkerKind.OBJECTION,
    Stop.WITHDRAWN: MarkerKind.WITHDRAWN,
    Stop.PROTECTED: MarkerKind.PROTECTED_ADDRESS,
}


def statements(stops: Iterable[TakenStop]) -> list[Statement]:
    """What follows the record into every council."""
    return [Statement(one.key, STOPS[one.kind], one.as_at) for one in stops if one.kind is not Stop.MOVED]


def moved(stops: Iterable[TakenStop]) -> list[bytes]:
    """By which those are known who moved away: that concerns the birth of the feed's own council alone."""
    return [one.key for one in stops if one.kind is Stop.MOVED]
