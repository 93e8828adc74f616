"""Fifty people at work on the pages of a day, one to three seconds between clicks, as `rightstart serve` serves them: how long the

server takes for each page. Client and server share this machine. Workers read their list, open a family from it, look for another
by name and see letters and notices; a council's people go through what their home page leads to. Nothing is counted before each has
clicked through a day once.
"""

import argparse
import random
import re
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

from django.db import connections

from bench._home import own_database  # isort: skip - first: it makes Django ready
from bench._england import England
from bench._measure import percentile
from bench._serving import ask, free_port, served, signed_in
from bench._stored import store

FAMILY = re.compile(rb'href="(/families/[A-Z0-9]+)"')
# Of fifty: the role, where, how many, and their day. {family} is one that the worklist showed, ? a search by name.
WORKERS_DAY = ("/worklist", "{family}", "/worklist", "{family}", "?/worklist/search", "/letters", "/notices")
STEWARDS_DAY = ("/", "/quarantine", "/questions", "/births", "/receipts", "/letters", "/agreements", "/reach")
DAYS = (
    ("centre-worker", "centre", 32, WORKERS_DAY),
    ("data-steward", "council", 10, STEWARDS_DAY),
    ("ig-lead", "council", 4, ("/", "/holds", "/lifts", "/breaches", "/requests", "/informing", "/agreements")),
    ("safeguarding-lead", "council", 4, ("/", "/holds", "/family-stops", "/call-backs", "/downstream", "/births")),
)
SEARCHED = {"words": "alex smi"}
AIM = 0.100  # seconds, of a page's 95th percentile


@dataclass
class Seen:
    """Seconds by page, of those clicks that count; and what was answered otherwise than with a page."""

    failed: list[str] = field(default_factory=list)
    by_page: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, page: str, seconds: float) -> None:
        with self.lock:
            self.by_page[page].append(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench web", description=__doc__)
    parser.add_argument("--births", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=5)
    options = parser.parse_args()
    print(f"storing {options.births:,} births …", flush=True)
    with own_database():
        _bench(options.births, options.minutes * 60)


def _bench(births: int, seconds: float) -> None:
    England().settle()
    stored = store(births)
    people = [(cookie, day) for role, kind, many, day in DAYS for cookie in signed_in(kind, role, many)[:many]]
    connections.close_all()
    port, seen = free_port(), Seen()
    with served(port):
        working = [threading.Thread(target=_work, args=(port, *one, seconds, seen)) for one in people]
        for thread in working:
            thread.start()
        for thread in working:
            thread.join()
    if seen.failed:
        sys.exit(f"not every page came: {sorted(set(seen.failed))}")
    _told(stored, len(people), seconds, seen)


def _told(stored: int, people: int, seconds: float, seen: Seen) -> None:
    every = [one for taken in seen.by_page.values() for one in taken]
    print(f"\n{stored:,} births stored; {people} people, {len(every):,} pages, {len(every) / seconds:.0f} a second:\n")
    for page, taken in sorted(seen.by_page.items()):
        _line(page, taken)
    _line("every page", every)
    print(f"    aim: p95 at most {AIM * 1000:.0f} ms: {'met' if percentile(every, 95) <= AIM else 'missed'}")


def _line(page: str, taken: list[float]) -> None:
    p50, p95 = (percentile(taken, share) * 1000 for share in (50, 95))
    print(f"    {page:<22} {len(taken):6,} times   p50 {p50:6.1f} ms   p95 {p95:6.1f} ms", flush=True)


def _work(port: int, cookie: str, day: tuple[str, ...], seconds: float, seen: Seen) -> None:
    """One person's clicks until the time is over, each a second to three after the last page came."""
    dice, families = random.Random(cookie), list[str]()
    until = time.perf_counter() + seconds
    for number, (page, address) in enumerate(_clicks(day, families, dice)):
        time.sleep(dice.uniform(1, 3))
        if time.perf_counter() > until:
            return
        taken, status, shown = ask(
            port, cookie, address.removeprefix("?"), SEARCHED if address.startswith("?") else None
        )
        seen.failed += [f"{address}: {status}"] if status != 200 else []
        families[:] = [one.decode() for one in FAMILY.findall(shown)] or families
        if number >= len(day):
            seen.note(page, taken)


def _clicks(day: tuple[str, ...], families: list[str], dice: random.Random) -> Iterator[tuple[str, str]]:
    """What is clicked, over and over: the page as it is told, and its address."""
    for page in cycle(day):
        if page == "{family}":
            yield "/families/…", dice.choice(families) if families else "/worklist"
        else:
            yield page.removeprefix("?"), page


if __name__ == "__main__":
    main()
