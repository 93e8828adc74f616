"""What is sent: compressed, kept by its name where it never changes, and light for whoever comes for the first time."""

import gzip
import re
from typing import Final
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from rightstart.contact.shown import PAGE_SIZE
from rightstart.directory.rules import RoleKind
from tests.doors.conftest import SignIn
from tests.doors.population import Population
from tests.doors.world import World, bring

MOST: Final = 150_000  # bytes as sent, of a page and all that it asks for
COMPRESSED: Final = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}
IMPORTS: Final = re.compile(r'(?:src|href)="([^"]+\.(?:css|js|svg))"')


def sent(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def asked_for(client: Client, address: str, seen: dict[str, HttpResponse]) -> None:
    """Every file that a page asks for, and that those import."""
    seen[address] = answer = client.get(address, **COMPRESSED)
    body = sent(answer)
    answer.weighs = len(body)  # type: ignore[attr-defined]
    text = (gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body).decode()
    imports = re.findall(r'from ?"([^"]+)"', text) if address.endswith(".js") else IMPORTS.findall(text)
    for found in imports:
        if (there := urljoin(address, found)) not in seen:
            asked_for(client, there, seen)


@pytest.fixture
def first_view(world: World, sign_in: SignIn) -> dict[str, HttpResponse]:
    """A full worklist, and what comes with it."""
    made = Population(world)
    bring(world.at, *(made.person(f"R{number}").row(world.at) for number in range(60)))
    seen: dict[str, HttpResponse] = {}
    asked_for(sign_in(RoleKind.CENTRE_WORKER), reverse("worklist"), seen)
    return seen


def test_a_first_view_is_light_and_asks_nobody_else(first_view: dict[str, HttpResponse]) -> None:
    assert all(answer.status_code == 200 for answer in first_view.values())
    assert sum(answer.weighs for answer in first_view.values()) <= MOST  # type: ignore[attr-defined]
    assert {urlsplit(address).netloc for address in first_view} == {""}
    assert len(first_view) > 5
    assert gzip.decompress(sent(first_view[reverse("worklist")])).count(b"Quill") >= PAGE_SIZE


def test_files_are_kept_for_good_and_a_page_by_nobody_and_both_are_sent_compressed(
    first_view: dict[str, HttpResponse],
) -> None:
    files = {address: answer for address, answer in first_view.items() if address.startswith("/static/")}
    assert all("immutable" in answer["Cache-Control"] for answer in files.values())
    packed = {address.rsplit(".", 1)[-1] for address, answer in files.items() if "Content-Encoding" in answer.headers}
    assert packed == {"css", "js", "svg"}
    page = first_view[reverse("worklist")]
    assert (page["Content-Encoding"], page["Cache-Control"]) == ("gzip", "no-store")
    assert "Accept-Encoding" in page["Vary"]


def test_what_is_in_a_page_is_not_told_by_its_length(sign_in: SignIn) -> None:
    """The token of a form is another each time, length is chance, and no other site makes a browser ask as us."""
    client = sign_in(RoleKind.CENTRE_WORKER)
    pages = [client.get(reverse("worklist"), **COMPRESSED).content for _ in range(8)]
    tokens = {re.search(rb'csrfmiddlewaretoken" value="(\w+)"', gzip.decompress(page))[1] for page in pages}  # type: ignore[index]
    assert len(tokens) == len(pages)
    assert len({len(page) for page in pages}) > 1
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    paper = sign_in(RoleKind.DATA_STEWARD).get(reverse("areas-template"), **COMPRESSED)
    assert (paper.status_code, "Content-Encoding" in paper.headers) == (200, False)
