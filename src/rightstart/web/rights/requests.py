"""Hides how a family's requests are opened, looked through, worked on and answered on pages."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.agreements.kit.papers import Format
from rightstart.directory.rules import Verb
from rightstart.engine.pdf import paper_pdf
from rightstart.engine.word import paper_docx
from rightstart.rights.requests import keeping, pack, reads, replies
from rightstart.rights.requests.detail import Unfit
from rightstart.rights.requests.keeping import NotOpened
from rightstart.rights.requests.paper import as_zip
from rightstart.rights.requests.reads import RequestRow
from rightstart.rights.requests.rules import Delay, Ground, Next, Outcome, Step, may_answer
from rightstart.rights.rules import Clock
from rightstart.web.components import Cell, Colour, Column, Link, Table, Tag
from rightstart.web.days import short_day
from rightstart.web.downloads import after_confirming, attached
from rightstart.web.rights.request_forms import AnswerForm, ExtendForm, PackForm, RequestForm, WhoForm
from rightstart.web.rights.request_sentences import KINDS, NEXT, OUTCOMES, STEPS, UNFIT
from rightstart.web.rights.request_sheet import shown
from rightstart.web.seat import Seat, seated

TAGS = {Clock.LATE: Tag("Late", Colour.RED), Clock.SOON: Tag("Due soon", Colour.YELLOW)}
TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@seated(Verb.CHECK_PARENT, Verb.ANSWER_PARENT)
def requests(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What families requested: what waits, and what was answered."""
    found = reads.requests_of(seat.viewer)
    return render(request, "rights/requests.html", {"table": _table(found, seat) if found else None, **_ways(seat)})


def _ways(seat: Seat) -> dict[str, bool]:
    return {"answers": seat.allows(Verb.ANSWER_PARENT), "reviews": seat.allows(Verb.REVIEW_CORRECTION)}


