"""What an important notice says: what has changed and what to do now, and never why."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.contact.rules import Change

MATTERS: Final = {
    Change.CALLED_BACK: "This family was called back from your centre",
    Change.NARROWED: "You may hold less about this family than before",
    Change.CAME_BACK: "This family has come back to your centre",
    Change.NEW_ADDRESS: "Another address is known for this family",
    Change.TRIED_BEFORE: "A centre had already tried to contact this family when it was called back",
}

STEPS: Final = {
    Change.CALLED_BACK: "Do not contact this family. Take back what is not yet posted, destroy every copy, "
    "and say so on your worklist.",
    Change.NARROWED: "Destroy earlier letters, labels and lists. Work only from what the family’s page shows now.",
    Change.CAME_BACK: "Read the family’s page before you do anything, and use no earlier letter, label or list. "
    "If it is not on your list yet, wait.",
    Change.NEW_ADDRESS: "Take back what is not yet posted to the old address. Write only to the address on the family’s page.",
    Change.TRIED_BEFORE: "Ring the centre today. Ask what is posted or agreed with the family, have it stopped where it "
    "still can be, and settle what is done about the rest. Do not say why.",
}

# Above the name and number of an office, where a change needs a call.
RINGS: Final = {
    Change.CALLED_BACK: "If a letter or visit is on its way, ring at once.",
    Change.TRIED_BEFORE: "Whom to ring",
}

BANNERS: Final = {
    True: "Something has changed for a family you have dealt with",
    False: "A centre had already tried to contact a family that was called back",
}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (MATTERS, STEPS)
