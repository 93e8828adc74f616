"""Whether two statements speak of one baby, as a table: what agrees, what differs, and the answer."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from msgspec.structs import replace

from rightstart.births.rules import Likeness, Sameness

BABY: Final = Likeness("CHIS01", b"r1", "smith", date(2026, 10, 1), "HX1 1AA", "ann smith")
OTHER: Final = replace(BABY, supplier="RWY", record_key=b"r2")
NUMBERED: Final = replace(BABY, nhs_key=b"n1")
ALSO_NUMBERED: Final = replace(OTHER, nhs_key=b"n1")
FIRST: Final = replace(BABY, birth_order=1, births_in_confinement=2)
SECOND: Final = replace(FIRST, record_key=b"r2", birth_order=2)


@dataclass(frozen=True, slots=True)
class Row:
    """Two statements under different record ids, in words and as facts."""

    statements: str
    a: Likeness
    b: Likeness
    baby: Sameness
    family: Sameness


YES, NO, ASK = Sameness.YES, Sameness.NO, Sameness.ASK
ROWS: Final = (
    Row("one NHS number, all agrees", NUMBERED, ALSO_NUMBERED, YES, YES),
    Row("one NHS number, postcode changed", NUMBERED, replace(ALSO_NUMBERED, postcode="HD1 1AA"), YES, NO),
    Row(
        "one NHS number, nothing but the day agrees",
        NUMBERED,
        replace(ALSO_NUMBERED, surname_key="khan", postcode="HD1 1AA", parent_key=None),
        ASK,
        NO,
    ),
    Row("two NHS numbers, all else agrees", NUMBERED, replace(ALSO_NUMBERED, nhs_key=b"n2"), NO, YES),
    Row("declared twins, first and second", FIRST, SECOND, NO, YES),
    Row("twins declared, order of one not said", FIRST, replace(OTHER, births_in_confinement=2), ASK, YES),
    Row("surname, day, postcode and parent agree, two suppliers", BABY, OTHER, YES, YES),
    Row("the same from one supplier under two ids", BABY, replace(BABY, record_key=b"r2"), ASK, YES),
    Row(
        "the same with two forenames",
        replace(BABY, forename_key="olivia"),
        replace(OTHER, forename_key="jack"),
        ASK,
        YES,
    ),
    Row("surname, day and postcode, no parent said", BABY, replace(OTHER, parent_key=None), ASK, ASK),
    Row("surname, day and postcode, two parents", BABY, replace(OTHER, parent_key="eve smith"), ASK, NO),
    Row("surname and day only", BABY, replace(OTHER, postcode="HD1 1AA", parent_key=None), NO, NO),
    Row("all but the day, a year apart", BABY, replace(OTHER, born_on=date(2027, 10, 1)), NO, NO),
    Row("all agrees, one declared single", replace(BABY, births_in_confinement=1), OTHER, YES, ASK),
)
