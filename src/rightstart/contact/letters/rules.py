"""First letters: where one stands between the queue and the letter box, what a person can say of one, and how its code is spelt."""

from enum import StrEnum
from typing import Final, NamedTuple

# A pile that can still be looked through for one letter, and about what a large council has in a week.
MOST: Final = 1_000
# For so long after the day it was posted a letter may still be under way, or be intercepted.
UNDER_WAY_DAYS: Final = 7


class Sender(StrEnum):
    """Who sends a council's first letters: the council for all of its centres, or each centre its own."""

    COUNCIL = "council"
    CENTRES = "centres"


class NotDone(StrEnum):
    """Why no batch was made, nothing printed, nothing posted."""

    UNKNOWN = "unknown"
    NOT_SENDER = "not-sender"
    NOBODY = "nobody"
    NONE_OF_THESE = "none-of-these"
    HALTED = "halted"
    BEING_MADE = "being-made"
    NOT_PRINTED = "not-printed"
    POSTED_BEFORE = "posted-before"
    TAKE_OUT = "take-out"
    NOBODY_TO_RING = "nobody-to-ring"


class Answer(StrEnum):
    """What a person says of a letter that must not go out."""

    TAKEN_OUT = "taken-out"
    STOPPED = "stopped"
    DELIVERED = "delivered"


class State(StrEnum):
    """Where a letter stands: derived from what was noted of it and of its batch, never stored."""

    QUEUED = "queued"
    PRINTED = "printed"
    POSTED = "posted"
    DROPPED = "dropped"
    TAKE_OUT = "take-out"
    TAKEN_OUT = "taken-out"
    STOP = "stop"
    ENDED = "ended"


# What is to be said of a letter that is withdrawn, by where it is; whatever is not here needs no answer.
ANSWERS: Final = {
    State.TAKE_OUT: frozenset({Answer.TAKEN_OUT}),
    State.STOP: frozenset({Answer.STOPPED, Answer.DELIVERED}),
}
# Still on its way out: a family with such a letter gets no second one.
UNDER_WAY: Final = frozenset({State.QUEUED, State.PRINTED})


class Noted(NamedTuple):
    """What was noted of one letter and of its batch."""

    printed: bool
    posted: bool
    withdrawn: bool
    answer: Answer | None = None


def state(noted: Noted) -> State:
    """A letter that was withdrawn before it was printed is on no paper; any other must be taken out, or stopped on its way."""
    match noted:
        case Noted(withdrawn=False, posted=True):
            return State.POSTED
        case Noted(withdrawn=False, printed=True):
            return State.PRINTED
        case Noted(withdrawn=False):
            return State.QUEUED
        case Noted(printed=False):
            return State.DROPPED
        case Noted(answer=Answer.TAKEN_OUT):
            return State.TAKEN_OUT
        case Noted(answer=None, posted=False):
            return State.TAKE_OUT
        case Noted(answer=None):
            return State.STOP
        case _:
            return State.ENDED


def sheets_of(pages: int) -> int:
    """How many sheets of paper a letter of so many pages takes, printed on both sides."""
    return -(-pages // 2)


# -- the code on a letter ----------------------------------------------------------------------------------------------

# Nothing that looks like another (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V), no vowel and so no word; 23 of them, a prime.
SYMBOLS: Final = "234578CDFGHJKMNPQRTVWXY"
RANDOM: Final = 14  # symbols at random: 63 bits
_GROUP: Final = 5  # as it is printed, and read aloud
# What is typed for a symbol that looks like it.
_MEANT: Final = str.maketrans("ZSB", "258")


def with_check(random: str) -> str:
    """A code of RANDOM symbols with the one that checks it: any symbol mistyped, or two that changed places, no longer fit."""
    total = sum(place * SYMBOLS.index(one) for place, one in enumerate(random, 1))
    return random + SYMBOLS[-total * pow(RANDOM + 1, -1, len(SYMBOLS)) % len(SYMBOLS)]


def typed(text: str) -> str | None:
    """A code as somebody typed it, in its one spelling; None where it can stand on no letter, which anybody can work out."""
    code = "".join(one for one in text.upper() if one.isalnum()).translate(_MEANT)
    if len(code) != RANDOM + 1 or not set(code) <= set(SYMBOLS):
        return None
    return code if with_check(code[:-1]) == code else None


def in_groups(code: str) -> str:
    """As it is printed: C2D3F-G4H5J-K7M8N."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
