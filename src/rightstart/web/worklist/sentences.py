"""What the pages of a centre say of attempts, of an address in doubt and of call-backs: each table complete."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from rightstart.contact.assigning import NotAssigned
from rightstart.contact.choosing import Order, Show, Whose
from rightstart.contact.letters.rules import Sender
from rightstart.contact.rules import AttemptOutcome, Channel, Interpreter, Objection, Referrer, Trace
from rightstart.contact.shown import Empty
from rightstart.handover.rules import Chase
from rightstart.web.forms import Choice

CHANNELS: Final = {
    Channel.LETTER: "Letter",
    Channel.PHONE: "Telephone",
    Channel.TEXT: "Text message",
    Channel.EMAIL: "Email",
    Channel.VISIT: "Home visit",
    Channel.AT_CENTRE: "At the centre",
    Channel.HEALTH_VISITOR: "Through the health visitor",
}

ATTEMPTS: Final = {
    AttemptOutcome.SENT: "Sent, no reply yet",
    AttemptOutcome.REACHED: "Reached the family",
    AttemptOutcome.JOINED: "Registered with the centre",
    AttemptOutcome.WILL_COME: "The family will come to the centre",
    AttemptOutcome.DECLINED: "The family said no, thank you",
    AttemptOutcome.ALREADY_KNOWN: "The family is already known to the centre",
    AttemptOutcome.NOT_AT_ADDRESS: "The family does not live there",
    AttemptOutcome.RETURNED_MAIL: "Came back undelivered",
    AttemptOutcome.NO_ANSWER: "No answer",
    AttemptOutcome.MOVED: "The family has moved away. Contact stops",
    AttemptOutcome.LANGUAGE: "Needs another language or an interpreter",
    AttemptOutcome.BEREAVEMENT: "The family told of a death. Contact stops at once",
    AttemptOutcome.DO_NOT_CONTACT: "The family asked not to be contacted. Contact stops at once",
}

CHANGES: Final = {
    AttemptOutcome.MOVED: Choice("The family has moved away", "Contact stops, and your council is told."),
    AttemptOutcome.NOT_AT_ADDRESS: Choice(
        "The address is wrong", "Nobody writes or goes there any more, and the right one is asked for."
    ),
    AttemptOutcome.LANGUAGE: Choice(
        "The family speaks another language, or needs an interpreter",
        "It is kept for the next letter and the next colleague.",
    ),
    AttemptOutcome.DO_NOT_CONTACT: Choice(
        "The family does not want to be contacted", "Contact stops everywhere at once."
    ),
    AttemptOutcome.BEREAVEMENT: Choice("The family told of a death", "Contact stops everywhere at once."),
}
REFERRERS: Final = {
    Referrer.HEALTH_VISITOR: "A health visitor",
    Referrer.MIDWIFE: "A midwife",
    Referrer.DOCTOR: "A doctor or nurse",
    Referrer.SOCIAL_WORKER: "A social worker",
    Referrer.FAMILY: "The family itself: it called, wrote or asked for a visit",
}
INTERPRETERS: Final = {Interpreter.NEEDED: "Yes", Interpreter.NOT_NEEDED: "No"}

# What a worker does next, read from the last attempt; the first step is the letter.
FIRST_STEPS: Final = {
    Sender.CENTRES: "Send the first letter",
    Sender.COUNCIL: "Your council sends the first letter",
}
NEXT_STEPS: Final = {
    AttemptOutcome.SENT: "Wait for a reply. If none comes, try once more",
    AttemptOutcome.REACHED: "Invite the family, or offer a visit",
    AttemptOutcome.JOINED: "Nothing more: the family has registered",
    AttemptOutcome.WILL_COME: "Expect the family; record when they have come",
    AttemptOutcome.DECLINED: "Nothing more: the family said no",
    AttemptOutcome.ALREADY_KNOWN: "Nothing more: the family is known",
    AttemptOutcome.NOT_AT_ADDRESS: "Wait: the right address is being asked for",
    AttemptOutcome.RETURNED_MAIL: "Wait: the right address is being asked for",
    AttemptOutcome.NO_ANSWER: "Try again at another time of day",
    AttemptOutcome.MOVED: "Nothing more: do not contact",
    AttemptOutcome.LANGUAGE: "Try again with an interpreter",
    AttemptOutcome.BEREAVEMENT: "Nothing more: do not contact",
    AttemptOutcome.DO_NOT_CONTACT: "Nothing more: do not contact",
}

TRACE_STEPS: Final = {
    Trace.ASKED: "Wait: the address was wrong, and the right address is being asked for",
    Trace.SAME_ADDRESS: "Write again: the address was checked and is right",
    Trace.NEW_ADDRESS: "Write to the new address",
    Trace.NOT_FOUND: "Nobody knows another address. Try to telephone, or give the family up",
    Trace.MOVED_AWAY: "Nothing more: do not contact",
    Trace.CLOSED: "Nothing more: the family was given up until an address is known",
}

SHOWS: Final = {
    Show.ALL: "All families",
    Show.TO_WRITE: "First letter still to be sent",
    Show.WAITING: "Tried, no reply yet",
    Show.ANSWERED: "Have answered: invite or visit",
    Show.DOUBTED: "Address being looked for",
    Show.OVERDUE: "Overdue",
}
WHOSE: Final = {
    Whose.ANYBODYS: "Anybody or nobody",
    Whose.MINE: "Assigned to me",
    Whose.COLLEAGUES: "Assigned to a colleague",
    Whose.NOBODYS: "Assigned to nobody",
}
ORDERS: Final = {
    Order.DUE: "Due first",
    Order.BORN: "Youngest baby first",
    Order.RECEIVED: "Latest received first",
}


class Nothing(NamedTuple):
    """What is said where there is nothing to do, and where to go meanwhile: the words of a link and the name of a page."""

    title: str
    text: str
    action: str = ""
    page: str = ""


EMPTY: Final = {
    Empty.FIRST_USE: Nothing(
        "No family has come to you yet",
        "Families appear here by themselves, from about two weeks after a birth, once your agreement is in force. "
        "Until then you can say in your own words what the first letter tells of your centre.",
        "Write your welcome",
        "letter-words",
    ),
    Empty.ALL_DONE: Nothing(
        "All done",
        "No family waits for you. New families appear here by themselves. "
        "If one of yours calls or comes in, find it above and record that.",
    ),
    Empty.NOTHING_OPEN: Nothing(
        "Nobody to contact today",
        "No family of yours may be contacted at the moment. "
        "Families appear here by themselves as soon as they may be contacted. Look again tomorrow.",
    ),
}

NOT_ASSIGNED: Final = {
    NotAssigned.NOBODY_CHOSEN: "Nothing was assigned. Select at least one family that may be contacted.",
    NotAssigned.NOT_HERE: "Nothing was assigned. Select somebody who works at your centre.",
}

OBJECTIONS: Final = {
    Objection.CLOSED: "First contact with this family is closed, so nothing more can be recorded",
    Objection.STOPPED: "Contact with this family has stopped, so only a stop can be recorded",
    Objection.IMPOSSIBLE_OUTCOME: "This cannot come of the way that you selected. Select another outcome",
    Objection.WAITS: "Do not contact this family for now, so only what you hear of it, or a letter that came back, can be recorded",
    Objection.ADDRESS_IN_DOUBT: "This address was found to be wrong. Do not write or go there until another one is known",
    Objection.BEFORE_LETTER: "Your agreement says that a letter comes first. Did the family call you? Note that as a referral",
    Objection.VISIT_BEFORE_ANSWER: "A home visit may follow only when the family has answered, or was referred to you",
}

# Why a way of trying is not offered, and what opens it; of all else that can be objected the page says so in other words.
SHUT: Final = {
    Objection.BEFORE_LETTER: "Your agreement says that a letter comes first. This opens once it has been sent, or the family has "
    "answered or was referred to you.",
    Objection.VISIT_BEFORE_ANSWER: "This opens once the family has answered, or was referred to you.",
}

CHASES: Final = {
    Chase.ASKED: "New",
    Chase.REMIND: "Please answer",
    Chase.ESCALATE: "Overdue: your council is told",
    Chase.RING: "Urgent: destroy them today",
    Chase.IG_LEAD: "Overdue: your council’s lead is told",
}

TABLES: Final[tuple[Mapping[Any, Any], ...]] = (
    *(CHANNELS, ATTEMPTS, NEXT_STEPS, TRACE_STEPS, OBJECTIONS, CHASES),
    *(REFERRERS, INTERPRETERS, SHOWS, WHOSE, ORDERS, EMPTY, NOT_ASSIGNED),
)
