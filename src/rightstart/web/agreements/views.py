"""Hides how the register of agreements is told: each instrument's state, whether data flows, and the law that it cites."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.agreements.gateways import GATEWAYS, Gateway
from rightstart.agreements.refused import refusals
from rightstart.agreements.register import AgreementRow, register
from rightstart.agreements.rules import Hop
from rightstart.agreements.states import Act, hindrance
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.handover.flowing import flows
from rightstart.web.agreements.asking import flow_address
from rightstart.web.agreements.sentences import LAWYER, PURPOSES, TRUSTS, USES, begins
from rightstart.web.agreements.sheets import Sheet, gateways_of, sheet
from rightstart.web.components import Link, SummaryRow, Tag
from rightstart.web.days import day
from rightstart.web.drafting.signed import waiting_links
from rightstart.web.seat import Seat, seated

MOST_LINKS: Final = 3  # to flows under one agreement: of more, which one is meant is asked
HOPS: Final = {
    Hop.SUPPLIER_TO_COUNCIL: ("Step 1: from the health service to the council", "Births come in under these."),
    Hop.COUNCIL_TO_CENTRE: (
        "Step 2: from the council to its centres",
        "Families reach a centre’s worklist under these.",
    ),
    Hop.COUNCIL_TO_COUNCIL: (
        "Families who move: from one council to another",
        "A family that has moved is handed to its new council under these.",
    ),
}


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def agreements(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every instrument that this organisation is a party to, by step, with what it says, how it stands, and what flows."""
    rows, refused = register(seat.viewer, at=seat.at), refusals(seat.viewer, at=seat.at)
    flowing = flows(seat.viewer, rows, at=seat.at)
    sheets = [(row.hop, sheet(row, flowing[row.reference], refused, _acts(seat, row))) for row in rows]
    hops: list[tuple[str, str, list[Sheet]]] = [
        (heading, lead, [one for step, one in sheets if step is hop])
        for hop, (heading, lead) in HOPS.items()
        if hop is Hop.SUPPLIER_TO_COUNCIL or seat.council is not None
    ]
    shown = {"hops": hops, "refused": sum(one.stands for one in refused)} | drafting(seat)
    return render(request, "agreements/agreements.html", shown)


def drafting(seat: Seat) -> dict[str, Any]:
    """What a council's people can begin, and what waits for one of them to confirm its signatures."""
    if seat.kind is not OrganisationKind.COUNCIL or not seat.allows(Verb.DRAFT_AGREEMENT, Verb.SIGN_AGREEMENT):
        return {}
    return {"drafts": seat.allows(Verb.DRAFT_AGREEMENT), "prepared": waiting_links(seat)}


def _acts(seat: Seat, row: AgreementRow) -> list[Link]:
    """What this person can do about an agreement here."""
    return [*_next_version(seat, row), *_suspending(seat, row)]


def _next_version(seat: Seat, row: AgreementRow) -> list[Link]:
    if not seat.allows(Verb.DRAFT_AGREEMENT):
        return []
    page = f"{reverse('draft_agreement')}?{urlencode({'next': row.reference})}"
    return [Link("Draft its next version", page, f" of {row.reference}")]


def _suspending(seat: Seat, row: AgreementRow) -> list[Link]:
    """Suspend it, or lift the suspension of their own organisation."""
    if not (seat.allows(Verb.SUSPEND_AGREEMENT) and row.signs(seat.organisation)):
        return _reads(seat, row)
    own = any(one.code == seat.code for one in row.suspended)
    act, words, page = (
        (Act.RESUME, "Resume", "resume-agreement") if own else (Act.SUSPEND, "Suspend", "suspend-agreement")
    )
    if hindrance(act, row.state):
        return _reads(seat, row)
    return [
        *_reads(seat, row),
        Link(words, f"{reverse(page)}?{urlencode({'reference': row.reference})}", f" {row.reference}"),
    ]


def _reads(seat: Seat, row: AgreementRow) -> list[Link]:
    """What is told of an agreement: each flow under it in plain words, and to its council what a change of it would change."""
    takers = zip(row.recipient_codes, row.recipients, strict=True)
    flows_ = [(flow_address(row.giver_code, code), name) for code, name in takers]
    few = flows_ if len(flows_) <= MOST_LINKS else [(reverse("flow"), "each of its centres")]
    links = [Link(f"May data move to {name}?", address, f" Under {row.reference}") for address, name in few]
    asked = urlencode({"reference": row.reference})
    if row.council_code != seat.code:
        return links
    return [*links, Link("What would it change?", f"{reverse('what-if')}?{asked}", f" {row.reference}")]


# -- the law -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GatewaySheet:
    """One legal gateway as the page shows it, under the anchor that agreements lead to."""

    code: str
    name: str
    tags: tuple[Tag, ...]
    rows: tuple[SummaryRow, ...]


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def gateways(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every legal gateway that the table holds, and which of this organisation's agreements cite it."""
    rows = register(seat.viewer, at=seat.at)
    return render(request, "agreements/gateways.html", {"sheets": [_gateway(one, rows) for one in GATEWAYS]})


def _gateway(one: Gateway, rows: Sequence[AgreementRow]) -> GatewaySheet:
    citing = [row.reference for row in rows if one in gateways_of(row)]
    only_for = PURPOSES[one.only_for]
    told = (
        SummaryRow("Gives", [one.gives]),
        SummaryRow("Its limit", [one.limit, *([only_for] if only_for else [])]),
        SummaryRow("Began", [begins(one)]),
        SummaryRow("Source", [Link(one.source, one.source).html()]),
        SummaryRow("Trust", [f"{TRUSTS[one.trust]}; {day(one.read_on)}"]),
        SummaryRow("Cited by", [", ".join(citing) or "None of your agreements"]),
    )
    return GatewaySheet(one.code, one.name, (USES[one.use], *([LAWYER] if one.needs_lawyer else [])), told)
