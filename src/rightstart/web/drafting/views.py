"""Hides how an agreement is drafted question by question: begun, saved as it goes, checked, and made."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.agreements import unfinished
from rightstart.agreements.differences import told
from rightstart.agreements.drafting import Drafted
from rightstart.agreements.guiding import Question, days_of, trouble_at
from rightstart.agreements.register import register
from rightstart.agreements.stating import statements
from rightstart.agreements.unfinished import NotKept, NotMade, UnfinishedRow
from rightstart.agreements.wording import NotDrafted
from rightstart.directory import people
from rightstart.directory.rules import VERBS, RoleKind, Verb
from rightstart.web.agreements.addresses import version_address
from rightstart.web.drafting import sheets
from rightstart.web.drafting.forms import QuestionForm
from rightstart.web.drafting.place import Place
from rightstart.web.drafting.questions import FORMS
from rightstart.web.drafting.sentences import ASKED, NOT_DRAFTED, SUGGESTED
from rightstart.web.seat import Seat, seated

GONE: Final = "This draft is not here any more. Somebody may have made it, or thrown it away."
NO_SUCH: Final = "Your council has no such agreement."
AGAIN: Final = "The newest version says exactly this already, so no other one was made."


def role_of(seat: Seat) -> RoleKind:
    """The role in which somebody drafts."""
    return next(one for one in RoleKind if one in seat.role_kinds and Verb.DRAFT_AGREEMENT in VERBS[one])


@seated(Verb.DRAFT_AGREEMENT)
def start(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What one can begin or go on with: a new agreement, the next version of one, or a draft in progress."""
    if request.method == "POST":
        return _begun(request, seat)
    rows = [one for one in unfinished.unfinished(seat.viewer) if not one.signed]
    shown = {
        "table": sheets.drafts_table(rows) if rows else None,
        "agreements": [(row.reference, _between(row)) for row in register(seat.viewer, at=seat.at)],
        "chosen": request.GET.get("next", ""),
        "back": reverse("agreements"),
    }
    return render(request, "drafting/start.html", shown)


def _between(row: Any) -> str:
    return f"{row.reference}: {row.giver} to {', '.join(row.recipients)}"


def _begun(request: HttpRequest, seat: Seat) -> HttpResponse:
    reference, role = request.POST.get("next", ""), role_of(seat)
    if not reference:
        key = unfinished.begin(council=seat.organisation, role=role, by=seat.by, at=seat.at)
        return redirect("draft-question", key, Question.PART.value)
    begun = unfinished.begin_next(viewer=seat.viewer, reference=reference, role=role, by=seat.by, at=seat.at)
    if isinstance(begun, NotKept):
        messages.info(request, NO_SUCH)
        return redirect("draft_agreement")
    return redirect("draft-tasks", begun)


def _place(seat: Seat, key: str) -> Place | None:
    row = unfinished.find(seat.viewer, key)
    return _seen(seat, row) if row and not row.signed else None


def _seen(seat: Seat, row: UnfinishedRow) -> Place:
    own = people.named([seat.organisation])[seat.organisation]
    before = statements(seat.viewer, row.next_of) if row.next_of else []
    return Place(row, own, seat.today, days_of(before[-1], seat.today) if before else None)


def _gone(request: HttpRequest) -> HttpResponse:
    messages.info(request, GONE)
    return redirect("draft_agreement")


