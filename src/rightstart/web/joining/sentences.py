"""What pages say of joining and after by its codes: each table complete."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.joining.exporting import NotExported
from rightstart.joining.rules import Engagement, How, NotRecorded, Whom
from rightstart.joining.sheets import Missing, Wrong
from rightstart.web.components import Colour, Tag

HOWS: Final = {
    How.NEW: "It joined now",
    How.SIBLING: "Its household was known already, through an older brother or sister",
}

NOT_RECORDED: Final = {
    NotRecorded.UNKNOWN: "This family is not on your list any more, so nothing was recorded",
    NotRecorded.BEFORE: "This is recorded already",
    NotRecorded.IN_FUTURE: "Enter a day that is not in the future",
    NotRecorded.NOT_JOINED: "Record first that the family joined",
    NotRecorded.BEFORE_JOINING: "Enter a day that is not before the family joined",
}

_TOLD: Final = {
    Engagement.NOT_JOINED: "Not joined",
    Engagement.JOINED: "Joined",
    Engagement.ATTENDED: "Has come",
    Engagement.SUSTAINED: "Keeps coming",
}
_COLOURS: Final = {Engagement.JOINED: Colour.BLUE, Engagement.ATTENDED: Colour.TEAL, Engagement.SUSTAINED: Colour.GREEN}
TAGS: Final = {one: Tag(words, _COLOURS.get(one, Colour.GREY)) for one, words in _TOLD.items()}

WHOM: Final = {
    Whom.JOINED: "Families who joined",
    Whom.ON_LIST: "Families on your worklist",
}

NOT_EXPORTED: Final = {
    NotExported.NOBODY: "There is no such family that may be contacted now, so no file was made.",
    NotExported.HALTED: "Everything is stopped: no file leaves until two people resume.",
}

WRONG: Final = {
    Wrong.BLANK: "It is blank. Give the reference of the family, or take the row out",
    Wrong.DAY: "It is not a real day. Give it like 27/3/2026",
    Wrong.YES_OR_NO: "Give yes or no, or leave it blank",
}

MISSING: Final = {
    Missing.REFERENCE: "There is no column “family_reference”, perhaps no header at all. Put the columns’ names in the first row",
    Missing.DAY: "There is no column “registered_on” or “attended_on”. One of them is needed",
}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (HOWS, NOT_RECORDED, _TOLD, WHOM, NOT_EXPORTED, WRONG, MISSING)
