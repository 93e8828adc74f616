"""Hides how a detail that a parent says is wrong is looked at: the desk of those that wait, and what is decided about each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.directory.rules import Verb
from rightstart.rights.requests import reads, reviewing
from rightstart.rights.requests.replies import DETAILS
from rightstart.rights.requests.reviewing import Desk, NotReviewed
from rightstart.rights.requests.rules import Declined, Next, Step
from rightstart.web.components import Cell, Column, Link, SummaryRow, Table
from rightstart.web.days import short_day
from rightstart.web.rights.request_forms import AcceptForm, DeclineForm
from rightstart.web.rights.request_sentences import NEXT, NOT_REVIEWED
from rightstart.web.rights.requests import by, tag_of
from rightstart.web.seat import Seat, seated

SAID = {
    Step.OFFERED: "Found wrong, and offered to whoever sent the record. What it sends next takes the old detail’s place.",
    Step.ACCEPTED: "Found wrong. No agreement lets it be offered by itself: tell whoever sent the record, then say so here.",
}


@require_safe
@seated(Verb.REVIEW_CORRECTION)
def desk(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The details that wait for this person to look at them."""
    found = reads.to_review(seat.viewer, seat.role_kinds)
    heads = [Column(one) for one in ("Correction", "Birth", "Detail", "Next", "Answer due")]
    rows = [
        [
            Cell(link=Link(one.reference, reverse("correction", args=[one.reference]))),
            Cell(one.birth),
            Cell(DETAILS[one.detail].capitalize() if one.detail else ""),
            Cell(NEXT[one.next]),
            Cell(short_day(one.due_on), tag=tag_of(one, seat)),
        ]
        for one in found
    ]
    table = Table("Details said to be wrong", heads, rows, caption_hidden=True) if rows else None
    return render(request, "rights/desk.html", {"table": table})


@require_safe
@seated(Verb.REVIEW_CORRECTION)
def correction(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One detail: what the record says, what it should be, and what can be done."""
    found = reviewing.desk(seat.viewer, reference, seat.role_kinds)
    if found is None:
        messages.info(request, NOT_REVIEWED[NotReviewed.NOT_YOURS])
        return redirect("desk")
    row, told = found
    shown: dict[str, Any] = {"row": row, "rows": _rows(DETAILS[row.detail] if row.detail else "", told)}
    shown |= {"desk": told, "back": reverse("desk"), "next": NEXT[row.next], "due": short_day(row.due_on)}
    if row.next is Next.REVIEW:
        shown |= {"accept": AcceptForm(desk=told), "decline": DeclineForm()}
    shown["by_hand"] = row.next is Next.TELL_SUPPLIER
    return render(request, "rights/correction.html", shown)


def _rows(detail: str, told: Desk) -> list[SummaryRow]:
    several = len(told.babies) > 1
    now = [f"{one.name}: {one.now or 'nothing, or not shown'}" if several else one.now for one in told.babies]
    lines = [line for one in now for line in one.splitlines()]
    return [
        SummaryRow("Detail", [detail.capitalize()]),
        SummaryRow("The record says", lines or ["Nothing, or it is shown to nobody"]),
        SummaryRow("It should be", told.words.should_be.splitlines() or ["Not kept any more"]),
        *([SummaryRow("In the parent’s words", told.words.said.splitlines())] if told.words.said else []),
    ]


@require_POST
@seated(Verb.REVIEW_CORRECTION)
def decide(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Accept it, leave the detail as it is, hold the address meanwhile, or note that its supplier was told."""
    match request.POST.get("do", ""):
        case "accept":
            answer = reviewing.accept(**by(seat, reference), baby=request.POST.get("baby", ""))
            _say(request, SAID[answer] if isinstance(answer, Step) else answer)
        case "decline":
            form = DeclineForm(request.POST)
            if not form.is_valid():
                messages.error(request, "Select why the detail stays as it is.")
                return redirect("correction", reference)
            why = Declined(form.cleaned_data["why"])
            answered = reviewing.decline(**by(seat, reference), why=why)
            _say(request, answered or "Noted. The reply says why, and where to complain.")
        case "hold":
            held = reviewing.hold_address(**by(seat, reference))
            _say(request, held or "Nobody writes or goes to the address until it is known to be right.")
            return redirect("correction", reference)
        case "by-hand":
            _say(request, reviewing.told_by_hand(**by(seat, reference)) or "Noted. A lead now answers the family.")
        case _:
            pass
    return redirect("desk")


def _say(request: HttpRequest, answer: NotReviewed | str) -> None:
    if isinstance(answer, NotReviewed):
        messages.error(request, NOT_REVIEWED[answer])
    else:
        messages.success(request, answer)
