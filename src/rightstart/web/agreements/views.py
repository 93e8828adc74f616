"""Hides how the register of agreements is told: each instrument's state in words, and what it covers."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightstart.agreements.refused import refusals
from rightstart.agreements.register import register
from rightstart.agreements.rules import Hop
from rightstart.directory.rules import Verb
from rightstart.web.agreements.sheets import Sheet, sheet
from rightstart.web.seat import Seat, seated

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
    """Every instrument that this organisation is a party to, by step, with what it says and how it stands."""
    rows, refused = register(seat.viewer, at=seat.at), refusals(seat.viewer, at=seat.at)
    hops: list[tuple[str, str, list[Sheet]]] = [
        (heading, lead, [sheet(row, refused) for row in rows if row.hop is hop])
        for hop, (heading, lead) in HOPS.items()
        if hop is Hop.SUPPLIER_TO_COUNCIL or seat.council is not None
    ]
    shown = {"hops": hops, "refused": sum(one.stands for one in refused)}
    return render(request, "agreements/agreements.html", shown)
