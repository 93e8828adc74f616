"""Hides how rows in quarantine are listed, shown, corrected and sent back."""

from collections.abc import Sequence
from typing import Any, assert_never

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart import journey
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.intake import quarantine, sent_back
from rightstart.intake.backlog import Backlog, backlogs
from rightstart.intake.contracts.known import CONTRACTS, LATEST
from rightstart.intake.faults import Fault, says
from rightstart.intake.quarantine import NotSettled, Readmitted, Rejected, SentBackFor, Shown, StillFaulty, Waiting
from rightstart.intake.sent_back import SentBack, rows_sent_back
from rightstart.release import gate
from rightstart.terms import PostcodeKind, postcode, postcode_kind
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import counted, day, days_ago
from rightstart.web.homes import Homes
from rightstart.web.paging import chosen_only, paged
from rightstart.web.quarantine.forms import ChoosingForm, CorrectForm, RejectForm
from rightstart.web.quarantine.sentences import SENT_BACK_FOR
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_MENDED


@require_safe
@seated(Verb.SEE_QUARANTINE)
def waiting(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The rows that wait for a person, longest first."""
    every = quarantine.waiting(seat.viewer, at=seat.at)
    asked = ChoosingForm(request.GET or None, every=every)
    rows = asked.chosen(every)
    page = paged(request, rows)
    shown: dict[str, Any] = {"table": waiting_table(list(page)) if rows else None, "page": page}
    shown |= {"number": counted(len(rows), "row waits", "rows wait"), "asked": asked, "any": bool(every)}
    shown["query"] = chosen_only(request)
    if seat.kind is OrganisationKind.SUPPLIER:
        shown["back_rows"] = [_came_back(one) for one in rows_sent_back(seat.viewer, at=seat.at)]
    else:
        found = backlogs(seat.viewer, at=seat.at)
        shown["backlog"] = backlog_table(found, seat) if found else None
    return render(request, "quarantine/quarantine.html", shown)


def _came_back(one: SentBack) -> dict[str, Any]:
    """A row that the supplier has still to put right, with its own words for what was wrong."""
    known = CONTRACTS.get(one.contract, LATEST)
    wrong = " ".join(says(known, Fault(code), column) for column, code in one.faults)
    told = [
        ("What was wrong", wrong),
        ("Why it came back", SENT_BACK_FOR[SentBackFor(one.why)]),
        ("They say", one.reason),
    ]
    rows = [SummaryRow(key, [value]) for key, value in [*told, ("Sent back", day(one.sent_back_on))] if value]
    receipt = Link(one.consignment, reverse("receipt", args=[one.consignment]))
    return {"number": one.number, "row": one.row, "receipt": receipt, "rows": rows}


def backlog_table(found: Sequence[Backlog], seat: Seat) -> Table:
    columns = [
        *(Column("Supplier"), Column("Rows waiting", numeric=True), Column("Longest")),
        Column("Of its rows in 12 weeks", numeric=True),
    ]
    lines = [
        [
            Cell(one.supplier),
            Cell(f"{one.waiting:,}"),
            Cell(days_ago((seat.today - one.oldest_on).days) if one.oldest_on else ""),
            Cell(f"{one.quarantined / one.rows:.1%}" if one.rows else "", note=f"{one.quarantined:,} of {one.rows:,}"),
        ]
        for one in found
    ]
    return Table("How much waits, by supplier", columns, lines)


@require_POST
@seated(Verb.SEND_FILE)
def done(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """The supplier says that a row sent back needs nothing more."""
    sent_back.done(viewer=seat.viewer, number=number, by=seat.by, at=seat.at)
    messages.success(request, "Ticked off.")
    return redirect("quarantine")


@seated(Verb.MEND_QUARANTINE)
def row(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """One row: what stands in it, what is wrong, and the form to put it right."""
    found = _found(seat, number)
    if found is None:
        return _settled(request, NotSettled.UNKNOWN)
    form = CorrectForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        answer = journey.readmit(viewer=seat.viewer, number=number, changes=form.changes(), by=seat.by, at=seat.at)
        match answer:
            case Readmitted():
                messages.success(request, "Corrected and taken in.")
                return redirect("quarantine")
            case StillFaulty():
                form.still_wrong(answer.faults)
            case NotSettled():
                return _settled(request, answer)
            case _:
                assert_never(answer)
    return _page(seat, request, found, form, RejectForm())


@require_POST
@seated(Verb.MEND_QUARANTINE)
def reject(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Send a row back to its supplier with the reason."""
    found = _found(seat, number)
    if found is None:
        return _settled(request, NotSettled.UNKNOWN)
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _page(seat, request, found, CorrectForm(found=found), form)
    answer = quarantine.reject(viewer=seat.viewer, number=number, by=seat.by, at=seat.at, **form.given())
    if isinstance(answer, Rejected):
        messages.success(request, "Sent back to the supplier.")
        return redirect("quarantine")
    return _settled(request, answer)


def _found(seat: Seat, number: int) -> Shown | None:
    """A waiting row as it may be shown: without the home where that is for nobody."""
    found = quarantine.show(seat.viewer, number)
    if found is None or (gate.may_show_home(found.keys) and not _is_said_to_be_protected(found)):
        return found
    return found.without_home()


def _is_said_to_be_protected(found: Shown) -> bool:
    """The row itself says so: its postcode would tell a council's people, some of whom may not know why a birth is withheld."""
    return postcode_kind(postcode(found.values.get("postcode", ""))) is PostcodeKind.PROTECTED


def _page(seat: Seat, request: HttpRequest, found: Shown, form: CorrectForm, reject_form: RejectForm) -> HttpResponse:
    others = [SummaryRow(name, [value]) for name, value in found.values.items() if value and name not in found.faults]
    if seat.kind is OrganisationKind.COUNCIL and not found.says_home:
        others.append(Homes(seat).row("Address", None, protected=False))
    shown = {
        "found": found,
        "others": others,
        "correct_form": form,
        "reject_form": reject_form,
        "form": reject_form if reject_form.errors else form,
        "back": reverse("quarantine"),
    }
    return render(request, "quarantine/row.html", shown)


def _settled(request: HttpRequest, why: NotSettled) -> HttpResponse:
    messages.info(request, NOT_MENDED[why] + ".")
    return redirect("quarantine")


def waiting_table(rows: Sequence[Waiting]) -> Table:
    columns = [Column("Row"), Column("What is wrong"), Column("Waits since"), Column("Supplier")]
    return Table("Rows in quarantine", columns, [_line(one) for one in rows], caption_hidden=True)


def _line(one: Waiting) -> list[Cell]:
    sentences = [sentence for told in one.faults.values() for sentence in told]
    look = Link(f"Row {one.row}", reverse("quarantined", args=[one.number]), f" of {one.consignment}")
    return [
        Cell(link=look, note=one.consignment),
        Cell(" ".join(sentences)),
        Cell(days_ago(one.days), tag=Tag("Overdue", Colour.RED) if one.overdue else None),
        Cell(one.supplier),
    ]
