"""Hides how tables leave as files for a spreadsheet: a cell that would be run as a formula is kept from it, and can be read back.

A cell that begins (after apostrophes and blanks) with = + - @ or a tab or return gets one apostrophe before it; reading takes it
away again. Both are exact: what was written comes back as it was, and nothing else is changed.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

import xlsxwriter

RUNS: Final = r"^'*[ \t\r\n\x0b\x0c\u00a0]*[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]"
_RUNS: Final = re.compile(RUNS)


def neutral(cell: str) -> str:
    """The cell as it may stand in a spreadsheet."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before `neutral`."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell[1:]) else cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV for a spreadsheet: UTF-8 with a byte order mark, commas, CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([neutral(cell) for cell in row] for row in (header, *rows))
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[str]], notes: Sequence[str] = ()) -> bytes:
    """A table as a workbook of one sheet, every cell text, so that leading zeros and long numbers stay as they are.

    `notes`: one for each column, shown where somebody points at its header.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        sheet = book.add_worksheet(title)
        sheet.set_column(0, len(header) - 1, 18, text)
        for number, row in enumerate((header, *rows)):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, neutral(cell), bold if number == 0 else text)
        for place, note in enumerate(notes):
            sheet.write_comment(0, place, note)
        sheet.freeze_panes(1, 0)
    return out.getvalue()
