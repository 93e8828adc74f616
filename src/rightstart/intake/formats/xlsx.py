"""XLSX in: hides parts, sheets, dates, error cells and formulas; every cell comes out as the text that its sender sees.

A workbook is somebody else's archive of somebody else's XML: only the parts that are needed are unpacked, within stated sizes, and
handed on afresh; nothing is read by a name or a size that the archive claims without having been looked at.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final
from xml.parsers.expat import ExpatError

import fastexcel
import polars as pl

from rightstart.intake.contract import EDGES, NO_VALUE
from rightstart.intake.formats import workbook
from rightstart.intake.formats.csv import MOST_COLUMNS, MOST_ROWS
from rightstart.intake.formats.table import Table, Tables, Unfit, Unreadable, name_headers, without_instructions
from rightstart.intake.formats.workbook import Sheet, Unsafe

MOST_PARTS: Final = 2_000
UNPACKED: Final = 400_000_000  # bytes, of all parts as declared: some 600,000 births
MOST_CELLS: Final = 20_000_000  # in the rectangle that the filled cells span
MOST_TEXT: Final = 500_000_000  # bytes of text in all cells
_NEEDED: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/sharedStrings\.xml|xl/styles\.xml"
    r"|xl/theme/[^/]*\.xml|xl/worksheets/[^/]*\.xml"
)
_MIDNIGHT: Final = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$"

DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, ExpatError, fastexcel.FastExcelError),
    *(NotImplementedError, EOFError, ValueError, LookupError, OSError),
)


def read(raw: bytes, sheet: str | None = None) -> Tables | Unreadable:
    """One sheet of a workbook as a table, or why it can't be read; `sheet` where more than one has something in it.

    Cells are text: numbers by their digits, dates as YYYY-MM-DD, formulas by the value last worked out. An error cell, and a
    formula whose value nobody worked out, become texts that no column takes.
    """
    try:
        parts = _unpacked(raw)
        return _read(parts, sheet) if not isinstance(parts, Unfit) else Unreadable(parts)
    except Unsafe as error:
        return Unreadable(error.why)
    except DAMAGED:
        return Unreadable(Unfit.BROKEN)


def _unpacked(raw: bytes) -> dict[str, bytes] | Unfit:
    """The parts that are needed, each no longer than declared and all of them within bounds."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > UNPACKED:
            return Unfit.TOO_LARGE
        if "xl/workbook.xml" not in names:
            return Unfit.NOT_XLSX
        if any(
            name.lower().endswith(("vbaproject.bin", "/macrosheets")) or "macrosheets/" in name.lower()
            for name in names
        ):
            return Unfit.MACROS
        if len(names) < len(entries) or not all(map(_plain, entries)):
            return Unfit.BROKEN
        needed = (entry for entry in entries if _NEEDED.fullmatch(entry.filename))
        return {entry.filename: _part(archive, entry) for entry in needed}


def _plain(entry: zipfile.ZipInfo) -> bool:
    """Neither encrypted nor packed in a way of which the longest length can't be held to."""
    return not entry.flag_bits & 1 and entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than was declared is ever unpacked; what has more, or other bytes, fails its checksum."""
    with archive.open(entry) as part:
        return part.read(entry.file_size)


def _read(parts: Mapping[str, bytes], wanted: str | None) -> Tables | Unreadable:
    sheets = workbook.sheets(parts)
    if any(sheet.hidden for sheet in sheets):
        return Unreadable(Unfit.HIDDEN_SHEET)
    if wanted is not None and wanted not in {sheet.name for sheet in sheets}:
        return Unreadable(Unfit.NO_SUCH_SHEET, sheets=tuple(sheet.name for sheet in sheets))
    filled = [sheet for sheet in sheets if workbook.has_cells(parts[sheet.part])]
    chosen = [sheet for sheet in filled if wanted in (None, sheet.name)]
    if not chosen:
        return Unreadable(Unfit.EMPTY)
    if len(chosen) > 1:
        return Unreadable(Unfit.WHICH_SHEET, sheets=tuple(sheet.name for sheet in chosen))
    return _sheet(parts, chosen[0])


def _sheet(parts: Mapping[str, bytes], sheet: Sheet) -> Tables | Unreadable:
    part = parts[sheet.part]
    if workbook.text_bytes(part, parts.get("xl/sharedStrings.xml", b"")) > MOST_TEXT:
        return Unreadable(Unfit.TOO_LARGE)
    spread = workbook.spread(part)
    if spread.rows > MOST_ROWS or spread.rows * spread.columns > MOST_CELLS:
        return Unreadable(Unfit.TOO_LARGE)
    if spread.columns > MOST_COLUMNS:
        return Unreadable(Unfit.TOO_WIDE)
    reader = fastexcel.read_excel(_packed(parts))
    loaded = reader.load_sheet(sheet.name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    table = _table(_marked(loaded, spread), spread)
    return table if isinstance(table, Unreadable) else Tables.one(table)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts that were looked at, as an archive of our own making."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _marked(frame: pl.DataFrame, spread: workbook.Spread) -> pl.DataFrame:
    """Cells as text and never null; where there is an error or no value, a text that says so."""
    text = [pl.col(name).cast(pl.String).fill_null("").str.replace(_MIDNIGHT, "${1}") for name in frame.columns]
    whole = frame.select(text)
    for column, rows in spread.without_value.items():
        name = whole.columns[column - spread.first_column]
        at = pl.int_range(pl.len(), dtype=pl.UInt32).is_in(
            pl.Series([row - 1 for row in rows], dtype=pl.UInt32).implode()
        )
        whole = whole.with_columns(pl.when(at).then(pl.lit(NO_VALUE)).otherwise(name).alias(name))
    return whole


def _table(frame: pl.DataFrame, spread: workbook.Spread) -> Table | Unreadable:
    """The rows under the first row that has something in it; blank rows left out, the others numbered as they stand."""
    blank = frame.select(pl.all_horizontal(pl.all().str.strip_chars(EDGES) == "")).to_series()
    rows = pl.Series("row", range(1, frame.height + 1), dtype=pl.UInt32).filter(~blank)
    filled = frame.filter(~blank)
    if filled.is_empty():
        return Unreadable(Unfit.EMPTY)
    headers = name_headers(filled.row(0), first=spread.first_column)
    if isinstance(headers, Unfit):
        return Unreadable(headers, int(rows[0]))
    named = filled.rename(dict(zip(filled.columns, headers, strict=True)))
    return without_instructions(Table(named.slice(1), rows.slice(1)))
