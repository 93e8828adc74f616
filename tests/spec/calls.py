"""Whom a telephone call may mean, as a table: what was said against one birth, and whether that birth is frozen."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rightstart.safeguards.resemblance import Answer, Details, Facts

DAY: Final = date(2026, 9, 14)
BIRTH: Final = Facts("smith", DAY, "alexsmith", "12parkinsonlane", "HX1 3XL")
OFF: Final = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class CallRow:
    said: str
    details: Details
    answer: Answer


ROWS: Final = (
    CallRow("the surname and the day", Details(name_key="smith", born_on=DAY), Answer.YES),
    CallRow("a parent's whole name and the postcode", Details(name_key="alexsmith", postcode="HX1 3XL"), Answer.YES),
    CallRow("the surname and the street", Details(name_key="smith", street="parkinsonlane"), Answer.YES),
    CallRow("about the day and the district", Details(born_on=DAY + OFF, about=True, postcode="HX1"), Answer.YES),
    CallRow(
        "another name, the street and the day",
        Details(name_key="jones", street="parkinsonlane", born_on=DAY),
        Answer.POSSIBLE,
    ),
    CallRow(
        "another name, the day and the district",
        Details(name_key="jones", born_on=DAY, postcode="HX1"),
        Answer.POSSIBLE,
    ),
    CallRow("another name and the day", Details(name_key="jones", born_on=DAY), Answer.NO),
    CallRow(
        "another name, about the day and the district",
        Details(name_key="jones", born_on=DAY + OFF, about=True, postcode="HX1"),
        Answer.NO,
    ),
    CallRow("the surname and another day", Details(name_key="smith", born_on=DAY + OFF), Answer.NO),
    CallRow("the surname alone: too little", Details(name_key="smith"), Answer.NO),
    CallRow("the street alone: too little", Details(street="parkinsonlane"), Answer.NO),
)
