"""Hides how the pages are served for a benchmark, as `rightstart serve` serves them, and how people are signed in to them."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from bench._england import LONG_AGO
from rightstart.directory.models import Organisation, Person, Role

TOKEN = "b" * 32  # forms are protected by a cookie that agrees with a field


def signed_in(kind: str, role: str, organisations: int) -> list[str]:
    """A session for one person at each of so many organisations, spread over the country."""
    found = Organisation.objects.filter(kind=kind).order_by("code")
    step = max(1, found.count() // organisations)
    cookies = []
    for number, organisation in enumerate(found[::step][:organisations]):
        email = f"{role}{number}@example.org"
        person = Person.objects.create(email=email, name=f"Worker {number}", password="!")
        Role.objects.create(person=person, organisation=organisation, kind=role, from_on=LONG_AGO)
        # Without a second step nobody gets to work.
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
        client = Client()
        client.force_login(person)
        cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return cookies


def ask(port: int, cookie: str, path: str, form: Mapping[str, str] | None = None) -> tuple[float, int, bytes]:
    """One page as somebody signed in: seconds, status and what it says; after a form, the page that its answer leads to."""
    started = time.perf_counter()
    status, said, sent = _ask_once(port, _cookies(cookie), path, form)
    if status == HTTPStatus.FOUND:
        kept = sent.get("Set-Cookie", "").partition(";")[0]
        status, said, _ = _ask_once(port, f"{_cookies(cookie)}; {kept}", str(sent["Location"]), None)
    return time.perf_counter() - started, status, said


def _cookies(session: str) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def _ask_once(
    port: int, cookies: str, path: str, form: Mapping[str, str] | None
) -> tuple[int, bytes, http.client.HTTPMessage]:
    about = {"Cookie": cookies}
    sent = urlencode({**form, "csrfmiddlewaretoken": TOKEN}) if form else None
    about |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST" if form else "GET", path, body=sent, headers=about)
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    return answer.status, said, answer.headers


class served:  # noqa: N801 - reads as what it does
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


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])
