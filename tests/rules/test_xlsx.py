"""A workbook is read as its sender sees it, cell by cell as text; what can't be trusted in it is refused with its reason."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from rightstart.engine.exports import csv_bytes, neutral, restored, xlsx_bytes
from rightstart.intake.contract import NO_VALUE
from rightstart.intake.formats import opening, workbook, xlsx
from rightstart.intake.formats.table import Table, Tables, Unfit, Unreadable

Fill = Callable[[Any, Any], object]


def book(*sheets: tuple[str, Sequence[Sequence[object]]], fill: Fill | None = None, **options: object) -> bytes:
    """A workbook with these sheets, cell by cell as Python has them; `fill` may add to the first."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write(number, place, cell) if cell is not None else None
        if fill:
            fill(made, made.get_worksheet_by_name(sheets[0][0]))
    return out.getvalue()


def table(raw: bytes, sheet: str | None = None) -> Table:
    read = opening.read(raw, sheet)
    assert isinstance(read, Tables), read
    [only] = read.each()
    return only


def refused(raw: bytes, sheet: str | None = None) -> Unfit:
    read = opening.read(raw, sheet)
    assert isinstance(read, Unreadable)
    return read.reason


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


HEADER = ["record_id", "baby_surname", "born_on"]
GOOD = book(("Births", [HEADER, ["001", "Smith", "2026-10-05"]]))
PARTS = parts_of(GOOD)
SHEET = "xl/worksheets/sheet1.xml"


def changed(part: str, how: Callable[[bytes], bytes], raw: bytes = GOOD) -> bytes:
    parts = parts_of(raw)
    return packed(parts | {part: how(parts[part])})


def test_cells_are_text_with_leading_zeros_and_rows_keep_their_numbers() -> None:
    raw = book(
        ("Births", [[], HEADER, ["Required: yours"], [], ["007", "O’Neill", "2026-10-05"], [9990000018, "é", 1.5]])
    )
    read = table(raw)
    assert read.headers == tuple(HEADER)
    assert read.frame.rows() == [("007", "O’Neill", "2026-10-05"), ("9990000018", "é", "1.5")]
    assert read.rows.to_list() == [5, 6]


@pytest.mark.parametrize("old_mac", [False, True])
def test_dates_of_both_epochs_are_days(old_mac: bool) -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write_datetime(1, 2, date(2026, 10, 5), made.add_format({"num_format": "d mmm yyyy"}))

    assert table(book(("Births", [HEADER, ["1", "Smith"]]), fill=fill, date_1904=old_mac)).frame.item(0, "born_on") == (
        "2026-10-05"
    )


def test_formulas_give_the_value_last_worked_out_and_errors_and_lacking_values_say_so() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula(1, 0, '="R"&1', None, "R1")
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")
        sheet.write_formula(2, 0, "=A2", None, "")
        sheet.write_formula(2, 1, '=""', None, "x")

    read = table(book(("Births", [HEADER, [None, None, "1"], [None, None, "2"]]), fill=fill))
    assert read.frame.rows() == [("R1", NO_VALUE, "1"), (NO_VALUE, "x", "2")]


def test_a_table_that_starts_further_right_names_its_columns_by_their_own_letters() -> None:
    assert table(book(("Births", [[None, None, "record_id", " "], [None, None, "1", "x"]]))).headers == (
        "record_id",
        "column D",
    )


def test_of_several_sheets_with_something_in_them_one_must_be_named() -> None:
    raw = book(("October", [HEADER, ["1", "Smith", "x"]]), ("November", [HEADER, ["2", "Jones", "y"]]), ("Empty", []))
    read = opening.read(raw)
    assert isinstance(read, Unreadable)
    assert (read.reason, read.sheets) == (Unfit.WHICH_SHEET, ("October", "November"))
    assert table(raw, "November").frame.item(0, 0) == "2"
    assert refused(raw, "December") is Unfit.NO_SUCH_SHEET
    assert refused(raw, "Empty") is Unfit.EMPTY
    assert table(book(("Births", [HEADER, ["1", "a", "b"]]), ("Sheet2", []))).frame.height == 1


def hide(made: Any, _: Any) -> None:
    made.get_worksheet_by_name("More").very_hidden()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Unfit.LOCKED),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), Unfit.NOT_XLSX),
        (packed({**parts_of(GOOD), "xl/vbaProject.bin": b"x"}), Unfit.MACROS),
        (book(("Births", [HEADER, ["1"]]), ("More", [["x"]]), fill=hide), Unfit.HIDDEN_SHEET),
        (book(("Births", [])), Unfit.EMPTY),
        (book(("Births", [["a", "A "], ["1", "2"]])), Unfit.DUPLICATE_HEADERS),
        (GOOD[: len(GOOD) // 2], Unfit.BROKEN),
        (changed(SHEET, lambda part: part[:-30]), Unfit.BROKEN),
        (changed(SHEET, lambda part: part.replace(b"<worksheet", BOMB + b"<worksheet", 1)), Unfit.DECLARES),
        (changed("xl/workbook.xml", lambda part: part.replace(b"<workbook", BOMB + b"<workbook", 1)), Unfit.DECLARES),
        (changed(SHEET, lambda part: part.replace(b'r="A2"', b'r="ZZZZ2"')), Unfit.BROKEN),
        (changed(SHEET, lambda part: part.replace(b'r="A2"', b'r="XFD2"')), Unfit.TOO_WIDE),
        (changed(SHEET, lambda part: part.replace(b'r="A2"', b'r="A9999999"')), Unfit.TOO_LARGE),
        (packed({name: part for name, part in parts_of(GOOD).items() if name != SHEET}), Unfit.BROKEN),
    ],
)
def test_what_can_t_be_trusted_is_refused_with_its_reason(raw: bytes, why: Unfit) -> None:
    assert refused(raw) is why


