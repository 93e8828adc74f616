"""Truths about sheets of who joined and came: what is read of them, and that no word of a cell is ever told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.engine.exports import csv_bytes
from rightstart.intake.formats.table import Unreadable
from rightstart.joining import sheets
from rightstart.joining.rules import How
from rightstart.joining.sheets import Fault, Faulty, Headless, Missing, Said, Sheet, Wrong
from rightstart.listings.rules import ListingKind

HEADER = ("family_reference", "registered_on", "attended_on", "service", "known_already")
cells = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=12)


def sheet(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> sheets.Answer:
    return sheets.read(csv_bytes(header, rows))


def test_a_row_says_who_joined_how_by_what_and_when_it_came() -> None:
    row = ("abcd-efgh", "27/3/2026", "2026-04-02 10:30", "Stay & Play", "Yes")
    said = Said(2, "ABCDEFGH", date(2026, 3, 27), date(2026, 4, 2), How.SIBLING, ListingKind.STAY_AND_PLAY)
    assert sheet(row) == Sheet((said,))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("debt-advice", ListingKind.DEBT_ADVICE),
        ("Baby clinic", ListingKind.HEALTH_CLINIC),
        ("PARENTING course", ListingKind.PARENTING),
        ("Messy Monday", ListingKind.OTHER),
        ("", None),
    ],
)
def test_a_service_is_known_by_its_code_or_a_usual_name_and_else_is_something_else(
    words: str, kind: ListingKind | None
) -> None:
    answer = sheet(("A", "1/1/2026", "", words, ""))
    assert isinstance(answer, Sheet)
    assert answer.rows[0].kind is kind


def test_columns_are_found_as_other_systems_head_them() -> None:
    answer = sheet(("A", "01.02.2026"), header=("External ID", "Registration Date"))
    assert isinstance(answer, Sheet)
    assert answer.rows[0].joined_on == date(2026, 2, 1)


def test_a_sheet_without_what_it_needs_says_which_column_is_missing() -> None:
    assert sheet(("x", "y"), header=("surname", "forename")) == Headless((Missing.REFERENCE, Missing.DAY))
    assert sheet(("x", "y"), header=("family_reference", "surname")) == Headless((Missing.DAY,))
    assert isinstance(sheets.read(b"\xff\xfe\x00"), Unreadable | Headless)


def test_every_faulty_cell_is_named_by_row_and_column() -> None:
    answer = sheet(("", "31/2/2026", "soon", "", "perhaps"), ("B", "1/1/2026", "", "", ""))
    assert answer == Faulty(
        (
            Fault(2, "family_reference", Wrong.BLANK),
            Fault(2, "registered_on", Wrong.DAY),
            Fault(2, "attended_on", Wrong.DAY),
            Fault(2, "known_already", Wrong.YES_OR_NO),
        )
    )


@given(st.lists(st.tuples(*[cells] * len(HEADER)), min_size=1, max_size=5))
def test_whatever_stands_in_a_sheet_it_is_read_or_every_fault_is_told_without_its_words(
    rows: list[tuple[str, ...]],
) -> None:
    answer = sheet(*rows)
    if isinstance(answer, Faulty):
        assert all(fault.column in HEADER and fault.row > 1 for fault in answer.faults)
    else:
        assert isinstance(answer, Sheet | Unreadable)
