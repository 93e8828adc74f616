"""Hides how visit sheets are taken on pages, and how a person says that they are destroyed or struck out."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.directory.rules import Verb
from rightstart.visits import out, paper
from rightstart.visits import take as taking
from rightstart.visits.out import SheetRow
from rightstart.visits.rules import LASTS, MOST, Form
from rightstart.visits.take import NotTaken
from rightstart.web.components import Cell, Column, Table
from rightstart.web.days import counted, language, moment
from rightstart.web.downloads import after_confirming, attached
from rightstart.web.seat import Seat, seated
from rightstart.web.visits.forms import DestroyedForm, TakeForm
from rightstart.web.visits.sentences import FORMS, NOT_TAKEN, STATES

TYPES = {
    Form.PDF: "application/pdf",
    Form.CSV: "text/csv",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@seated(Verb.TAKE_SHEET)
def sheets(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The sheets that are still held: one's own, and the manager's whole team's; and the way to take one."""
    return _page(request, seat)


@seated(Verb.TAKE_SHEET)
@after_confirming
def take(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Choose what to take of the families that were selected, or of one's own; then the file itself."""
    references = request.POST.getlist("reference")
    form = TakeForm(request.POST if "form" in request.POST else None)
    if form.is_bound and form.is_valid():
        given = {"references": references, "form": form.said(), "person": seat.person, "by": seat.by, "at": seat.at}
        sheet = taking.take(viewer=seat.viewer, who=str(getattr(request.user, "name", "")), **given)  # type: ignore[arg-type]
        if not isinstance(sheet, NotTaken):
            kind = form.said()
            content = HttpResponse(paper.made(sheet, kind, in_words=language), content_type=TYPES[kind])
            return attached(content, f"visit-sheet-{sheet.reference}.{kind}")
        messages.error(request, NOT_TAKEN[sheet].format(most=MOST))
        return redirect("worklist")
    shown = {"form": form, "references": references, "number": counted(len(references), "family", "families")}
    return render(request, "visits/take.html", shown | _limits() | {"back": reverse("worklist")})


@require_POST
@seated(Verb.TAKE_SHEET)
def destroyed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A person says that sheets and every copy of them are destroyed."""
    form = DestroyedForm(request.POST, rows=_held(seat))
    if not form.is_valid():
        return _page(request, seat, form)
    gone = out.destroyed(
        viewer=seat.viewer, references=form.cleaned_data["sheet"], of=_of(seat), by=seat.by, at=seat.at
    )
    messages.success(request, f"Thank you. Destroyed: {counted(gone, 'sheet', 'sheets')}.")
    return redirect("sheets")


@require_POST
@seated(Verb.TAKE_SHEET)
def struck_out(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A person says that what was called back is struck out on a sheet."""
    sheet = request.POST.get("sheet", "")
    struck = out.struck_out(viewer=seat.viewer, reference=sheet, of=_of(seat), by=seat.by, at=seat.at)
    messages.success(request, f"Thank you. Struck out: {counted(struck, 'family', 'families')}.")
    return redirect("sheets")


def _of(seat: Seat) -> int | None:
    """Whose sheets a person may speak of: their own, or anybody's where they keep the team."""
    return None if seat.allows(Verb.KEEP_TEAM) else seat.person


def _held(seat: Seat) -> list[SheetRow]:
    return out.held(seat.viewer, of=_of(seat), at=seat.at)


def _page(request: HttpRequest, seat: Seat, form: DestroyedForm | None = None) -> HttpResponse:
    found = _held(seat)
    shown = {
        "table": _table(found) if found else None,
        "strike": [one for one in found if one.strike],
        "form": form or DestroyedForm(rows=found) if found else None,
        "back": reverse("worklist"),
    }
    return render(request, "visits/sheets.html", shown | _limits())


def _limits() -> dict[str, int]:
    return {"most": MOST, "hours": LASTS // timedelta(hours=1)}


def _table(found: Sequence[SheetRow]) -> Table:
    columns = [
        Column("Sheet"),
        Column("Who has it"),
        Column("Taken"),
        Column("Keep until"),
        Column("Families", numeric=True),
    ]
    rows = [
        [
            Cell(one.reference, note=FORMS[one.form]),
            Cell(one.name),
            Cell(moment(one.at)),
            Cell(moment(one.until_at), tag=STATES[one.state]),
            Cell(f"{one.families:,}"),
        ]
        for one in found
    ]
    return Table("Sheets that are still held", columns, rows)
