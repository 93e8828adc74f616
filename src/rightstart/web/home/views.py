"""Hides what each role sees first, and where somebody with several workplaces says which."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.places.directories import sources
from rightstart.terms import london_date
from rightstart.web.help.days import day_of
from rightstart.web.home.boxes import boxes_for
from rightstart.web.home.forms import WorkplaceForm
from rightstart.web.seat import Seat, Unseated, seat_of, seated, sit, standing_roles, workplaces
from rightstart.web.sentences import ORGANISATIONS


@require_safe
@seated()
def home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What waits for this person; a centre's worker goes straight to the worklist."""
    if seat.allows(Verb.SEE_WORKLIST):
        return redirect("worklist")
    shown = {"boxes": boxes_for(seat), "name": seat.name, "kind": ORGANISATIONS[seat.kind], "several": seat.several}
    shown["explained_at"] = reverse("help-page", args=["how-to", day_of(seat.role_kinds)])
    return render(request, "home/home.html", shown)


def choose(request: HttpRequest) -> HttpResponse:
    """Choose the organisation to work for in this session."""
    if seat_of(request) is Unseated.NO_SECOND_STEP:
        return redirect("mfa_index")
    roles = standing_roles(cast(int, request.user.pk), london_date(timezone.now()))
    offered = workplaces(roles)
    form = WorkplaceForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        sit(request, next(one for one in offered if one.code == form.cleaned_data["workplace"]))
        return redirect("home")
    if not offered:
        return render(request, "home/no_role.html", status=403)
    return render(request, "home/choose.html", {"form": form})


@require_safe
def attribution(request: HttpRequest) -> HttpResponse:
    """Whose open data is inside, under which licence: open to all."""
    return render(request, "home/attribution.html", {"sources": sources()})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches over the site: the application answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
