"""What the pages of the quarantine say of coded reasons."""

from typing import Final

from rightstart.intake.quarantine import SentBackFor

SENT_BACK_FOR: Final = {
    SentBackFor.VALUE_WRONG: "A value is wrong, and only the supplier knows the right one",
    SentBackFor.INCOMPLETE: "Something needed is missing",
    SentBackFor.NOT_OUR_FAMILY: "The family does not live in this council’s area",
    SentBackFor.ANOTHER_RECORD: "It speaks of a baby that another record speaks of",
    SentBackFor.OTHER: "Another reason",
}
