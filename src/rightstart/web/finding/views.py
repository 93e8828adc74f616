"""Hides how anybody finds their centre by a postcode: without an account or a cookie, and nothing is written down of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from rightstart.allocation.finding import Finding
from rightstart.allocation.finding import find_centre as ask
from rightstart.contact.letters.houses import address_of, rung
from rightstart.directory.people import OrganisationRow
from rightstart.directory.telephones import Office
from rightstart.listings.reading import offered
from rightstart.listings.rules import Told
from rightstart.rights.rules import Heard
from rightstart.rights.tries import Page, tried
from rightstart.terms import london_date
from rightstart.web.components import Link, Table
from rightstart.web.finding.forms import PostcodeForm
from rightstart.web.listings.near import services_table
from rightstart.web.ringing import dialled
from rightstart.web.whence import whence


@dataclass(frozen=True, slots=True)
class Card:
    """A centre as families see it. `services`: what it offers, where it lists anything."""

    code: str
    name: str
    address: tuple[str, ...]
    number: Link | None
    hours: str
    services: Table | None


@csrf_exempt  # no session is asked, so there is none to ride on; and so no cookie is set
@require_http_methods(["GET", "HEAD", "POST"])
def find_centre(request: HttpRequest) -> HttpResponse:
    """Type a postcode; it stands in no address, and what is answered is kept nowhere."""
    form = PostcodeForm(request.POST if request.method == "POST" else None)
    shown: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        if tried(Page.FIND_CENTRE, address=whence(request), at=at) is Heard.TOO_MANY:
            return redirect("find-centre-later")
        on = london_date(at)
        shown |= _told(ask(form.cleaned_data["postcode"], on=on), on)
    return render(request, "finding/find_centre.html", shown)


def _told(finding: Finding, on: date) -> dict[str, object]:
    """What the page says: the centre that serves the postcode, or those that may, each with what it offers."""
    offices = rung(finding.centres)
    services = offered((one.id for one in finding.centres), on)
    cards = [_card(one, offices[one.id], services[one.id]) for one in finding.centres]
    return {"found": finding.found.value, "cards": cards, "councils": " and ".join(finding.councils)}


def _card(centre: OrganisationRow, office: Office | None, services: Sequence[Told]) -> Card:
    return Card(
        code=centre.code,
        name=centre.name,
        address=address_of(centre),
        number=dialled(office.number) if office else None,
        hours=office.hours if office else "",
        services=services_table(f"What {centre.name} offers", services) if services else None,
    )


@require_safe
def later(request: HttpRequest) -> HttpResponse:
    """Too many came from one place."""
    return render(request, "finding/later.html")
