"""Hides how people keep the register of refusals: what both sides read, and what only the side that decided may change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.agreements.refusals import NotRecorded, Recorded, end, keep, refuse
from rightstart.agreements.refused import RefusalRow, refusals
from rightstart.agreements.rules import Hop
from rightstart.directory.rules import Verb
from rightstart.web.days import day
from rightstart.web.refusals.flows import deciding, flows
from rightstart.web.refusals.forms import EndForm, KeepForm, RefusalForm
from rightstart.web.refusals.sentences import NOT_RECORDED
from rightstart.web.refusals.sheets import contradiction, refusal_rows, refusals_table
from rightstart.web.seat import Seat, seated

AT_FAULT = {
    NotRecorded.NO_BARRIER: "barriers",
    NotRecorded.NO_CHANGE: "would_change",
    NotRecorded.REVIEW_DAY: "review_on",
    NotRecorded.NO_SUCH_FLOW: "flow",
    NotRecorded.ALREADY: "flow",
}
RECORDED = "Recorded. From its first day nothing passes that way."
CALLED_BACK = "Families who were handed over there and not contacted yet are called back with the next daily pass."
ENDED = "Ended. That opens nothing: births pass only under an agreement in force."


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def register(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every decision not to share over a flow of this organisation, whichever side took it."""
    rows = refusals(seat.viewer, at=seat.at)
    shown = {
        "table": refusals_table(rows) if rows else None,
        "contradictions": [words for row in rows if (words := contradiction(row))],
        "decides": bool(deciding(seat)),
        "back": reverse("agreements"),
    }
    return render(request, "refusals/refusals.html", shown)


@seated(Verb.REFUSE_SHARING)
def record(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Record that this organisation has decided not to share over one flow."""
    form = RefusalForm(request.POST or None, roles=deciding(seat), flows=flows(seat))
    if request.method == "POST" and form.is_valid():
        flow, why, role = form.between(), form.why(seat.today), form.decided_by()
        answer = refuse(party=seat.code, giver=flow.giver, taker=flow.taker, role=role, why=why, by=seat.by, at=seat.at)
        if isinstance(answer, Recorded):
            to_centre = flow.hop is Hop.COUNCIL_TO_CENTRE
            messages.success(request, f"{RECORDED} {CALLED_BACK}" if to_centre else RECORDED)
            return redirect("refusal", answer.reference)
        form.add_error(AT_FAULT.get(answer), NOT_RECORDED[answer])
    return render(request, "refusals/new.html", {"form": form, "back": reverse("refusals")})


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def refusal(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One decision in full; the side that took it may say that it stays, or end it."""
    return _sheet(request, seat, reference)


@require_POST
@seated(Verb.REFUSE_SHARING)
def keeps(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """It was looked at again and stays."""
    form = KeepForm(request.POST, roles=deciding(seat))
    if not form.is_valid():
        return _sheet(request, seat, reference, keeping=form)
    role, next_on = form.decided_by(), form.cleaned_data["review_on"]
    answer = keep(party=seat.organisation, reference=reference, role=role, review_on=next_on, by=seat.by, at=seat.at)
    if answer is NotRecorded.REVIEW_DAY:
        form.add_error("review_on", NOT_RECORDED[answer])
        return _sheet(request, seat, reference, keeping=form)
    stays = f"It stays. Look at it again by {day(answer.review_on)}." if isinstance(answer, Recorded) else ""
    return _answered(request, answer, stays, reference)


@require_POST
@seated(Verb.REFUSE_SHARING)
def ends(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """It is over."""
    form = EndForm(request.POST, roles=deciding(seat))
    if not form.is_valid():
        return _sheet(request, seat, reference, ending=form)
    role, reason = form.decided_by(), form.why()
    answer = end(party=seat.organisation, reference=reference, role=role, reason=reason, by=seat.by, at=seat.at)
    return _answered(request, answer, ENDED, reference)


def _answered(request: HttpRequest, answer: Recorded | NotRecorded, done: str, reference: str) -> HttpResponse:
    if isinstance(answer, Recorded):
        messages.success(request, done)
        return redirect("refusal", reference)
    messages.info(request, f"{NOT_RECORDED[answer]}.")
    return redirect("refusals")


def _sheet(request: HttpRequest, seat: Seat, reference: str, **forms: KeepForm | EndForm) -> HttpResponse:
    row = next((one for one in refusals(seat.viewer, at=seat.at) if one.reference == reference), None)
    if row is None:
        messages.info(request, f"{NOT_RECORDED[NotRecorded.UNKNOWN]}.")
        return redirect("refusals")
    shown = {"rows": refusal_rows(row), "contradiction": contradiction(row), "reference": reference}
    return render(request, "refusals/refusal.html", shown | _asked(seat, row, forms) | {"back": reverse("refusals")})


def _asked(seat: Seat, row: RefusalRow, forms: dict[str, KeepForm | EndForm]) -> dict[str, Any]:
    """The two forms, for whoever may use them; `form` is the one at fault, whose errors stand at the top of the page."""
    roles = deciding(seat)
    if not roles or row.party_code != seat.code or row.ended_on:
        return {}
    asked = {"keeping": KeepForm(roles=roles), "ending": EndForm(roles=roles)}
    return asked | forms | {"form": next(iter(forms.values()), None)}
