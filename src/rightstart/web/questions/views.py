"""Hides how questions about a match are shown and settled; two identities that contradict never stand side by side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.births.reviews import NotSettled, OpenReview, Settled, open_reviews
from rightstart.directory.rules import Verb
from rightstart.release.rules import OutcomeKind
from rightstart.release.standing import Listed, standing, waiting_for_a_person
from rightstart.web.components import Cell, Column, Link, Table
from rightstart.web.days import moment, short_day
from rightstart.web.questions.forms import SettleForm
from rightstart.web.reasons import reason_words
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_SETTLED, QUESTIONS, REVIEWS

CONFLICT = "identity-conflict"
SAME_BABY = "same-baby"


@require_safe
@seated(Verb.SETTLE_REVIEW)
def questions(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What waits for a person's answer, longest waiting first."""
    reviews = [one for one in open_reviews(seat.viewer) if _may_see(one, seat)]
    shown = {
        "reviews": reviews_table(reviews) if reviews else None,
        "looks": looks_table(waiting_for_a_person(seat.viewer)),
        "unplaced": unplaced_table(standing(seat.viewer, OutcomeKind.UNPLACED.value)),
    }
    return render(request, "questions/questions.html", shown)


@seated(Verb.SETTLE_REVIEW)
def question(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """One question, and the form to settle it."""
    review = next((one for one in open_reviews(seat.viewer) if one.number == number and _may_see(one, seat)), None)
    if review is None:
        messages.info(request, NOT_SETTLED[NotSettled.UNKNOWN] + ".")
        return redirect("questions")
    form = SettleForm(request.POST or None, may_join=_may_join(review))
    if request.method == "POST" and form.is_valid():
        answer = journey.settle_review(
            review=number, council=seat.organisation, answer=form.given(), by=seat.by, at=seat.at
        )
        if isinstance(answer, Settled):
            messages.success(request, "Settled. The births were judged again.")
            return redirect("questions")
        form.add_error("answer", NOT_SETTLED[answer])
    shown = {"form": form, "review": review, "kind": REVIEWS[review.kind.value], "back": reverse("questions")}
    shown |= {"references": _references(review), "conflict": review.kind.value == CONFLICT}
    return render(request, "questions/question.html", shown)


def _may_see(review: OpenReview, seat: Seat) -> bool:
    """Contradicting identities are for those alone who may know what is withheld."""
    return review.kind.value != CONFLICT or seat.allows(Verb.SEE_WITHHELD)


def _may_join(review: OpenReview) -> bool:
    return review.kind.value == SAME_BABY and review.other is not None


def _references(review: OpenReview) -> list[str]:
    if review.kind.value == CONFLICT or review.other is None:
        return [review.birth]
    return [review.birth, review.other]


def reviews_table(reviews: list[OpenReview]) -> Table:
    rows = [
        [
            Cell(link=Link(REVIEWS[one.kind.value], reverse("question", args=[one.number]), f" for {one.birth}")),
            Cell(", ".join(_references(one))),
            Cell(short_day(one.opened_at.date())),
        ]
        for one in reviews
    ]
    return Table("Questions about who a birth is", [Column("Question"), Column("Births"), Column("Since")], rows)


def looks_table(found: list[Listed]) -> Table | None:
    return _births_table("Births that wait for a person", [(one, QUESTIONS[one.why]) for one in found])


def unplaced_table(found: list[Listed]) -> Table | None:
    told = [(one, reason_words(OutcomeKind.UNPLACED, one.why)) for one in found]
    return _births_table("Births without a centre", told)


def _births_table(caption: str, told: list[tuple[Listed, str]]) -> Table | None:
    rows = [
        [Cell(link=Link(one.birth, reverse("birth", args=[one.birth]))), Cell(words), Cell(moment(one.since))]
        for one, words in told
    ]
    return Table(caption, [Column("Birth"), Column("Why"), Column("Since")], rows) if rows else None
