"""A centre's worklist page as it is served, with a million births stored over 2,500 centres and eight readers at once.

The pages run in processes of their own, as `rightstart serve` runs them. Each reader is a worker of a centre: signed in,
every request for the first page of another centre's worklist. The first visit of each, which makes the receipt, is not counted.
"""

import argparse
import http.client
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.test import Client

from bench._home import own_database  # isort: skip - first: it makes Django ready
from bench._england import LONG_AGO, England
from bench._measure import percentile
from bench._stored import store
from rightstart.contact.worklist import PAGE_SIZE
from rightstart.directory.models import Organisation, Person, Role

READERS, CENTRES = 8, 200


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
    cookies = _signed_in()
    connections.close_all()
    port = _free_port()
    with _served(port), ThreadPoolExecutor(READERS) as readers:
        list(readers.map(lambda cookie: _read(port, cookie), cookies))
        print(f"{requests:,} requests by {READERS} readers …", flush=True)
        started = time.perf_counter()
        asked = islice((cookie for _ in range(requests) for cookie in cookies), requests)
        taken = list(readers.map(lambda cookie: _read(port, cookie), asked))
        seconds = time.perf_counter() - started
    print(f"\n{stored:,} births stored; a worklist page of at most {PAGE_SIZE} families, {READERS} readers at once:")
    print(f"    p50 {percentile(taken, 50) * 1000:8.1f} ms")
    print(f"    p95 {percentile(taken, 95) * 1000:8.1f} ms")
    print(f"    {requests / seconds:,.0f} pages/s")


def _signed_in() -> list[str]:
    """A session for one worker at each of some centres."""
    centres = Organisation.objects.filter(kind="centre").order_by("code")
    step = max(1, centres.count() // CENTRES)
    cookies = []
    for number, centre in enumerate(centres[::step][:CENTRES]):
        person = Person.objects.create(email=f"worker{number}@example.org", name=f"Worker {number}", password="!")
        Role.objects.create(person=person, organisation=centre, kind="centre-worker", from_on=LONG_AGO)
        client = Client()
        client.force_login(person)
        cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return cookies


def _read(port: int, cookie: str) -> float:
    """Seconds for one page, checked to be a worklist with families on it."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/worklist", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
    answer = connection.getresponse()
    page = answer.read()
    seconds = time.perf_counter() - started
    connection.close()
    if answer.status != 200 or b"Alex Smith" not in page:
        sys.exit(f"not a worklist with families: {answer.status}")
    return seconds


class _served:  # noqa: N801 - reads as what it does
    """The pages, served until the block ends."""

    def __init__(self, port: int) -> None:
        self._port = port

    def __enter__(self) -> None:
        order = [Path(sys.executable).parent / "rightstart", "serve", "--port", str(self._port), "--no-work"]
        self._process = subprocess.Popen(order, stdout=subprocess.DEVNULL)
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        sys.exit("the pages were not served")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


if __name__ == "__main__":
    main()
