"""Hides the words in which the command line tells what is wrong with a spreadsheet: never with what stood in a cell."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.allocation.sheets import Wrong
from rightstart.directory.loading import Wrong as WrongInList
from rightstart.directory.rules import RoleKind

WRONG_ON_MAP: Final = {
    Wrong.BLANK: "It is blank.",
    Wrong.KIND: "It is neither postcode nor small-area.",
    Wrong.PLACE_FORM: "It is not a postcode of a real place, nor a small area's code, or not of the kind that the row says.",
    Wrong.CENTRE_UNKNOWN: "The council has no centre with this code or name.",
    Wrong.CENTRE_AMBIGUOUS: "Several centres of the council have this name: give the code.",
    Wrong.TWO_CENTRES: "An earlier row gives this place to another centre.",
}

WRONG_IN_LIST: Final = {
    WrongInList.BLANK: "It is blank.",
    WrongInList.KIND: "It is not centre, council, supplier or monitor; leave it blank for a centre.",
    WrongInList.CODE_TAKEN: "This code stands for another kind of organisation, or a centre of another council.",
    WrongInList.COUNCIL: "Its council is not known. Put the council into the list too, with the kind council.",
    WrongInList.NUMBER_FORM: "It is not a telephone number in the United Kingdom.",
    WrongInList.NUMBER_PRIVATE: "It is a mobile or personal number. Give the number of an office.",
    WrongInList.EMAIL_FORM: "It is not an e-mail address.",
    WrongInList.ROLE: f"It is not a role. There are: {', '.join(RoleKind)}.",
    WrongInList.AT_UNKNOWN: "Neither the list nor the council has such an organisation: give its code or whole name.",
    WrongInList.AT_AMBIGUOUS: "Several organisations have this name: give the code.",
    WrongInList.NOT_HELD_THERE: "An organisation of this kind has no such role.",
}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (WRONG_ON_MAP, WRONG_IN_LIST)
