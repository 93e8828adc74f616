"""By when a recipient should act on what it was handed, who else must stop, and how urgently what is unanswered is chased."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from rightstart.safeguards.rules import HIDES_HOME, Marker, MarkerKind
from rightstart.terms import PostcodeKind, postcode_kind

# People must be told within a month that their details are held (UK GDPR Art 14): 28 days leaves room for the post.
TELL_WITHIN_DAYS: Final = 28
REMIND_ON_DAYS: Final = (1, 2, 5)


class CarrierKind(StrEnum):
    WORKLIST = "worklist"


class Chase(StrEnum):
    """How an open call-back, or a stop at another system, stands: every one is chased until a person answers it."""

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


class Clock(NamedTuple):
    """After how many days without an answer one is reminded of, told to the next person, and told to the IG lead."""

    remind: int
    escalate: int
    lead: int
    lead_urgent: int


CALL_BACKS: Final = Clock(1, 5, 7, lead_urgent=1)
DOWNSTREAM: Final = Clock(*REMIND_ON_DAYS, lead_urgent=1)


def chase(demanded_on: date, on: date, *, urgent: bool = False, clock: Clock = CALL_BACKS) -> Chase:
    """How far what is unanswered has come: reminded of, then told higher up, and at last to the council's IG lead.

    `urgent`: harm can come within hours of a copy that stays, or of a letter that still goes. The council rings the same day.
    """
    days = (on - demanded_on).days
    if days >= (clock.lead_urgent if urgent else clock.lead):
        return Chase.IG_LEAD
    if urgent:
        return Chase.RING
    if days >= clock.escalate:
        return Chase.ESCALATE
    return Chase.REMIND if days >= clock.remind else Chase.ASKED


def reminder(demanded_on: date, on: date, *, urgent: bool = False) -> int | None:
    """The day whose reminder to the recipient stands: at once where it is urgent, then after one, two and five days."""
    days = (on - demanded_on).days
    reached = [day for day in ((0,) if urgent else ()) + REMIND_ON_DAYS if day <= days]
    return reached[-1] if reached else None


# -- who else must stop ------------------------------------------------------------------------------------------------


class Way(StrEnum):
    """How another system of the council hears of a stop: by whoever sees it on the page and rings, by file, or by e-mail."""

    PAGE = "page"
    FILE = "file"
    EMAIL = "email"


class Haste(StrEnum):
    """How soon other systems must stop."""

    NOT_AT_ALL = "not-at-all"
    IN_TURN = "in-turn"
    AT_ONCE = "at-once"


# What is grave and lasts. What passes (a move, a professional's advice, a question) is not told to anybody else.
STOPS_DOWNSTREAM: Final = {
    MarkerKind.STILLBIRTH: Haste.AT_ONCE,
    MarkerKind.DEATH_FORMAL: Haste.AT_ONCE,
    MarkerKind.DEATH_INFORMAL: Haste.AT_ONCE,
    MarkerKind.PROTECTED_ADDRESS: Haste.AT_ONCE,
    MarkerKind.ADOPTION: Haste.AT_ONCE,
    MarkerKind.LOOKED_AFTER: Haste.AT_ONCE,
    MarkerKind.CONCEALED_BIRTH: Haste.AT_ONCE,
    MarkerKind.PARENT_DIED: Haste.AT_ONCE,
    MarkerKind.OBJECTION: Haste.IN_TURN,
}
_SOONEST: Final = list(Haste)


def haste(markers: Iterable[Marker], on: date) -> Haste:
    """How soon other systems must stop for a child of whom this is stated: by the most urgent of all that stands."""
    told = (STOPS_DOWNSTREAM.get(marker.kind, Haste.NOT_AT_ALL) for marker in markers if marker.stands(on))
    return max(told, key=_SOONEST.index, default=Haste.NOT_AT_ALL)


def hides_home(markers: Iterable[Marker]) -> bool:
    """Whether any of these, of a child or another baby of its confinement, keeps the home from everybody."""
    return any(marker.kind in HIDES_HOME for marker in markers)


def home(postcode: str, markers: Iterable[Marker]) -> str | None:
    """The postcode as another system may be told it, to find the child by; None where it is hidden or is no real place."""
    if hides_home(markers) or postcode_kind(postcode) is not PostcodeKind.ORDINARY:
        return None
    return postcode
