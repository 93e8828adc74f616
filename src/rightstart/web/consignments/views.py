"""Hides how sending a file, trying one, and receipts become pages."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.agreements.rules import InstrumentKind
from rightstart.directory.rules import Verb
from rightstart.intake import again, receive
from rightstart.intake import receipts as reads
from rightstart.intake.again import NotAgain
from rightstart.intake.door import NotReceived
from rightstart.intake.receive import Received
from rightstart.release.since import became
from rightstart.web.consignments.bringing import desk_of
from rightstart.web.consignments.forms import (
    ArrivalForm,
    HistoryForm,
    OneRecordForm,
    RecordForm,
    TakeUpForm,
)
from rightstart.web.consignments.sentences import NOT_AGAIN
from rightstart.web.consignments.sheet import (
    HISTORY,
    became_table,
    councils_of,
    history_line,
    preview_sheet,
    receipt_sheet,
    receipts_table,
)
from rightstart.web.downloads import attached, csv_attached
from rightstart.web.paging import chosen_only, paged
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_RECEIVED

HANDS_IN: Final = (Verb.SEND_FILE, Verb.BRING_FILE)
READABLE: Final = {"indent": 2, "ensure_ascii": False}


@seated(*HANDS_IN)
def send(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Hand in a file, or say that there is nothing to report; then see the receipt."""
    desk = desk_of(seat)
    form = desk.send_form(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answer = journey.bring_in(form.handed_in(seat.code), by=seat.by, at=seat.at)
        if isinstance(answer, Received) and answer.sheets:
            form.add_error("sheet", _name_one(answer.sheets))
        elif isinstance(answer, Received):
            address = reverse("receipt", args=[answer.receipt["consignment"]])
            return redirect(f"{address}?again=1" if answer.again else address)
        else:
            form.add_error(form.OTHER, NOT_RECEIVED[answer])
    return render(request, "consignments/send.html", {"form": form, "desk": desk})


@seated(Verb.SEND_FILE)
def one_record(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Correct or take back one record that was sent before; it has its receipt like any file."""
    offered = councils_of(seat)
    form = RecordForm(request.POST or None, councils=offered)
    sheet = {"offered": offered, "first": [form[name] for name in ("council", "record_id", "what")]}
    return _bring_one(request, seat, form) or _one(request, form, "consignments/one_record.html", sheet)


@seated(Verb.SEND_FILE)
def arrival(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Tell of one family that has moved in; it has its receipt like any file."""
    offered = councils_of(seat, InstrumentKind.ARRIVALS_SHARING)
    form = ArrivalForm(request.POST or None, councils=offered)
    first = [form[name] for name in ("council", "record_id")]
    sheet = {"offered": offered, "first": first, "last": form["attests"]}
    return _bring_one(request, seat, form) or _one(request, form, "consignments/arrival.html", sheet)


def _bring_one(request: HttpRequest, seat: Seat, form: RecordForm | ArrivalForm) -> HttpResponse | None:
    """Bring one record in and go to its receipt, or leave the form saying why it was not."""
    if request.method == "POST" and form.is_valid():
        answer = journey.bring_in(form.handed_in(seat.code, seat.today), by=seat.by, at=seat.at)
        if isinstance(answer, Received):
            return redirect("receipt", answer.receipt["consignment"])
        form.add_error("council", NOT_RECEIVED[answer])
    return None


def _one(request: HttpRequest, form: OneRecordForm, page: str, sheet: dict[str, Any]) -> HttpResponse:
    cells = [form[column.name] for column in form.cells]
    return render(request, page, sheet | {"form": form, "cells": cells})


@seated(*HANDS_IN)
def try_out(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Look at what would become of a file, without a trace of it."""
    desk = desk_of(seat)
    form = desk.try_form(request.POST or None, request.FILES or None)
    found: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        answer = receive.try_out(form.handed_in(seat.code), by=seat.by, at=seat.at)
        if isinstance(answer, NotReceived):
            form.add_error(form.OTHER, NOT_RECEIVED[answer])
        elif answer.sheets:
            form.add_error("sheet", _name_one(answer.sheets))
        else:
            found = preview_sheet(answer.receipt, answer.again)
    return render(request, "consignments/try.html", {"form": form, "desk": desk, "found": found})


def _name_one(sheets: Sequence[str]) -> str:
    return f"Name one of its sheets: {', '.join(sheets)}. Then choose the file again"


@require_safe
@seated(Verb.SEE_RECEIPTS)
def receipts(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The consignments that this organisation sent or was sent, latest first; all of them, or those that are asked for."""
    every = reads.receipts(seat.viewer)
    asked = HistoryForm(request.GET or None, every=every, whose=seat.kind)
    found = asked.chosen(every)
    page = paged(request, found)
    shown: dict[str, Any] = {"table": receipts_table(list(page), seat.kind) if found else None, "page": page}
    shown |= {"sends": seat.allows(Verb.SEND_FILE), "brings": seat.allows(Verb.BRING_FILE)}
    shown |= {"asked": asked, "any": bool(every), "query": chosen_only(request)}
    return render(request, "consignments/receipts.html", shown)


@require_safe
@seated(Verb.SEE_RECEIPTS)
def history(request: HttpRequest, seat: Seat, form: str) -> HttpResponse:
    """The same as a file: CSV for a spreadsheet, or the receipts as JSON without their faults."""
    every = reads.receipts(seat.viewer)
    found = HistoryForm(request.GET or None, every=every, whose=seat.kind).chosen(every)
    if form not in ("csv", "json"):
        return _unknown(request)
    if form == "json":
        return attached(JsonResponse(found, safe=False, json_dumps_params=READABLE), "receipts.json")
    return csv_attached("receipts.csv", HISTORY, [history_line(one) for one in found])


@require_safe
@seated(Verb.SEE_RECEIPTS)
def faults(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """What is wrong with a consignment's rows, as a file for a spreadsheet; never what stood in them."""
    found = reads.receipt(seat.viewer, reference)
    if found is None:
        return _unknown(request)
    told = [[str(one["row"] or ""), one["column"] or "", one["code"], one["message"]] for one in found["faults"]]
    return csv_attached(f"faults-{reference}.csv", ("row", "column", "code", "message"), told)


@require_safe
@seated(Verb.SEE_RECEIPTS)
def receipt(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One receipt: what became of every row, and what happens next."""
    found = reads.receipt(seat.viewer, reference)
    if found is None:
        return _unknown(request)
    shown: dict[str, Any] = {"back": reverse("receipts"), "again": "again" in request.GET}
    shown["became"] = became_table(became(seat.viewer, reference))
    shown["may_take_up"] = (
        found["status"] == "held" and seat.allows(*HANDS_IN) and again.may_take_up(seat.viewer, found)
    )
    return render(request, "consignments/receipt.html", shown | receipt_sheet(found, seat.kind))


@seated(*HANDS_IN)
def take_up(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Take a held file up again: its supplier's word confirms what is unlike its past and what was checked before sending."""
    asked = again.to_confirm(seat.viewer, reference)
    if isinstance(asked, NotAgain):
        messages.info(request, NOT_AGAIN[asked])
        return redirect("receipts")
    brings = not seat.allows(Verb.SEND_FILE)
    form = TakeUpForm(request.POST or None, asked=asked, brings=brings)
    if request.method == "POST" and form.is_valid():
        answer = journey.take_up(viewer=seat.viewer, reference=reference, by=seat.by, at=seat.at, **form.given())
        if isinstance(answer, Received):
            return redirect("receipt", answer.receipt["consignment"])
        form.add_error(None, NOT_AGAIN[answer] if isinstance(answer, NotAgain) else NOT_RECEIVED[answer])
    return render(
        request,
        "consignments/take_up.html",
        {"form": form, "asked": asked, "brings": brings, "back": _address(reference)},
    )


def _address(reference: str) -> str:
    return reverse("receipt", args=[reference])


@require_safe
@seated(Verb.SEE_RECEIPTS)
def download(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """The receipt as the contract publishes it, as JSON."""
    found = reads.receipt(seat.viewer, reference)
    if found is None:
        return _unknown(request)
    return attached(JsonResponse(found, json_dumps_params=READABLE), f"receipt-{reference}.json")


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html", status=404)
