"""Hides what the open data of the register hold: one table of columns, from which page, CSV, JSON and schema are drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from rightstart.agreements.openly import OpenAgreement, OpenRefusal
from rightstart.agreements.rules import Frequency
from rightstart.agreements.wording import Named
from rightstart.web.refusals.sentences import BARRIERS, FLOWS
from rightstart.web.sentences import INSTRUMENTS, ITEMS, STATES

Row = TypeVar("Row")
BETWEEN: Final = "; "  # between several in one cell of the CSV
TEXT: Final = {"type": "string"}
TEXTS: Final = {"type": "array", "items": TEXT}
WHOLE: Final = {"type": ["integer", "null"]}
DAY: Final = {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its name in JSON and CSV, what stands in it, its type as JSON Schema has it, and how it is read."""

    name: str
    says: str
    kind: dict[str, Any]
    read: Callable[[Row], Any]

    def cell(self, row: Row) -> str:
        """What stands in the CSV: several apart by semicolons, nothing where there is none."""
        value = self.read(row)
        if isinstance(value, bool):
            return "yes" if value else "no"
        several = value if isinstance(value, list) else [value]
        return BETWEEN.join(str(one) for one in several if one is not None)


def _choice(words: Sequence[str], *, absent: bool = False) -> dict[str, Any]:
    return {"enum": [*words, *([None] if absent else [])]}


def _names(several: Sequence[Named]) -> list[str]:
    return [one.name for one in several]


def _codes(several: Sequence[Named]) -> list[str]:
    return [one.code for one in several]


AGREEMENTS: Final[tuple[Column[OpenAgreement], ...]] = (
    Column("reference", "The agreement’s reference", TEXT, lambda one: one.reference),
    Column("version", "Its version; a change is a new version", {"type": "integer"}, lambda one: one.version),
    Column("kind", "What it is", _choice([*INSTRUMENTS.values()]), lambda one: INSTRUMENTS[one.kind]),
    Column("flow", "Between what kinds of organisation", _choice([*FLOWS.values()]), lambda one: FLOWS[one.hop]),
    Column("giver_code", "Who tells: its code (ODS, GSS or the council’s own)", TEXT, lambda one: one.giver.code),
    Column("giver", "Who tells", TEXT, lambda one: one.giver.name),
    Column("taker_codes", "Who is told: their codes", TEXTS, lambda one: _codes(one.takers)),
    Column("takers", "Who is told", TEXTS, lambda one: _names(one.takers)),
    Column("purpose", "What it is for; empty where a signed paper says it", TEXT, lambda one: one.purpose),
    Column("giver_task", "The task for which it is told", TEXT, lambda one: one.giver_task),
    Column("giver_gateway", "The law that lets the giver tell", TEXT, lambda one: one.giver_gateway),
    Column("taker_task", "The task for which it is taken", TEXT, lambda one: one.taker_task),
    Column("taker_gateway", "The law that lets the taker be told", TEXT, lambda one: one.taker_gateway),
    Column(
        "lawful_basis",
        "The lawful basis, with the conditions for health data",
        TEXT,
        lambda one: one.lawful_basis,
    ),
    Column(
        "items",
        "What may be told of a birth, and nothing else",
        {"type": "array", "items": _choice([*ITEMS.values()])},
        lambda one: [ITEMS[item] for item in one.items],
    ),
    Column(
        "frequency",
        "How often a supplier tells; none for other flows",
        _choice([*Frequency], absent=True),
        lambda one: one.frequency.value if one.frequency else None,
    ),
    Column(
        "earliest_contact_day",
        "First contact at the earliest so many days after a birth; none but for centres",
        WHOLE,
        lambda one: one.earliest_contact_day,
    ),
    Column("from", "The first day", DAY, lambda one: one.from_on.isoformat()),
    Column("until", "The first day without it", DAY, lambda one: one.until_on.isoformat()),
    Column("state", "How it stands when this was made", _choice([*STATES.values()]), lambda one: STATES[one.state]),
    Column(
        "contradicted",
        "A side has decided not to share, though this is in force: nothing passes there",
        {"type": "boolean"},
        lambda one: one.contradicted,
    ),
)
REFUSALS: Final[tuple[Column[OpenRefusal], ...]] = (
    Column("decided_by_code", "Which organisation decided it: its code", TEXT, lambda one: one.party.code),
    Column("decided_by", "Which organisation decided it", TEXT, lambda one: one.party.name),
    Column("flow", "Between what kinds of organisation", _choice([*FLOWS.values()]), lambda one: FLOWS[one.hop]),
    Column("giver_code", "Who would tell: its code", TEXT, lambda one: one.giver.code),
    Column("giver", "Who would tell", TEXT, lambda one: one.giver.name),
    Column("taker_code", "Who would be told: its code", TEXT, lambda one: one.taker.code),
    Column("taker", "Who would be told", TEXT, lambda one: one.taker.name),
    Column(
        "barrier_codes",
        "Why, in codes: " + "; ".join(f"{code.value} = {words}" for code, words in BARRIERS.items()),
        {"type": "array", "items": _choice([*BARRIERS])},
        lambda one: [barrier.value for barrier in one.barriers],
    ),
    Column(
        "barriers",
        "Why, in words",
        {"type": "array", "items": _choice([*BARRIERS.values()])},
        lambda one: [BARRIERS[barrier] for barrier in one.barriers],
    ),
    Column("from", "The first day", DAY, lambda one: one.from_on.isoformat()),
    Column("review", "By which day it is looked at again", DAY, lambda one: one.review_on.isoformat()),
)
