"""Hides how a parent who asks who was told is answered: somebody sees who asks, a lead reads the account and prints it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.directory.rules import Verb
from rightstart.rights.account import (
    Account,
    AskingRow,
    NotYours,
    account,
    askings_of,
    note_answered,
    note_asking,
    only_lead,
)
from rightstart.rights.account import asking as asking_of
from rightstart.rights.paper import Entry, as_pdf, parts
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import moment
from rightstart.web.downloads import after_confirming, pdf_attached
from rightstart.web.lifts.sentences import KNOWN_BY
from rightstart.web.rights.forms import AskingForm
from rightstart.web.seat import Seat, seated


@seated(Verb.CHECK_PARENT, Verb.ANSWER_PARENT)
def askings(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Note that a parent asks and how the parent is known; and see who waits for an answer."""
    form = AskingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.known()
        if note_asking(viewer=seat.viewer, birth=told[0], known_by=told[1], by=seat.by, at=seat.at):
            messages.success(request, "Noted. A lead now reads the account and prints it.")
            return redirect("askings")
        form.add_error("birth", "Your council has no birth with this reference")
    found = askings_of(seat.viewer)
    table = askings_table(found, answers=seat.allows(Verb.ANSWER_PARENT)) if found else None
    return render(request, "rights/askings.html", {"form": form, "table": table})


def askings_table(found: Sequence[AskingRow], *, answers: bool) -> Table:
    columns = [Column("Asking"), Column("Birth"), Column("Parent known by"), Column("Asked"), Column("Where it is")]
    return Table("Parents who asked", columns, [_row(one, answers) for one in found], caption_hidden=True)


def _row(one: AskingRow, answers: bool) -> list[Cell]:
    link = Link(one.reference, reverse("asking", args=[one.reference])) if answers else None
    done = Tag("Printed", Colour.GREEN) if one.answered_at else Tag("Waits for a lead", Colour.YELLOW)
    return [
        Cell("" if link else one.reference, link=link),
        Cell(one.birth),
        Cell(KNOWN_BY[one.known_by]),
        Cell(moment(one.asked_at)),
        Cell(tag=done, note=moment(one.answered_at) if one.answered_at else ""),
    ]


@require_safe
@seated(Verb.ANSWER_PARENT)
def asking(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """The account of one family, for a lead to read before it is printed."""
    row, found = asking_of(seat.viewer, reference), account(seat.viewer, reference, seat.role_kinds)
    if row is None or found is None:
        return render(request, "404.html", status=404)
    shown: dict[str, Any] = {"row": row, "asked": moment(row.asked_at), "known": KNOWN_BY[row.known_by]}
    shown |= {"back": reverse("askings"), "parts": None}
    if isinstance(found, Account):
        shown["parts"] = [(one.title, [_sheet(entry) for entry in one.entries]) for one in parts(found, seat.name)]
        shown["look_twice"] = only_lead(seat.viewer, reference)
    return render(request, "rights/asking.html", shown)


def _sheet(one: Entry) -> dict[str, Any]:
    rows = [SummaryRow(key, list(lines)) for key, lines in one.rows]
    read = (
        [SummaryRow("Read it", [], actions=[Link(name, address) for name, address in one.links])] if one.links else []
    )
    return {"heading": one.heading, "rows": [*rows, *read]}


@require_POST
@seated(Verb.ANSWER_PARENT)
@after_confirming
def paper(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """The account as a paper for the parent; that it was printed is kept."""
    found = account(seat.viewer, reference, seat.role_kinds)
    if found is None:
        return render(request, "404.html", status=404)
    if isinstance(found, NotYours):
        return redirect("asking", reference)
    note_answered(viewer=seat.viewer, reference=reference, by=seat.by, at=seat.at)
    return pdf_attached(f"who-was-told-{reference}.pdf", as_pdf(found, seat.name, on=seat.today, reference=reference))
