"""Whether two statements speak of one baby, as a table: what agrees, what differs, and the answer."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from msgspec.structs import replace

from rightstart.births.rules import Likeness, Sameness

BABY: Final = Likeness("CHIS01", b"r1", "smith", date(2026, 10, 1), "HX1 1AA", "annsmith")
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


NAMED: Final = replace(NUMBERED, forename_key="olivia")
HALVES: Final = replace(BABY, surname_key="smithjones")
DAY: Final = date(2026, 10, 1)
YES, NO, ASK = Sameness.YES, Sameness.NO, Sameness.ASK


def other(**said: object) -> Likeness:
    """The same baby as another supplier tells of it, but for what is said otherwise."""
    return replace(OTHER, **said)


NUMBERS: Final = (
    Row("one NHS number, all agrees", NUMBERED, ALSO_NUMBERED, YES, YES),
    Row("one NHS number, postcode changed", NUMBERED, replace(ALSO_NUMBERED, postcode="HD1 1AA"), YES, NO),
    Row(
        "one NHS number, nothing but the day agrees",
        NUMBERED,
        replace(ALSO_NUMBERED, surname_key="khan", postcode="HD1 1AA", parent_key=None),
        ASK,
        NO,
    ),
    Row("one NHS number, named in one of them only", NAMED, ALSO_NUMBERED, YES, YES),
    Row("one NHS number, forename with a slip", NAMED, replace(ALSO_NUMBERED, forename_key="olivla"), YES, YES),
    Row(
        "one NHS number, two forenames: perhaps a twin's", NAMED, replace(ALSO_NUMBERED, forename_key="jack"), ASK, YES
    ),
    Row(
        "one NHS number, first and second in birth order",
        replace(NUMBERED, birth_order=1),
        replace(ALSO_NUMBERED, birth_order=2),
        ASK,
        YES,
    ),
    Row(
        "two NHS numbers, all else agrees (or one superseded)", NUMBERED, replace(ALSO_NUMBERED, nhs_key=b"n2"), NO, YES
    ),
    Row("an NHS number in one of them only, all else agrees", NUMBERED, OTHER, YES, YES),
)
TWINS: Final = (
    Row("declared twins, first and second", FIRST, SECOND, NO, YES),
    Row("declared triplets, second across midnight", FIRST, replace(SECOND, born_on=date(2026, 10, 2)), NO, YES),
    Row("twins declared, order of one not said", FIRST, other(births_in_confinement=2), ASK, YES),
    Row(
        "twins declared, no order, none named (Twin 1, Twin 2 and BB are no names)",
        replace(BABY, births_in_confinement=2),
        replace(BABY, record_key=b"r2", births_in_confinement=2),
        ASK,
        YES,
    ),
    Row("the same from one supplier under two ids", BABY, replace(BABY, record_key=b"r2"), ASK, YES),
    Row("the same with two forenames", replace(BABY, forename_key="olivia"), other(forename_key="jack"), ASK, YES),
)
LIKE: Final = (
    Row("surname, day, postcode and parent agree, two suppliers", BABY, OTHER, YES, YES),
    Row("all agrees, named in one of them only", BABY, other(forename_key="olivia"), YES, YES),
    Row("all agrees, one declared single", replace(BABY, births_in_confinement=1), OTHER, YES, ASK),
    Row("all but a slip in the surname", BABY, other(surname_key="smtih"), YES, YES),
    Row("all but one half of a double-barrelled surname", HALVES, OTHER, YES, YES),
    Row("all but a fuller name of the parent", BABY, other(parent_key="annmariesmith"), ASK, NO),
    Row("surname, day and postcode, no parent said", BABY, other(parent_key=None), ASK, ASK),
    Row("half a surname, day and postcode, no parent said", HALVES, other(parent_key=None), ASK, NO),
    Row(
        "another surname, day and postcode, parent's names turned about",
        BABY,
        other(surname_key="khan", parent_key="smithann"),
        ASK,
        NO,
    ),
    Row("surname, day and parent, no postcode said", BABY, other(postcode=None), ASK, NO),
    Row(
        "surname, day and parent, two postcodes: moved, or two mothers of one name",
        BABY,
        other(postcode="HD1 1AA"),
        ASK,
        NO,
    ),
    Row(
        "surname and day, parent's initial, no postcode said", BABY, other(parent_key="asmith", postcode=None), ASK, NO
    ),
    Row(
        "day and month changed about, all else agrees",
        replace(BABY, born_on=date(2026, 10, 5)),
        other(born_on=date(2026, 5, 10)),
        ASK,
        NO,
    ),
    Row("the next day, all else agrees", BABY, other(born_on=date(2026, 10, 2)), ASK, YES),
)
OTHERS: Final = (
    Row(
        "numbered by their system for want of names",
        other(surname_key="smith1"),
        other(surname_key="smith2", parent_key=None),
        NO,
        NO,
    ),
    Row("cousins of one day in one house: two parents", BABY, other(parent_key="evesmith"), ASK, NO),
    Row(
        "neighbours of one day and name, a few days apart",
        BABY,
        other(parent_key="evesmith", born_on=date(2026, 10, 3)),
        NO,
        NO,
    ),
    Row(
        "one house, one day, another surname and parent", BABY, other(surname_key="khan", parent_key="evekhan"), NO, NO
    ),
    Row("surname and day only", BABY, other(postcode="HD1 1AA", parent_key=None), NO, NO),
    Row("two mothers of one name, days apart", BABY, other(postcode="HD1 1AA", born_on=date(2026, 10, 3)), NO, NO),
    Row("all but the day, a year apart", BABY, other(born_on=date(2027, 10, 1)), NO, NO),
    Row("all but the day, a week apart", BABY, other(born_on=date(2026, 10, 8)), NO, NO),
)
ROWS: Final = (*NUMBERS, *TWINS, *LIKE, *OTHERS)
