"""Hides how a family's requests are opened, looked through, worked on and answered on pages."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.directory.rules import Verb
from rightstart.rights.requests import keeping, pack, replies
from rightstart.rights.requests.keeping import RequestRow
from rightstart.rights.requests.paper import as_zip
from rightstart.rights.requests.rules import Delay, Ground, Next, Outcome, RequestKind, Step, may_extend
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import day, short_day
from rightstart.web.downloads import attached, csv_attached, pdf_attached
from rightstart.web.lifts.sentences import KNOWN_BY
from rightstart.web.rights.request_forms import AnswerForm, ExtendForm, PackForm, RequestForm
from rightstart.web.rights.request_sentences import KINDS, NEXT, OUTCOMES, STEPS
from rightstart.web.seat import Seat, seated

LOG = ("reference", "received", "acknowledged", "answered", "outcome")


@seated(Verb.CHECK_PARENT, Verb.ANSWER_PARENT)
def requests(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Note what a parent requests, once it is known who asks; and see what waits."""
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        birth, asked = form.asked()
        reference = keeping.open_request(viewer=seat.viewer, birth=birth, asked=asked, by=seat.by, at=seat.at)
        if reference:
            messages.success(
                request, f"Noted. Tell the parent the reference {reference}, and that the answer comes in time."
            )
            return redirect("requests")
        form.add_error("birth", "Your council holds no family with this reference")
    found = keeping.requests_of(seat.viewer)
    table = _table(found, seat) if found else None
    return render(request, "rights/requests.html", {"form": form, "table": table})


def _table(found: Sequence[RequestRow], seat: Seat) -> Table:
    columns = [
        Column("Request"),
        Column("Birth"),
        Column("What"),
        Column("Next"),
        Column("Due by"),
        Column("Who has it"),
    ]
    answers = seat.allows(Verb.ANSWER_PARENT)
    return Table("Requests", columns, [_row(one, seat, answers) for one in found], caption_hidden=True)


def _row(one: RequestRow, seat: Seat, answers: bool) -> list[Cell]:
    link = Link(one.reference, reverse("request", args=[one.reference])) if answers else None
    return [
        Cell("" if link else one.reference, link=link),
        Cell(one.birth),
        Cell(KINDS[one.kind]),
        Cell(OUTCOMES[one.outcome] if one.outcome else NEXT[one.next]),
        Cell(short_day(one.closed_on) if one.closed_on else short_day(one.due_on), tag=_tag(one, seat)),
        Cell(one.owner or ("Nobody yet" if one.outcome is None else "")),
    ]


def _tag(one: RequestRow, seat: Seat) -> Tag | None:
    if one.outcome is not None:
        return Tag("Answered", Colour.GREEN)
    if one.late(seat.today):
        return Tag("Late", Colour.RED)
    return Tag("Due soon", Colour.YELLOW) if one.soon(seat.today) else None


