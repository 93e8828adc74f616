"""Hides how the log of complaints is shown, and leaves as CSV: days, outcomes and what was changed, about nobody."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.rights.requests.reads import RequestRow, complaints_log
from rightstart.web.components import Cell, Column, Figure, Link, Table
from rightstart.web.days import short_day
from rightstart.web.downloads import after_confirming, csv_attached
from rightstart.web.rights.request_sentences import CHANGED, NEXT, OUTCOMES
from rightstart.web.rights.requests import tag_of
from rightstart.web.seat import Seat, seated

COLUMNS: Final = ("reference", "received", "due", "acknowledged", "answered", "outcome", "changed")


@require_safe
@seated(Verb.ANSWER_PARENT)
def complaints(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every complaint, the latest first, with how it ended and what was changed."""
    found = list(reversed(complaints_log(seat.viewer)))
    heads = [Column(one) for one in ("Complaint", "Came", "Acknowledged", "How it stands", "What was changed")]
    rows = [_row(one, seat) for one in found]
    shown = {
        "table": Table("Complaints", heads, rows, caption_hidden=True) if rows else None,
        "figures": _figures(found, seat),
        "back": reverse("requests"),
    }
    return render(request, "rights/complaints.html", shown)


def _row(one: RequestRow, seat: Seat) -> list[Cell]:
    told = short_day(one.acknowledged_on) if one.acknowledged_on else f"Due by {short_day(one.due_on)}"
    ended = f"{OUTCOMES[one.outcome]}, {short_day(one.closed_on)}" if one.outcome and one.closed_on else NEXT[one.next]
    return [
        Cell(link=Link(one.reference, reverse("request", args=[one.reference]))),
        Cell(short_day(one.days.received_on)),
        Cell(told),
        Cell(ended, tag=tag_of(one, seat) if one.outcome is None else None),
        Cell("; ".join(CHANGED[each] for each in one.changed) or ("Nothing" if one.outcome else "")),
    ]


def _figures(found: list[RequestRow], seat: Seat) -> list[Figure]:
    waiting = [one for one in found if one.outcome is None]
    late = sum(one.late(seat.today) for one in waiting)
    return [
        Figure(f"{len(found):,}", "in all"),
        Figure(f"{len(waiting):,}", "not answered yet"),
        Figure(f"{late:,}", "late"),
    ]


@require_safe
@seated(Verb.ANSWER_PARENT)
@after_confirming
def as_csv(request: HttpRequest, seat: Seat) -> HttpResponse:
    rows = [
        [
            one.reference,
            one.days.received_on.isoformat(),
            "" if one.outcome else one.due_on.isoformat(),
            one.acknowledged_on.isoformat() if one.acknowledged_on else "",
            one.closed_on.isoformat() if one.closed_on else "",
            one.outcome or "",
            ";".join(one.changed),
        ]
        for one in complaints_log(seat.viewer)
    ]
    return csv_attached("complaints.csv", COLUMNS, rows)
