"""Hides how it is shown who shares births and how regularly: every council for the national monitor, the own one for a council."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.places.directories import councils
from rightstart.reach.sharing.reading import CouncilFlows, flows
from rightstart.web.seat import Seat, seated
from rightstart.web.sharing.tables import councils_table, figures, flows_table, key_rows, then_and_now


@require_safe
@seated(Verb.SEE_SHARING, Verb.SEE_REACH)
def who_shares(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every council for a national monitor; whoever works for a council sees their own."""
    found = flows(seat.viewer, at=seat.at)
    if seat.kind is not OrganisationKind.MONITOR:
        return _of_one(request, found, seat.code, several=False)
    shown = {
        "figures": figures(found),
        "table": councils_table(found) if found else None,
        "compared": then_and_now(found),
        "key": key_rows(),
        "here": len(found),
        "all": len(councils()),
    }
    return render(request, "sharing/who_shares.html", shown)


@require_safe
@seated(Verb.SEE_SHARING, Verb.SEE_REACH)
def council(request: HttpRequest, seat: Seat, code: str) -> HttpResponse:
    """One council, of those that the viewer sees."""
    several = seat.kind is OrganisationKind.MONITOR
    return _of_one(request, flows(seat.viewer, at=seat.at), code, several=several)


def _of_one(request: HttpRequest, found: Iterable[CouncilFlows], code: str, *, several: bool) -> HttpResponse:
    """From which health services births come to a council, and to which centres they go."""
    one = next((one for one in found if one.council.code == code), None)
    if one is None:
        raise Http404
    centres = flows_table("From the council to its centres", one.centres, to_centres=True) if one.centres else None
    shown = {
        "council": one.council,
        "suppliers": flows_table("From health to the council", one.suppliers, to_centres=False),
        "centres": centres,
        "key": key_rows(),
        "several": several,
    }
    return render(request, "sharing/council.html", shown)
