"""Hides who reads behind a link: nobody who is signed in, but whoever has the link, with the one version that it opens."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rightstart.agreements import documents
from rightstart.agreements.by_link import puts_a_name
from rightstart.agreements.inviting import Opened, opened
from rightstart.agreements.reviewing import Review, review
from rightstart.directory.rules import VERBS, RoleKind, Verb
from rightstart.engine.isolation import Viewer, viewing
from rightstart.terms import Actor, OrganisationId


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever has a link, at one moment; `version` is all that it opens."""

    token: str
    link: Opened
    version: Review
    at: datetime

    @property
    def by(self) -> Actor:
        return self.link.by

    @property
    def code(self) -> str:
        return self.link.organisation.code

    @property
    def approves(self) -> bool:
        return self.link.role is RoleKind.CALDICOTT_GUARDIAN

    @property
    def puts_a_name(self) -> bool:
        return puts_a_name(self.link.role)

    def allows(self, verb: Verb) -> bool:
        return verb in VERBS[self.link.role]

    def file(self) -> bytes | None:
        """The exact bytes that are signed."""
        with _as(self.link) as viewers:
            return documents.content(viewers[self.link.organisation.id], self.version.document)


Page = Callable[[HttpRequest, Reader], HttpResponse]


def read(token: str, at: datetime) -> Reader | None:
    """The reader behind a link; None for a link that opens nothing, whatever the cause."""
    link = opened(token, at=at)
    if link is None:
        return None
    with _as(link) as viewers:
        found = review(viewers[link.organisation.id], link.reference, link.version, at=at)
    return None if found is None else Reader(token, link, found, at)


def _as(link: Opened) -> AbstractContextManager[dict[OrganisationId, Viewer]]:
    """What the database shows an organisation, it shows its invited too, for as long as one page takes."""
    return viewing(link.organisation.kind.value, [link.organisation.id])


def by_link(view: Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page for whoever has a link. It tells no other site its address, which is the secret, and no engine finds it."""

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        reader = read(token, timezone.now())
        found = render(request, "document/gone.html", status=404) if reader is None else view(request, reader)
        # Not "no-referrer": with that, browsers send forms without the origin by which they are known to be ours.
        found["Referrer-Policy"] = "same-origin"
        found["X-Robots-Tag"] = "noindex, nofollow"
        return found

    return answer
