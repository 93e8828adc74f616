"""By when a recipient should act on what it was handed, and how urgently an unanswered call-back is chased."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

# People must be told within a month that their details are held (UK GDPR Art 14): 28 days leaves room for the post.
TELL_WITHIN_DAYS: Final = 28
REMIND_ON_DAYS: Final = (1, 2, 5)
ESCALATE_AFTER_DAYS: Final = 5
LEAD_AFTER_DAYS: Final = 7
LEAD_AFTER_DAYS_URGENT: Final = 1


class CarrierKind(StrEnum):
    WORKLIST = "worklist"


class Chase(StrEnum):
    """How an open call-back stands: every one is chased until a person answers it."""

    ASKED = "asked"
    REMIND = "remind"
    ESCALATE = "escalate"
    RING = "ring"
    IG_LEAD = "ig-lead"


def due_by(born_on: date, target_day: int, received_on: date, *, arrived: bool = False) -> date:
    """The day first contact is due: the earlier of the agreement's target and 28 days after the details were received.

    For a family that has moved in the birth tells nothing of when it should be met.
    """
    told_by = received_on + timedelta(days=TELL_WITHIN_DAYS)
    return told_by if arrived else min(born_on + timedelta(days=target_day), told_by)


def chase(demanded_on: date, on: date, *, urgent: bool = False) -> Chase:
    """How far an unanswered call-back has come: reminded of after a day, the council's steward told, then its IG lead.

    `urgent`: harm can come within hours of a copy that stays. The council rings the centre the same day.
    """
    days = (on - demanded_on).days
    if days >= (LEAD_AFTER_DAYS_URGENT if urgent else LEAD_AFTER_DAYS):
        return Chase.IG_LEAD
    if urgent:
        return Chase.RING
    if days >= ESCALATE_AFTER_DAYS:
        return Chase.ESCALATE
    return Chase.REMIND if days >= REMIND_ON_DAYS[0] else Chase.ASKED


def reminder(demanded_on: date, on: date, *, urgent: bool = False) -> int | None:
    """The day whose reminder to the recipient stands: at once where it is urgent, then after one, two and five days."""
    days = (on - demanded_on).days
    reached = [day for day in ((0,) if urgent else ()) + REMIND_ON_DAYS if day <= days]
    return reached[-1] if reached else None
