"""Hides how a party reads one version of an agreement: everything it says, how it stands, and what this reader does next."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.agreements import documents
from rightstart.agreements.documents import is_pdf
from rightstart.agreements.register import register
from rightstart.agreements.reviewing import InvitedRow, Review, review
from rightstart.agreements.rules import Hop
from rightstart.agreements.sign import NotChanged
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.handover.flowing import flows
from rightstart.terms import london_date
from rightstart.web.agreements.addresses import version_address
from rightstart.web.agreements.next_steps import next_step, other_acts
from rightstart.web.agreements.one_sheets import told, version_table
from rightstart.web.agreements.remark_forms import CommentForm
from rightstart.web.agreements.sentences import flow_lines, flow_tag
from rightstart.web.days import day
from rightstart.web.downloads import attached
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_CHANGED, OFFICES


def asked(request: HttpRequest, seat: Seat) -> Review | None:
    """The version that the address means, where this organisation is a party to it."""
    number = request.GET.get("version", "")
    version = int(number) if number.isdecimal() and len(number) < 6 else None
    if number and version is None:
        return None
    return review(seat.viewer, request.GET.get("reference", ""), version, at=seat.at)


def unknown(request: HttpRequest) -> HttpResponse:
    """There is no such version for this reader: the register instead, and why."""
    messages.info(request, NOT_CHANGED[NotChanged.UNKNOWN])
    return redirect("agreements")


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def agreement(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One version, whole."""
    found = asked(request, seat)
    if found is None:
        return unknown(request)
    return shown(request, seat, found, CommentForm())


def shown(request: HttpRequest, seat: Seat, found: Review, form: CommentForm) -> HttpResponse:
    """The page, with a comment as it was typed."""
    step = next_step(seat, found)
    page: dict[str, Any] = dict(told(found)) | _flow(seat, found)
    page |= {
        "step": step,
        "acts": [one for one in other_acts(seat, found) if one.href != step.href],
        "versions": version_table(found, partial(version_address, found.reference)),
        "links": [_link(seat, one) for one in found.invited],
        "taking_back": version_address(found.reference, found.version, "take-back"),
        "form": form if seat.allows(Verb.COMMENT_AGREEMENT) else None,
        "commenting": version_address(found.reference, found.version, "comment-agreement"),
        "document": version_address(found.reference, found.version, "agreement-document") if found.document else "",
        "back": reverse("agreements"),
    }
    return render(request, "agreements/one.html", page)


def _flow(seat: Seat, found: Review) -> dict[str, Any]:
    """Whether data flows, as the register tells it of the version that speaks."""
    row = next((one for one in register(seat.viewer, at=seat.at) if one.reference == found.reference), None)
    if row is None or row.version != found.version:
        return {}
    flow = flows(seat.viewer, [row], at=seat.at)[row.reference]
    return {"flow": flow_tag(flow), "flow_lines": flow_lines(flow, to_centres=row.hop is Hop.COUNCIL_TO_CENTRE)}


@dataclass(frozen=True, slots=True)
class LinkSheet:
    """A link that was sent, and whether this reader can take it back."""

    number: int
    who: str
    email: str
    state: str
    can_be_taken_back: bool


def _link(seat: Seat, one: InvitedRow) -> LinkSheet:
    opens = one.opens(seat.at)
    state = f"opens until {day(london_date(one.until_at))}" if opens else "opens nothing any more"
    if one.withdrawn_at:
        state = f"taken back {day(london_date(one.withdrawn_at))}"
    mine = opens and seat.kind is OrganisationKind.COUNCIL and seat.allows(Verb.DRAFT_AGREEMENT, Verb.SIGN_AGREEMENT)
    said = f"sent {day(london_date(one.at))}, {state}"
    return LinkSheet(one.number, f"{one.party.name}, {OFFICES[one.role]}", one.email, said, mine)


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def document(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The exact bytes that are signed."""
    found = asked(request, seat)
    content = documents.content(seat.viewer, found.document) if found and found.document else None
    return unknown(request) if found is None or content is None else handed(found, content)


def handed(found: Review, content: bytes) -> HttpResponse:
    """A document as a file that says which version it is."""
    kind, end = ("application/pdf", "pdf") if is_pdf(content) else ("application/json", "json")
    kept = "".join(one for one in found.reference if one.isalnum() or one in "-_.")
    return attached(HttpResponse(content, content_type=kind), f"{kept}-version-{found.version}.{end}")
