"""How long a family is kept, by how far contact came, and what keeps it longer; pure.

A family that something is still open about is not erased: what is open is answered first, and is listed until then.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.contact.rules import ANSWERED, AttemptOutcome
from rightstart.rights.rules import Erased
from rightstart.terms import months_after

DEFAULT_MONTHS: Final = 12
# From the last that was tried. A family that joined is its centre's own from then on, with a record that the centre keeps.
AFTER_MONTHS: Final = {Erased.REACHED: 24, Erased.JOINED: 12}
JOINED: Final = frozenset({AttemptOutcome.JOINED, AttemptOutcome.ALREADY_KNOWN})
ALERT_MONTHS: Final = 12
QUARANTINE_MONTHS: Final = 12  # as long as a family that is never reached: for so long it may still be put right


class Open(StrEnum):
    """What keeps a family although its time is over."""

    CALL_BACK = "call-back"
    OTHER_SYSTEM = "other-system"
    QUESTION = "question"
    HELD = "held"
    TELEPHONED = "telephoned"
    RETURNED_LETTER = "returned-letter"
    LETTER = "letter"
    SHEET = "sheet"
    LIFT = "lift"
    REQUEST = "request"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class Kept:
    """What bears on how long one family is kept: what came of contact, when it was last tried, and what is open.

    `since_on`: the last baby's day of birth; where it moved in, when that became known.
    `months`: the shortest that any agreement says under which the family was told of; none where none says so.
    """

    since_on: date
    outcomes: Set[AttemptOutcome]
    tried_on: date | None
    months: int | None
    open: Set[Open]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a family goes, from which day on, and what keeps it still."""

    why: Erased
    ends_on: date
    open: Set[Open]

    def due(self, today: date) -> bool:
        return self.ends_on <= today and not self.open


def verdict(kept: Kept) -> Verdict:
    """When a family's time is over: by its agreement until somebody answered, and from the last attempt afterwards."""
    why = _why(kept.outcomes)
    if why is Erased.NEVER_REACHED or kept.tried_on is None:
        months = DEFAULT_MONTHS if kept.months is None else kept.months
        return Verdict(Erased.NEVER_REACHED, months_after(kept.since_on, months), kept.open)
    return Verdict(why, months_after(kept.tried_on, AFTER_MONTHS[why]), kept.open)


def _why(outcomes: Set[AttemptOutcome]) -> Erased:
    if outcomes & JOINED:
        return Erased.JOINED
    return Erased.REACHED if outcomes & ANSWERED else Erased.NEVER_REACHED
