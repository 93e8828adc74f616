"""What the pages say of a family's requests: their kinds, what was done, what is next, and how they end."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.rights.requests.detail import Unfit
from rightstart.rights.requests.redaction import LeftOut, Part
from rightstart.rights.requests.reviewing import NotReviewed
from rightstart.rights.requests.rules import Asker, Changed, Declined, Delay, Ground, Next, Outcome, RequestKind, Step

KINDS: Final = {
    RequestKind.ACCESS: "A copy of what is held",
    RequestKind.CORRECTION: "A detail put right",
    RequestKind.COMPLAINT: "A complaint",
}
ASKERS: Final = {
    Asker.NAMED: "The parent whom the record names, at the address that it has: I compared both",
    Asker.OTHER: "Another parent, or I am not sure",
}
NEXT: Final = {
    Next.SEE_WHO: "Ask who it is: nothing leaves before that is known",
    Next.MAKE_PACK: "Make the pack, read it, and hand it over",
    Next.REVIEW: "A reviewer looks whether the detail is wrong",
    Next.TELL_SUPPLIER: "The reviewer tells whoever sent the record, by hand",
    Next.ACKNOWLEDGE: "Tell the family that the complaint has come",
    Next.LOOK_INTO: "Look into it, and answer",
    Next.ANSWER: "Print the reply, sign it, and note how it ended",
    Next.NOTHING: "Nothing: it is answered",
}
STEPS: Final = {
    Step.OPENED: "Noted",
    Step.KNOWN: "It was seen who asks",
    Step.TAKEN: "Given to whoever has it",
    Step.ACKNOWLEDGED: "Acknowledged",
    Step.EXTENDED: "Two months more",
    Step.PACKED: "The pack was made",
    Step.ACCEPTED: "The detail was found wrong",
    Step.DECLINED: "The detail stays as it is",
    Step.OFFERED: "Offered to whoever sent the record",
    Step.BY_HAND: "Whoever sent the record was told by hand",
    Step.ANSWERED: "Answered",
}
OUTCOMES: Final = {
    Outcome.GIVEN: "The copy was given",
    Outcome.PUT_RIGHT: "Its source was told to put it right",
    Outcome.NOT_CHANGED: "The detail stays as it is",
    Outcome.UPHELD: "Upheld",
    Outcome.PARTLY_UPHELD: "Upheld in part",
    Outcome.NOT_UPHELD: "Not upheld",
    Outcome.TO_REGULATOR: "Taken to the Information Commissioner",
    Outcome.REFUSED: "Refused",
    Outcome.WITHDRAWN: "Withdrawn by the family",
}
GROUNDS: Final = {
    Ground.NOT_HELD: "Nothing of it is held",
    Ground.NOT_KNOWN: "Whoever asks has not shown who they are",
    Ground.NOT_ENTITLED: "Whoever asks may not have it",
    Ground.UNFOUNDED: "It is clearly unfounded (UK GDPR Art 12(5))",
    Ground.EXCESSIVE: "It repeats what was answered not long ago (Art 12(5))",
}
DELAYS: Final = {
    Delay.COMPLEX: "It is complex: more than one organisation has to be asked",
    Delay.MANY: "The family has asked several things at once",
}
DECLINED: Final = {
    Declined.NOT_WRONG: "Whoever sent it says again that it is right",
    Declined.NOT_SHOWN: "Nobody can find out which is right: what the family says is noted",
    Declined.NO_FACT: "It is what somebody found or thought, not a fact",
}
CHANGED: Final = {
    Changed.RECORD: "A record was put right",
    Changed.CONTACT_STOPPED: "Contact was stopped",
    Changed.WORDING: "The words of a letter or page were changed",
    Changed.PRACTICE: "How staff work was changed",
    Changed.AGREEMENT: "An agreement was changed",
    Changed.SUPPLIER_TOLD: "A supplier was told",
}
UNFIT: Final = {
    Unfit.BLANK: "Enter what it should be",
    Unfit.TOO_LONG: "Too long: at most four lines and the postcode, each 200 characters",
    Unfit.NO_POSTCODE: "Enter each line of the address, and the postcode as the last line",
    Unfit.NO_DAY: "Enter a real date, like 27/3/2026",
    Unfit.NOT_YES_NO: "Enter yes or no",
}
NOT_REVIEWED: Final = {
    NotReviewed.NOT_YOURS: "There is no such correction, or somebody else looks at it.",
    NotReviewed.NOT_NOW: "Somebody has decided about this already, or it is answered. See what has changed.",
    NotReviewed.NOTHING_SAID: "What it should be is not kept any more. Ask the family again.",
}
PARTS: Final = {
    Part.HOME: "Where they live, and how to reach them",
    Part.DECISION: "What was decided, with its days",
    Part.TOLD: "Which centres were told, and what was called back",
    Part.OTHERS: "Which other councils and offices were told",
    Part.LETTER: "Letters, with their days",
    Part.ATTEMPT: "Attempts, with their centre and days",
    Part.JOINED: "When they joined and came, with their centre and days",
}
EVERY_PART: Final = PARTS | {
    Part.BABY: "Details of a baby",
    Part.PARENT: "A parent’s name",
    Part.NOTE: "What workers wrote",
    Part.OBJECTION: "A no of the family’s own",
    Part.MARKER: "Safeguards",
    Part.REQUEST: "Other requests",
}
LEFT_OUT: Final = {
    LeftOut.THIRD_PARTY: "it is, or may be, somebody else’s",
    LeftOut.UNREAD: "nobody has read it and said that it may go",
    LeftOut.SAFEGUARD: "it is a safeguard’s reason",
    LeftOut.WOULD_DEFEAT: "it could defeat a protection",
    LeftOut.PROFESSIONAL_ADVICE: "it is a professional’s advice",
}
TABLES: Final[tuple[Mapping[Any, str], ...]] = (
    *(
        KINDS,
        ASKERS,
        NEXT,
        STEPS,
        OUTCOMES,
        GROUNDS,
        DELAYS,
        DECLINED,
        CHANGED,
        UNFIT,
        NOT_REVIEWED,
        EVERY_PART,
        LEFT_OUT,
    ),
)
