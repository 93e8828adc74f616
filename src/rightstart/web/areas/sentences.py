"""What the pages of reach areas say of coded answers: never with what stood in a cell."""

from collections.abc import Mapping
from typing import Any, Final

from rightstart.allocation.redraw import NotDrawn
from rightstart.allocation.sheets import Wrong

WRONG: Final = {
    Wrong.BLANK: "It is blank. Fill it in, or take the row out",
    Wrong.KIND: "Give postcode or small-area, or leave this column out",
    Wrong.PLACE_FORM: "It is not a postcode of a real place, or not of the kind that the row says. Give it like HX1 1UJ",
    Wrong.CENTRE_UNKNOWN: "Your council has no centre with this code or name. Give it as it stands in the list of centres",
    Wrong.CENTRE_AMBIGUOUS: "Several of your centres have this name. Give the centre’s code",
    Wrong.TWO_CENTRES: "This place has another centre in row {first}. Keep one of the two rows",
}

NOT_DRAWN: Final = {
    NotDrawn.FOREIGN_CENTRE: "A centre in the sheet is not your council’s any more. Choose the file again",
    NotDrawn.UNKNOWN_KIND: "A map is drawn of postcodes and small areas only",
}

MISSING: Final = {
    "place": "There is no column “postcode”, perhaps no header at all. Put the names of the columns in the first row",
    "centre": "There is no column “centre”, perhaps no header at all. Put the names of the columns in the first row",
}

TABLES: Final[tuple[Mapping[Any, str], ...]] = (WRONG, NOT_DRAWN)
