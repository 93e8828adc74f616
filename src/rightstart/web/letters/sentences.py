"""What the pages of letters say of coded states and reasons."""

from typing import Final

from rightstart.contact.letters.paper import Form
from rightstart.contact.letters.rules import MOST, Answer, NotDone, Sender, State
from rightstart.web.components import Colour, Tag

STATES: Final = {
    State.QUEUED: Tag("To print", Colour.BLUE),
    State.PRINTED: Tag("Printed", Colour.YELLOW),
    State.POSTED: Tag("Posted", Colour.GREEN),
    State.DROPPED: Tag("Left out", Colour.GREY),
    State.TAKE_OUT: Tag("Take it out of the pile", Colour.RED),
    State.TAKEN_OUT: Tag("Taken out", Colour.GREY),
    State.STOP: Tag("Stop it on its way", Colour.RED),
    State.ENDED: Tag("Accounted for", Colour.GREY),
}
ANSWERS: Final = {
    Answer.TAKEN_OUT: "Taken out of the pile and destroyed",
    Answer.STOPPED: "Stopped on its way, and destroyed",
    Answer.DELIVERED: "Could not be stopped: the safeguarding lead knows",
}
FORMS: Final = {Form.LETTERS: "Print letters", Form.LARGE: "Print in large print", Form.LABELS: "Print labels"}
SENDERS: Final = {
    Sender.COUNCIL: "The council, for all of its centres",
    Sender.CENTRES: "Each centre, for its own families",
}
NOT_DONE: Final = {
    NotDone.UNKNOWN: "There is no such batch.",
    NotDone.NOT_SENDER: "You do not send the first letters.",
    NotDone.NOBODY: "No family can be written to now. Those who may be join the next batch.",
    NotDone.NONE_OF_THESE: "No letter was made. None of these families may be written to now, or each has its letter already.",
    NotDone.HALTED: "Everything is stopped: no letter leaves until two people resume.",
    NotDone.BEING_MADE: "This batch is still being made. Print it once all of its letters are there.",
    NotDone.NOT_PRINTED: "Print the letters first.",
    NotDone.POSTED_BEFORE: "This batch was posted already.",
    NotDone.TAKE_OUT: "Do not post yet. Take the letters named below out of the pile first, and say so.",
    NotDone.NOBODY_TO_RING: "A letter must say whom to ring. Have the telephone number of the centre or of the council kept first.",
}
FULL: Final = f" A batch holds {MOST:,} at most: make the next one for the others."
NONE_SELECTED: Final = "No letter was made. Select at least one family that may be contacted."