@require_safe
@seated(Verb.DRAFT_AGREEMENT)
def tasks(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """Every question with how it stands; one can go to any of them."""
    place = _place(seat, key)
    if place is None:
        return _gone(request)
    first = next((one for one in place.asked if one in place.open or one not in place.answers), None)
    shown = {
        "title": sheets.title(place.row),
        "key": key,
        "next_version": place.next_version,
        "progress": sheets.progress(place),
        "sections": sheets.sections(place),
        "changed": sheets.said_by(place.row.changed),
        "whole": first is None,
        "go_on": sheets.address(place, first) if first else reverse("draft-check", args=[key]),
        "back": reverse("draft_agreement"),
    }
    return render(request, "drafting/tasks.html", shown)


@seated(Verb.DRAFT_AGREEMENT)
def question(request: HttpRequest, seat: Seat, key: str, name: str) -> HttpResponse:
    """One question: what is answered already, or a suggestion to start from."""
    place = _place(seat, key)
    if place is None:
        return _gone(request)
    if name not in set(Question) or Question(name) not in place.asked:
        return redirect("draft-tasks", key)
    asked = Question(name)
    if request.method == "POST":
        form = FORMS[asked](request.POST, place=place)
        if form.is_valid() and _stands(form, asked, place):
            return _saved(request, seat, place, asked, form)
        return _page(request, place, asked, form)
    said, _ = place.to_start_from(asked)
    form = FORMS[asked](initial=FORMS[asked].shown(said), place=place)
    return _page(request, place, asked, form)


def _stands(form: QuestionForm, asked: Question, place: Place) -> bool:
    """Whether the answer may be drafted; where not, it is said beside the field."""
    why = trouble_at(asked, {**place.answers, asked: form.said()}, place.own.code, place.on)
    if why:
        form.refuse(NOT_DRAFTED[why])
    return why is None


def _saved(request: HttpRequest, seat: Seat, place: Place, asked: Question, form: QuestionForm) -> HttpResponse:
    row = unfinished.answer(
        council=seat.organisation,
        key=place.row.key,
        question=asked,
        said=form.said(),
        role=role_of(seat),
        by=seat.by,
        at=seat.at,
    )
    if isinstance(row, NotKept):
        return _gone(request)
    now = _seen(seat, row)
    if "more" in request.POST:
        return redirect(sheets.address(now, asked, then=request.GET.get("then", "")))
    later = now.after(asked)
    if later is None or request.GET.get("then") == sheets.CHECK:
        return redirect("draft-check", row.key)
    return redirect(sheets.address(now, later))


def _page(request: HttpRequest, place: Place, asked: Question, form: QuestionForm) -> HttpResponse:
    words, (giver, taker) = ASKED[asked], place.sides
    saved, later = place.row.saved.get(asked), place.after(asked)
    why = request.GET.get("why", "")
    shown = {
        "form": form,
        "heading": words.heading.format(own=place.own.name, giver=giver, taker=taker),
        "lead": words.lead.format(own=place.own.name, giver=giver, taker=taker),
        "step": f"Question {place.asked.index(asked) + 1} of {len(place.asked)}",
        "suggestion": place.to_start_from(asked)[1],
        "saved": sheets.said_by(saved) if saved else "",
        "refused": NOT_DRAFTED[NotDrafted(why)] if why in set(NotDrafted) and not form.is_bound else "",
        "several": asked is Question.CONTACTS,
        "key": place.row.key,
        "skip": sheets.address(place, later) if later else reverse("draft-check", args=[place.row.key]),
        "back": _before(place, asked, request.GET.get("then", "")),
    }
    return render(request, "drafting/question.html", shown)


def _before(place: Place, asked: Question, then: str) -> str:
    at = place.asked.index(asked)
    if then == sheets.CHECK:
        return reverse("draft-check", args=[place.row.key])
    return sheets.address(place, place.asked[at - 1]) if at else reverse("draft-tasks", args=[place.row.key])


@seated(Verb.DRAFT_AGREEMENT)
def check(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """All answers, what is still blank, what a next version changes; and the draft is made."""
    place = _place(seat, key)
    if place is None:
        return _gone(request)
    if request.method == "POST":
        return _made(request, seat, place)
    changes = unfinished.changes(seat.viewer, place.row, at=seat.at)
    shown = {
        "title": sheets.title(place.row),
        "key": key,
        "sections": sheets.checked(place),
        "suggested": SUGGESTED,
        "open": [link.html() for link in sheets.open_links(place)],
        "trouble": sheets.trouble_link(place),
        "next_version": place.next_version,
        "differences": [told(one) for one in changes],
        "changed": sheets.said_by(place.row.changed),
        "back": reverse("draft-tasks", args=[key]),
    }
    return render(request, "drafting/check.html", shown)


def _made(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    made = unfinished.make(council=seat.organisation, key=place.row.key, by=seat.by, at=seat.at)
    match made:
        case Drafted():
            done = f"Version {made.version} of {made.reference} is drafted. Nothing flows under it until all who must have signed."
            messages.success(request, AGAIN if made.again else done)
            return redirect(version_address(made.reference, made.version))
        case NotMade(question=at_fault, why=why):
            to = sheets.address(place, at_fault, then=sheets.CHECK)
            return redirect(f"{to}&why={why.value}" if why else to)
        case _:
            return _gone(request)


@seated(Verb.DRAFT_AGREEMENT)
def drop(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """Throw a draft in progress away."""
    row = unfinished.find(seat.viewer, key)
    if row is None:
        return _gone(request)
    if request.method == "POST":
        unfinished.drop(council=seat.organisation, key=key)
        messages.success(request, "Thrown away. Nothing of it is kept.")
        return redirect("agreements")
    back = reverse("signed-check", args=[key]) if row.signed else reverse("draft-tasks", args=[key])
    return render(request, "drafting/drop.html", {"name": sheets.title(row), "back": back})
