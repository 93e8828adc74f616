"""Hides how sending a file and its receipt become pages."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.directory.rules import Verb
from rightstart.intake import again
from rightstart.intake import receipts as reads
from rightstart.intake.again import NotAgain
from rightstart.intake.receive import Received
from rightstart.web.consignments.forms import SendForm, TakeUpForm
from rightstart.web.consignments.sentences import NOT_AGAIN
from rightstart.web.consignments.sheet import councils_of, receipt_sheet, receipts_table
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_RECEIVED


@seated(Verb.SEND_FILE)
def send(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Send a file, or say that there is nothing to report; then see the receipt."""
    offered = councils_of(seat)
    form = SendForm(request.POST or None, request.FILES or None, councils=offered, at=seat.at)
    if request.method == "POST" and form.is_valid():
        answer = journey.bring_in(form.handed_in(seat.code), by=seat.by, at=seat.at)
        if isinstance(answer, Received) and answer.sheets:
            form.add_error("sheet", f"Name one of its sheets: {', '.join(answer.sheets)}. Then choose the file again")
        elif isinstance(answer, Received):
            address = reverse("receipt", args=[answer.receipt["consignment"]])
            return redirect(f"{address}?again=1" if answer.again else address)
        else:
            form.add_error("council", NOT_RECEIVED[answer])
    return render(request, "consignments/send.html", {"form": form, "offered": offered})


@require_safe
@seated(Verb.SEE_RECEIPTS)
def receipts(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every consignment that this organisation sent or was sent, latest first."""
    found = reads.receipts(seat.viewer)
    shown = {"table": receipts_table(found, seat.kind) if found else None, "sends": seat.allows(Verb.SEND_FILE)}
    return render(request, "consignments/receipts.html", shown)


@require_safe
@seated(Verb.SEE_RECEIPTS)
def receipt(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One receipt: what became of every row, and what happens next."""
    found = reads.receipt(seat.viewer, reference)
    if found is None:
        return _unknown(request)
    shown: dict[str, Any] = {"back": reverse("receipts"), "again": "again" in request.GET}
    shown["may_take_up"] = found["status"] == "held" and seat.allows(Verb.SEND_FILE)
    return render(request, "consignments/receipt.html", shown | receipt_sheet(found, seat.kind))


@seated(Verb.SEND_FILE)
def take_up(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Take a held file up again: its supplier confirms what is unlike its past and what was checked before sending."""
    asked = again.to_confirm(seat.viewer, reference)
    if isinstance(asked, NotAgain):
        messages.info(request, NOT_AGAIN[asked])
        return redirect("receipts")
    form = TakeUpForm(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        answer = journey.take_up(viewer=seat.viewer, reference=reference, by=seat.by, at=seat.at, **form.given())
        if isinstance(answer, Received):
            return redirect("receipt", answer.receipt["consignment"])
        form.add_error(None, NOT_AGAIN[answer] if isinstance(answer, NotAgain) else NOT_RECEIVED[answer])
    return render(request, "consignments/take_up.html", {"form": form, "asked": asked, "back": _address(reference)})


def _address(reference: str) -> str:
    return reverse("receipt", args=[reference])


@require_safe
@seated(Verb.SEE_RECEIPTS)
def download(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """The receipt as the contract publishes it, as JSON."""
    found = reads.receipt(seat.viewer, reference)
    if found is None:
        return _unknown(request)
    named = {"Content-Disposition": f'attachment; filename="receipt-{reference}.json"'}
    return JsonResponse(found, headers=named, json_dumps_params={"indent": 2, "ensure_ascii": False})


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html", status=404)
