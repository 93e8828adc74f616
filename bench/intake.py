"""A consignment checked, matched and settled, beside a plain csv-and-ORM import of the same file, and what it takes to read.

*Checked*: every row judged, and stored or counted, with its receipt. *Matched*: every notice put to its birth. Beside them, for
the whole: judged, decided and packed for the worklists. Each size goes to a council of its own, into an empty database.
"""

import argparse
import mmap
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from bench._home import HOME, own_database  # isort: skip - first: it makes Django ready
from bench._england import SUPPLIER, England, written
from bench._measure import anonymous_peak
from bench._plain_import import import_plainly, make_room
from rightstart import journey
from rightstart.agreements.rules import Instrument, InstrumentKind, Party
from rightstart.births import match
from rightstart.engine.exports import xlsx_bytes
from rightstart.intake import judging, receive
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.contracts.known import LATEST
from rightstart.intake.door import HandedIn
from rightstart.intake.formats import opening
from rightstart.intake.formats.table import Tables
from rightstart.intake.judging import Desk, Status
from rightstart.intake.receive import Received
from rightstart.terms import Actor, Item, Period

HOMES = [f"HX{district} {inward}AA" for district in range(1, 10) for inward in range(1, 10)]
T = TypeVar("T")

BY = Actor.job("bench")
SIZES, WORKBOOK = (1_000, 40_000), 100_000
PERIOD = Period(date(2025, 10, 1), date(2025, 11, 1))
AT = datetime(2025, 11, 20, 6, tzinfo=UTC)
ANY_AGREEMENT = Instrument(
    reference="B", version=1, version_id=1, kind=InstrumentKind.DATA_SHARING, giver=Party("task", "gateway"),
    taker=Party("task", "gateway"), lawful_basis="UK GDPR Art 6(1)(e)", items=frozenset(Item),
    from_on=date(2013, 1, 1), ends_on=date(2040, 1, 1), review_on=date(2039, 1, 1), signed=True,
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench intake", description=__doc__)
    parser.add_argument("--memory", type=Path, help=argparse.SUPPRESS)
    path = parser.parse_args().memory
    if path is not None:
        _memory(path)
        return
    print("setting up …", flush=True)
    with own_database():
        _bench()


def _bench() -> None:
    england = England()
    england.settle()
    make_room()
    print(f"\n{'rows':>8}  {'checked':>13}  {'+ matched':>13}  {'whole journey':>13}  {'csv and ORM':>13}")
    for place, rows in enumerate((100, *SIZES)):  # the first warms up and is not shown
        told = _one_size(england, rows, 3 * place)
        if place:
            print(f"{rows:>8,}  " + "  ".join(f"{seconds:>11.2f} s" for seconds in told), flush=True)
    print(
        f"a workbook of {WORKBOOK:,} rows, {len(LATEST.names)} columns, read in {_workbook(WORKBOOK):.2f} s", flush=True
    )
    for rows in (SIZES[-1], 10 * SIZES[-1], 1_500_000):
        path = HOME / f"{rows}.csv"
        path.write_bytes(written(HOMES, PERIOD, rows))
        order = [sys.executable, "-m", "bench.intake", "--memory", str(path)]
        print(subprocess.run(order, check=True, capture_output=True, text=True).stdout, end="", flush=True)


def _workbook(rows: int) -> float:
    """Seconds to read a workbook of so many rows with every column of the contract."""
    filled = {
        "record_id": "R{}",
        "baby_surname": "Surname{}",
        "born_on": "2025-10-05",
        "address_line_1": "{} High Street",
    }
    filled |= {"postcode": "HX1 1AA", "outcome": "live", "parent_name": "Alex Surname{}", "nhs_number": "9990000018"}
    cells = [filled.get(name, "") for name in LATEST.names]
    raw = xlsx_bytes("Births", LATEST.names, ([cell.format(number) for cell in cells] for number in range(rows)))
    read, seconds = _timed(lambda: opening.read(raw))
    assert isinstance(read, Tables)
    assert sum(table.frame.height for table in read.each()) == rows
    return seconds


def _one_size(england: England, rows: int, place: int) -> tuple[float, ...]:
    """Seconds until checked, until matched, for the whole journey, and for the plain import, each to another council."""
    answer, checked = _timed(lambda: receive.receive(_handed(england, rows, place), by=BY, at=AT))
    assert isinstance(answer, Received)
    assert answer.receipt["totals"]["records"] == rows
    _, matched = _timed(lambda: _match(answer.consignment))
    carried, whole = _timed(lambda: journey.bring_in(_handed(england, rows, place + 1), by=BY, at=AT))
    assert isinstance(carried, Received)
    assert carried.receipt["totals"]["accepted"] > 0.9 * rows
    handed = _handed(england, rows, place + 2)
    taken, plain = _timed(lambda: import_plainly(handed.content))
    assert taken > 0.9 * rows
    return checked, checked + matched, whole, plain


def _match(consignment: int) -> None:
    with transaction.atomic():
        match.put(consignments=[consignment], at=AT)


def _handed(england: England, rows: int, place: int) -> HandedIn:
    council = england.councils[place]
    content = written(england.postcodes_of(council), PERIOD, rows)
    attests = frozenset(Attestation)
    return HandedIn(content=content, supplier=SUPPLIER, council=council, period=PERIOD, as_at=AT, attests=attests)


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return act(), time.perf_counter() - started


def _memory(path: Path) -> None:
    """What reading and judging a file adds to a process's peak memory, beside the size of the file; no database."""
    known = dict.fromkeys(HOMES, "E08000033")
    desk = Desk(LATEST, "E08000033", Kind.BIRTHS, AT.date(), frozenset(Attestation), ANY_AGREEMENT)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        with anonymous_peak() as peak:
            before = peak[0]
            judged = judging.judge(content, desk, lambda *_: known)
        assert judged.status is Status.ACCEPTED
        assert judged.summary
        print(
            f"{judged.summary.counts.records:>9,} rows, {len(content) / 2**20:6.1f} MiB of CSV:"
            f" {peak[0] - before:,.0f} MiB more at the peak of reading and judging"
        )


if __name__ == "__main__":
    main()
