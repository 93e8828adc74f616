"""Hides the words of opening a family of another centre."""

from typing import Final

from rightstart.contact.elsewhere import NotOpened
from rightstart.release.break_glass import Reason

REASONS: Final = {
    Reason.IS_HERE: "The family is here with us now",
    Reason.WORRIED: "We are worried about somebody’s safety",
    Reason.MOVED: "The family says that it has moved to our area",
    Reason.COVERS: "We stand in for that centre today",
}

NOT_OPENED: Final = {
    NotOpened.NOTHING_FOUND: "No family of another centre was found that you may be shown. Ask your council if you expected one",
    NotOpened.SEVERAL: "More than one family fits, so none is shown. Ask your council which one it is",
}
