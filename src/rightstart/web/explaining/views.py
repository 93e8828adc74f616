"""Hides how the decisions about one birth are told in plain words, and how a birth is marked."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.allocation.redraw import HandPlaced, place_by_hand
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.release import gate
from rightstart.release.explain import Told, explain
from rightstart.release.holds import holds as held
from rightstart.release.holds import stays
from rightstart.release.since import confirmed
from rightstart.release.standing import find_birth
from rightstart.release.wanting import wanting
from rightstart.web.components import SummaryRow
from rightstart.web.days import moment
from rightstart.web.explaining.forms import FindForm, MarkForm, PlaceForm, SearchForm
from rightstart.web.explaining.telling import has_moved, hold_rows, holds_table, tellings, wanting_rows, wants
from rightstart.web.homes import Homes
from rightstart.web.paging import paged
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_PLACED


@seated(Verb.EXPLAIN, Verb.MARK)
def find(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask for a birth by its reference; the answer has an address of its own."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        onwards = "birth" if seat.allows(Verb.EXPLAIN) else "mark"
        return redirect(onwards, form.cleaned_data["reference"])
    search = SearchForm() if seat.allows(Verb.EXPLAIN) else None
    return render(request, "explaining/find.html", {"form": form, "search": search})


@seated(Verb.EXPLAIN)
def explained(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Every decision about one birth of this council, latest first, with its rule, agreement and ledger entry."""
    told = explain(seat.viewer, reference)
    if told is None:
        return _unknown(request)
    shown = {
        "reference": reference,
        "word": [f"{name}, as of {moment(at)}" for name, at in confirmed(seat.viewer, reference)],
        "tellings": tellings(
            reference,
            told,
            _home(seat, reference),
            _lacks(seat, told, reference),
            reasons=seat.allows(Verb.SEE_WITHHELD),
        ),
        "marks": seat.allows(Verb.MARK),
        "lifts": seat.allows(Verb.ASK_LIFT),
        "places": seat.allows(Verb.PLACE_BY_HAND),
        "hands_on": seat.allows(Verb.HAND_ON) and has_moved(told),
        "back": reverse("births"),
    }
    return render(request, "explaining/birth.html", shown)


@require_safe
@seated(Verb.KEEP_HOLD)
def holds(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The births that a safeguard withholds now, with the reasons: for those alone who may know them."""
    found = held(seat.viewer, seat.role_kinds, at=seat.at)
    page = paged(request, found)
    shown = {"table": holds_table(list(page), seat) if found else None, "page": page}
    return render(request, "explaining/holds.html", shown | {"late": sum(one.overdue for one in found)})


@seated(Verb.KEEP_HOLD)
def hold_stays(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """A person has looked at a hold, and it stays; the next look is due by its reason."""
    mine = {one.birth: one for one in held(seat.viewer, seat.role_kinds, at=seat.at)}
    if reference not in mine:
        messages.info(request, "Nothing of yours holds this birth any more.")
        return redirect("holds")
    if request.method == "POST":
        stays(viewer=seat.viewer, roles=seat.role_kinds, reference=reference, by=seat.by, at=seat.at)
        messages.success(request, "Noted. The hold stays, and is due again in its time.")
        return redirect("holds")
    shown = {
        "rows": hold_rows(mine[reference], _home(seat, reference)),
        "reference": reference,
        "back": reverse("holds"),
    }
    return render(request, "explaining/hold.html", shown)


@seated(Verb.PLACE_BY_HAND)
def place(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Say which centre serves a home that no reach area covers; the birth is then judged again."""
    if find_birth(seat.viewer, reference) is None:
        return _unknown(request)
    centres = people.organisations(OrganisationKind.CENTRE, seat.organisation)
    form = PlaceForm(request.POST or None, centres=centres)
    if request.method == "POST" and form.is_valid():
        answer = place_by_hand(
            birth_reference=reference,
            centre_code=form.cleaned_data["centre"],
            reason=form.cleaned_data["reason"],
            council=seat.organisation,
            by=seat.by,
            at=seat.at,
        )
        if isinstance(answer, HandPlaced):
            journey.advance(births=[answer.birth], by=seat.by, at=seat.at)
            messages.success(request, "Placed. The birth was judged again.")
            return redirect("birth", reference)
        form.add_error("centre", NOT_PLACED[answer])
    shown = {"form": form, "reference": reference, "back": reverse("birth", args=[reference])}
    return render(request, "explaining/place.html", shown)


@seated(Verb.MARK)
def mark(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Put a marker on a birth: it takes effect in the same moment."""
    birth = find_birth(seat.viewer, reference)
    if birth is None:
        return _unknown(request)
    form = MarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        journey.mark(birth=birth, kind=form.marker(), source="person", by=seat.by, at=seat.at)
        messages.success(request, "Marked. Contact has stopped, and what was handed over is called back.")
        return redirect("birth", reference) if seat.allows(Verb.EXPLAIN) else redirect("births")
    back = reverse("birth", args=[reference]) if seat.allows(Verb.EXPLAIN) else reverse("births")
    shown = {"form": form, "reference": reference, "back": back, "lifts": seat.allows(Verb.ASK_LIFT)}
    return render(request, "explaining/mark.html", shown)


def _lacks(seat: Seat, told: Sequence[Told], reference: str) -> list[SummaryRow]:
    """What is missing now before a birth may be handed over; of a withheld one nothing is looked up."""
    birth = find_birth(seat.viewer, reference) if wants(told) else None
    return [] if birth is None else wanting_rows(wanting(seat.viewer, birth, at=seat.at))


def _home(seat: Seat, reference: str) -> list[SummaryRow]:
    """What is said of where the family of a withheld birth lives."""
    birth = find_birth(seat.viewer, reference)
    protected = birth is not None and not gate.may_show_home_of(birth)
    return Homes(seat).rows_of_withheld(protected=protected)


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "explaining/unknown.html", status=404)
