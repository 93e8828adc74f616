"""Hides how a lead opens an entry, says what it concerns, and takes each step; the rules say what is possible."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rightstart.breaches.log import Noted, NotNoted, NotOpened, note, open_by_hand, widen
from rightstart.breaches.reading import entry
from rightstart.breaches.wording import HINDERED
from rightstart.directory.people import organisations
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.web.breaches.forms import FORMS, AboutForm, OpenForm
from rightstart.web.breaches.sentences import NOT_OPENED, OFFERED, STEPS
from rightstart.web.seat import Seat, seated

AT_FAULT: Final = {
    NotOpened.UNKNOWN_BIRTH: "birth",
    NotOpened.UNKNOWN_CONSIGNMENT: "consignment",
    NotOpened.UNKNOWN_CENTRE: "centre",
    NotOpened.DAYS: "until_on",
    NotOpened.NOT_YET: "known_at",
}


@seated(Verb.SEE_BREACHES)
def open_one(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Either lead writes down what may be a breach."""
    form = OpenForm(request.POST or None, centres=_centres(seat))
    if request.method == "POST" and form.is_valid():
        known = form.known(seat.at)
        told = open_by_hand(viewer=seat.viewer, about=form.given(), aware_at=known, by=seat.by, at=seat.at)
        if not isinstance(told, NotOpened):
            messages.success(request, "It stands in the log. Your information governance lead has been told.")
            return redirect("breach", told.reference)
        form.add_error(AT_FAULT.get(told), NOT_OPENED[told])
    return render(request, "breaches/open.html", {"form": form, "back": reverse("breaches")})


@seated(Verb.KEEP_BREACHES)
def widen_one(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """An entry turns out to concern something else too."""
    if entry(seat.viewer, reference) is None:
        return render(request, "404.html", status=404)
    form = AboutForm(request.POST or None, centres=_centres(seat))
    if request.method == "POST" and form.is_valid():
        told = widen(viewer=seat.viewer, reference=reference, about=form.given(), by=seat.by, at=seat.at)
        if not isinstance(told, NotOpened):
            messages.success(request, "Added. What went out is drawn anew.")
            return redirect("breach", reference)
        form.add_error(AT_FAULT.get(told), NOT_OPENED[told])
    return render(request, "breaches/widen.html", {"form": form, "back": reverse("breach", args=[reference])})


def _centres(seat: Seat) -> list[tuple[str, str]]:
    found = organisations(OrganisationKind.CENTRE)
    return [(one.code, one.name) for one in found if one.council_id == seat.organisation]


@seated(Verb.KEEP_BREACHES)
def say(request: HttpRequest, seat: Seat, reference: str, act: str) -> HttpResponse:
    """One step, with what it asks."""
    one = entry(seat.viewer, reference)
    if one is None or act not in FORMS:
        return render(request, "404.html", status=404)
    form = FORMS[act](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = note(viewer=seat.viewer, reference=reference, said=form.given(), by=seat.by, at=seat.at)
        if isinstance(answer, Noted):
            messages.success(request, "Recorded in the log and in the ledger.")
            return redirect("breach", reference)
        assert not isinstance(answer, NotNoted)
        form.add_error(None, HINDERED[answer])
    shown: dict[str, Any] = {"form": form, "asked": STEPS[act], "reference": reference}
    shown |= {"back": reverse("breach", args=[reference]), "possible": act in OFFERED[one.state]}
    return render(request, "breaches/step.html", shown)
