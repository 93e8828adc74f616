"""Hides how a whole file is judged: read, put to contract and agreement, its rows inspected, and given a status."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, Final

from rightstart.agreements.rules import Instrument, Refused
from rightstart.intake import inspection as findings
from rightstart.intake import rules
from rightstart.intake.contract import Attestation, Contract, Drift, Kind, Matched, RefusedColumns
from rightstart.intake.faults import Fault, FileFault, says, says_file, says_unlike, says_unreadable
from rightstart.intake.formats import opening
from rightstart.intake.formats.blocks import Content
from rightstart.intake.formats.table import Table, Tables, Unreadable, of_records
from rightstart.intake.inspection import Counts, Fate, Inspection
from rightstart.intake.rules import Repeats
from rightstart.intake.shares import BY_STOP, Tally, Unlike, Watched, unlike
from rightstart.terms import Item

Homes = Callable[[Sequence[str], date], Mapping[str, str]]
MOST_FAULTS_TOLD = 1_000
PIECE: Final = 8 * 2**20  # bytes of a file that are kept under one seal


class Status(StrEnum):
    ACCEPTED = "accepted"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Desk:
    """What a file is judged by: which contract it comes under, whose it is, on which day, what was attested, and what is agreed.

    `past`: what the supplier's earlier files said, latest first; `confirms`: what is unlike them and confirmed as right.
    """

    contract: Contract
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
class Summary:
    """A whole file in counts; `faults` as a receipt prints them, the first thousand; `areas`: rows elsewhere by council.

    `leaves_out`: something of the file must not be kept. `filled`, `weeks`: as an inspection has them; `wrong`: faults by code.
    """

    counts: Counts
    said: Tally
    areas: Mapping[str, int]
    drift: tuple[str, ...]
    faults: list[dict[str, Any]]
    leaves_out: bool
    filled: Mapping[str, int]
    weeks: Mapping[int, int]
    wrong: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A file's status with its faults as a receipt prints them; `summary` None where nothing could be read.

    `parts`: its rows as judged, most files in one part; asked again, a large file is judged again, so that memory is bounded
    by a part. `kept`: what of the file may be kept, in pieces; none where nothing may. `sheets`: of a workbook, to choose from.
    """

    status: Status
    faults: list[dict[str, Any]]
    summary: Summary | None = None
    parts: Callable[[], Iterable[Inspection]] = tuple
    kept: Callable[[], Iterable[bytes]] = tuple
    sheets: tuple[str, ...] = ()

    @property
    def births_counted(self) -> int:
        """Rows that speak of a live birth of this council, whatever else is wrong with them."""
        counted = (Fate.FIT, Fate.STOP_ONLY, Fate.FAULTY, Fate.UNPLACEABLE)
        return self.summary.counts.of(*counted) if self.summary else 0

    @property
    def not_ours_by_area(self) -> dict[str, int]:
        return dict(sorted(self.summary.areas.items())) if self.summary else {}


def nil(desk: Desk) -> Judged:
    """A return that says "there were none": accepted where there is an agreement."""
    lacking = _without_agreement(desk)
    return Judged(Status.REFUSED if lacking else Status.ACCEPTED, lacking)


def judge(content: Content, desk: Desk, homes: Homes, sheet: str | None = None) -> Judged:
    """Judge a file, of a workbook one `sheet`. `homes` tells the councils of postcodes on a day.

    Nothing is stored, and nothing raised for bad input.
    """
    tables = opening.read(content, sheet)
    if isinstance(tables, Unreadable):
        told = {"row": tables.row, "column": None, "code": f"unreadable-{tables.reason.value}"}
        return Judged(
            Status.REFUSED, [told | {"message": says_unreadable(tables.reason, tables.row)}], sheets=tables.sheets
        )
    matched = rules.match(desk.contract, tables, desk.items)
    if "record_id" not in matched.columns:  # perhaps no header at all: then its cells are people's and are not repeated
        return Judged(Status.REFUSED, [_file_fault(FileFault.NO_HEADER, None)])
    parts = _parts(tables, matched.columns, desk, homes)
    summary = _summed(desk.contract, (found for _, found in parts()))
    status, faults = _status(matched, summary, desk)
    kept = partial(_kept, content, parts, matched.columns, summary) if status is not Status.REFUSED else tuple
    return Judged(status, faults, summary, lambda: (found for _, found in parts()), kept)


