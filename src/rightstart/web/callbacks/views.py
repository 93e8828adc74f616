"""Hides how a council sees which centres have not yet confirmed that copies are destroyed."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.handover.chasing import OpenCallBack, open_call_backs
from rightstart.handover.rules import Chase
from rightstart.web.components import Cell, Colour, Column, Table, Tag
from rightstart.web.days import days_ago
from rightstart.web.ringing import rings_at_centres
from rightstart.web.seat import Seat, seated

TAGS: Final = {
    Chase.ASKED: Tag("Asked", Colour.BLUE),
    Chase.REMIND: Tag("Remind the centre", Colour.YELLOW),
    Chase.ESCALATE: Tag("Ring the centre’s manager", Colour.RED),
    Chase.RING: Tag("Ring the centre today", Colour.RED),
    Chase.IG_LEAD: Tag("Your IG lead is told", Colour.RED),
}


@require_safe
@seated(Verb.SEE_CALL_BACKS)
def call_backs(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What centres have still to answer, longest open first."""
    found = open_call_backs(seat.viewer, at=seat.at)
    shown = {"table": call_backs_table(found, seat) if found else None}
    return render(request, "callbacks/call_backs.html", shown)


def call_backs_table(found: Sequence[OpenCallBack], seat: Seat) -> Table:
    rings = rings_at_centres(one.centre_id for one in found)
    rows = [
        [
            Cell(one.reference),
            Cell(one.centre),
            Cell(days_ago((seat.today - one.demanded_on).days)),
            Cell("", tag=TAGS[one.chase]),
            rings[one.centre_id].cell(),
        ]
        for one in found
    ]
    headings = ("Reference", "Centre", "Called back", "What to do", "Whom to ring")
    columns = [Column(heading) for heading in headings]
    return Table("Call-backs without an answer", columns, rows)
