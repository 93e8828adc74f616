"""Hides how anybody reads the public register, without signing in: page by page, or whole as open data."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rightstart.agreements.openly import OpenAgreement, OpenRefusal, open_register
from rightstart.web.agreements.sheets import COLOURS, CONTRADICTED
from rightstart.web.components import Cell, Column, SummaryRow, Table, Tag
from rightstart.web.days import counted, day, moment, short_day
from rightstart.web.paging import paged
from rightstart.web.refusals.sentences import BARRIERS, FLOWS
from rightstart.web.register.papers import LICENCE_URL, PAPERS, licence
from rightstart.web.sentences import INSTRUMENTS, ITEMS, STATES

SHEETS: Final = 20
FOR_ALL: Final = "public, max-age=600"  # the same for everybody; ten minutes old at most


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Who shares with whom, on which ground and since when; who has decided not to, and why."""
    found = open_register(at=timezone.now())
    shown = paged(request, found.agreements, SHEETS)
    told = {
        "page": shown,
        "sheets": [(heading(one), tags(one), agreement_rows(one)) for one in shown],
        "count": counted(len(found.agreements), "version", "versions"),
        "table": refusals_table(found.refusals) if found.refusals else None,
        "papers": [(words, reverse("public-register-file", args=[name])) for name, (words, _) in PAPERS.items()],
        "made": moment(found.made_at),
        "licence": licence(),
        "licence_url": LICENCE_URL,
    }
    answer = render(request, "register/register.html", told)
    if not request.user.is_authenticated:  # whoever is signed in has their organisation in the frame
        answer["Cache-Control"] = FOR_ALL
    return answer


@require_safe
def paper(request: HttpRequest, paper: str) -> HttpResponse:
    """The whole register as a file."""
    if paper not in PAPERS:
        raise Http404
    answer = PAPERS[paper][1](open_register(at=timezone.now()))
    answer["Cache-Control"] = FOR_ALL
    return answer


def heading(one: OpenAgreement) -> str:
    takers = one.takers[0].name if len(one.takers) == 1 else counted(len(one.takers), "centre", "centres")
    return f"{one.giver.name} to {takers}"


def tags(one: OpenAgreement) -> list[Tag]:
    return [Tag(STATES[one.state], COLOURS[one.state]), *([CONTRADICTED] if one.contradicted else [])]


def agreement_rows(one: OpenAgreement) -> list[SummaryRow]:
    rows = [
        SummaryRow("What it is", [f"{INSTRUMENTS[one.kind]} {one.reference}, version {one.version}", FLOWS[one.hop]]),
        *([SummaryRow("What for", [one.purpose])] if one.purpose else []),
        SummaryRow("From", [one.giver.name, *filter(None, (one.giver_task, one.giver_gateway))]),
        SummaryRow("To", [*(taker.name for taker in one.takers), *filter(None, (one.taker_task, one.taker_gateway))]),
        SummaryRow("Lawful basis", [one.lawful_basis]),
        SummaryRow("What may be told", [", ".join(ITEMS[item] for item in one.items)]),
        SummaryRow("Runs", [f"{day(one.from_on)} until {day(one.until_on)}"]),
    ]
    if one.frequency:
        rows.append(SummaryRow("How often", [one.frequency.value.capitalize()]))
    if one.earliest_contact_day is not None:
        rows.append(SummaryRow("First contact", [f"At the earliest on day {one.earliest_contact_day} after birth"]))
    return rows


def refusals_table(rows: tuple[OpenRefusal, ...]) -> Table:
    columns = [Column("Decided by"), Column("Between"), Column("Why"), Column("From"), Column("Review by")]
    lines = [
        [
            Cell(one.party.name),
            Cell(f"{one.giver.name} to {one.taker.name}"),
            Cell("; ".join(BARRIERS[barrier] for barrier in one.barriers)),
            Cell(short_day(one.from_on)),
            Cell(short_day(one.review_on)),
        ]
        for one in rows
    ]
    return Table("Decisions not to share that stand", columns, lines, caption_hidden=True)
