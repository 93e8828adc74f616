"""Hides how a council keeps its list of other systems that must stop too."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rightstart.directory.rules import Verb
from rightstart.handover.systems import NotKept, SystemRow, add_system, end_system
from rightstart.handover.systems import systems as kept
from rightstart.web.components import Cell, Column, Table
from rightstart.web.days import short_day
from rightstart.web.downstream.forms import SystemForm
from rightstart.web.downstream.sentences import NOT_KEPT, WAYS
from rightstart.web.seat import Seat, seated

AT_FAULT = {NotKept.NO_ADDRESS: "email", NotKept.NOBODY_TO_RING: "ring"}


@seated(Verb.KEEP_DOWNSTREAM)
def systems(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The list, and one more entry; the same name again replaces what was said of it."""
    form = SystemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = add_system(council=seat.organisation, told=form.told(), from_on=form.day(), by=seat.by, at=seat.at)
        if isinstance(answer, SystemRow):
            messages.success(request, "Entered. It is asked to stop from its first day on, with the next daily pass.")
            return redirect("downstream-systems")
        form.add_error(AT_FAULT.get(answer, "name"), NOT_KEPT[answer])
    rows = kept(seat.viewer)
    shown = {
        "form": form,
        "table": systems_table(rows) if rows else None,
        "standing": [one for one in rows if one.until_on is None],
        "back": reverse("downstream"),
    }
    return render(request, "downstream/systems.html", shown)


@require_POST
@seated(Verb.KEEP_DOWNSTREAM)
def end(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """End a system today: nothing is asked of it any more."""
    answer = end_system(reference=reference, council=seat.organisation, until_on=seat.today, by=seat.by, at=seat.at)
    if isinstance(answer, SystemRow):
        messages.success(request, f"{answer.name} has ended. Nothing is asked of it any more.")
    else:
        messages.info(request, f"{NOT_KEPT[answer]}.")
    return redirect("downstream-systems")


def systems_table(rows: Sequence[SystemRow]) -> Table:
    columns = [Column("System"), Column("Office"), Column("How it is told"), Column("Telephone"), Column("Stands")]
    return Table("Systems that must stop too", columns, [_line(row) for row in rows], caption_hidden=True)


def _line(row: SystemRow) -> list[Cell]:
    until = f"until {short_day(row.until_on)}" if row.until_on else ""
    ring = f"The office rings: {row.ring}" if row.ring else ""
    return [
        Cell(row.name),
        Cell(row.office, note=row.email or ""),
        Cell(WAYS[row.way], note=ring),
        Cell(row.phone),
        Cell(f"from {short_day(row.from_on)}", note=until),
    ]
