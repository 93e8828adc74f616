"""A sheet of a few known columns, in whatever order and by whatever usual name: hides how other people spell a header."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rightstart.intake.contract import EDGES, header_key
from rightstart.intake.formats import opening
from rightstart.intake.formats.blocks import Content
from rightstart.intake.formats.table import Tables, Unreadable


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet as a spreadsheet numbers it; cells without blanks around them, "" where there is no such column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of the columns that are known. `headers`: each known column with its header as the sheet has it."""

    headers: Mapping[str, str]
    rows: tuple[Row, ...]


def read(content: Content, known: Mapping[str, Sequence[str]], sheet: str | None = None) -> Sheet | Unreadable:
    """A CSV file or a workbook by these columns, each with its usual spellings, best first; all else in it is left alone.

    Spellings as `header_key` writes them. `sheet`: which one of a workbook.
    """
    tables = opening.read(content, sheet)
    if isinstance(tables, Unreadable):
        return tables
    headers = _known(tables.headers, known)
    return Sheet(headers, tuple(_rows(tables, headers, known)))


def _known(sent: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    keys = {header_key(header): header for header in sent}
    found = {name: next((keys[one] for one in spellings if one in keys), None) for name, spellings in known.items()}
    return {name: header for name, header in found.items() if header is not None}


def _rows(tables: Tables, headers: Mapping[str, str], known: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    blank = dict.fromkeys(known, "")
    for table in tables.each():
        cells = [table.frame.get_column(header).str.strip_chars(EDGES) for header in headers.values()]
        for number, *values in zip(table.rows, *cells, strict=True):
            told = dict(zip(headers, values, strict=True))
            if any(told.values()):
                yield Row(number, blank | told)
