"""Hides how a council's reach is shown: numbers of families by centre and month."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.reach.measure import Count, counts
from rightstart.web.components import Cell, Column, Figure, Table
from rightstart.web.seat import Seat, seated


@require_safe
@seated(Verb.SEE_REACH)
def reach(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Families notified, withheld, contacted, registered and engaged, for the council's own eyes."""
    found = counts(seat.viewer)
    shown = {"table": reach_table(found) if found else None, "figures": reach_figures(found)}
    return render(request, "reach/reach.html", shown)


def reach_table(found: Sequence[Count]) -> Table:
    columns = [
        *(Column("Centre"), Column("Month"), Column("Notified", numeric=True)),
        *(Column(one, numeric=True) for one in ("Contacted", "Registered", "Attended", "Kept coming", "Withheld")),
    ]
    rows = [
        [
            Cell(one.name or "Withheld, so no centre is looked up"),
            Cell(f"{one.month:%B %Y}", note="moved in" if one.moved_in else ""),
            Cell(f"{one.notified:,}" if one.name else "–"),
            *(Cell(f"{number:,}" if one.name else "–") for number in (one.contacted, *_came(one))),
            Cell(f"{one.withheld:,}" if one.withheld or not one.name else "–"),
        ]
        for one in found
    ]
    return Table("Families by centre and month of birth, or of moving in", columns, rows, stacked=False)


def _came(one: Count) -> tuple[int, int, int]:
    return one.registered, one.attended, one.sustained


def reach_figures(found: Sequence[Count]) -> list[Figure]:
    told = (
        ("families notified to centres", "notified"),
        ("families contacted", "contacted"),
        ("families registered", "registered"),
        ("families attending", "attended"),
        ("families who keep coming", "sustained"),
        ("families withheld", "withheld"),
    )
    return [Figure(f"{sum(getattr(one, name) for one in found):,}", label) for label, name in told]
