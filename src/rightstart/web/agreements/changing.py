"""Hides how a party suspends, resumes and ends an agreement on a page, and has that take effect for every birth at once."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.fields import EXIT_RULES
from rightstart.agreements.register import AgreementRow, register
from rightstart.agreements.rules import Hop
from rightstart.agreements.sign import Changed, NotChanged
from rightstart.directory.rules import Verb
from rightstart.web.agreements.forms import SuspendForm
from rightstart.web.agreements.remark_forms import EndForm
from rightstart.web.days import day
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_CHANGED


@seated(Verb.SUSPEND_AGREEMENT)
def suspend(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One party's word that nothing passes any more, with why."""
    found = _asked(request, seat)
    if found is None:
        return _answered(request, seat, NotChanged.UNKNOWN, "")
    form = SuspendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reference, reason = found.reference, form.given()
        answer = sign.suspend(reference=reference, party_code=seat.code, reason=reason, by=seat.by, at=seat.at)
        return _answered(request, seat, answer, "Suspended. Nothing passes under it from this moment on.")
    return render(request, "agreements/suspend.html", {"agreement": found, "form": form})


@reauthentication_required
@seated(Verb.SUSPEND_AGREEMENT)
def resume(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A party lifts its own suspension."""
    found = _asked(request, seat)
    if found is None:
        return _answered(request, seat, NotChanged.UNKNOWN, "")
    if request.method == "POST":
        answer = sign.resume(reference=found.reference, party_code=seat.code, by=seat.by, at=seat.at)
        return _answered(request, seat, answer, "Resumed. Your organisation’s suspension is lifted.")
    return render(request, "agreements/resume.html", {"agreement": found})


@reauthentication_required
@seated(Verb.SIGN_AGREEMENT)
def end(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One party ends it from a day, in all its versions."""
    found = _asked(request, seat)
    if found is None:
        return _answered(request, seat, NotChanged.UNKNOWN, "")
    form = EndForm(request.POST or None, today=seat.today)
    if request.method == "POST" and form.is_valid():
        reference, day_ = found.reference, form.cleaned_data["ended_on"]
        answer = sign.end(reference=reference, party_code=seat.code, ended_on=day_, by=seat.by, at=seat.at)
        return _answered(request, seat, answer, f"Ended. The first day without it is {day(day_)}.")
    rule = found.instrument.exit_rule if found.hop is Hop.COUNCIL_TO_CENTRE else None
    shown = {"agreement": found, "form": form, "exit_rule": EXIT_RULES[rule].capitalize() if rule else ""}
    return render(request, "agreements/end.html", shown)


def _asked(request: HttpRequest, seat: Seat) -> AgreementRow | None:
    """The agreement that is meant, where the organisation is a party to it."""
    asked = request.GET.get("reference", "")
    return next((row for row in register(seat.viewer, at=seat.at) if row.reference == asked), None)


def _answered(request: HttpRequest, seat: Seat, answer: Changed | NotChanged, done: str) -> HttpResponse:
    if isinstance(answer, NotChanged):
        messages.info(request, NOT_CHANGED[answer])
    else:
        journey.advance_all(by=seat.by, at=seat.at, council=answer.council)
        messages.success(request, done)
    return redirect("agreements")
