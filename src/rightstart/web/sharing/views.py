"""Hides how it is shown who shares births and how regularly: every council for the national monitor, the own one for a council."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.places.directories import councils
from rightstart.reach.sharing.reading import flows
from rightstart.web.seat import Seat, seated
from rightstart.web.sharing.tables import councils_table, figures, flows_table, key_rows, then_and_now


@require_safe
@seated(Verb.SEE_SHARING, Verb.SEE_REACH)
def who_shares(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every council for a national monitor; whoever works for a council sees their own."""
    if seat.kind is not OrganisationKind.MONITOR:
        return redirect("council-shares", code=seat.code)
    found = flows(seat.viewer, at=seat.at)
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
    """One council: from which health services births come to it, and to which centres they go."""
    found = next((one for one in flows(seat.viewer, at=seat.at) if one.council.code == code), None)
    if found is None:
        raise Http404
    shown = {
        "council": found.council,
        "suppliers": flows_table("From health to the council", found.suppliers, to_centres=False),
        "centres": flows_table("From the council to its centres", found.centres, to_centres=True)
        if found.centres
        else None,
        "key": key_rows(),
        "several": seat.kind is OrganisationKind.MONITOR,
    }
    return render(request, "sharing/council.html", shown)