Parts = Callable[[], Iterable[tuple[Table, Inspection]]]


def _parts(tables: Tables, columns: Mapping[str, str], desk: Desk, homes: Homes) -> Parts:
    """Each table with its rows as judged: kept in mind where there is one, judged anew each time where there are several."""
    if not tables.several:
        [table] = tables.each()
        only = ((table, _inspect(table, columns, desk, homes)),)
        return lambda: only
    repeats = rules.repeats(tables.each(), columns)
    return lambda: ((table, _inspect(table, columns, desk, homes, repeats)) for table in tables.each())


def _summed(contract: Contract, parts: Iterable[Inspection]) -> Summary:
    by_fate, areas, said, drift = Counter[Fate](), Counter[str](), Counter[Watched](), dict[str, None]()
    faults: list[dict[str, Any]] = []
    filled, weeks, wrong = Counter[str](), Counter[int](), Counter[str]()
    leaves_out = False
    for found in parts:
        by_fate.update(found.counts.by_fate)
        areas.update(dict(found.elsewhere.get_column("council").value_counts().iter_rows()))
        said.update(tally(found).said)
        drift.update(dict.fromkeys(found.drift))
        faults += _row_faults(contract, found, MOST_FAULTS_TOLD - len(faults))
        leaves_out |= findings.leaves_out(found)
        filled.update(found.filled)
        weeks.update(found.weeks)
        wrong.update(dict(found.faults.get_column("code").value_counts().iter_rows()))
    counts = Counts(by_fate)
    return Summary(counts, Tally(counts.records, said), areas, tuple(drift), faults, leaves_out, filled, weeks, wrong)


def _kept(content: Content, parts: Parts, columns: Mapping[str, str], summary: Summary) -> Iterator[bytes]:
    """What may be kept of a file, in pieces: all of it as it came, unless something must be left out."""
    if not summary.leaves_out:
        yield from (content[start : start + PIECE] for start in range(0, len(content), PIECE))
        return
    for number, (table, found) in enumerate(parts()):
        yield findings.kept(table, columns, found).write_csv(include_header=number == 0).encode()


def judge_row(cells: Mapping[str, str], row: int, desk: Desk, homes: Homes) -> Inspection | None:
    """Judge one row under its contract's column names; None where one of them is outside contract or agreement."""
    table = of_records([cells], [row])
    matched = rules.match(desk.contract, table, desk.items)
    return _inspect(table, matched.columns, desk, homes) if isinstance(matched, Matched) else None


def _inspect(
    table: Table, columns: Mapping[str, str], desk: Desk, homes: Homes, repeated: Repeats | None = None
) -> Inspection:
    terms = rules.Terms(
        contract=desk.contract,
        council=desk.council,
        kind=desk.kind,
        received_on=desk.received_on,
        attests=desk.attests,
        homes=lambda postcodes: homes(postcodes, desk.received_on),
        demo=desk.demo,
    )
    return rules.inspect(table, columns, terms, repeated)


def _status(
    matched: Matched | Drift | RefusedColumns, found: Summary, desk: Desk
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
    if rules.sift(found.counts, desk.contract.share_limit) is rules.Share.BEYOND:
        return Status.REFUSED, [_file_fault(FileFault.TOO_FAULTY, None), *found.faults]
    if odd := [one for one in unlike(found.said, desk.past) if one.watched not in desk.confirms]:
        return Status.HELD, [*map(_unlike, odd), *found.faults]
    return Status.ACCEPTED, found.faults


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


def _row_faults(contract: Contract, found: Inspection, most: int) -> list[dict[str, Any]]:
    """Every fault with its sentence; of very many the first so many, for a person reads them."""
    return [
        {"row": row, "column": column, "code": code, "message": says(contract, Fault(code), column)}
        for row, column, code in found.faults.head(most).iter_rows()
    ]


def unknown_records(contract: Contract, rows: Sequence[int]) -> list[dict[str, Any]]:
    """Rows that change or withdraw what was never sent, as a receipt prints them."""
    told = {"column": "record_id", "code": Fault.RECORD_UNKNOWN.value}
    message = says(contract, Fault.RECORD_UNKNOWN, "record_id")
    return [{"row": row, **told, "message": message} for row in rows[:MOST_FAULTS_TOLD]]
