"""Who else must stop, as a table: what is stated of a child, and how soon the council's other systems stop writing to it."""

from typing import Final

from rightstart.handover.rules import Chase, Haste
from rightstart.safeguards.rules import MarkerKind

SOON: Final = {
    Haste.AT_ONCE: "stillbirth death-formal death-informal protected-address adoption looked-after concealed-birth "
    "parent-died",
    Haste.IN_TURN: "objection",
    Haste.NOT_AT_ALL: "death-removed family-stop invalid-identity living-apart unsafe-address moved-away professional-advice "
    "supplier-hold withdrawn sibling suppressed resembles-suppressed",
}
MEANS: Final = {
    Haste.AT_ONCE: "at once: the office is rung the same day",
    Haste.IN_TURN: "in turn: reminded of after a day",
    Haste.NOT_AT_ALL: "are not told: it passes, or a person has still to say what it is",
}
# How a stop stands after so many days without an answer: one that can wait, and one that cannot.
CHASED: Final = {
    0: (Chase.ASKED, Chase.RING),
    1: (Chase.REMIND, Chase.IG_LEAD),
    2: (Chase.ESCALATE, Chase.IG_LEAD),
    5: (Chase.IG_LEAD, Chase.IG_LEAD),
}
TOLD: Final = {
    Chase.ASKED: "nobody yet: it stands on the page",
    Chase.REMIND: "data steward",
    Chase.ESCALATE: "data steward, safeguarding lead",
    Chase.RING: "data steward, safeguarding lead: ring today",
    Chase.IG_LEAD: "data steward, safeguarding lead, IG lead",
}


def kinds(soon: Haste) -> list[MarkerKind]:
    return [MarkerKind(word) for word in SOON[soon].split()]
