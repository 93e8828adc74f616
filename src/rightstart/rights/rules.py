"""What families may ask: how often codes are heard, which answer a lead gives, by when parents are to be told; pure."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from rightstart.release.rules import OutcomeKind
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import months_after

# -- saying no ---------------------------------------------------------------------------------------------------------

# A code has 63 bits: this keeps the site standing rather than the codes safe. A maternity ward may have one address.
WINDOW: Final = timedelta(minutes=15)
MOST_OF_ONE: Final = 20
MOST_OF_ALL: Final = 1_000


class Heard(StrEnum):
    """What whoever typed a code is answered: the same for a right and a wrong one."""

    HEARD = "heard"
    TOO_MANY = "too-many"


def hears(from_here: int, from_all: int) -> Heard:
    """Whether another code is looked at, by how many have come in this window, this one counted."""
    return Heard.HEARD if from_here <= MOST_OF_ONE and from_all <= MOST_OF_ALL else Heard.TOO_MANY


# -- who got our details -----------------------------------------------------------------------------------------------


class Giver(StrEnum):
    """Whose answer it is who was told of a family."""

    EITHER = "either"
    SAFEGUARDING_LEAD = "safeguarding-lead"


# Of these alone a parent who asks can learn nothing that another parent must be kept from.
HARMLESS: Final = frozenset({MarkerKind.OBJECTION})


@dataclass(frozen=True, slots=True)
class Past:
    """What bears on who may answer: every marker ever stated of the family, how many centres had it, whether it went elsewhere."""

    markers: Set[MarkerKind]
    centres: int
    handed_on: bool
    in_doubt: bool  # a question is open whether it is one family


def giver(past: Past) -> Giver:
    """A day on which something was called back, a second centre or another council can tell where somebody fled, or when.

    So such an answer is the safeguarding lead's, and nobody is told which of these it was.
    """
    apart = past.centres > 1 or past.handed_on or past.in_doubt or bool(past.markers - HARMLESS)
    return Giver.SAFEGUARDING_LEAD if apart else Giver.EITHER


# -- forgetting --------------------------------------------------------------------------------------------------------


class Erased(StrEnum):
    """Why nothing is kept of a family any more."""

    NEVER_REACHED = "never-reached"
    REACHED = "reached"
    JOINED = "joined"
    ASKED = "asked"
    RESTORED = "restored"  # it had been erased, and a backup brought its rows back


# -- telling people within a month (UK GDPR Art 14) --------------------------------------------------------------------

SOON_DAYS: Final = 5


class Exempt(StrEnum):
    """Why parents need not be told: a lead's word, under UK GDPR Art 14(5) or the Data Protection Act 2018."""

    HAVE_IT = "have-it"
    IMPOSSIBLE = "impossible"
    WOULD_DEFEAT = "would-defeat"
    SERIOUS_HARM = "serious-harm"
    SECRECY = "secrecy"


class Untold(StrEnum):
    """Why the parents of a birth are not told yet."""

    QUARANTINED = "quarantined"
    NOT_JUDGED = "not-judged"
    WITHHELD = "withheld"
    UNCLEARED = "uncleared"
    UNPLACED = "unplaced"
    NO_AGREEMENT = "no-agreement"
    NOT_YET = "not-yet"
    TO_WRITE = "to-write"
    CAME_BACK = "came-back"


_BY_OUTCOME: Final = {
    OutcomeKind.DISCLOSE: Untold.TO_WRITE,
    OutcomeKind.NOT_YET: Untold.NOT_YET,
    OutcomeKind.UNPLACED: Untold.UNPLACED,
    OutcomeKind.REFUSED: Untold.NO_AGREEMENT,
}


def why_untold(outcome: OutcomeKind | None, *, marked: bool, came_back: bool) -> Untold:
    """By the current decision; of a withheld birth only whether a marker forbids it, never which."""
    if outcome is None:
        return Untold.NOT_JUDGED
    if outcome is OutcomeKind.WITHHELD:
        return Untold.WITHHELD if marked else Untold.UNCLEARED
    return Untold.CAME_BACK if came_back else _BY_OUTCOME[outcome]


class Clock(StrEnum):
    """Where a month stands: of parents who are not told, of a request that is not answered."""

    IN_TIME = "in-time"
    SOON = "soon"
    LATE = "late"


def due_on(obtained_on: date) -> date:
    """The last day on which the parents may be told: a month after the data came, the month's last day where it is shorter."""
    return months_after(obtained_on, 1)


def clock_of(due: date, today: date) -> Clock:
    """Where what is to be done stands against its last day."""
    if due < today:
        return Clock.LATE
    return Clock.SOON if due <= today + timedelta(days=SOON_DAYS) else Clock.IN_TIME


def clock(obtained_on: date, today: date) -> Clock:
    """Where it stands for parents whose data came on a day."""
    return clock_of(due_on(obtained_on), today)
