"""Hides how anybody who sees agreements asks whether data may move from one organisation to another, and gets the whole answer."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.agreements.explaining import FlowTold, explain_flow
from rightstart.directory.rules import Verb
from rightstart.web.agreements.flow_sheets import answer, step_sheets
from rightstart.web.agreements.forms import FlowForm
from rightstart.web.agreements.sentences import UNEXPLAINED
from rightstart.web.refusals.flows import flows
from rightstart.web.seat import Seat, seated


def flow_address(giver: str, taker: str) -> str:
    """The page about one flow, by the codes of who gives and who takes."""
    return f"{reverse('flow')}?{urlencode({'from': giver, 'to': taker})}"


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def flow(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One flow in plain words, or which one is meant."""
    giver, taker = request.GET.get("from", ""), request.GET.get("to", "")
    chosen = {"flow": request.GET["flow"]} if "flow" in request.GET else None
    form = FlowForm(chosen, flows=flows(seat), initial={"flow": f"{giver} {taker}"})
    if form.is_bound and form.is_valid():
        one = form.chosen()
        return redirect(flow_address(one.giver, one.taker))
    if not (giver and taker):
        return render(request, "agreements/flow.html", {"form": form})
    told = explain_flow(seat.viewer, giver, taker, at=seat.at)
    if not isinstance(told, FlowTold):
        messages.info(request, UNEXPLAINED[told])
        return redirect("flow")
    shown = {"told": told, "answer": answer(told), "steps": step_sheets(told), "form": form}
    return render(request, "agreements/flow.html", shown)
