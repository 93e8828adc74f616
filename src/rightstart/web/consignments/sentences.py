"""What the pages of consignments say of coded answers."""

from typing import Final

from rightstart.intake.again import NotAgain

NOT_AGAIN: Final = {
    NotAgain.UNKNOWN: "There is no such receipt of yours",
    NotAgain.NOT_HELD: "This file is not held any more",
    NotAgain.GONE: "Nothing of this file is kept any more. Send it again",
}
