"""A national year, from CSV bytes to worklists with the ledger sealed: 153 councils × 12 consignments, two workers, fsync on.

Beside it, in the same run: an analyst's script over the same files (read, check, join, one file for each centre, no
database), and plain COPY of the same rows into an indexed table.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path

import polars as pl
from django.db import connection, connections, transaction

from bench._home import HOME, own_database  # isort: skip - first: it makes Django ready
from bench._england import POSTCODES, SUPPLIER, England, Parcelled, file_name, months, received_at, write_feeds
from bench._measure import cpu_seconds, line, peak_mib, server_peak_mib
from rightstart import journey
from rightstart.births.batches import SIDE_BY_SIDE
from rightstart.engine import keys
from rightstart.intake.contract import Attestation
from rightstart.intake.door import HandedIn
from rightstart.intake.receive import Answer, Received
from rightstart.intake.shares import Watched
from rightstart.ledger import seal
from rightstart.ledger.checkpoint import Signer
from rightstart.terms import Actor

WORKERS = 2
BY = Actor.job("bench")


def main() -> None:
    options = _options()
    if options.worker is not None:
        _work(options)
        return
    print(f"setting up a country of {POSTCODES:,} postcodes; writing {options.births:,} births to files …", flush=True)
    with own_database():
        _bench(options.births)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench journey", description=__doc__)
    parser.add_argument("--births", type=int, default=600_000)
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--feeds", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _bench(births: int) -> None:
    england = England()
    england.settle()
    folder = HOME / "feeds"
    folder.mkdir()
    feeds = write_feeds(england, births, folder)
    rows = sum(feed.path.read_bytes().count(b"\n") - 1 for feed in feeds)
    analyst = _analyst(england, folder)
    copied = _copy(feeds)
    connections.close_all()
    print("the journey …", flush=True)
    started = time.perf_counter()
    workers = [_start(births, number, folder) for number in range(WORKERS)]
    told = [worker.communicate()[0] for worker in workers]
    if any(worker.returncode for worker in workers):
        sys.exit("a worker failed")
    sealing = time.perf_counter()
    seal.seal(signer=Signer("rightstart.bench", keys.signing_key(HOME)), at=feeds[-1].received_at)
    ended = time.perf_counter()
    print()
    line("plain COPY into a table with three indexes", copied, rows)
    line("an analyst's script, no database", analyst, rows)
    line("the journey, CSV bytes to worklists, sealed", ended - started, rows, copied)
    print(f"    of which sealing the ledger: {ended - sealing:.2f} s")
    print(f"    as long as the analyst's script took: {(ended - started) / analyst:.2f} ×")
    print("".join(told), end="")
    print(f"largest private memory of a PostgreSQL process now: {server_peak_mib(HOME / 'postgres'):,.0f} MiB")
    _show_end()


def _start(births: int, number: int, folder: Path) -> "subprocess.Popen[str]":
    order = [
        sys.executable,
        "-m",
        "bench.journey",
        "--births",
        str(births),
        "--worker",
        str(number),
        "--feeds",
        str(folder),
    ]
    return subprocess.Popen(order, stdout=subprocess.PIPE, text=True)


def _work(options: argparse.Namespace) -> None:
    """One worker: every second council's files, month by month as they would come in."""
    mine = [feed for feed in _feeds(options.feeds) if int(feed.council[3:]) % WORKERS == options.worker]
    confirmed = 0
    for at, came in groupby(mine, key=attrgetter("received_at")):
        for some in _in_lots(came):
            confirmed += _bring_in(some, at)
        journey.hand_over_due(by=BY, at=at)
    backends = [connections[alias].connection.info.backend_pid for alias in ("default", "intake")]
    own, theirs = cpu_seconds([os.getpid()]), cpu_seconds(backends)
    print(f"worker {options.worker}: {own:.1f} s of processor, its database sessions {theirs:.1f} s;", end=" ")
    print(f"peak memory {peak_mib():,.0f} MiB; {confirmed} of {len(mine):,} files unlike their past, and confirmed")


