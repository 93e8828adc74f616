"""Stops come first: from any row, with any other fault, in any file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.intake import rules
from rightstart.intake.contract import Drift, Kind, RefusedColumns
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.formats.table import of_records
from tests.rules.intake_rows import ALL_ITEMS, HERE, HOMES, RECEIVED_ON, THERE, inspect, row, stops

SAYINGS = [
    ("contact", "hold", "hold"),
    ("contact", "DIED", "died"),
    ("outcome", "stillbirth", "stillbirth"),
    ("objection", " Yes ", "objection"),
    ("action", "withdraw", "withdrawn"),
    ("postcode", "zzz secur", "protected"),
]
GARBAGE = st.text(max_size=30).filter(lambda text: "\0" not in text)


@given(
    st.sampled_from(SAYINGS),
    st.dictionaries(st.sampled_from(V1_0.names[1:]), GARBAGE),
    st.sampled_from(Kind),
    st.booleans(),
)
def test_a_row_that_says_stop_stops_whatever_else_is_in_it(saying, garbage, kind, demo):
    column, code, kind_of_stop = saying
    found = inspect(garbage | {"record_id": "R-1", column: code}, kind=kind, demo=demo)
    assert (2, kind_of_stop) in stops(found)
    assert set(found.stops.get_column("record_id")) == {"R-1"}


@pytest.mark.parametrize(("column", "code", "kind"), SAYINGS)
def test_a_fit_row_with_one_stop_has_that_one_only(column, code, kind):
    assert stops(inspect(row(**{column: code}), row(record_id="R-2"))) == [(2, kind)]


def test_a_row_may_stop_for_several_reasons():
    found = inspect(row(contact="died", objection="yes", action="withdraw"))
    assert stops(found) == [(2, "died"), (2, "objection"), (2, "withdrawn")]


def test_a_copy_and_a_birth_not_ours_stop_too():
    found = inspect(row(contact="died"), row(contact="died"), row(record_id="R-2", contact="died", postcode=THERE))
    assert stops(found) == [(2, "died"), (3, "died"), (4, "died")]


@pytest.mark.parametrize("unreadable", ["", "x" * 65])
def test_a_stop_without_a_readable_record_is_known_by_its_nhs_number_or_not_at_all(unreadable):
    found = inspect(
        row(record_id=unreadable, contact="died", nhs_number="999 000 0018"),
        row(record_id=unreadable, contact="died", nhs_number="999 000 0019"),
        row(record_id=unreadable, contact="died", nhs_number="2222222222"),
    )
    assert found.stops.select("row", "record_id", "nhs_number", "kind").rows() == [(2, None, "9990000018", "died")]


def test_only_a_stillbirth_tells_whose_sibling_must_be_held():
    told = ["baby_surname", "born_on", "postcode"]
    found = inspect(row(outcome="stillbirth", objection="yes"), row(record_id="R-2", outcome="stillbirth", born_on="?"))
    assert found.stops.select("kind", *told).rows() == [
        ("stillbirth", "Smith", date(2026, 10, 5), HERE),
        ("objection", None, None, None),
        ("stillbirth", "Smith", None, HERE),
    ]


@pytest.mark.parametrize(("extra", "answer"), [("Colour", Drift), ("Ethnicity", RefusedColumns)])
def test_stops_are_read_from_a_file_that_will_be_held_or_refused(extra, answer):
    sheet = of_records([{extra: "x", "Record ID": "R-1", "CONTACT": "died"}], [2])
    matched = rules.match(V1_0, sheet, ALL_ITEMS)
    assert isinstance(matched, answer)
    terms = rules.Terms(V1_0, "E08000033", Kind.BIRTHS, RECEIVED_ON, frozenset(), lambda _: HOMES)
    found = rules.inspect(sheet, matched.columns, terms)
    assert found.stops.select("record_id", "kind").rows() == [("R-1", "died")]


def test_a_file_without_stops_has_none():
    found = inspect(row())
    assert found.stops.is_empty()
    assert found.stops.columns == ["row", "record_id", "nhs_number", "kind", "baby_surname", "born_on", "postcode"]
