"""What the pages say of a family's requests: their kinds, what was done, what is next, and how they end."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.rights.requests.rules import Delay, Ground, Next, Outcome, RequestKind, Step

KINDS: Final = {
    RequestKind.ACCESS: "A copy of what is held",
    RequestKind.CORRECTION: "A detail put right",
    RequestKind.COMPLAINT: "A complaint",
}
NEXT: Final = {
    Next.MAKE_PACK: "Make the pack, read it, and hand it over",
    Next.REVIEW: "Find out whether the detail is wrong",
    Next.ACKNOWLEDGE: "Tell the family that the complaint has come",
    Next.LOOK_INTO: "Look into it, and answer",
    Next.ANSWER: "Answer: print the reply and note how it ended",
    Next.NOTHING: "Nothing: it is answered",
}
STEPS: Final = {
    Step.OPENED: "Noted, and the parent was known",
    Step.TAKEN: "Taken over by somebody",
    Step.ACKNOWLEDGED: "Acknowledged",
    Step.EXTENDED: "Two months more",
    Step.PACKED: "The pack was made",
    Step.OFFERED: "Offered to whoever sent the record",
    Step.BY_HAND: "Found right; whoever sent the record is told by hand",
    Step.ANSWERED: "Answered",
}
OUTCOMES: Final = {
    Outcome.GIVEN: "The copy was given",
    Outcome.PUT_RIGHT: "The detail is put right, or its source has been told",
    Outcome.DISPUTE_NOTED: "It could not be settled, and is noted",
    Outcome.UPHELD: "Upheld",
    Outcome.PARTLY_UPHELD: "Upheld in part",
    Outcome.NOT_UPHELD: "Not upheld",
    Outcome.REFUSED: "Refused",
    Outcome.WITHDRAWN: "Withdrawn by the family",
}
GROUNDS: Final = {
    Ground.NOT_HELD: "Nothing of it is held",
    Ground.NOT_WRONG: "Whoever told us says again that it is right",
    Ground.NOT_ENTITLED: "Whoever asks may not have it",
    Ground.UNFOUNDED: "It is clearly unfounded (UK GDPR Art 12(5))",
    Ground.EXCESSIVE: "It repeats what was answered not long ago (Art 12(5))",
}
DELAYS: Final = {
    Delay.COMPLEX: "It is complex: more than one organisation has to be asked",
    Delay.MANY: "The family has asked several things at once",
}
TABLES: Final[tuple[Mapping[Any, str], ...]] = (KINDS, NEXT, STEPS, OUTCOMES, GROUNDS, DELAYS)
