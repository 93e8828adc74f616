"""A centre's worklist page as it is served, with a million births stored over 2,500 centres and eight readers at once; then its

search by a name, and a council's search for a birth by surname and by postcode. The pages run in processes of their own, as
`rightstart serve` runs them. Each reader is signed in, every request for another centre or council. The first visit of each worker,
which makes the receipt, is not counted.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from bench._home import own_database  # isort: skip - first: it makes Django ready
from bench._england import England
from bench._measure import percentile
from bench._serving import ask, free_port, served, signed_in
from bench._stored import store
from rightstart.contact.shown import PAGE_SIZE
from rightstart.directory.models import Organisation
from rightstart.intake.models import Notice
from rightstart.intake.sealed import read as opened

READERS, ORGANISATIONS = 8, 200
NAMES = ("Smith", "Jones", "Taylor", "Brown", "Williams", "Patel", "Singh", "Walker", "Hughes", "Robinson")


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench worklist", description=__doc__)
    parser.add_argument("--births", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=2_000)
    options = parser.parse_args()
    print(f"storing {options.births:,} births …", flush=True)
    with own_database():
        _bench(options.births, options.requests)


def _bench(births: int, requests: int) -> None:
    England().settle()
    stored = store(births)
    workers, stewards = (
        signed_in("centre", "centre-worker", ORGANISATIONS),
        signed_in("council", "data-steward", ORGANISATIONS),
    )
    homes = _homes()
    connections.close_all()
    port = free_port()
    with served(port), ThreadPoolExecutor(READERS) as readers:
        list(readers.map(lambda cookie: _read(port, cookie, "/worklist"), workers))
        print(f"{stored:,} births stored; {READERS} readers at once, {requests:,} requests each:\n", flush=True)
        _told(f"a worklist page of at most {PAGE_SIZE} families", readers, requests, lambda n: (
            port, workers[n % len(workers)], "/worklist"))  # fmt: skip
        _told("a centre finds a family by two words of a name", readers, requests, lambda n: (
            port, workers[n % len(workers)], "/worklist/search", {"words": f"alex {NAMES[n % len(NAMES)][:3]}"}))  # fmt: skip
        _told("a council finds births by a surname", readers, requests, lambda n: (
            port, stewards[n % len(stewards)], "/births/search", {"surname": NAMES[n % len(NAMES)]}))  # fmt: skip
        _told("a council finds births by a postcode", readers, requests, lambda n: (
            port, stewards[n % len(stewards)], "/births/search", {"postcode": homes[n % len(homes)]}))  # fmt: skip


def _told(what: str, readers: ThreadPoolExecutor, requests: int, asked: Callable[[int], tuple[Any, ...]]) -> None:
    started = time.perf_counter()
    taken = list(readers.map(lambda number: _read(*asked(number)), range(requests)))
    seconds = time.perf_counter() - started
    p50, p95 = (percentile(taken, share) * 1000 for share in (50, 95))
    print(f"    {what:<50} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   {requests / seconds:5,.0f} pages/s", flush=True)


def _homes() -> list[str]:
    """A postcode of each steward's council at which somebody was born."""
    councils = Organisation.objects.filter(kind="council").order_by("code")
    step = max(1, councils.count() // ORGANISATIONS)
    homes = []
    for council in councils[::step][:ORGANISATIONS]:
        [(said, _)] = opened(Notice.objects.filter(council=council).order_by("pk").values_list("key", "sealed")[:1])
        homes.append(said.postcode)
    return homes


def _read(port: int, cookie: str, path: str, form: Mapping[str, str] | None = None) -> float:
    """Seconds for one page, checked to be the one with families on it."""
    seconds, status, page = ask(port, cookie, path, form)
    if status != 200 or (b"Alex " not in page and b"No " not in page):
        sys.exit(f"not a page with families: {status}")
    return seconds


if __name__ == "__main__":
    main()