@require_safe
@seated(Verb.ANSWER_PARENT)
def one(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One request with the one thing to do next."""
    row = keeping.request_of(seat.viewer, reference)
    if row is None:
        return render(request, "404.html", status=404)
    return render(request, "rights/request.html", _shown(row, seat))


def _shown(row: RequestRow, seat: Seat) -> dict[str, Any]:
    mine = not row.leads_only or seat.allows(Verb.SEE_WITHHELD)
    words = keeping.words_of(seat.viewer, row.reference, seat.role_kinds)
    rows = [
        SummaryRow("Birth", [row.birth]),
        SummaryRow("Parent known by", [KNOWN_BY[row.known_by]]),
        SummaryRow(
            "The parent in the record", ["Yes, at the address that it has" if row.is_named else "No, or not sure"]
        ),
        SummaryRow("Received", [day(row.opened_on)]),
        SummaryRow("Done", [STEPS[step] for step in Step if step in row.done]),
        SummaryRow("Who has it", [row.owner or "Nobody yet"]),
    ]
    if row.detail and mine:
        rows += [
            SummaryRow("Detail", [replies.DETAILS[row.detail]]),
            SummaryRow("Should be", [words.should_be or "Not kept any more"]),
        ]
    if words.said and mine:
        rows.append(SummaryRow("In the parent’s words", [words.said]))
    return {
        "row": row,
        "kind": KINDS[row.kind],
        "rows": rows,
        "mine": mine,
        "next": NEXT[row.next],
        "due": day(row.due_on),
        "tag": _tag(row, seat),
        "reply": replies.reply(row, seat.name) if mine else [],
        "acknowledges": row.next is Next.ACKNOWLEDGE,
        "reviews": row.next is Next.REVIEW,
        "pack": PackForm() if row.kind is RequestKind.ACCESS and row.outcome is None else None,
        "answer": AnswerForm(row=row) if row.outcome is None else None,
        "extend": ExtendForm() if may_extend(row.kind, row.opened_on, row.done, seat.today) else None,
        "back": reverse("requests"),
    }


@require_POST
@seated(Verb.ANSWER_PARENT)
def step(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Take it over, acknowledge it, take two months more, or find a correction right."""
    asked, told = request.POST.get("step", ""), _by(seat, reference)
    if asked == "put-right":
        done = keeping.put_right(**told)
        words = {
            Step.OFFERED: "Offered to whoever sent it.",
            Step.BY_HAND: "Now tell whoever sent it: no agreement lets us do it.",
        }
        _say(request, done is not None, words.get(done, "") if done else "")
    elif asked == Step.EXTENDED:
        form = ExtendForm(request.POST)
        why = Delay(form.cleaned_data["why"]) if form.is_valid() else None
        _say(
            request,
            keeping.do(**told, step=Step.EXTENDED, why=why),
            "Two months more. Tell the family now, and why.",
        )
    elif asked in {Step.TAKEN, Step.ACKNOWLEDGED}:
        _say(request, keeping.do(**told, step=Step(asked)), STEPS[Step(asked)] + ".")
    return redirect("request", reference)


def _by(seat: Seat, reference: str) -> dict[str, Any]:
    """Which request, and who acts on it."""
    acts = {"roles": seat.role_kinds, "by": seat.by, "at": seat.at}
    return {"viewer": seat.viewer, "reference": reference} | acts


def _say(request: HttpRequest, done: bool, words: str) -> None:
    if done:
        messages.success(request, words)
    else:
        messages.error(request, "That may not be done now. Look what has changed.")


@require_POST
@seated(Verb.ANSWER_PARENT)
def family_pack(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """All that is held of the family, as PDF and JSON; that it was made, and what was left out, is kept."""
    form = PackForm(request.POST)
    read = form.is_valid() and form.cleaned_data["notes_read"]
    made = pack.make(**_by(seat, reference), council=seat.name, notes_read=read)
    if made is None:
        messages.error(request, "This pack may not be made now, or not by you.")
        return redirect("request", reference)
    return attached(HttpResponse(as_zip(made), content_type="application/zip"), f"family-{reference}.zip")


@require_POST
@seated(Verb.ANSWER_PARENT)
def answered(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """The family has its answer."""
    row = keeping.request_of(seat.viewer, reference)
    if row is None:
        return render(request, "404.html", status=404)
    form = AnswerForm(request.POST, row=row)
    if form.is_valid():
        outcome, ground = Outcome(form.cleaned_data["outcome"]), form.cleaned_data["ground"]
        if keeping.answer(**_by(seat, reference), outcome=outcome, ground=Ground(ground) if ground else None):
            messages.success(request, "Answered. The reply below is ready to print and sign.")
            return redirect("request", reference)
        form.add_error("outcome", "Something has to be done first: see what is next")
    return render(request, "rights/request.html", _shown(row, seat) | {"answer": form})


@require_safe
@seated(Verb.ANSWER_PARENT)
def letter(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """The reply as it stands, to be signed and handed over by a person."""
    row = keeping.request_of(seat.viewer, reference)
    if row is None or (row.leads_only and not seat.allows(Verb.SEE_WITHHELD)):
        return render(request, "404.html", status=404)
    return pdf_attached(f"reply-{reference}.pdf", replies.as_pdf(row, seat.name, on=seat.today))


@require_safe
@seated(Verb.ANSWER_PARENT)
def complaints(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The log of complaints as CSV: days and outcomes, about nobody."""
    rows = [
        [
            one.reference,
            one.opened_on.isoformat(),
            "yes" if Step.ACKNOWLEDGED in one.done else "no",
            one.closed_on.isoformat() if one.closed_on else "",
            one.outcome or "",
        ]
        for one in keeping.complaints_log(seat.viewer)
    ]
    return csv_attached("complaints.csv", LOG, rows)
