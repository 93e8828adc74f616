"""Hides how one example of every page is found: from the resolver and from the pages' own links, as whichever role it opens for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse

from rightstart.directory.rules import RoleKind
from tests.doors.proof import Reader, addresses
from tests.doors.world import SEATS

SIGNS_OUT = "account_logout"


@dataclass
class Found:
    """Of each form of an address (its route) one that shows a page, by whom it was seen."""

    pages: dict[str, tuple[RoleKind | None, str]] = field(default_factory=dict)

    def of(self, role: RoleKind | None) -> list[str]:
        return [address for who, address in self.pages.values() if who is role]

    def look(self, role: RoleKind | None, client: Client) -> None:
        """As one role: every address without slots, and what the pages lead to where nothing like it was found."""
        asked, waiting = set[str](), [form for form, slots in addresses(get_resolver().url_patterns) if not slots]
        waiting += ["/"]
        while waiting:
            address = waiting.pop()
            if address in asked or (known := route(address)) is None or (known in self.pages and "?" in address):
                continue
            asked.add(address)
            answer = client.get(address)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                self.pages.setdefault(known, (role, address))
                waiting += self._leads_to(address, answer.content.decode(), asked)

    def _leads_to(self, address: str, text: str, asked: set[str]) -> Iterator[str]:
        for link in Reader(address, text).links:
            way = urldefrag(link).url
            if way.startswith("/") and way not in asked and (known := route(way)) and known not in self.pages:
                yield way


def route(address: str) -> str | None:
    """The form of an address; None where it is no page of ours or signs out."""
    path = urlsplit(address).path
    try:
        return None if path == reverse(SIGNS_OUT) else resolve(path).route
    except Resolver404:
        return None


def signed_in(role: RoleKind) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(email=SEATS[role][0]))
    return client


def every_page() -> tuple[Found, dict[RoleKind, Client]]:
    """One example of every page that anybody can open, and each role's browser; seen first by whoever is not signed in."""
    found, clients = Found(), {role: signed_in(role) for role in RoleKind if role in SEATS}
    found.look(None, Client())
    for role, client in clients.items():
        found.look(role, client)
    return found, clients
