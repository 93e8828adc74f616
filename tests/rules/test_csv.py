"""CSV in: encodings, delimiters, quoting, row numbers, and every refusal."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rightstart.intake.formats import csv as ours
from rightstart.intake.formats.csv import by_lines, by_records, read
from rightstart.intake.formats.table import Table, Unfit, Unreadable, column_letter, of_records


def cells(raw: bytes) -> list[tuple[str, ...]]:
    found = read(raw)
    assert isinstance(found, Table), found
    return found.frame.rows()


def reason(raw: bytes) -> Unfit:
    found = read(raw)
    assert isinstance(found, Unreadable)
    return found.reason


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_is_read_with_and_without_a_byte_order_mark(mark):
    found = read(mark + "record_id,baby_surname\n1,Zoë\n".encode())
    assert isinstance(found, Table)
    assert found.frame.to_dicts() == [{"record_id": "1", "baby_surname": "Zoë"}]


def test_windows_1252_is_read_where_utf_8_is_not():
    assert cells(b"a,b\nZo\xeb,\x80\n") == [("Zoë", "€")]


def test_bytes_that_are_neither_are_refused():
    assert reason(b"a,b\nZo\xeb,\x81\n") is Unfit.ENCODING


def test_nul_bytes_are_refused():
    assert reason("a,b\n1,2\n".encode("utf-16")) is Unfit.BINARY


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_told_from_the_header_and_any_line_end_will_do(delimiter, end):
    text = end.join([f"a{delimiter}b", f"1{delimiter}2", f'"x{delimiter}"{delimiter}3', ""])
    assert cells(text.encode()) == [("1", "2"), (f"x{delimiter}", "3")]


@pytest.mark.parametrize("header", ["record_id", "a,b;c", "a|b"])
def test_a_header_that_no_delimiter_divides_is_refused(header):
    assert reason(f"{header}\n1\n".encode()) is Unfit.DELIMITER


@pytest.mark.parametrize("raw", [b"", b"\n\n", b" , ,\r\n", b"\xef\xbb\xbf", b'"",""\n'])
def test_an_empty_file_is_refused(raw):
    assert reason(raw) is Unfit.EMPTY


@pytest.mark.parametrize(
    "raw", [b'a,b\n"1,2\n', b'a,b\n"1"x,2\n', b'a,"b\n1,2\n', b'a,b\n1,"' + b"x" * 140_000 + b'"\n']
)
def test_a_quotation_mark_that_is_not_closed_is_refused(raw):
    assert reason(raw) is Unfit.QUOTES


@pytest.mark.parametrize("line", ["1", "1,2,3", '"1,2"', '"1","2",""'])
def test_a_row_of_another_length_than_the_header_is_refused_by_its_number(line):
    assert read(f"a,b\n1,2\n\n{line}\n".encode()) == Unreadable(Unfit.RAGGED, 4)


@pytest.mark.parametrize("header", ["a,a", "Record ID,record_id"])
def test_two_columns_with_the_same_header_are_refused(header):
    assert read(f"\n{header}\n1,2\n".encode()) == Unreadable(Unfit.DUPLICATE_HEADERS, 2)


def test_too_large_and_too_wide_files_are_refused(monkeypatch):
    monkeypatch.setattr(ours, "LARGEST_BYTES", 20)
    assert reason(b"a,b\n" + b"1,2\n" * 5) is Unfit.TOO_LARGE
    monkeypatch.setattr(ours, "LARGEST_BYTES", 5000)
    monkeypatch.setattr(ours, "MOST_ROWS", 5)
    assert reason(b"a,b\r\n" + b"1,2\r\n" * 5) is Unfit.TOO_LARGE
    assert cells(b"a,b\r\n" + b"1,2\r\n" * 4) == [("1", "2")] * 4
    assert reason(",".join(f"c{n}" for n in range(501)).encode()) is Unfit.TOO_WIDE


def test_rows_keep_the_numbers_of_the_spreadsheet():
    raw = b'\n,\na,b\nRequired: a,Optional: b\n1,2\n,\n"3\n3",4\n\n5,6\n'
    found = read(raw)
    assert isinstance(found, Table)
    assert found.rows.to_list() == [5, 7, 9]
    assert found.frame.rows() == [("1", "2"), ("3\n3", "4"), ("5", "6")]


def test_a_column_without_a_header_is_named_by_its_letter():
    found = read(b"a,,\n1,2,\n")
    assert isinstance(found, Table)
    assert found.frame.columns == ["a", "column B", "column C"]
    assert found.blank() == {"column C"}
    assert [column_letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_file_with_a_header_alone_has_no_rows():
    assert cells(b"a,b\n") == []
    assert cells(b'a,"b\nb"\n') == []


def test_headers_that_look_like_patterns_are_headers_only():
    found = read(b"^.*$,*\n1,\n")
    assert isinstance(found, Table)
    assert found.blank() == {"*"}


def test_single_records_make_a_table_with_blanks_where_a_cell_is_lacking():
    sheet = of_records([{"a": "1"}, {"b": "2"}], [7, 9])
    assert sheet.frame.rows() == [("1", ""), ("", "2")]
    assert sheet.rows.to_list() == [7, 9]


CELL = st.text(alphabet='ab1 "\n\r,;\t\u00e9\u00a0#', max_size=6)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=6), st.sampled_from(ours.DELIMITERS), st.booleans())
def test_what_was_written_is_what_is_read(rows, delimiter, everything_quoted):
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if everything_quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows([["h1", "h2", "h3"], *rows])
    found = read(out.getvalue().encode())
    assert isinstance(found, Table)
    kept = [(n, tuple(row)) for n, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    assert list(zip(found.rows.to_list(), found.frame.rows(), strict=True)) == kept


@given(st.text(alphabet='ab "\n\r,\u00e9\u00a0', max_size=40))
@example('"",a\n')
@example('a,"b"" \n')
@example('""\n')
@example('a,b\n" ","\n"')
def test_the_quick_way_says_the_same_as_the_exact_way_or_nothing(text):
    body = "h1,h2\n" + text
    quick = by_lines(body, ",", ("h1", "h2"), 1)
    if quick is not None:
        exact = by_records(body, ",", ("h1", "h2"), 1)
        assert isinstance(exact, Table)
        assert quick.frame.rows() == exact.frame.rows()
        assert quick.rows.to_list() == exact.rows.to_list()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw):
    assert isinstance(read(raw), Table | Unreadable)


def test_the_line_by_which_excel_tells_itself_the_delimiter_is_no_header() -> None:
    found = read(b"sep=;\r\nrecord_id;baby_surname\r\n1;Smith\r\n")
    assert isinstance(found, Table)
    assert (found.frame.rows(), found.rows.to_list()) == ([("1", "Smith")], [3])


@pytest.mark.parametrize("half", [b"\xed\xa0\x80", b"\xed\xbf\xbf"])
def test_half_a_character_is_refused_and_not_read_as_other_letters(half: bytes) -> None:
    assert read(b"record_id,baby_surname\n1,Sm" + half + b"th\n") == Unreadable(Unfit.ENCODING)


def test_what_says_it_is_utf_8_and_is_not_is_refused() -> None:
    assert read(b"\xef\xbb\xbfrecord_id,baby_surname\n1,Ren\xe9\n") == Unreadable(Unfit.ENCODING)
    found = read(b"record_id,baby_surname\n1,Ren\xe9\n")
    assert isinstance(found, Table)
    assert found.frame.item(0, "baby_surname") == "Ren\u00e9"
