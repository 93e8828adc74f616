"""Hides how a batch is handed to a hybrid mail provider: each letter a PDF of its own, and a table of what there is.

Files are named by batch and number, and the table says no more of a letter than that: who it is for stands in its window alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Final

from rightstart.contact.letters.batches import Sheet
from rightstart.contact.letters.houses import House, houses
from rightstart.contact.letters.paper import one_letter
from rightstart.contact.letters.rules import sheets_of
from rightstart.contact.letters.withdrawing import name_of
from rightstart.engine.exports import csv_bytes
from rightstart.engine.pdf import pages_of
from rightstart.terms import OrganisationId

MANIFEST: Final = "manifest.csv"
COLUMNS: Final = ("letter", "file", "pages", "sheets", "sha256")


def files(batch: str, letters: Sequence[Sheet], *, on: date) -> Iterator[tuple[str, bytes]]:
    """Each letter by its file's name, in the order of the pile, as it is set; the table comes last, so what broke off has none."""
    return _files(batch, letters, houses((one.centre for one in letters), on=on), on)


def _files(
    batch: str, letters: Sequence[Sheet], centres: Mapping[OrganisationId, House], on: date
) -> Iterator[tuple[str, bytes]]:
    rows: list[tuple[str, ...]] = []
    for one in letters:
        paper, file = one_letter(batch, one, centres[one.centre], on), f"{batch}-{one.number:04}.pdf"
        pages = pages_of(paper)
        known = (name_of(batch, one.number), file, str(pages), str(sheets_of(pages)), sha256(paper).hexdigest())
        rows.append(known)
        yield file, paper
    yield MANIFEST, csv_bytes(COLUMNS, rows)
