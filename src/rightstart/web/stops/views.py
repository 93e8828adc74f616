"""Hides how a family is stopped from a telephone call, and how a person later says which of the frozen ones it is."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rightstart import journey
from rightstart.directory.rules import Verb
from rightstart.safeguards.stopped import Candidate, StopRow, StopSheet, open_stops, stop_sheet
from rightstart.safeguards.stops import NotStopped, Stopped, close_stop
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import counted, day, moment
from rightstart.web.homes import Homes
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import MARKERS
from rightstart.web.stops.forms import AnswerForm, StopForm
from rightstart.web.stops.sentences import CALLERS, NOT_STOPPED, WHATS


@seated(Verb.MARK)
def stops(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Stop a family now, and see which stops are open."""
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        council = seat.organisation
        answer = journey.stop_family(council=council, by=seat.by, at=seat.at, **form.given())
        if isinstance(answer, Stopped):
            messages.success(request, _stopped(len(answer.births)))
            return redirect("family-stops")
        form.add_error("name", NOT_STOPPED[answer])
    rows = open_stops(seat.viewer)
    shown = {"form": form, "table": stops_table(rows, confirms=seat.allows(Verb.SEE_WITHHELD)) if rows else None}
    return render(request, "stops/stops.html", shown)


def _stopped(frozen: int) -> str:
    if not frozen:
        return "Stopped. No birth that is known fits yet: those still to come will be compared as they arrive."
    few = counted(frozen, "birth that may be meant is", "births that may be meant are")
    return f"Stopped. {few} frozen from this moment; the safeguarding lead confirms which family it is."


def stops_table(rows: Sequence[StopRow], *, confirms: bool) -> Table:
    columns = [Column("Stop"), Column("Told"), Column("Since"), Column("Frozen", numeric=True), Column("Waits until")]
    return Table("Open stops", columns, [_line(row, confirms) for row in rows])


def _line(row: StopRow, confirms: bool) -> list[Cell]:
    look = Link(row.reference, reverse("family-stop", args=[row.reference])) if confirms else None
    waits = Tag(f"{counted(row.waits, 'answer', 'answers')} to give", Colour.YELLOW) if row.waits else None
    return [
        Cell("" if look else row.reference, link=look, note=CALLERS[row.caller]),
        Cell(WHATS[row.what]),
        Cell(moment(row.opened_at)),
        Cell(f"{row.frozen:,}", tag=waits),
        Cell(day(row.until_on)),
    ]


@seated(Verb.SEE_WITHHELD)
def stop(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """What was said beside each frozen birth, and a person's word on each."""
    if request.method == "POST" and (answered := _answer(request, seat, reference)):
        messages.success(request, answered)
        found = stop_sheet(seat.viewer, reference)
        return redirect("family-stop", reference) if found else redirect("family-stops")
    found = stop_sheet(seat.viewer, reference)
    if found is None:
        messages.info(request, NOT_STOPPED[NotStopped.UNKNOWN] + ".")
        return redirect("family-stops")
    shown = {
        "found": found,
        "said": said_rows(found),
        "candidates": _candidates(found, Homes(seat)),
        "back": reverse("family-stops"),
    }
    return render(request, "stops/stop.html", shown)


def _answer(request: HttpRequest, seat: Seat, reference: str) -> str | None:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return None
    told = {"birth": form.cleaned_data["birth"], "is_family": form.cleaned_data["answer"] == "family"}
    answer = journey.answer_stop(council=seat.organisation, reference=reference, by=seat.by, at=seat.at, **told)
    if isinstance(answer, NotStopped):
        return NOT_STOPPED[answer] + "."
    if answer.marks is None:
        return "Noted. A second person now has to lift the marker before this family can be contacted."
    return f"Confirmed. It is marked for good: {MARKERS[answer.marks]}."


def said_rows(found: StopSheet) -> list[SummaryRow]:
    said = found.said
    born = "" if said.born_on is None else ("about " if said.about else "") + day(said.born_on)
    told = [("Told", WHATS[found.row.what]), ("By", CALLERS[found.row.caller]), ("Name", said.name)]
    told += [("Street", said.street), ("Postcode", said.postcode), ("Born", born)]
    return [SummaryRow(key, [value]) for key, value in told if value]


def _candidates(found: StopSheet, homes: Homes) -> list[dict[str, Any]]:
    return [{"birth": one.birth, "rows": _facts(one, homes), "answered": one.answered} for one in found.candidates]


def _facts(one: Candidate, homes: Homes) -> list[SummaryRow]:
    baby = f"{one.forename or ''} {one.surname}".strip()
    told = [("Baby", baby), ("Born", day(one.born_on)), ("Parent", one.parent or "Not said")]
    rows = [SummaryRow(key, [value]) for key, value in told]
    return [*rows, homes.row("Address", one.address, protected=one.protected)]


@require_POST
@seated(Verb.SEE_WITHHELD)
def close(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """End a stop that waits for nobody any more."""
    refused = close_stop(council=seat.organisation, reference=reference, by=seat.by, at=seat.at)
    said = NOT_STOPPED[refused] + "." if refused else "The stop is closed, and what was said is destroyed."
    messages.info(request, said)
    return redirect("family-stops")
