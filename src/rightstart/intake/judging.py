"""Hides how a whole file is judged: read, put to contract and agreement, its rows inspected, and given a status."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from rightstart.agreements.rules import Instrument, Refused
from rightstart.intake import inspection as findings
from rightstart.intake import rules
from rightstart.intake.contract import Attestation, Drift, Kind, Matched, RefusedColumns
from rightstart.intake.faults import Fault, FileFault, says, says_file, says_unlike, says_unreadable
from rightstart.intake.formats import csv
from rightstart.intake.formats.table import Table, Unreadable, of_records
from rightstart.intake.inspection import Fate, Inspection
from rightstart.intake.shares import BY_STOP, Tally, Unlike, Watched, unlike
from rightstart.terms import Item

Homes = Callable[[pl.Series, date], pl.DataFrame]
MOST_FAULTS_TOLD = 1_000


class Status(StrEnum):
    ACCEPTED = "accepted"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Desk:
    """What a file is judged by: whose it is, on which day, what was attested, and what is agreed.

    `past`: what the supplier's earlier files said, latest first; `confirms`: what is unlike them and confirmed as right.
    """

    council: str
    kind: Kind
    received_on: date
    attests: frozenset[Attestation]
    agreement: Instrument | Refused
    past: tuple[Tally, ...] = ()
    confirms: frozenset[Watched] = frozenset()
    demo: bool = False

    @property
    def items(self) -> frozenset[Item]:
        """What may be in the file. Without an agreement the rows are read for their stops only."""
        return frozenset(Item) if isinstance(self.agreement, Refused) else self.agreement.items


@dataclass(frozen=True, slots=True)
class Judged:
    """A file's status with its faults as a receipt prints them; `inspection` None where nothing could be read.

    `kept`: what of the file may be kept, as CSV; None where nothing may.
    """

    status: Status
    faults: list[dict[str, Any]]
    inspection: Inspection | None = None
    kept: bytes | None = None

    @property
    def births_counted(self) -> int:
        """Rows that speak of a live birth of this council, whatever else is wrong with them."""
        counts = self.inspection.counts if self.inspection else None
        return counts.of(Fate.FIT, Fate.STOP_ONLY, Fate.FAULTY, Fate.UNPLACEABLE) if counts else 0

    @property
    def not_ours_by_area(self) -> dict[str, int]:
        if self.inspection is None or self.inspection.elsewhere.is_empty():
            return {}
        areas = self.inspection.elsewhere.get_column("council").value_counts().sort("council")
        return dict(areas.iter_rows())


def nil(desk: Desk) -> Judged:
    """A return that says "there were none": accepted where there is an agreement."""
    lacking = _without_agreement(desk)
    return Judged(Status.REFUSED if lacking else Status.ACCEPTED, lacking)


def judge(content: bytes, desk: Desk, homes: Homes) -> Judged:
    """Judge a file. `homes` tells the councils of postcodes on a day; nothing is stored and nothing raised for bad input."""
    table = csv.read(content)
    if isinstance(table, Unreadable):
        told = {"row": table.row, "column": None, "code": f"unreadable-{table.reason.value}"}
        return Judged(Status.REFUSED, [told | {"message": says_unreadable(table.reason, table.row)}])
    matched = rules.match(table, desk.items)
    if "record_id" not in matched.columns:  # perhaps no header at all: then its cells are people's and are not repeated
        return Judged(Status.REFUSED, [_file_fault(FileFault.NO_HEADER, None)])
    found = _inspect(table, matched.columns, desk, homes)
    status, faults = _status(matched, found, desk)
    kept = None if status is Status.REFUSED else _kept(content, table, matched.columns, found)
    return Judged(status, faults, found, kept)


def _kept(content: bytes, table: Table, columns: Mapping[str, str], found: Inspection) -> bytes:
    """What may be kept of a file: all of it as it came, unless something must be left out."""
    rest = findings.kept(table, columns, found)
    return content if rest is None else rest.write_csv().encode()


def judge_row(cells: Mapping[str, str], row: int, desk: Desk, homes: Homes) -> Inspection | None:
    """Judge one row under its contract's column names; None where one of them is outside contract or agreement."""
    table = of_records([cells], [row])
    matched = rules.match(table, desk.items)
    return _inspect(table, matched.columns, desk, homes) if isinstance(matched, Matched) else None


def _inspect(table: Table, columns: Mapping[str, str], desk: Desk, homes: Homes) -> Inspection:
    terms = rules.Terms(
        council=desk.council,
        kind=desk.kind,
        received_on=desk.received_on,
        attests=desk.attests,
        homes=homes(rules.postcodes(table, columns), desk.received_on),
        demo=desk.demo,
    )
    return rules.inspect(table, columns, terms)


def _status(
    matched: Matched | Drift | RefusedColumns, found: Inspection, desk: Desk
) -> tuple[Status, list[dict[str, Any]]]:
    """The first that applies: what may not be at all, what must be settled first, what is too faulty."""
    if lacking := _without_agreement(desk):
        return Status.REFUSED, lacking
    if isinstance(matched, RefusedColumns):
        return Status.REFUSED, [_file_fault(FileFault.COLUMN_REFUSED, column) for column in matched.refused]
    if isinstance(matched, Drift):
        return Status.HELD, [_file_fault(FileFault.COLUMN_OUTSIDE, column) for column in matched.outside]
    if found.drift:
        return Status.HELD, [_file_fault(FileFault.CODE_OUTSIDE, column) for column in found.drift]
    faults = _row_faults(found)
    if rules.sift(found.counts) is rules.Share.BEYOND:
        return Status.REFUSED, [_file_fault(FileFault.TOO_FAULTY, None), *faults]
    if odd := [one for one in unlike(tally(found), desk.past) if one.watched not in desk.confirms]:
        return Status.HELD, [*map(_unlike, odd), *faults]
    return Status.ACCEPTED, faults


def tally(found: Inspection) -> Tally:
    """How many rows of a file say each thing watched."""
    stopping = found.stops.select("row", "kind").unique().get_column("kind")
    counted = dict(stopping.value_counts().iter_rows())
    return Tally(found.counts.records, {watched: counted.get(stop.value, 0) for stop, watched in BY_STOP.items()})


def _without_agreement(desk: Desk) -> list[dict[str, Any]]:
    if not isinstance(desk.agreement, Refused):
        return []
    told = _file_fault(FileFault.NO_AGREEMENT, None)
    return [told | {"missing": desk.agreement.missing.value}]


def _file_fault(code: FileFault, column: str | None) -> dict[str, Any]:
    return {"row": None, "column": column, "code": code.value, "message": says_file(code, column)}


def _unlike(one: Unlike) -> dict[str, Any]:
    told = {"row": None, "column": None, "code": FileFault.SHARE_UNLIKE.value, "message": says_unlike(one)}
    return told | {"share": one.watched.value}


def _row_faults(found: Inspection) -> list[dict[str, Any]]:
    """Every fault with its sentence; of very many the first thousand, for a person reads them."""
    return [
        {"row": row, "column": column, "code": code, "message": says(Fault(code), column)}
        for row, column, code in found.faults.head(MOST_FAULTS_TOLD).iter_rows()
    ]


def unknown_records(rows: Sequence[int]) -> list[dict[str, Any]]:
    """Rows that change or withdraw what was never sent, as a receipt prints them."""
    told = {"column": "record_id", "code": Fault.RECORD_UNKNOWN.value}
    message = says(Fault.RECORD_UNKNOWN, "record_id")
    return [{"row": row, **told, "message": message} for row in rows[:MOST_FAULTS_TOLD]]
