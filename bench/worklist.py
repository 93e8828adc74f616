"""A centre's worklist page as it is served, with a million births stored over 2,500 centres and eight readers at once; then its

search by a name, and a council's search for a birth by surname and by postcode. The pages run in processes of their own, as
`rightstart serve` runs them. Each reader is signed in, every request for another centre or council. The first visit of each worker,
which makes the receipt, is not counted.
"""

import argparse
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connections
from django.test import Client

from bench._home import own_database  # isort: skip - first: it makes Django ready
from bench._england import LONG_AGO, England
from bench._measure import percentile
from bench._stored import store
from rightstart.contact.shown import PAGE_SIZE
from rightstart.directory.models import Organisation, Person, Role
from rightstart.intake.models import Notice
from rightstart.intake.sealed import read as opened

READERS, ORGANISATIONS = 8, 200
TOKEN = "b" * 32  # forms are protected by a cookie that agrees with a field
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
    workers, stewards = _signed_in("centre", "centre-worker"), _signed_in("council", "data-steward")
    homes = _homes()
    connections.close_all()
    port = _free_port()
    with _served(port), ThreadPoolExecutor(READERS) as readers:
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


def _signed_in(kind: str, role: str) -> list[str]:
    """A session for one person at each of some organisations."""
    found = Organisation.objects.filter(kind=kind).order_by("code")
    step = max(1, found.count() // ORGANISATIONS)
    cookies = []
    for number, organisation in enumerate(found[::step][:ORGANISATIONS]):
        email = f"{role}{number}@example.org"
        person = Person.objects.create(email=email, name=f"Worker {number}", password="!")
        Role.objects.create(person=person, organisation=organisation, kind=role, from_on=LONG_AGO)
        client = Client()
        client.force_login(person)
        cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return cookies


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
    about = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}"}
    sent = urlencode({**form, "csrfmiddlewaretoken": TOKEN}) if form else None
    about |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST" if form else "GET", path, body=sent, headers=about)
    answer = connection.getresponse()
    page = answer.read()
    seconds = time.perf_counter() - started
    connection.close()
    if answer.status != 200 or (b"Alex " not in page and b"No " not in page):
        sys.exit(f"not a page with families: {answer.status}")
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