@seated(Verb.CHECK_PARENT, Verb.ANSWER_PARENT)
def note(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Note what a parent requests, and how it is known who asks, if it is known already."""
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        birth, asked = form.asked()
        answer = keeping.open_request(viewer=seat.viewer, birth=birth, asked=asked, by=seat.by, at=seat.at)
        match answer:
            case NotOpened():
                form.add_error("birth", "Your council holds no family with this reference")
            case Unfit():
                form.add_error("should_be", UNFIT[answer])
            case _:
                said = f"Noted. Tell the parent the reference {answer}, and that the answer comes in time."
                messages.success(request, said)
                return redirect("requests")
    return render(request, "rights/request_note.html", {"form": form, "back": reverse("requests")})


def _table(found: Sequence[RequestRow], seat: Seat) -> Table:
    heads = ("Request", "Birth", "What", "Next", "Due by", "Who has it")
    return Table("Requests", [Column(one) for one in heads], [_row(one, seat) for one in found], caption_hidden=True)


def _row(one: RequestRow, seat: Seat) -> list[Cell]:
    link = Link(one.reference, reverse("request", args=[one.reference])) if seat.allows(Verb.ANSWER_PARENT) else None
    asks = one.next is Next.SEE_WHO or (one.outcome is None and Step.KNOWN not in one.done)
    who = Link("I have seen who it is", reverse("request-who", args=[one.reference]), f": {one.reference}")
    return [
        Cell("" if link else one.reference, link=link),
        Cell(one.birth),
        Cell(KINDS[one.kind]),
        Cell(OUTCOMES[one.outcome] if one.outcome else f"{NEXT[one.next]}.", link=who if asks else None),
        _due(one, seat),
        Cell(one.owner or ("Nobody yet" if one.outcome is None else "")),
    ]


def _due(one: RequestRow, seat: Seat) -> Cell:
    if one.closed_on is not None:
        return Cell(short_day(one.closed_on), tag=Tag("Answered", Colour.GREEN))
    return Cell(short_day(one.due_on), tag=tag_of(one, seat))


def tag_of(one: RequestRow, seat: Seat) -> Tag | None:
    clock = one.clock(seat.today)
    return Tag("Answered", Colour.GREEN) if clock is None else TAGS.get(clock)


@seated(Verb.CHECK_PARENT, Verb.ANSWER_PARENT)
def who(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Note how it is known who asks, where that had to be asked for: the month begins."""
    row = reads.request_of(seat.viewer, reference)
    if row is None:
        return render(request, "404.html", status=404)
    form = WhoForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (known := form.known()):
        told: dict[str, Any] = {"viewer": seat.viewer, "reference": reference, "by": seat.by, "at": seat.at}
        _say(request, keeping.see_who(**told, known=known), "Noted who asks. Nothing hinders the answer now.")
        return redirect("requests")
    shown = {"form": form, "row": row, "kind": KINDS[row.kind], "back": reverse("requests")}
    return render(request, "rights/request_who.html", shown)


@require_safe
@seated(Verb.ANSWER_PARENT)
def one(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One request with the one thing to do next."""
    row = reads.request_of(seat.viewer, reference)
    if row is None:
        return render(request, "404.html", status=404)
    return render(request, "rights/request.html", shown(row, seat) | {"tag": tag_of(row, seat)})


@require_POST
@seated(Verb.ANSWER_PARENT)
def step(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Acknowledge it, or take two months more."""
    asked, told = request.POST.get("step", ""), by(seat, reference)
    if asked == Step.EXTENDED:
        form = ExtendForm(request.POST)
        why = Delay(form.cleaned_data["why"]) if form.is_valid() else None
        done = keeping.do(**told, step=Step.EXTENDED, why=why)
        _say(request, done, "Two months more. Print the reply below and send it now: the family must be told why.")
    elif asked == Step.ACKNOWLEDGED:
        _say(request, keeping.do(**told, step=Step.ACKNOWLEDGED), STEPS[Step.ACKNOWLEDGED] + ".")
    return redirect("request", reference)


@require_POST
@seated(Verb.ANSWER_PARENT)
def owner(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Take it over, or give it to somebody who may answer it."""
    asked = request.POST.get("person", "")
    to = int(asked) if asked.isdecimal() and len(asked) < 10 else seat.person
    _say(request, keeping.assign(**by(seat, reference), to=to), "Noted who has it.")
    return redirect("request", reference)


def by(seat: Seat, reference: str) -> dict[str, Any]:
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
@after_confirming
def family_pack(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """All that is held of the family, as PDF and JSON; that it was made, and what was left out, is kept."""
    row = reads.request_of(seat.viewer, reference)
    if row is None:
        return render(request, "404.html", status=404)
    notes = pack.notes_of(seat.viewer, reference, seat.role_kinds)
    form = PackForm(request.POST, notes=notes, guarded=row.leads_only)
    made = pack.make(**by(seat, reference), council=seat.name, choice=form.choice()) if form.is_valid() else None
    if made is None:
        messages.error(request, "This pack may not be made now, or not by you. Look what has changed.")
        return redirect("request", reference)
    return attached(HttpResponse(as_zip(made), content_type="application/zip"), f"family-{reference}.zip")


@require_POST
@seated(Verb.ANSWER_PARENT)
def answered(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """The family has its answer."""
    row = reads.request_of(seat.viewer, reference)
    if row is None:
        return render(request, "404.html", status=404)
    form = AnswerForm(request.POST, row=row)
    if form.is_valid():
        outcome, ground = Outcome(form.cleaned_data["outcome"]), form.cleaned_data.get("ground")
        told: dict[str, Any] = {
            "outcome": outcome,
            "ground": Ground(ground) if ground else None,
            "changed": form.changes(),
        }
        if keeping.answer(**by(seat, reference), **told):
            messages.success(request, "Noted how it ended. The reply below is ready to print and sign.")
            return redirect("request", reference)
        form.add_error("outcome", "It may not end so as things stand: see what is next, and who asks")
    return render(request, "rights/request.html", shown(row, seat) | {"tag": tag_of(row, seat), "answer": form})


@require_safe
@seated(Verb.ANSWER_PARENT)
def letter(request: HttpRequest, seat: Seat, reference: str, form: str) -> HttpResponse:
    """The reply as it stands, to be signed and handed over by a person."""
    row = reads.request_of(seat.viewer, reference)
    if row is None or not may_answer(row.giver, seat.role_kinds) or form not in set(Format):
        return render(request, "404.html", status=404)
    paper = replies.letter(row, seat.name, on=seat.today)
    made = paper_pdf(paper) if form == Format.PDF else paper_docx(paper)
    return attached(HttpResponse(made, content_type=TYPES[Format(form)]), f"reply-{reference}.{form}")
