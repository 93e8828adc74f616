"""Hides how questions about a match are shown and settled; two identities that contradict never stand side by side."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.births.reviews import Answered, NotSettled, OpenReview, Settled, answered, open_reviews
from rightstart.births.rules import ReviewKind
from rightstart.directory import people
from rightstart.directory.rules import Verb
from rightstart.release.compare import sides
from rightstart.release.rules import OutcomeKind
from rightstart.release.standing import Listed, standing, waiting_for_a_person
from rightstart.terms import Actor
from rightstart.web.components import Cell, Column, Link, Table
from rightstart.web.days import moment, short_day
from rightstart.web.homes import Homes
from rightstart.web.questions.comparing import compared, keeps_a_home
from rightstart.web.questions.forms import SettleForm
from rightstart.web.questions.sentences import GIVEN, OFFERED, WHAT_FOLLOWS
from rightstart.web.reasons import reason_words
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_SETTLED, QUESTIONS, REVIEWS

FOR_FEW: Final = frozenset({"removed", "corrected"})  # questions whose words would tell why a birth is withheld
SOMEBODY: Final = "Somebody no longer here"


@require_safe
@seated(Verb.SETTLE_REVIEW)
def questions(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What waits for a person's answer, longest waiting first, and what people have answered of late."""
    reviews = [one for one in open_reviews(seat.viewer) if _may_see(one, seat)]
    given = [one for one in answered(seat.viewer) if _may_see(one, seat)]
    shown = {
        "reviews": reviews_table(reviews) if reviews else None,
        "looks": looks_table(waiting_for_a_person(seat.viewer), reasons=seat.allows(Verb.SEE_WITHHELD)),
        "unplaced": unplaced_table(standing(seat.viewer, OutcomeKind.UNPLACED.value)),
        "answered": answered_table(given, seat) if given else None,
    }
    return render(request, "questions/questions.html", shown)


@seated(Verb.SETTLE_REVIEW)
def question(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """One question with both births side by side, and the form to settle it."""
    review = next((one for one in open_reviews(seat.viewer) if one.number == number and _may_see(one, seat)), None)
    if review is None:
        messages.info(request, NOT_SETTLED[NotSettled.UNKNOWN] + ".")
        return redirect("questions")
    pair = sides(seat.viewer, number)
    sealed = any(side.sealed for side in pair) and not seat.allows(Verb.SEE_WITHHELD)
    form = SettleForm(request.POST or None, offered=OFFERED[review.kind])
    if request.method == "POST" and form.is_valid() and not sealed:
        answer = journey.settle_review(
            review=number, council=seat.organisation, answer=form.given(), by=seat.by, at=seat.at
        )
        if isinstance(answer, Settled):
            messages.success(request, "Settled. The births were judged again. You can undo this below.")
            return redirect("questions")
        form.add_error("answer", NOT_SETTLED[answer])
    shown = {"form": form, "review": review, "kind": REVIEWS[review.kind.value], "back": reverse("questions")}
    shown |= {"references": _references(review), "follows": WHAT_FOLLOWS[review.kind], "sealed": sealed}
    if len(pair) == 2 and not sealed:
        homes = Homes(seat)
        shown |= {"compared": compared(*pair, homes=homes), "asks": homes.asks if keeps_a_home(homes, *pair) else ""}
    return render(request, "questions/question.html", shown)


@seated(Verb.SETTLE_REVIEW)
def undo(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Who answered what and when, and the way to take it back."""
    given = next((one for one in answered(seat.viewer) if one.number == number and _may_see(one, seat)), None)
    if given is None or given.undone_at is not None:
        messages.info(request, NOT_SETTLED[NotSettled.NOT_ANSWERED] + ".")
        return redirect("questions")
    if request.method == "POST":
        answer = journey.undo_review(review=number, council=seat.organisation, by=seat.by, at=seat.at)
        if isinstance(answer, Settled):
            messages.success(request, "Taken back. The births stand as they did before, and were judged again.")
        else:
            messages.info(request, NOT_SETTLED[answer] + ".")
        return redirect("questions")
    shown = {"given": given, "kind": REVIEWS[given.kind.value], "answer": GIVEN[given.kind, given.answer]}
    shown |= {"by": _names(seat).get(given.by, SOMEBODY), "at": moment(given.at), "references": _references(given)}
    return render(request, "questions/undo.html", shown | {"back": reverse("questions")})


def _may_see(review: OpenReview | Answered, seat: Seat) -> bool:
    """Contradicting identities are for those alone who may know what is withheld."""
    return review.kind is not ReviewKind.IDENTITY_CONFLICT or seat.allows(Verb.SEE_WITHHELD)


def _references(review: OpenReview | Answered) -> list[str]:
    if review.kind is ReviewKind.IDENTITY_CONFLICT or review.other is None:
        return [review.birth]
    return [review.other, review.birth]


def _names(seat: Seat) -> dict[str, str]:
    """Who acts under which name in the ledger, among all who have or had a role here."""
    return {str(Actor.person(one.id)): one.name for one in people.people(organisation=seat.organisation)}


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


def answered_table(given: list[Answered], seat: Seat) -> Table:
    names = _names(seat)
    rows = [
        [
            Cell(GIVEN[one.kind, one.answer]),
            Cell(", ".join(_references(one))),
            Cell(names.get(one.by, SOMEBODY), note=moment(one.at)),
            _undoing(one, names),
        ]
        for one in given
    ]
    return Table("Answered lately", [Column("Answer"), Column("Births"), Column("By"), Column("Undo")], rows)


def _undoing(one: Answered, names: dict[str, str]) -> Cell:
    if one.undone_at is None or one.undone_by is None:
        return Cell(link=Link("Undo", reverse("undo_answer", args=[one.number]), f" for {one.birth}"))
    return Cell(f"Undone by {names.get(one.undone_by, SOMEBODY)}", note=moment(one.undone_at))


def looks_table(found: list[Listed], *, reasons: bool) -> Table | None:
    """`reasons`: whether the reader may learn that a death was recorded."""
    told = [(one, QUESTIONS[one.why if reasons or one.why not in FOR_FEW else "review"]) for one in found]
    return _births_table("Births that wait for a person", told)


def unplaced_table(found: list[Listed]) -> Table | None:
    told = [(one, reason_words(OutcomeKind.UNPLACED, one.why)) for one in found]
    return _births_table("Births without a centre", told)


def _births_table(caption: str, told: list[tuple[Listed, str]]) -> Table | None:
    rows = [
        [Cell(link=Link(one.birth, reverse("birth", args=[one.birth]))), Cell(words), Cell(moment(one.since))]
        for one, words in told
    ]
    return Table(caption, [Column("Birth"), Column("Why"), Column("Since")], rows) if rows else None
