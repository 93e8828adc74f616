"""A file as a table of text: hides nothing more than where a cell stood in the sender's spreadsheet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from rightstart.intake.contract import EDGES, header_key


class Unfit(StrEnum):
    """Why a file can't be read at all."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_WIDE = "too-wide"
    BINARY = "binary"
    ENCODING = "encoding"
    DELIMITER = "delimiter"
    QUOTES = "quotes"
    RAGGED = "ragged"
    DUPLICATE_HEADERS = "duplicate-headers"
    LOCKED = "locked"
    MACROS = "macros"
    NOT_XLSX = "not-xlsx"
    BROKEN = "broken"
    DECLARES = "declares"
    HIDDEN_SHEET = "hidden-sheet"
    WHICH_SHEET = "which-sheet"
    NO_SUCH_SHEET = "no-such-sheet"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The file is refused whole; `row` where one row of the spreadsheet is to blame.

    `sheets`: the names to choose from, where one must be named. They are the sender's own words: shown to the sender, never kept.
    """

    reason: Unfit
    row: int | None = None
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as sent, all text and never null, under the headers as sent; `rows` numbers them as a spreadsheet does."""

    frame: pl.DataFrame
    rows: pl.Series

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(self.frame.columns)

    def blank(self) -> frozenset[str]:
        """The headers under which every cell is blank."""
        empty = self.frame.select((pl.all().str.strip_chars(EDGES) == "").all())
        return frozenset(name for name, blank in zip(empty.columns, empty.row(0), strict=True) if blank)


@dataclass(frozen=True, slots=True)
class Tables:
    """A file as tables of bounded size, all under the same headers: most files are one. Asked again, it is read again.

    Whoever made it has read the file to its end once, so nothing in it is unreadable any more.
    """

    headers: tuple[str, ...]
    several: bool
    each: Callable[[], Iterator[Table]]

    @classmethod
    def one(cls, table: Table) -> "Tables":
        return cls(table.headers, False, lambda: iter((table,)))

    def blank(self) -> frozenset[str]:
        """The headers under which every cell of the file is blank."""
        return frozenset.intersection(*(table.blank() for table in self.each()))


def of_records(records: Sequence[Mapping[str, str]], rows: Sequence[int]) -> Table:
    """A table of single records, such as rows of quarantine put right; a cell that a record lacks is blank."""
    headers = list(dict.fromkeys(header for record in records for header in record))
    cells = {header: [record.get(header, "") for record in records] for header in headers}
    return Table(pl.DataFrame(cells, schema=dict.fromkeys(headers, pl.String)), pl.Series("row", rows, dtype=pl.UInt32))


def name_headers(cells: Sequence[str], first: int = 0) -> tuple[str, ...] | Unfit:
    """Headers as sent without blanks around them; a column without a header is named by its letter.

    `first`: the place of the first column in the spreadsheet.
    """
    headers = tuple(cell.strip(EDGES) or f"column {column_letter(place)}" for place, cell in enumerate(cells, first))
    if len(set(map(header_key, headers))) < len(headers):
        return Unfit.DUPLICATE_HEADERS
    return headers


def column_letter(place: int) -> str:
    """What a spreadsheet calls the column at `place`, counted from 0: A … Z, AA …"""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


def without_instructions(table: Table) -> Table:
    """The same table without the row of instructions that templates carry under the header."""
    if table.frame.is_empty():
        return table
    first = next((text for cell in table.frame.row(0) if (text := str(cell).strip(EDGES))), "")
    if first.casefold().startswith(("required:", "required unless attested:", "optional:")):
        return Table(table.frame.slice(1), table.rows.slice(1))
    return table
