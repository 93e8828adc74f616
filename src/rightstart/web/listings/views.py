"""Hides how a centre keeps its services directory on pages: listed, changed, ended."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.listings import keep
from rightstart.listings.reading import Listed, kept, listed
from rightstart.listings.rules import Stands
from rightstart.web.components import Cell, Colour, Column, Link, Table, Tag
from rightstart.web.days import day, short_day
from rightstart.web.listings.forms import EndForm, ListingForm
from rightstart.web.listings.sentences import KINDS, NOT_LISTED
from rightstart.web.seat import Seat, seated

LATER: Final = Tag("Not yet", Colour.BLUE)


@require_safe
@seated(Verb.KEEP_LISTINGS)
def listings(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everything that the centre lists, as it listed it."""
    found = kept(seat.organisation, seat.today)
    return render(request, "listings/listings.html", {"table": listings_table(found) if found else None})


def listings_table(found: Sequence[Listed]) -> Table:
    headings = ("Service", "When", "Where", "How to book", "In letters")
    return Table("Your services", [Column(one) for one in headings], [_row(one) for one in found], caption_hidden=True)


def _row(one: Listed) -> list[Cell]:
    told = one.told
    from_on = f"From {short_day(told.from_on)}" if one.stands is Stands.LATER else ""
    ends = f"Until {short_day(told.until_on)}" if told.until_on else ""
    return [
        Cell(link=Link(told.title, reverse("listing", args=[one.reference])), note=KINDS[told.kind]),
        Cell(told.times, tag=LATER if from_on else None, note=". ".join(filter(None, (from_on, ends)))),
        Cell(told.place or "At your centre"),
        Cell(told.booking or "No need to book"),
        Cell("Yes" if told.in_letters else "No"),
    ]


@seated(Verb.KEEP_LISTINGS)
def add(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List a service."""
    form = ListingForm(request.POST or None, today=seat.today)
    if request.method == "POST" and form.is_valid():
        keep.add(centre=seat.organisation, told=form.said(), by=seat.by, at=seat.at)
        messages.success(request, "Listed. Families and your workers see it from now on.")
        return redirect("listings")
    return render(request, "listings/add.html", {"form": form, "back": reverse("listings")})


@seated(Verb.KEEP_LISTINGS)
def change(request: HttpRequest, seat: Seat, listing: str) -> HttpResponse:
    """Say something else of a service."""
    found = listed(seat.organisation, listing, seat.today)
    if found is None:
        return _unknown(request)
    form = ListingForm(request.POST or None, today=seat.today, told=found.told)
    if request.method == "POST" and form.is_valid():
        keep.change(centre=seat.organisation, reference=listing, told=form.said(), by=seat.by, at=seat.at)
        messages.success(request, "Changed. Letters on paper stay as they are.")
        return redirect("listings")
    shown = {"form": form, "listed": found, "back": reverse("listings")}
    return render(request, "listings/listing.html", shown)


@seated(Verb.KEEP_LISTINGS)
def end(request: HttpRequest, seat: Seat, listing: str) -> HttpResponse:
    """A service is not offered any more from a day on."""
    found = listed(seat.organisation, listing, seat.today)
    if found is None:
        return _unknown(request)
    form = EndForm(request.POST or None, initial={"until_on": seat.today})
    if request.method == "POST" and form.is_valid():
        until_on = form.cleaned_data["until_on"]
        keep.end(centre=seat.organisation, reference=listing, until_on=until_on, by=seat.by, at=seat.at)
        messages.success(request, f"Not offered any more from {day(until_on)} on.")
        return redirect("listings")
    shown = {"form": form, "listed": found, "back": reverse("listing", args=[listing])}
    return render(request, "listings/end.html", shown)


def _unknown(request: HttpRequest) -> HttpResponse:
    messages.info(request, NOT_LISTED[keep.NotListed.UNKNOWN])
    return redirect("listings")
