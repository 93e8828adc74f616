"""CSV in: hides encodings, delimiters, quoting and the numbering of rows."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import polars as pl

from rightstart.intake.contract import EDGES
from rightstart.intake.formats.table import Table, Unfit, Unreadable, name_headers, without_instructions

LARGEST_BYTES: Final = 200_000_000
MOST_ROWS: Final = 2_000_000
MOST_COLUMNS: Final = 500
DELIMITERS: Final = (",", ";", "\t")
CHUNK: Final = 20_000

LONGEST_HEADER: Final = 200_000
LONGEST_CELL: Final = csv.field_size_limit()
# What Excel puts before a header to tell itself what parts the cells. The header tells as much.
_SAYS_DELIMITER = re.compile(r'"?sep=.?"?', re.IGNORECASE)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def read(raw: bytes) -> Table | Unreadable:
    """Bytes as a table of text, or why they can't be read; in time that grows with their length only.

    UTF-8 with or without a byte order mark, else Windows-1252; commas, semicolons or tabs, told from the header;
    quoting as in RFC 4180. Blank rows and an instruction row are left out, and rows keep their spreadsheet numbers.
    """
    if len(raw) > LARGEST_BYTES or raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n") > MOST_ROWS:
        return Unreadable(Unfit.TOO_LARGE)
    text = _decode(raw)
    if isinstance(text, Unfit):
        return Unreadable(text)
    skipped, start = blank_start(text)
    if start == len(text):
        return Unreadable(Unfit.EMPTY)
    return _under_header(text[start:], first_row=skipped + 1)


def blank_start(text: str) -> tuple[int, int]:
    """How many rows with nothing for us stand before the header, and where it starts."""
    skipped = start = 0
    for line in LINE.finditer(text):
        if line[0].replace('""', "").strip(EDGES + ",;") and not _SAYS_DELIMITER.fullmatch(line[0].strip(EDGES)):
            break
        skipped, start = skipped + 1, line.end()
    return skipped, start


def _decode(raw: bytes) -> str | Unfit:
    if b"\0" in raw:
        return Unfit.BINARY
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Unfit.ENCODING if meant_as_utf_8(raw) else _decode_windows(raw)


def _decode_windows(raw: bytes) -> str | Unfit:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return Unfit.ENCODING


def meant_as_utf_8(raw: bytes) -> bool:
    """Whether what is no UTF-8 was meant as such: it says so, or is it but for halves of characters.

    Read as Windows-1252 it would come out as other people's names.
    """
    if raw.startswith(codecs.BOM_UTF8):
        return True
    try:
        raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _under_header(body: str, *, first_row: int) -> Table | Unreadable:
    found = headed(body)
    if isinstance(found, Unfit):
        return Unreadable(found, first_row)
    table = by_lines(body, *found, first_row) or by_records(body, *found, first_row)
    return table if isinstance(table, Unreadable) else without_instructions(table)


def headed(body: str) -> tuple[str, tuple[str, ...]] | Unfit:
    """What parts the cells of a text that starts with its header, and the headers' names."""
    found = _delimiter(body)
    if isinstance(found, Unfit):
        return found
    delimiter, cells = found
    if len(cells) > MOST_COLUMNS:
        return Unfit.TOO_WIDE
    headers = name_headers(cells)
    return headers if isinstance(headers, Unfit) else (delimiter, headers)


def _delimiter(body: str) -> tuple[str, list[str]] | Unfit:
    """The delimiter that cuts the header into the most cells, and the cells; a tie or a single cell is no answer."""
    cut = sorted(((len(cells), delimiter, cells) for delimiter, cells in _headers(body)), reverse=True)
    if not cut or cut[0][0] < 2:
        return Unfit.DELIMITER if len(cut) == len(DELIMITERS) else Unfit.QUOTES
    if len(cut) > 1 and cut[0][0] == cut[1][0]:
        return Unfit.DELIMITER
    return cut[0][1], cut[0][2]