def _in_lots(came: Iterable[Parcelled]) -> Iterator[list[HandedIn]]:
    """What came at the same time, read as many files at once as are carried at once."""
    files = iter(came)
    while some := list(islice(files, SIDE_BY_SIDE)):
        yield list(map(_handed, some))


def _handed(feed: Parcelled) -> HandedIn:
    return HandedIn(
        content=feed.path.read_bytes(),
        supplier=SUPPLIER,
        council=feed.council,
        period=feed.period,
        as_at=feed.received_at,
        attests=frozenset(Attestation),
    )


def _bring_in(handed: list[HandedIn], at: datetime) -> int:
    """Some files brought in; gives how many were unlike their past.

    That happens by chance, once in some hundred files: its supplier looks and confirms it.
    """
    answers = journey.bring_in_all(handed, by=BY, at=at)
    unlike = {place: shares for place, answer in enumerate(answers) if (shares := _unlike(answer))}
    for place, shares in unlike.items():
        answers[place] = journey.bring_in(replace(handed[place], confirms=shares), by=BY, at=at)
    for answer in answers:
        if not isinstance(answer, Received) or answer.receipt["status"] != "accepted":
            sys.exit(f"not accepted: {answer}")
    return len(unlike)


def _unlike(answer: Answer) -> frozenset[Watched]:
    """The shares for which a file was held."""
    told = answer.receipt["faults"] if isinstance(answer, Received) else []
    return frozenset(Watched(one["share"]) for one in told if "share" in one)


def _feeds(folder: Path) -> list[Parcelled]:
    """The files on disk in the order in which they come in."""
    return [
        Parcelled(council, period, received_at(period), path)
        for period in months()
        for council in sorted({path.name[:9] for path in folder.glob("*.csv")})
        if (path := folder / file_name(council, period)).exists()
    ]


def _copy(feeds: list[Parcelled]) -> float:
    """Seconds to COPY the same rows, as text, into a table with a primary key and two more indexes."""
    frame = pl.concat([pl.read_csv(feed.path, infer_schema=False) for feed in feeds]).select(
        "record_id", "baby_surname", "baby_forename", "born_on", "address_line_1", "postcode", "nhs_number"
    )
    text = frame.write_csv(include_header=False).encode()
    with connections["owner"].cursor() as cursor:
        columns = ", ".join(f"{name} text" for name in frame.columns)
        cursor.execute(f"CREATE TABLE plain ({columns}, PRIMARY KEY (record_id))")
        cursor.execute("CREATE INDEX ON plain (born_on, postcode); CREATE INDEX ON plain (nhs_number)")
        started = time.perf_counter()
        with transaction.atomic(using="owner"), cursor.copy("COPY plain FROM STDIN (FORMAT csv)") as copy:
            copy.write(text)
        seconds = time.perf_counter() - started
        cursor.execute("DROP TABLE plain")
    return seconds


def _analyst(england: England, folder: Path) -> float:
    """Seconds that the analyst's script takes as a process of its own, given the postcodes and centres as a file."""
    register = HOME / "register.csv"
    centres = [england.centre_of[area] for area in england.area_of]
    pl.DataFrame({"postcode": england.postcodes, "centre": centres}).write_csv(register)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bench._analyst", folder, register, HOME / "centres"], check=True)
    return time.perf_counter() - started


def _show_end() -> None:
    """What stands at the end, counted afresh: nobody lost, nobody twice."""
    with connection.cursor() as cursor:
        for label, query in (
            ("births", "SELECT count(*) FROM births_birth"),
            ("families on worklists", "SELECT count(DISTINCT family_id) FROM handover_line WHERE replaced_at IS NULL"),
            ("rows in quarantine", "SELECT count(*) FROM intake_quarantined"),
            (
                "births withheld",
                "SELECT count(*) FROM release_decision WHERE outcome = 'withheld' AND superseded_at IS NULL",
            ),
            ("ledger entries", "SELECT count(*) FROM ledger_entry"),
            ("megabytes of database", "SELECT pg_database_size(current_database()) / 1000000"),
        ):
            cursor.execute(query)
            print(f"    {label:<24} {cursor.fetchone()[0]:>12,}")


if __name__ == "__main__":
    main()
