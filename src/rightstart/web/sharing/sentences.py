"""What a reader is told of how regularly births are shared."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.reach.sharing.rules import Kind, MonthState, Sharing
from rightstart.web.components import Colour, Tag

TAGS: Final = {
    Sharing.REGULAR: Tag("Regularly", Colour.GREEN),
    Sharing.IRREGULAR: Tag("Irregularly", Colour.YELLOW),
    Sharing.NONE: Tag("Not at all", Colour.RED),
    Sharing.UNKNOWN: Tag("Not known", Colour.GREY),
}
KINDS: Final = {
    Kind.MONTHLY: "",
    Kind.QUARTERLY: "Every few months",
    Kind.ANNUAL: "Once or twice a year",
    Kind.STOPPED: "Was regular, then stopped",
    Kind.SIGNED_NO_DATA: "Agreement signed, nothing came",
    Kind.NO_AGREEMENT: "No agreement in force",
    Kind.JUST_BEGUN: "Too early to say",
    Kind.NOT_ENROLLED: "Nobody there uses Right Start",
}
MONTHS: Final = {
    MonthState.IN_TIME: "in time",
    MonthState.LATE: "late",
    MonthState.MISSED: "missed",
    MonthState.NOT_DUE: "not due yet",
    MonthState.BEFORE: "before it began",
}
COUNTED: Final = {
    Sharing.REGULAR: "get births regularly",
    Sharing.IRREGULAR: "irregularly",
    Sharing.NONE: "not at all",
    Sharing.UNKNOWN: "not known",
}
TABLES: Final[tuple[Mapping[Any, Any], ...]] = (TAGS, KINDS, MONTHS, COUNTED)
