"""What the pages of the register of refusals say of coded barriers, states and reasons."""

from typing import Final

from rightstart.agreements.barriers import MOST_WORDS, Barrier, EndReason, Standing
from rightstart.agreements.refusals import NotRecorded
from rightstart.agreements.rules import Hop
from rightstart.web.components import Colour, Tag

BARRIERS: Final = {
    Barrier.NOT_FROM_HEALTH: "The health service does not give the details",
    Barrier.NO_AGREEMENT: "No agreement with the health service has been reached",
    Barrier.CONSENT: "Data protection: whether the family must consent first",
    Barrier.CONFIDENTIALITY: "Confidentiality",
    Barrier.CAPACITY: "There are not enough people or means",
    Barrier.SYSTEM: "The system cannot give the details out",
    Barrier.BOUNDARIES: "The areas served do not match",
    Barrier.NOT_IMPLEMENTED: "Agreed, and not put into practice",
    Barrier.STAFF_CHANGE: "The people who were to do it have changed",
    Barrier.OTHER: "Another reason",
}
FLOWS: Final = {
    Hop.SUPPLIER_TO_COUNCIL: "Health service to council",
    Hop.COUNCIL_TO_CENTRE: "Council to centre",
    Hop.COUNCIL_TO_COUNCIL: "Council to council: families who move",
}
STANDINGS: Final = {
    Standing.NOT_BEGUN: Tag("Not begun", Colour.BLUE),
    Standing.STANDS: Tag("Stands", Colour.GREY),
    Standing.REVIEW_DUE: Tag("Review due", Colour.ORANGE),
    Standing.ENDED: Tag("Ended", Colour.GREEN),
}
END_REASONS: Final = {
    EndReason.SHARING_BEGINS: "Sharing begins",
    EndReason.BARRIER_GONE: "What stood in the way is gone",
    EndReason.NO_SUCH_FLOW: "Nothing would pass this way any more",
    EndReason.IN_ERROR: "It was recorded in error",
}
NOT_RECORDED: Final = {
    NotRecorded.NO_SUCH_FLOW: "Select between whom nothing is shared",
    NotRecorded.NOT_A_PARTY: "Your organisation is not on either side of this",
    NotRecorded.WRONG_ROLE: "Your role does not decide this for your organisation",
    NotRecorded.NO_BARRIER: "Select at least one reason",
    NotRecorded.NO_CHANGE: "Enter what would change the decision",
    NotRecorded.TOO_LONG: f"Write at most {MOST_WORDS} characters",
    NotRecorded.SOMEBODY: "Take out names, numbers, postcodes and e-mail addresses: write of offices and systems, not of people",
    NotRecorded.REVIEW_DAY: "Enter a day after today and after it begins, at most a year ahead",
    NotRecorded.ALREADY: "Your organisation has recorded this decision already. End it, or say that it stays",
    NotRecorded.UNKNOWN: "There is no such decision of your organisation",
    NotRecorded.ENDED: "It has ended already",
}
