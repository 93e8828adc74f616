"""What the pages of families' rights say of coded answers."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.rights.retention.rules import AFTER_MONTHS, DEFAULT_MONTHS, Open
from rightstart.rights.rules import Clock, Erased, Exempt, Untold
from rightstart.web.components import Colour, Tag

UNTOLD: Final = {
    Untold.QUARANTINED: "In quarantine: the row has to be put right or sent back first",
    Untold.NOT_JUDGED: "Not judged yet: the next pass does it",
    Untold.WITHHELD: "A safeguard forbids writing: do not write. Is there another way to tell them, or are they exempt?",
    Untold.UNCLEARED: "The health service has not yet said all that must be known before anybody writes",
    Untold.UNPLACED: "No centre serves their home: place it by hand",
    Untold.NO_AGREEMENT: "No agreement lets a centre write: see the agreements",
    Untold.NOT_YET: "It is too early to write, or the health service’s word is too old",
    Untold.TO_WRITE: "With the centre: no first letter is posted yet",
    Untold.CAME_BACK: "The first letter came back",
}
CLOCKS: Final = {Clock.IN_TIME: "In time", Clock.SOON: "Due within 5 days", Clock.LATE: "Late"}
TAGS: Final = {
    Clock.IN_TIME: Tag(CLOCKS[Clock.IN_TIME], Colour.GREEN),
    Clock.SOON: Tag(CLOCKS[Clock.SOON], Colour.YELLOW),
    Clock.LATE: Tag(CLOCKS[Clock.LATE], Colour.RED),
}
EXEMPTS: Final = {
    Exempt.HAVE_IT: "The parents have the information already (UK GDPR Art 14(5)(a))",
    Exempt.IMPOSSIBLE: "Telling them is impossible, or out of all proportion (Art 14(5)(b))",
    Exempt.WOULD_DEFEAT: "Telling them would defeat what the data are held for (Art 14(5)(b))",
    Exempt.SERIOUS_HARM: "Telling them would be likely to cause somebody serious harm (Data Protection Act 2018, Schs 2 and 3)",
    Exempt.SECRECY: "The data must stay secret by a duty that the law knows (Art 14(5)(d))",
}
# Who is forgotten, and when; the second is empty where no time of ours decides it.
WHY_FORGOTTEN: Final = {
    Erased.NEVER_REACHED: (
        "Families that were never reached",
        f"{DEFAULT_MONTHS} months after birth or moving in, or as many as their agreement says",
    ),
    Erased.REACHED: ("Families that were reached", f"{AFTER_MONTHS[Erased.REACHED]} months after the last attempt"),
    Erased.JOINED: (
        "Families that joined their centre",
        f"{AFTER_MONTHS[Erased.JOINED]} months after the last attempt: the centre has a record of its own",
    ),
    Erased.ASKED: ("Families that asked for it", ""),
    Erased.RESTORED: ("Families that a backup had brought back", ""),
}
# What is open, and what to do about it.
KEPT_BY: Final = {
    Open.CALL_BACK: ("A call-back is not answered", "Have the centre confirm that its copies are destroyed"),
    Open.OTHER_SYSTEM: ("Another system was asked to stop and has not answered", "Ring its office"),
    Open.QUESTION: ("It is in question which birth or family it is", "Settle the question"),
    Open.HELD: (
        "Somebody is asked about a hold, or about a home without a centre",
        "Answer it, or place the birth by hand",
    ),
    Open.TELEPHONED: ("Somebody telephoned, and it may be this family", "The safeguarding lead says whether it is"),
    Open.RETURNED_LETTER: ("The address is wrong, and the right one is looked for", "Answer it: right, or not found"),
    Open.LETTER: ("A printed letter is not accounted for", "Say whether it was posted or destroyed"),
    Open.SHEET: ("A visit sheet with it is still out", "Ask its centre to destroy the sheet and say so"),
    Open.LIFT: ("Two people are ending a safeguard", "Confirm it, or let it stand"),
    Open.REQUEST: ("The family has asked something", "Answer it"),
    Open.BREACH: ("A breach that concerns it is not closed", "Close it"),
}
TABLES: Final[tuple[Mapping[Any, Any], ...]] = (UNTOLD, CLOCKS, EXEMPTS, WHY_FORGOTTEN, KEPT_BY)
