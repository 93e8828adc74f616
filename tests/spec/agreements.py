"""What an agreement may lack, as a table: one thing changed in an instrument that is otherwise in force."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from rightstart.agreements.rules import Instrument, InstrumentKind, Missing, Party
from rightstart.terms import Item

TODAY: Final = date(2026, 10, 20)
TOMORROW: Final = TODAY + timedelta(days=1)
GROUND: Final = Party("childcare duty", "Childcare Act 2006 s5A")
IN_FORCE: Final = Instrument(
    reference="ISA-1",
    version=1,
    version_id=11,
    kind=InstrumentKind.INTERNAL_INSTRUCTION,
    giver=GROUND,
    taker=GROUND,
    lawful_basis="public task",
    items=frozenset({Item.ADDRESS}),
    from_on=TODAY,
    ends_on=TOMORROW,
    review_on=TOMORROW,
    signed=True,
)


@dataclass(frozen=True, slots=True)
class Row:
    """An instrument in words and as facts, and what it lacks today; None where it is in force."""

    instrument: str
    facts: Instrument
    lacks: Missing | None


ROWS: Final = (
    Row("signed, complete, between its days", IN_FORCE, None),
    Row("begins today", replace(IN_FORCE, from_on=TODAY), None),
    Row("begins tomorrow", replace(IN_FORCE, from_on=TOMORROW), Missing.NOT_BEGUN),
    Row("its last day was yesterday", replace(IN_FORCE, ends_on=TODAY), Missing.ENDED),
    Row("ended early, from today", replace(IN_FORCE, ended_on=TODAY), Missing.ENDED),
    Row("to be ended early, from tomorrow", replace(IN_FORCE, ended_on=TOMORROW), None),
    Row("not signed by every party", replace(IN_FORCE, signed=False), Missing.NOT_SIGNED),
    Row("suspended", replace(IN_FORCE, suspended=True), Missing.SUSPENDED),
    Row("its review was due by today", replace(IN_FORCE, review_on=TODAY), Missing.REVIEW_OVERDUE),
    Row("lists no items", replace(IN_FORCE, items=frozenset()), Missing.INCOMPLETE),
    Row("names no lawful basis", replace(IN_FORCE, lawful_basis=" "), Missing.INCOMPLETE),
    Row("the giver names no task", replace(IN_FORCE, giver=Party("", "s5A")), Missing.INCOMPLETE),
    Row("the giver names no gateway", replace(IN_FORCE, giver=Party("duty", "")), Missing.INCOMPLETE),
    Row("the taker names no task", replace(IN_FORCE, taker=Party("", "s5A")), Missing.INCOMPLETE),
    Row("the taker names no gateway", replace(IN_FORCE, taker=Party("duty", "")), Missing.INCOMPLETE),
    Row("ended and suspended", replace(IN_FORCE, ended_on=TODAY, suspended=True), Missing.ENDED),
    Row("a draft, not complete yet", replace(IN_FORCE, signed=False, items=frozenset()), Missing.INCOMPLETE),
    Row("a draft for later", replace(IN_FORCE, signed=False, from_on=TOMORROW), Missing.NOT_SIGNED),
    Row("suspended before it begins", replace(IN_FORCE, suspended=True, from_on=TOMORROW), Missing.NOT_BEGUN),
)


@dataclass(frozen=True, slots=True)
class VersionsRow:
    """Several instruments together: which version speaks, or what is missing."""

    instruments: str
    facts: tuple[Instrument, ...]
    answer: Instrument | Missing


SECOND: Final = replace(IN_FORCE, version=2, version_id=12)
OTHER: Final = replace(IN_FORCE, reference="ISA-2", version_id=21)

VERSIONS: Final = (
    VersionsRow("none", (), Missing.NO_AGREEMENT),
    VersionsRow("two versions, both in force", (IN_FORCE, SECOND), SECOND),
    VersionsRow("the second not signed yet", (IN_FORCE, replace(SECOND, signed=False)), IN_FORCE),
    VersionsRow("the second begins tomorrow", (IN_FORCE, replace(SECOND, from_on=TOMORROW)), IN_FORCE),
    VersionsRow("the second suspended", (IN_FORCE, replace(SECOND, suspended=True)), Missing.SUSPENDED),
    VersionsRow("the second ended", (IN_FORCE, replace(SECOND, ended_on=TODAY)), Missing.ENDED),
    VersionsRow("one ended, another in force", (replace(IN_FORCE, ended_on=TODAY), OTHER), OTHER),
    VersionsRow(
        "in force, and a party refuses to share from today",
        (replace(IN_FORCE, refused_from=TODAY),),
        Missing.REFUSAL_STANDS,
    ),
    VersionsRow(
        "two in force, and a party refuses to share",
        (replace(IN_FORCE, refused_from=TODAY), replace(OTHER, refused_from=TODAY)),
        Missing.REFUSAL_STANDS,
    ),
    VersionsRow(
        "in force, and a party refuses from tomorrow", (LATER := replace(IN_FORCE, refused_from=TOMORROW),), LATER
    ),
    VersionsRow(
        "suspended, and a party refuses to share",
        (replace(IN_FORCE, suspended=True, refused_from=TODAY),),
        Missing.SUSPENDED,
    ),
    VersionsRow(
        "one ended, another suspended",
        (replace(IN_FORCE, ended_on=TODAY), replace(OTHER, suspended=True)),
        Missing.SUSPENDED,
    ),
)
