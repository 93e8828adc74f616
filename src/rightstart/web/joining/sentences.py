"""What pages say of joining and after by its codes: each table complete."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.joining.rules import Engagement, How, NotRecorded
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

TABLES: Final[tuple[Mapping[Any, str], ...]] = (HOWS, NOT_RECORDED, _TOLD)
