"""How a version of an agreement stands on a day, and what may be done with it as it stands; pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from rightstart.agreements.rules import Instrument, Missing, lacking


class State(StrEnum):
    """How a version stands on a day; it is in force in one of them alone."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PART_SIGNED = "part-signed"
    NOT_BEGUN = "not-begun"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    REVIEW_OVERDUE = "review-overdue"
    ENDED = "ended"
    LAPSED = "lapsed"


class Act(StrEnum):
    """What a party may do; everything else comes by its day."""

    PROPOSE = "propose"
    SIGN = "sign"
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"


class Hindrance(StrEnum):
    """Why an act is not possible in a state."""

    NOT_PROPOSED = "not-proposed"
    ALREADY_PROPOSED = "already-proposed"
    NOT_SIGNED = "not-signed"
    ALREADY_SIGNED = "already-signed"
    NOT_SUSPENDED = "not-suspended"
    ENDED = "ended"


class SuspensionReason(StrEnum):
    """Why a party suspends: a code, for a word of its own could tell of somebody."""

    BREACH = "breach"
    WRONG_DATA = "wrong-data"
    TERMS_NOT_KEPT = "terms-not-kept"
    GROUND_IN_DOUBT = "ground-in-doubt"
    SYSTEM_CHANGE = "system-change"
    OTHER = "other"


class Advice(StrEnum):
    """What a data protection officer advises; the parties decide."""

    GO_AHEAD = "go-ahead"
    WITH_CHANGES = "with-changes"
    AGAINST = "against"


REMIND_DAYS: Final = (90, 30, 7)  # before the last day, and before the review
OVER: Final = frozenset({State.ENDED, State.LAPSED})
SIGNED: Final = frozenset({State.NOT_BEGUN, State.IN_FORCE, State.SUSPENDED, State.REVIEW_OVERDUE})
# A suspension counts before the first day too: what was suspended then begins suspended, and may be resumed before.
POSSIBLE: Final[Mapping[Act, frozenset[State]]] = {
    Act.PROPOSE: frozenset({State.DRAFT}),
    Act.SIGN: frozenset({State.PROPOSED, State.PART_SIGNED}),
    Act.SUSPEND: SIGNED,
    Act.RESUME: frozenset({State.NOT_BEGUN, State.SUSPENDED}),
    Act.END: frozenset(State) - OVER,
}


def hindrance(act: Act, state: State) -> Hindrance | None:
    """Why nobody can do this to a version that stands so; None where a party can."""
    if state in POSSIBLE[act]:
        return None
    if state in OVER:
        return Hindrance.ENDED
    match act:
        case Act.PROPOSE:
            return Hindrance.ALREADY_PROPOSED
        case Act.SIGN:
            return Hindrance.NOT_PROPOSED if state is State.DRAFT else Hindrance.ALREADY_SIGNED
        case Act.SUSPEND:
            return Hindrance.NOT_SIGNED
        case Act.RESUME:
            return Hindrance.NOT_SUSPENDED
        case Act.END:
            return Hindrance.ENDED
    assert_never(act)


def state(one: Instrument, on: date, *, proposed: bool, part_signed: bool) -> State:
    """What a version lacks, told as a state: unsigned ones by how far they have come, ended ones by how they ended.

    `part_signed`: somebody has signed. A version signed in part before there were proposals needs none.
    """
    lacks = lacking(one, on)
    match lacks:
        case None | Missing.REFUSAL_STANDS:  # a refusal is of a flow, and no version ends by it
            return State.IN_FORCE
        case Missing.NOT_SIGNED | Missing.INCOMPLETE:
            return State.PART_SIGNED if part_signed else State.PROPOSED if proposed else State.DRAFT
        case Missing.NOT_BEGUN:
            return State.NOT_BEGUN
        case Missing.SUSPENDED:
            return State.SUSPENDED
        case Missing.REVIEW_OVERDUE:
            return State.REVIEW_OVERDUE
        case Missing.ENDED | Missing.NO_AGREEMENT:
            return State.ENDED if one.ended_on and one.ended_on <= on else State.LAPSED
    assert_never(lacks)


def threshold(day: date, on: date) -> int | None:
    """Within how many days, by the reminders that there are, a day lies ahead; None where it is far off, or there."""
    ahead = (day - on).days
    return min((days for days in REMIND_DAYS if 0 < ahead <= days), default=None)


class Flow(StrEnum):
    """Whether data flows under an agreement: beside its state, for in force is not flowing."""

    CLOSED = "closed"
    NEVER = "never"
    OVERDUE = "overdue"
    FLOWING = "flowing"


def flow(*, in_force: bool, ever: bool, late: bool) -> Flow:
    """`ever`: something has come at some time; `late`: what is due now has not."""
    if not in_force:
        return Flow.CLOSED
    if not ever:
        return Flow.NEVER
    return Flow.OVERDUE if late else Flow.FLOWING
