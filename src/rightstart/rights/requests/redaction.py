"""What a family's own pack leaves out, and why: every rule in one place; pure. Unknown means hold.

Two reasons may be said aloud. The others may not: that something is left out would tell what must not be known. Of them
nothing stands in the pack, not even a gap; that it was left out, and why, is kept by the council alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rightstart.rights.requests.rules import Asker
from rightstart.rights.rules import Giver
from rightstart.safeguards.rules import HIDES_HOME, MarkerKind


class Part(StrEnum):
    """What a pack is made of."""

    BABY = "baby"
    PARENT = "parent"
    HOME = "home"
    DECISION = "decision"
    TOLD = "told"
    OTHERS = "others"
    LETTER = "letter"
    ATTEMPT = "attempt"
    JOINED = "joined"
    NOTE = "note"
    OBJECTION = "objection"
    MARKER = "marker"
    REQUEST = "request"


class LeftOut(StrEnum):
    """Why a part is left out."""

    THIRD_PARTY = "third-party"
    UNREAD = "unread"
    SAFEGUARD = "safeguard"
    WOULD_DEFEAT = "would-defeat"
    PROFESSIONAL_ADVICE = "professional-advice"


SAID_ALOUD: Final = frozenset({LeftOut.THIRD_PARTY, LeftOut.UNREAD})
# The days, centres and councils of these can tell where somebody fled, or when something was said; so can where they live.
TELLS_WHERE: Final = frozenset(
    {Part.HOME, Part.DECISION, Part.TOLD, Part.OTHERS, Part.LETTER, Part.ATTEMPT, Part.JOINED}
)
OWN: Final = frozenset({MarkerKind.OBJECTION})


class Whose(StrEnum):
    """Whether a detail is that of the parent who asks: it is their own, another's, or nobody can say."""

    OWN = "own"
    ANOTHERS = "anothers"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is held: what it is, whose, and what bears on it.

    `marker`: the safeguard fact that it is, or that a decision rests on. `hidden_home`: it is shown to nobody at all.
    `given`: a person who may has looked at it, and says that it goes.
    """

    part: Part
    whose: Whose = Whose.OWN
    marker: MarkerKind | None = None
    marked: bool = False
    hidden_home: bool = False
    given: bool = False


def whose_details(asker: Asker | None, *, named: str | None, newest: str | None) -> Whose:
    """Whose are the name, home and numbers that stand in a notice: its parent's, who asks only where both are that parent.

    `named`, `newest`: what stands for the parent's name in this notice, and in the newest one, by which the asker was known.
    """
    if asker is None or named is None or newest is None:
        return Whose.UNKNOWN
    return Whose.OWN if asker is Asker.NAMED and named == newest else Whose.ANOTHERS


def why_left_out(thing: Thing, giver: Giver) -> LeftOut | None:
    """Why this is left out of the pack; None where it is given.

    Where the safeguarding lead alone answers, what could tell where a family is stays out unless the lead says that it goes.
    """
    if thing.part is Part.MARKER:
        return _of_marker(thing.marker)
    if thing.whose is not Whose.OWN:  # first, so that whoever asks for another's hears the same of a protected home
        return LeftOut.THIRD_PARTY
    if thing.hidden_home and thing.part is Part.HOME:
        return LeftOut.WOULD_DEFEAT
    if thing.marked and thing.marker not in OWN:
        return LeftOut.SAFEGUARD
    if thing.part is Part.NOTE and not thing.given:
        return LeftOut.UNREAD
    guarded = giver is Giver.SAFEGUARDING_LEAD and thing.part in TELLS_WHERE
    return LeftOut.WOULD_DEFEAT if guarded and not thing.given else None


def _of_marker(kind: MarkerKind | None) -> LeftOut | None:
    """Only that a parent said no is told: that any other safeguard is known of is not."""
    if kind in OWN:
        return None
    if kind in HIDES_HOME:
        return LeftOut.WOULD_DEFEAT
    return LeftOut.PROFESSIONAL_ADVICE if kind is MarkerKind.PROFESSIONAL_ADVICE else LeftOut.SAFEGUARD


# What stands in no pack for somebody who is not the parent in the record, whether or not anything of it is held.
OF_ANOTHER: Final = {Part.PARENT: LeftOut.THIRD_PARTY, Part.HOME: LeftOut.THIRD_PARTY}


def said_aloud(left_out: Iterable[tuple[Part, LeftOut]], asker: Asker | None) -> list[tuple[Part, LeftOut]]:
    """What a pack says that it leaves out: for whoever is not the parent in the record the same of every family."""
    always = [] if asker is Asker.NAMED else list(OF_ANOTHER.items())
    return sorted({*always, *((part, why) for part, why in left_out if why in SAID_ALOUD)})
