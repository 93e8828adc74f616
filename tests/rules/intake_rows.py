"""Rows of contract 1.0 for tests of intake: a full, fit row, and files made of rows like it."""

from datetime import date

from rightstart.intake import rules
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.formats import table
from rightstart.intake.inspection import Inspection
from rightstart.terms import Item

COUNCIL = "E08000033"
NEXT_DOOR = "E08000034"
HERE, THERE, NOWHERE = "HX1 1UJ", "HD1 2TT", "LS1 1AA"
HOMES = {HERE: COUNCIL, "HX2 6AA": COUNCIL, THERE: NEXT_DOOR}
RECEIVED_ON = date(2026, 10, 20)
ALL_ITEMS = frozenset(Item)
ALL_ATTESTED = frozenset(Attestation)
# Kept out of every message; the tests look for these words.
FIT_ROW = {
    "record_id": "R-1",
    "baby_surname": "Smith",
    "born_on": "2026-10-05",
    "address_line_1": "12 Example Street",
    "postcode": HERE,
    "outcome": "live",
    "told_on": "2026-10-06",
    "objection": "no",
}


def row(**cells: str) -> dict[str, str]:
    return FIT_ROW | cells


def inspect(
    *rows: dict[str, str],
    kind: Kind = Kind.BIRTHS,
    attests: frozenset[Attestation] = ALL_ATTESTED,
    demo: bool = False,
    council: str = COUNCIL,
) -> Inspection:
    sheet = table.of_records(rows, range(2, len(rows) + 2))
    terms = rules.Terms(V1_0, council, kind, RECEIVED_ON, attests, lambda _: HOMES, demo=demo)
    return rules.inspect(sheet, rules.match(V1_0, sheet, ALL_ITEMS).columns, terms)


def faults(found: Inspection) -> list[tuple[int, str, str]]:
    return found.faults.rows()


def fates(found: Inspection) -> list[str]:
    return found.fates.get_column("fate").to_list()


def stops(found: Inspection) -> list[tuple[int, str]]:
    return found.stops.select("row", "kind").rows()
