"""What the pages of the log say of steps and answers."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from rightstart.breaches.codes import Sort
from rightstart.breaches.log import NotOpened
from rightstart.breaches.rules import Act, State
from rightstart.web.components import Colour, Tag


class Asked(NamedTuple):
    """A step on its page: its title, what to know first, and the button."""

    title: str
    lead: str
    button: str


STEPS: Final[Mapping[str, Asked]] = {
    Act.TAKE_UP: Asked(
        "Take it up", "The log then says that somebody looks into it. The 72 hours run on.", "Take it up"
    ),
    Act.FIND: Asked(
        "Assess it: a breach",
        "Ask your data protection officer. What you select here stands in the draft notices. Assess it again when you know more.",
        "Record the assessment",
    ),
    Act.CLEAR: Asked(
        "Assess it: not a breach",
        "It stays in the log with your reason, and may still turn out to be one.",
        "Record that it is not a breach",
    ),
    "advised": Asked("Record the officer’s advice", "Your council decides; the log shows both.", "Record the advice"),
    Act.NOTIFY: Asked(
        "Record that the regulator has been told",
        "Record this once the notice is sent. Telling the regulator more, later, is recorded here too.",
        "Record that the regulator is told",
    ),
    Act.NOT_NOTIFY: Asked(
        "Decide that the regulator need not be told",
        "Only where a risk to people is unlikely, or where it is another organisation’s to tell.",
        "Record the decision",
    ),
    Act.TELL: Asked(
        "Record that the people have been told",
        "Record this once the families are told, each by whom the list names.",
        "Record that they are told",
    ),
    Act.NOT_TELL: Asked("Decide that the people are not told", "Your reason stands in the log.", "Record the decision"),
    Act.CLOSE: Asked("Close it", "Only when nothing is left to do. A closed entry is not opened again.", "Close it"),
}
# Which steps a page offers in each state, the most likely first; the rules have the last word.
OFFERED: Final[Mapping[State, tuple[str, ...]]] = {
    State.CANDIDATE: (Act.TAKE_UP, Act.FIND, Act.CLEAR, "advised"),
    State.ASSESSING: (Act.FIND, Act.CLEAR, "advised"),
    State.NOT_BREACH: (Act.FIND,),
    State.BREACH: (Act.NOTIFY, Act.NOT_NOTIFY, Act.TELL, "advised", Act.FIND, Act.CLEAR),
    State.TOLD_FIRST: (Act.NOTIFY, Act.NOT_NOTIFY, "advised", Act.FIND),
    State.NOTIFIED: (Act.TELL, Act.NOT_TELL, "advised", Act.NOTIFY, Act.FIND),
    State.NOT_NOTIFIABLE: (Act.NOT_TELL, Act.TELL, "advised", Act.NOTIFY, Act.FIND),
    State.PEOPLE_TOLD: (Act.CLOSE, Act.NOTIFY, "advised"),
    State.PEOPLE_NOT_TOLD: (Act.CLOSE, Act.TELL, Act.NOTIFY, "advised"),
    State.CLOSED: (),
}
TAGS: Final = {
    State.CANDIDATE: Tag("Candidate", Colour.YELLOW),
    State.ASSESSING: Tag("Being assessed", Colour.YELLOW),
    State.NOT_BREACH: Tag("Not a breach", Colour.GREY),
    State.BREACH: Tag("A breach", Colour.RED),
    State.TOLD_FIRST: Tag("People told, regulator open", Colour.RED),
    State.NOTIFIED: Tag("Regulator told", Colour.BLUE),
    State.NOT_NOTIFIABLE: Tag("Regulator need not be told", Colour.BLUE),
    State.PEOPLE_TOLD: Tag("People told", Colour.GREEN),
    State.PEOPLE_NOT_TOLD: Tag("People not told", Colour.GREEN),
    State.CLOSED: Tag("Closed", Colour.GREY),
}
SORTS: Final = {
    Sort.NOT_OURS: "A file with other councils’ residents",
    Sort.CALL_BACK: "A call-back",
    Sort.CONSIGNMENT: "A whole file",
    Sort.CENTRE: "What one centre was sent",
    Sort.BIRTH: "One birth",
}
NOT_OPENED: Final = {
    NotOpened.UNKNOWN: "Your council’s log has no such entry",
    NotOpened.UNKNOWN_BIRTH: "Your council has no birth with this reference",
    NotOpened.UNKNOWN_CONSIGNMENT: "Your council has no file with this reference",
    NotOpened.UNKNOWN_CENTRE: "Select one of your council’s centres",
    NotOpened.DAYS: "The last day comes before the first",
    NotOpened.NOT_YET: "This lies in the future",
    NotOpened.CLOSED: "This entry is closed: open another one",
}
TABLES: Final[tuple[Mapping[object, object], ...]] = (OFFERED, TAGS, SORTS, NOT_OPENED)  # type: ignore[assignment]
