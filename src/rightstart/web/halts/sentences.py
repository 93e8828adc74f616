"""What the page of stopping everything says of coded reasons and answers, and the draft of a notice to a recipient."""

from typing import Final

from rightstart.handover.sent import SentTo
from rightstart.release.halt import Reason, Resuming
from rightstart.terms import Item
from rightstart.web.days import counted, moment
from rightstart.web.sentences import ITEMS

REASONS: Final = {
    Reason.BEREAVED_CONTACTED: "A family that lost its baby was, or may be, contacted",
    Reason.ADDRESS_EXPOSED: "A protected address was, or may be, shown",
    Reason.WRONG_RECIPIENT: "Something went, or may go, to the wrong place",
    Reason.WRONG_DATA: "What came in looks wrong",
    Reason.SECURITY: "Somebody may have got in who should not",
    Reason.CANARY_LET_THROUGH: "A made-up birth that must be held got through the gate",
    Reason.RESTORED: "A backup was put back: a no, a death or a move told since it was made has to be put in again",
    Reason.DRILL: "A drill",
    Reason.OTHER: "Another reason",
}
RESUMING: Final = {
    Resuming.ASKED: "Noted. Everything stays stopped until a second person says the same.",
    Resuming.RESUMED: "Everything goes on. What was due meanwhile was judged again and sent.",
    Resuming.SAME_PERSON: "You have said so already. A second person must say it too.",
    Resuming.NOT_STOPPED: "Nothing is stopped.",
}
NOTICE: Final = (
    "To {centre}\n\nBetween {first} and {last} we sent you the details of {families} ({items}). We have stopped everything "
    "while we look into a possible mistake.\n\nPlease do not contact any of these families, post no letter and make no visit, "
    "until we tell you that you may. Keep what you have apart and show it to nobody. If you have contacted one of them since, "
    "tell us at once which, how and when.\n\nYour references:\n{references}\n\n[Name, telephone]"
)


def notice(to: SentTo) -> str:
    """A draft for one recipient, to be finished by a person: references only, and never why."""
    return NOTICE.format(
        centre=to.centre,
        first=moment(to.first_at),
        last=moment(to.last_at),
        families=counted(len({line.reference for line in to.lines}), "baby", "babies"),
        items=", ".join(ITEMS[Item(item)] for item in to.items),
        references="\n".join(sorted({line.reference for line in to.lines})),
    )
