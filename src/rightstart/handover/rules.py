"""By when a recipient should act on what it was handed, and how urgently an unanswered call-back is chased."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

# People must be told within a month that their details are held (UK GDPR Art 14): 28 days leaves room for the post.
TELL_WITHIN_DAYS: Final = 28
REMIND_AFTER_DAYS: Final = 1
ESCALATE_AFTER_DAYS: Final = 3


class CarrierKind(StrEnum):
    WORKLIST = "worklist"


class Chase(StrEnum):
    """How an open call-back stands: every one is chased until a person answers it."""

    ASKED = "asked"
    REMIND = "remind"
    ESCALATE = "escalate"


def due_by(born_on: date, target_day: int, received_on: date, *, arrived: bool = False) -> date:
    """The day first contact is due: the earlier of the agreement's target and 28 days after the details were received.

    For a family that has moved in the birth tells nothing of when it should be met.
    """
    told_by = received_on + timedelta(days=TELL_WITHIN_DAYS)
    return told_by if arrived else min(born_on + timedelta(days=target_day), told_by)


def chase(demanded_on: date, on: date) -> Chase:
    """A day without an answer brings a reminder, three the centre's lead and the council."""
    days = (on - demanded_on).days
    if days >= ESCALATE_AFTER_DAYS:
        return Chase.ESCALATE
    return Chase.REMIND if days >= REMIND_AFTER_DAYS else Chase.ASKED
