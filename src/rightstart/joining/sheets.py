"""Hides how a sheet of who joined and came, from a centre's own system, is read; of what is wrong it tells row and column alone.

Nothing that stood in a cell is ever repeated, and nothing of the sheet is kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.intake.formats import columns
from rightstart.intake.formats.blocks import Content
from rightstart.intake.formats.columns import Row
from rightstart.intake.formats.table import Unreadable
from rightstart.joining.rules import How
from rightstart.listings.rules import ListingKind

REFERENCE, JOINED, ATTENDED, KNOWN, THROUGH = "reference", "joined_on", "attended_on", "known_already", "service"
# As our own file heads them, and as centres' systems do.
HEADERS: Final[Mapping[str, Sequence[str]]] = {
    REFERENCE: (
        *("family_reference", "reference", "right_start_reference", "family_ref"),
        *("external_reference", "external_ref", "external_id"),
    ),
    JOINED: (
        *("registered_on", "joined_on", "date_registered", "registration_date", "date_of_registration"),
        *("date_joined", "registered"),
    ),
    ATTENDED: ("attended_on", "date_attended", "attendance_date", "event_date", "session_date"),
    KNOWN: ("known_already", "already_known", "sibling_known"),
    THROUGH: ("service", "activity", "activity_type", "event_type", "session_type", "service_type"),
}
_WORDS: Final = {
    "stay & play": ListingKind.STAY_AND_PLAY,
    "baby clinic": ListingKind.HEALTH_CLINIC,
    "clinic": ListingKind.HEALTH_CLINIC,
    "parenting programme": ListingKind.PARENTING,
    "parenting course": ListingKind.PARENTING,
    "free entitlement": ListingKind.FREE_EARLY_EDUCATION,
    "money advice": ListingKind.DEBT_ADVICE,
} | {kind.value.replace("-", " "): kind for kind in ListingKind}
_HOW: Final = {
    **dict.fromkeys(("", "no", "n", "false", "0"), How.NEW),
    **dict.fromkeys(("yes", "y", "true", "1"), How.SIBLING),
}
_OURS: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")


class Wrong(StrEnum):
    """What is wrong with one cell."""

    BLANK = "blank"
    DAY = "day"
    YES_OR_NO = "yes-or-no"


class Missing(StrEnum):
    """Which column is not there under any name that is known."""

    REFERENCE = "reference"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that is wrong, by its row as the spreadsheet numbers it and its column as the sheet heads it."""

    row: int
    column: str
    wrong: Wrong


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says of a family. `joined_on`, `attended_on`: days, where it says so."""

    row: int
    reference: str
    joined_on: date | None
    attended_on: date | None
    how: How
    kind: ListingKind | None


@dataclass(frozen=True, slots=True)
class Faulty:
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Headless:
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    rows: tuple[Said, ...]


Answer = Sheet | Faulty | Headless | Unreadable


def read(content: Content) -> Answer:
    """A CSV file or workbook of references and days. One faulty cell, and nothing of it is taken: every fault is told."""
    found = columns.read(content, HEADERS)
    if isinstance(found, Unreadable):
        return found
    wants = ((Missing.REFERENCE, {REFERENCE}), (Missing.DAY, {JOINED, ATTENDED}))
    if missing := tuple(one for one, names in wants if not names & found.headers.keys()):
        return Headless(missing)
    faults = tuple(fault for row in found.rows for fault in _faults(row, found.headers))
    return Faulty(faults) if faults else Sheet(tuple(_said(row) for row in found.rows))


def _faults(row: Row, headers: Mapping[str, str]) -> Iterator[Fault]:
    cells = row.cells
    wrong = {
        REFERENCE: Wrong.BLANK if not cells[REFERENCE] else None,
        JOINED: Wrong.DAY if cells[JOINED] and _day(cells[JOINED]) is None else None,
        ATTENDED: Wrong.DAY if cells[ATTENDED] and _day(cells[ATTENDED]) is None else None,
        KNOWN: Wrong.YES_OR_NO if cells[KNOWN].casefold() not in _HOW else None,
    }
    yield from (Fault(row.number, headers[name], what) for name, what in wrong.items() if what)


def _said(row: Row) -> Said:
    cells = row.cells
    return Said(
        row=row.number,
        reference="".join(cells[REFERENCE].replace("-", " ").split()).upper(),
        joined_on=_day(cells[JOINED]),
        attended_on=_day(cells[ATTENDED]),
        how=_HOW[cells[KNOWN].casefold()],
        kind=_kind(cells[THROUGH]),
    )


def _kind(words: str) -> ListingKind | None:
    """A service by our code or a usual name; what is not known is something else."""
    spoken = " ".join(words.replace("-", " ").casefold().split())
    return _WORDS.get(spoken, ListingKind.OTHER) if spoken else None


def _day(text: str) -> date | None:
    """A day as spreadsheets write it; a time of day behind it is left out."""
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _OURS.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
