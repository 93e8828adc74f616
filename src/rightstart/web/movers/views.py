"""Hides how a family that has moved is handed to its new council on a page."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rightstart.directory.rules import Verb
from rightstart.movers import hand_on as movers
from rightstart.movers.hand_on import HandedOn, NotTaken
from rightstart.movers.rules import NotHandedOn
from rightstart.release.standing import find_birth
from rightstart.web.movers.forms import HandOnForm
from rightstart.web.seat import Seat, seated

NOT_HANDED_ON: Final = {
    NotHandedOn.UNKNOWN: "Your council has no such birth",
    NotHandedOn.NOT_MOVED: "Not every baby of this family is known to have moved away. Mark the others first if they have",
    NotHandedOn.WITHHELD: "Something else than the move withholds this family, so it is not handed on. See its holds",
    NotHandedOn.STOPPED: "Your council has stopped everything, so nothing is handed on",
    NotHandedOn.NO_AGREEMENT: "No agreement between the two councils is in force. Select another, or wait for one",
}
ELSEWHERE: Final = "This postcode lies in the area of another council than the one selected"


@seated(Verb.HAND_ON)
def hand_on(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Hand a whole family to its new council: it is asked for by one baby's reference."""
    birth = find_birth(seat.viewer, reference)
    if birth is None:
        return render(request, "explaining/unknown.html", status=404)
    offered = movers.destinations(seat.organisation, at=seat.at)
    form = HandOnForm(request.POST or None, councils=offered)
    if request.method == "POST" and form.is_valid():
        answer = movers.hand_on(
            birth=birth,
            council=seat.organisation,
            to=form.cleaned_data["council"],
            home=form.home(),
            by=seat.by,
            at=seat.at,
        )
        if isinstance(answer, HandedOn):
            messages.success(
                request, "Handed to its new council, which is told. What is later said of it here is said there."
            )
            return redirect("birth", reference)
        _object(form, answer)
    shown = {"form": form, "offered": offered, "reference": reference, "back": reverse("birth", args=[reference])}
    return render(request, "movers/hand_on.html", shown)


def _object(form: HandOnForm, answer: NotTaken | NotHandedOn) -> None:
    """Say why it was not handed on beside what is to be changed."""
    if isinstance(answer, NotHandedOn):
        form.add_error("council", NOT_HANDED_ON[answer])
    elif answer.elsewhere:
        form.add_error("postcode", ELSEWHERE)
    else:
        for fault in answer.faults:
            form.add_error(fault["column"] if fault["column"] in form.fields else None, fault["message"])