def test_what_an_archive_says_of_its_sizes_is_bounded_and_must_be_true(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed({**parts_of(GOOD), SHEET: b"<worksheet>" + b" " * 5_000_000})
    monkeypatch.setattr(xlsx, "UNPACKED", 4_000_000)
    assert refused(bomb) is Unfit.TOO_LARGE
    at = (
        bomb.rindex(b"PK\x01\x02", 0, bomb.rindex(SHEET.encode())) + 24
    )  # the declared size, in the archive's own register
    assert refused(bomb[:at] + (1_000).to_bytes(4, "little") + bomb[at + 4 :]) is Unfit.BROKEN
    monkeypatch.setattr(xlsx, "MOST_PARTS", 3)
    assert refused(GOOD) is Unfit.TOO_LARGE


def test_one_long_text_pointed_at_from_very_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = book(("Births", [HEADER, *[["x" * 5_000] * 3] * 40]))
    assert len(raw) < 20_000
    assert table(raw).frame.height == 40
    monkeypatch.setattr(workbook, "TEXT_SURE", 100_000)
    assert table(raw).frame.height == 40
    monkeypatch.setattr(xlsx, "MOST_TEXT", 500_000)
    assert refused(raw) is Unfit.TOO_LARGE


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr(SHEET, b"<worksheet/>")
    assert refused(out.getvalue()) is Unfit.BROKEN


def test_a_sheet_far_larger_than_its_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_CELLS", 100)
    raw = book(("Births", [HEADER]), fill=lambda _, sheet: sheet.write(90, 2, "x"))
    assert refused(raw) is Unfit.TOO_LARGE


@given(st.binary(max_size=300), st.integers(0, len(GOOD) - 1))
def test_damaged_anywhere_a_workbook_is_read_or_refused_and_nothing_is_raised(damage: bytes, at: int) -> None:
    assert isinstance(opening.read(GOOD[:at] + damage + GOOD[at + len(damage) :]), Tables | Unreadable)


INSIDE = [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"]
ODD = st.sampled_from(
    [b"", b"-1", b"99999999999999999999", b"<", b"</c>", b'"', b"&#0;", b"&x;", b"\xff", b" t='s'", b"e", b"/"]
)


@given(st.sampled_from(INSIDE), st.integers(0, 5_000), ODD | st.binary(max_size=6), st.integers(0, 6))
def test_damaged_inside_its_parts_it_is_read_or_refused_and_nothing_is_raised(
    part: str, at: int, damage: bytes, over: int
) -> None:
    content = PARTS[part]
    at %= len(content)
    raw = packed(PARTS | {part: content[:at] + damage + content[at + over :]})
    assert isinstance(opening.read(raw), Tables | Unreadable)


def test_at_a_glance_a_sheet_reaches_as_far_as_cell_by_cell() -> None:
    part = parts_of(book(("Births", [[], [None, "a", "b"], [], [None, None, "c"]])))[SHEET]
    assert workbook._at_a_glance(part) == workbook._cell_by_cell(part) == workbook.Spread(4, 1, 2, {})


def test_prefixes_in_the_xml_change_nothing() -> None:
    names = {b"<worksheet xmlns=": b"<x:worksheet xmlns:x=", b"</worksheet>": b"</x:worksheet>"}
    names |= {
        b"<sheetData": b"<x:sheetData",
        b"</sheetData": b"</x:sheetData",
        b"<row ": b"<x:row ",
        b"</row": b"</x:row",
    }
    names |= {b"<c ": b"<x:c ", b"</c>": b"</x:c>", b"<v>": b"<x:v>", b"</v>": b"</x:v>"}

    def prefixed(part: bytes) -> bytes:
        for name, other in names.items():
            part = part.replace(name, other)
        return part

    assert workbook.spread(prefixed(parts_of(GOOD)[SHEET])) == workbook.spread(parts_of(GOOD)[SHEET])


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
RISKY = st.builds(str.__add__, st.sampled_from(["", "'", "''", " ", "=", "+", "-", "@", "'=", "\t"]), CELL)


@given(RISKY)
def test_what_a_spreadsheet_would_run_is_kept_from_it_and_comes_back_as_it_was(cell: str) -> None:
    assert restored(neutral(cell)) == cell
    assert not neutral(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.lists(RISKY.filter(str.strip), min_size=3, max_size=3), min_size=1, max_size=5))
def test_an_export_read_again_gives_the_same_rows(rows: list[list[str]]) -> None:
    for raw in (csv_bytes(HEADER, rows), xlsx_bytes("Births", HEADER, rows)):
        read = table(raw)
        again = [[restored(cell) for cell in row] for row in read.frame.iter_rows()]
        assert again == rows
