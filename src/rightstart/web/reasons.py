"""Hides which table has the words for the coded reason of a decision: each outcome has its own reasons."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.release.rules import OutcomeKind
from rightstart.web.sentences import CLEARANCES, DOUBTS, MARKERS, MISSING, UNPLACED, WAITS

_TABLES: Final[Mapping[OutcomeKind, tuple[Mapping[Any, str], ...]]] = {
    OutcomeKind.DISCLOSE: (),
    OutcomeKind.WITHHELD: (MARKERS, CLEARANCES, DOUBTS),
    OutcomeKind.NOT_YET: (WAITS,),
    OutcomeKind.UNPLACED: (UNPLACED,),
    OutcomeKind.REFUSED: (MISSING,),
}


def reason_words(outcome: OutcomeKind, reason: str) -> str:
    """The words for the coded reason of a decision; a disclosure has none."""
    told = (words for table in _TABLES[outcome] for member, words in table.items() if member.value == reason)
    return next(told, "")
