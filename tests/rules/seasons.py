"""What tests of synthetic births share: seeds, councils, and how the rows of a season are looked at."""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from rightstart.intake.contract import Kind
from rightstart.places.directories import postcodes
from rightstart.synth.homes import covered
from rightstart.synth.rows import Row
from rightstart.synth.season import Handover, Season
from rightstart.terms import Period

CALDERDALE, KIRKLEES = "E08000033", "E08000034"
UNTIL = date(2026, 11, 23)
OCTOBER = Period(date(2026, 10, 1), date(2026, 11, 1))

seeds = st.integers(min_value=0, max_value=10_000)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
councils = st.sampled_from(covered())
few = settings(max_examples=8, deadline=None)


def births(of: Season) -> list[Handover]:
    return [each for each in of.hand_overs if each.kind is Kind.BIRTHS]


def fresh(rows: list[Row] | tuple[Row, ...]) -> list[Row]:
    return [row for row in rows if "action" not in row]


def all_rows(of: Season) -> list[Row]:
    return [row for each in of.hand_overs for row in each.rows]


def first_sent(of: Season) -> list[Row]:
    """Each record once, as it first came."""
    rows: dict[str, Row] = {}
    for each in births(of):
        for row in fresh(each.rows):
            rows.setdefault(row["record_id"], row)
    return list(rows.values())


COUNCIL_OF = {each.postcode: each.council for each in postcodes()}


def place_of(code: str) -> str:
    return COUNCIL_OF.get(code, "")
