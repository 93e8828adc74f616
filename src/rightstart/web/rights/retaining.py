"""Hides how a council's lead is shown what will be forgotten, month by month, and what is kept still, in counts alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.rights.retention import clock
from rightstart.rights.retention.clock import Preview
from rightstart.web.components import Cell, Column, Figure, Table
from rightstart.web.rights.sentences import KEPT_BY, WHY_FORGOTTEN
from rightstart.web.seat import Seat, seated


@require_safe
@seated(Verb.SEE_INFORMING)
def retention(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What retention takes in the year ahead of this council's families; looking changes nothing."""
    found = clock.preview(seat.viewer, at=seat.at)
    shown = {"figures": _figures(found), "going": _going(found), "kept": _kept(found), "rules": WHY_FORGOTTEN.values()}
    return render(request, "rights/retention.html", shown)


def _figures(found: Preview) -> list[Figure]:
    ahead = sum(one.families for one in found.going)
    held = sum(families for _, families in found.kept)
    return [
        Figure(f"{found.due:,}", "forgotten tonight"),
        Figure(f"{ahead:,}", "within a year, tonight’s included"),
        Figure(f"{held:,}", "overdue, and kept by something open"),
    ]


def _going(found: Preview) -> Table | None:
    columns = [Column("Month"), Column("Families"), Column("How many", numeric=True)]
    rows = [
        [Cell(f"{one.month:%B %Y}"), Cell(WHY_FORGOTTEN[one.why][0]), Cell(f"{one.families:,}")] for one in found.going
    ]
    return Table("What will be forgotten", columns, rows) if rows else None


def _kept(found: Preview) -> Table | None:
    columns = [Column("What is open"), Column("What to do"), Column("Families", numeric=True)]
    rows = [[Cell(KEPT_BY[why][0]), Cell(KEPT_BY[why][1]), Cell(f"{families:,}")] for why, families in found.kept]
    return Table("Kept although their time is over", columns, rows) if rows else None