def _headers(body: str) -> Iterator[tuple[str, list[str]]]:
    for delimiter in DELIMITERS:
        try:
            yield delimiter, next(_records(body[:LONGEST_HEADER], delimiter))
        except csv.Error:
            continue


def _records(body: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader((line[0] for line in LINE.finditer(body)), delimiter=delimiter, strict=True)


def by_lines(body: str, delimiter: str, headers: Sequence[str], first_row: int, *, header: bool = True) -> Table | None:
    """The quick way, for files of which each line is one well-formed row; None where that is not sure.

    Says the same as `by_records` wherever it says anything. `header`: whether the first line is the header.
    """
    body = body.replace("\r\n", "\n")
    if "\r" in body:
        return None
    lines = body.split("\n")
    blank = delimiter + EDGES
    filled = [place for place, line in enumerate(lines) if line and (line[0] not in blank or line.strip(blank))]
    kept = lines if len(filled) == len(lines) else [lines[place] for place in filled]
    if max(map(len, kept), default=0) > LONGEST_CELL or (
        '"' in body and not _well_quoted(kept, delimiter, len(headers))
    ):
        return None
    if '"' not in body and any(line.count(delimiter) != len(headers) - 1 for line in kept):
        return None
    below = int(header)
    rows = pl.Series("row", filled[below:], dtype=pl.UInt32) + first_row
    return Table(_by_polars(kept[below:], delimiter, headers), rows)


def _by_polars(lines: list[str], delimiter: str, headers: Sequence[str]) -> pl.DataFrame:
    schema = dict.fromkeys(headers, pl.String)
    if not lines:
        return pl.DataFrame(schema=schema)
    raw = "\n".join(lines).encode()
    return pl.read_csv(raw, separator=delimiter, schema=schema, has_header=False, empty_string_is_null=False)


def _well_quoted(lines: list[str], delimiter: str, width: int) -> bool:
    """Every line has all its cells in it, each either bare or wholly inside quotation marks, as many as the header."""
    cell = f'(?:[^"{delimiter}]*|"(?:[^"]|"")*")'
    line = pl.col("line")
    cells = line.str.replace_all(r'"(?:[^"]|"")*"', "").str.count_matches(delimiter, literal=True)
    # A row of empty quoted cells is blank: the slow way knows.
    sound = line.str.contains(f"^{cell}(?:{delimiter}{cell})*$") & (line.str.strip_chars(f'{delimiter}{EDGES}"') != "")
    answer = pl.DataFrame({"line": lines}).select(sound.all() & (cells == width - 1).all())
    return bool(answer.item())


def by_records(body: str, delimiter: str, headers: Sequence[str], first_row: int) -> Table | Unreadable:
    """The exact way, one record after the other: line breaks inside quotation marks, and every refusal with its row."""
    records = enumerate(_records(body, delimiter), first_row)
    next(records)
    tables: list[Table] = []
    try:
        while (chunk := list(islice(records, CHUNK))) or not tables:
            table = of_chunk(chunk, headers)
            if isinstance(table, Unreadable):
                return table
            tables.append(table)
    except csv.Error:
        return Unreadable(Unfit.QUOTES)
    return Table(pl.concat([one.frame for one in tables]), pl.concat([one.rows for one in tables]))


def of_chunk(records: Sequence[tuple[int, list[str]]], headers: Sequence[str]) -> Table | Unreadable:
    """Some records with their rows as a table; unreadable where one has more or fewer cells than the header."""
    filled = [record for record in records if any(cell.strip(EDGES) for cell in record[1])]
    if ragged := next((number for number, cells in filled if len(cells) != len(headers)), None):
        return Unreadable(Unfit.RAGGED, ragged)
    cells = zip(*(record[1] for record in filled), strict=True) if filled else ((),) * len(headers)
    columns = [pl.Series(header, list(values), dtype=pl.String) for header, values in zip(headers, cells, strict=True)]
    return Table(pl.DataFrame(columns), pl.Series("row", [record[0] for record in filled], dtype=pl.UInt32))
