"""Hides how people see to it that other systems stop: what is open where, whom to ring, a file, and each answer."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.directory.rules import Verb
from rightstart.handover.downstream import Answer, Child, FileLine, NotNoted, answer, take_file, told
from rightstart.handover.rules import Way
from rightstart.handover.unstopped import StopRow, StopSheet, SystemStops, open_stops, stop_sheet
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import day, days_ago, moment
from rightstart.web.downloads import after_confirming, csv_attached
from rightstart.web.downstream.forms import AnswerForm
from rightstart.web.downstream.sentences import ANSWERS, MAY_GO_ON, NOT_NOTED, TAGS, TOLD, WAYS
from rightstart.web.homes import Homes
from rightstart.web.seat import Seat, seated

COLUMNS = ("surname", "forename", "date of birth", "postcode", "reference")
URGENT = Tag("Urgent", Colour.RED)


@require_safe
@seated(Verb.SEE_DOWNSTREAM, Verb.KEEP_DOWNSTREAM)
def stops(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What other systems have still to stop, by system and reference: this page names nobody."""
    found = open_stops(seat.viewer, at=seat.at)
    sees = seat.allows(Verb.SEE_DOWNSTREAM)
    shown = {
        "systems": [(one.system, stops_table(one, seat), sees and one.system.way is Way.FILE) for one in found],
        "keeps": seat.allows(Verb.KEEP_DOWNSTREAM),
    }
    return render(request, "downstream/downstream.html", shown)


def stops_table(found: SystemStops, seat: Seat) -> Table:
    columns = [Column("Reference"), Column("Open since"), Column("What to do"), Column("The office")]
    rows = [_line(one, seat) for one in found.stops]
    return Table(f"Open stops of {found.system.name}", columns, rows, caption_hidden=True)


def _line(one: StopRow, seat: Seat) -> list[Cell]:
    return [
        Cell(link=Link(one.reference, reverse("downstream-stop", args=[one.reference]))),
        Cell(days_ago((seat.today - one.opened_on).days), tag=URGENT if one.urgent else None),
        Cell(tag=MAY_GO_ON if one.may_go_on else TAGS[one.chase]),
        Cell(_told(one)),
    ]


def _told(one: StopRow) -> str:
    return f"{TOLD[one.told_how]}, {moment(one.told_at)}" if one.told_at and one.told_how else "Not told yet"


@require_POST
@seated(Verb.SEE_DOWNSTREAM)
@after_confirming
def file(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """A system's open stops for its office: whom, never why. What it lists is told from now on."""
    found = take_file(council=seat.organisation, system=reference, by=seat.by, at=seat.at)
    if isinstance(found, NotNoted):
        messages.info(request, NOT_NOTED[found])
        return redirect("downstream")
    return csv_attached("stops.csv", COLUMNS, [_row(one) for one in found])


def _row(one: FileLine) -> Sequence[str]:
    child = one.child
    return child.surname, child.forename or "", child.born_on.isoformat(), child.postcode or "", one.reference


@seated(Verb.SEE_DOWNSTREAM, Verb.KEEP_DOWNSTREAM)
def stop(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One stop: whom to ring, for whom, and what came of it."""
    sees = seat.allows(Verb.SEE_DOWNSTREAM)
    names = sees and seat.allows(Verb.SEE_WITHHELD, Verb.EXPLAIN)
    if request.method == "POST" and sees and (said := _noted(request, seat, reference)):
        messages.info(request, said)
        return redirect("downstream")
    found = stop_sheet(seat.viewer, reference, names=names, at=seat.at)
    if found is None:
        messages.info(request, NOT_NOTED[NotNoted.UNKNOWN])
        return redirect("downstream")
    shown = {
        "reference": reference,
        "rows": [*stop_rows(found), *(_child(found.child, Homes(seat)) if names else ())],
        "stop": found.stop,
        "sees": sees,
        "back": reverse("downstream"),
    }
    return render(request, "downstream/stop.html", shown)


def _noted(request: HttpRequest, seat: Seat, reference: str) -> str | None:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return None
    council, word = seat.organisation, form.cleaned_data["answer"]
    if word == "told":
        refused = told(council=council, reference=reference, by=seat.by, at=seat.at)
        return NOT_NOTED[refused] if refused else "Noted: the office has been told. Note its answer when it comes."
    said = Answer(word)
    refused = answer(council=council, reference=reference, said=said, by=seat.by, at=seat.at)
    return NOT_NOTED[refused] if refused else ANSWERS[said]


def stop_rows(found: StopSheet) -> list[SummaryRow]:
    system, one = found.system, found.stop
    return [
        SummaryRow("Must stop", [f"{system.name}: all mailings for this family"], tag=URGENT if one.urgent else None),
        SummaryRow("Ring", [system.office, system.phone]),
        SummaryRow("How it is told", [WAYS[system.way]]),
        SummaryRow("The office", [_told(one)]),
        SummaryRow("Open since", [day(one.opened_on)], tag=MAY_GO_ON if one.may_go_on else TAGS[one.chase]),
    ]


def _child(child: Child | None, homes: Homes) -> list[SummaryRow]:
    if child is None:
        return [SummaryRow("Child", ["Nothing is kept of this child here any more"])]
    return [
        SummaryRow("Child", [f"{child.forename or ''} {child.surname}".strip()]),
        SummaryRow("Born", [day(child.born_on)]),
        homes.row("Postcode", child.postcode, protected=child.protected),
    ]
