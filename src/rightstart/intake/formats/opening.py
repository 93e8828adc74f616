"""Whatever was handed in, as tables: hides that the content decides what a file is, and never its name."""

from typing import Final

from rightstart.intake.formats import blocks, xlsx
from rightstart.intake.formats.blocks import Content
from rightstart.intake.formats.csv import LARGEST_BYTES
from rightstart.intake.formats.table import Tables, Unfit, Unreadable

ARCHIVE: Final = b"PK\x03\x04"
OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Excel wrote until 2003, and what it puts a password around


def read(content: Content, sheet: str | None = None) -> Tables | Unreadable:
    """A file as tables, or why it can't be read. `sheet`: which one of a workbook."""
    if len(content) > LARGEST_BYTES:
        return Unreadable(Unfit.TOO_LARGE)
    beginning = content[: len(OLD)]
    if beginning == OLD:
        return Unreadable(Unfit.LOCKED)
    return xlsx.read(content[:], sheet) if beginning.startswith(ARCHIVE) else blocks.read(content)
