"""What the pages of stopped families say of coded answers."""

from typing import Final

from rightstart.safeguards.stops import Caller, NotStopped, What

WHATS: Final = {What.DIED: "The baby has died", What.HOLD: "Do not contact the family, for another reason"}
CALLERS: Final = {
    Caller.FAMILY: "The family, or somebody close to it",
    Caller.HEALTH_VISITOR: "A health visitor or midwife",
    Caller.HOSPITAL: "A hospital",
    Caller.OTHER_PROFESSIONAL: "Another professional",
    Caller.COLLEAGUE: "A colleague, here or at a centre",
}
NOT_STOPPED: Final = {
    NotStopped.TOO_FEW: "Give two details or more, such as a street and a day",
    NotStopped.NOTHING_NARROWS: "Give a street, a day or a postcode beside the name: a name alone fits families all over",
    NotStopped.UNKNOWN: "There is no such stop any more",
    NotStopped.ALREADY: "Somebody has answered this already",
}
