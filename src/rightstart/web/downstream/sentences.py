"""What the pages of other systems say of coded ways and answers."""

from typing import Final

from rightstart.handover.downstream import Answer, NotNoted
from rightstart.handover.rules import Chase, Way
from rightstart.handover.systems import NotKept
from rightstart.web.components import Colour, Tag

WAYS: Final = {
    Way.PAGE: "By whoever sees the stop here and rings the office",
    Way.FILE: "By a file (CSV) that is downloaded here and handed to the office",
    Way.EMAIL: "By an e-mail to the office, without personal data; the office rings",
}
TOLD: Final = {Way.PAGE: "Told by telephone", Way.FILE: "Told by file", Way.EMAIL: "E-mailed"}
TAGS: Final = {
    Chase.ASKED: Tag("Tell the office", Colour.BLUE),
    Chase.REMIND: Tag("Remind the office", Colour.YELLOW),
    Chase.ESCALATE: Tag("Ring the office", Colour.RED),
    Chase.RING: Tag("Ring today", Colour.RED),
    Chase.IG_LEAD: Tag("Your IG lead is told", Colour.RED),
}
MAY_GO_ON: Final = Tag("May be told again", Colour.GREY)
ANSWERS: Final = {
    Answer.STOPPED: "Noted: stopped there.",
    Answer.GOES_ON: "Noted: nothing need stop there any more.",
}
NOT_NOTED: Final = {
    NotNoted.UNKNOWN: "There is no such stop or system any more.",
    NotNoted.ALREADY: "Somebody has noted this already.",
    NotNoted.STILL_STANDS: "The family must still not be written to: mailings there have to stop.",
    NotNoted.HALTED: "Everything is stopped: no file leaves until two people resume. Ring the office instead.",
    NotNoted.NOTHING_OPEN: "Nothing waits to be handed to this system.",
    NotNoted.ANOTHER_WAY: "This system is not told by file.",
}
NOT_KEPT: Final = {
    NotKept.INCOMPLETE: "Give the name, the office that runs it and its telephone number",
    NotKept.NO_ADDRESS: "Enter an e-mail address of the office, like name@example.org",
    NotKept.NOBODY_TO_RING: "Enter whom the office rings at your council, by role and number",
    NotKept.UNKNOWN: "There is no such system",
    NotKept.ALREADY_ENDED: "It has ended already",
    NotKept.DATES: "A system cannot end before it began",
}
