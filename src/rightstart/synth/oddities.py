"""What makes a synthetic family unlike the rest, how often, and under which name one asks for it."""

from bisect import bisect
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Final


class Oddity(StrEnum):
    """The names by which a door asks for them."""

    TWINS = "twins"
    UNNAMED = "unnamed"
    STILLBIRTHS = "stillbirths"
    MOVERS = "movers"
    FAULTS = "faults"
    PROTECTED = "protected"
    HOLDS = "holds"
    DEATHS = "deaths"
    OBJECTIONS = "objections"
    CROSS_BORDER = "cross-border"
    TERMINATED = "terminated"
    NOT_OURS = "not-ours"
    RESENT = "resent"
    CORRECTIONS = "corrections"
    WITHDRAWALS = "withdrawals"


class Twist(StrEnum):
    """The one thing that is odd about a confinement, or nothing."""

    PLAIN = "plain"
    TWINS = "twins"
    TWINS_NAMED_LATER = "twins-named-later"
    TWIN_STILLBORN = "twin-stillborn"
    TWIN_DIED = "twin-died"
    UNNAMED = "unnamed"
    NAMED_LATER = "named-later"
    STILLBORN = "stillborn"
    PROTECTED = "protected"
    HOLD = "hold"
    WITHHELD = "withheld"
    DIED = "died"
    OBJECTION = "objection"
    TERMINATED = "terminated"
    CROSS_BORDER = "cross-border"
    NOT_OURS = "not-ours"
    BAD_DATE = "bad-date"
    BAD_CHECK_DIGIT = "bad-check-digit"
    NO_SURNAME = "no-surname"
    BAD_POSTCODE = "bad-postcode"
    NO_FIXED_PLACE = "no-fixed-place"
    RESENT = "resent"
    CORRECTED = "corrected"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How many confinements in a thousand have a twist, and which oddities must be asked for to have it."""

    twist: Twist
    per_thousand: int
    needs: frozenset[Oddity]


def _likely(twist: Twist, per_thousand: int, *needs: Oddity) -> Likelihood:
    return Likelihood(twist, per_thousand, frozenset(needs))


# Multiple confinements and stillbirths are near the national rates; the rest is what a demonstration can believe.
LIKELIHOODS: Final = (
    _likely(Twist.TWINS, 9, Oddity.TWINS),
    _likely(Twist.TWINS_NAMED_LATER, 4, Oddity.TWINS, Oddity.UNNAMED),
    _likely(Twist.TWIN_STILLBORN, 1, Oddity.TWINS, Oddity.STILLBIRTHS),
    _likely(Twist.TWIN_DIED, 1, Oddity.TWINS, Oddity.DEATHS),
    _likely(Twist.UNNAMED, 15, Oddity.UNNAMED),
    _likely(Twist.NAMED_LATER, 50, Oddity.UNNAMED),
    _likely(Twist.STILLBORN, 4, Oddity.STILLBIRTHS),
    _likely(Twist.PROTECTED, 5, Oddity.PROTECTED),
    _likely(Twist.HOLD, 8, Oddity.HOLDS),
    _likely(Twist.WITHHELD, 4, Oddity.HOLDS),
    _likely(Twist.DIED, 3, Oddity.DEATHS),
    _likely(Twist.OBJECTION, 12, Oddity.OBJECTIONS),
    _likely(Twist.TERMINATED, 8, Oddity.TERMINATED),
    _likely(Twist.CROSS_BORDER, 3, Oddity.CROSS_BORDER),
    _likely(Twist.NOT_OURS, 20, Oddity.NOT_OURS),
    _likely(Twist.BAD_DATE, 5, Oddity.FAULTS),
    _likely(Twist.BAD_CHECK_DIGIT, 5, Oddity.FAULTS),
    _likely(Twist.NO_SURNAME, 5, Oddity.FAULTS),
    _likely(Twist.BAD_POSTCODE, 5, Oddity.FAULTS),
    _likely(Twist.NO_FIXED_PLACE, 5, Oddity.FAULTS),
    _likely(Twist.RESENT, 15, Oddity.RESENT),
    _likely(Twist.CORRECTED, 15, Oddity.CORRECTIONS),
    _likely(Twist.MOVED, 8, Oddity.MOVERS),
    _likely(Twist.WITHDRAWN, 3, Oddity.WITHDRAWALS),
)
EVERY_ODDITY: Final = frozenset(Oddity)
MULTIPLE: Final = frozenset({Twist.TWINS, Twist.TWINS_NAMED_LATER, Twist.TWIN_STILLBORN, Twist.TWIN_DIED})

# Days after the end of the period in which a birth was first sent until the supplier speaks of it again. A move is
# told late, so that it finds the family with a centre already; so is a withdrawal.
SPEAKS_AGAIN: Final = {
    Twist.RESENT: 0,
    Twist.NAMED_LATER: 3,
    Twist.TWINS_NAMED_LATER: 3,
    Twist.CORRECTED: 3,
    Twist.WITHDRAWN: 10,
    Twist.MOVED: 14,
}
# The first row of these is like any other: only what is said later is odd.
AT_FIRST_PLAIN: Final = frozenset({Twist.RESENT, Twist.CORRECTED, Twist.WITHDRAWN, Twist.MOVED})

_BOUNDS: Final = tuple(accumulate(each.per_thousand for each in LIKELIHOODS))


def twist_at(roll: float) -> Twist:
    """The twist for a roll in [0, 1): each takes its share, the rest is plain."""
    place = bisect(_BOUNDS, roll * 1000)
    return LIKELIHOODS[place].twist if place < len(LIKELIHOODS) else Twist.PLAIN


def twists_of(oddities: Set[Oddity]) -> tuple[Twist, ...]:
    """Every twist that can come about when exactly these oddities are wanted."""
    return tuple(each.twist for each in LIKELIHOODS if each.needs <= oddities)
