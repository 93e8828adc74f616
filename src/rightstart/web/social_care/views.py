"""Hides how a social care team sees the births it is asked about and answers, and how a lead has it asked."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rightstart import journey
from rightstart.directory.rules import Verb
from rightstart.release.social_care import Waiting, waiting
from rightstart.safeguards import social_care
from rightstart.web.components import SummaryRow
from rightstart.web.days import counted, day, moment
from rightstart.web.homes import Homes
from rightstart.web.paging import paged
from rightstart.web.seat import Seat, seated
from rightstart.web.social_care.forms import AskingForm, CheckForm
from rightstart.web.social_care.sentences import NOT_ASKING

PAGE_SIZE: Final = 10


@seated(Verb.ANSWER_SOCIAL_CARE)
def check(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The births that wait for the team's word, those that have waited longest first."""
    found = waiting(seat.viewer)
    page = paged(request, found, PAGE_SIZE)
    form = CheckForm(request.POST or None, waiting=page.object_list)
    if request.method == "POST" and form.is_valid():
        answers = form.given()
        journey.answer_social_care(council=seat.organisation, answers=answers, by=seat.by, at=seat.at)
        _said(request, len(answers))
        return redirect("social-care")
    homes = Homes(seat)
    births = [_birth(one, form, homes) for one in page.object_list]
    return render(request, "social_care/check.html", {"births": births, "page": page, "form": form})


def _birth(one: Waiting, form: CheckForm, homes: Homes) -> dict[str, Any]:
    name = f"{one.forename or ''} {one.surname}".strip()
    told = [("Baby", name), ("Born", day(one.born_on)), ("Parent", one.parent or "Not said")]
    lives = homes.row("Address", ", ".join(filter(None, (one.address, one.postcode))), protected=False)
    rows = [*(SummaryRow(key, [value]) for key, value in told), lives, SummaryRow("Waits since", [moment(one.since)])]
    return {"birth": one.birth, "rows": rows, "field": form[one.birth]}


def _said(request: HttpRequest, answers: int) -> None:
    if answers:
        messages.success(request, f"Thank you. Answered: {counted(answers, 'birth', 'births')}.")
    else:
        messages.error(request, "Nothing was answered. Choose one of the answers for each birth that you know about.")


@seated(Verb.ASK_SOCIAL_CARE)
def asking(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Whether the council asks its social care team; a lead begins or ends it."""
    since = social_care.asked_since(seat.organisation)
    form = AskingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = social_care.ask_from_now if since is None else social_care.ask_no_more
        refused = change(council=seat.organisation, by=seat.by, at=seat.at)
        if refused is None:
            messages.success(request, "Births that come from now on wait for your social care team." if since is None
                             else "Births that come from now on do not wait. Those that came before still do.")  # fmt: skip
            return redirect("social-care-asking")
        form.add_error("sure", NOT_ASKING[refused])
    shown = {"form": form, "since": moment(since) if since else "", "waits": len(waiting(seat.viewer))}
    return render(request, "social_care/asking.html", shown)
