"""Hides how a person's answer to a question about a match is carried out, and taken back: keep both, or the one is the other."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from rightstart.births import match
from rightstart.births.models import Birth, Identity, Review
from rightstart.births.rules import Answer, ReviewKind
from rightstart.births.sorting import print_of, record_of
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.ledger.append import append
from rightstart.terms import Actor, BirthId, FamilyId, OrganisationId

LATELY: Final = 50  # answers shown, the latest first


@dataclass(frozen=True, slots=True)
class Settled:
    births: tuple[BirthId, ...]


class NotSettled(StrEnum):
    UNKNOWN = "unknown"
    ALREADY = "already-settled"
    NEVER_TOGETHER = "never-together"
    NOT_ANSWERED = "not-answered"


@dataclass(frozen=True, slots=True)
class OpenReview:
    """A question as a list shows it: references only."""

    number: int
    kind: ReviewKind
    birth: str
    other: str | None
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that a person gave, and who took it back if anybody did. `by` is an actor as the ledger names it."""

    number: int
    kind: ReviewKind
    birth: str
    other: str | None
    answer: Answer
    by: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None


def open_reviews(viewer: Viewer) -> list[OpenReview]:
    """A council's open questions, oldest first."""
    with seen_by(viewer) as using:
        rows = (
            Review.objects.using(using)
            .filter(settled_at__isnull=True)
            .order_by("opened_at", "id")
            .values_list("id", "kind", "birth__reference", "other__reference", "opened_at")
        )
        return [OpenReview(row[0], ReviewKind(row[1]), *row[2:]) for row in rows]


def answered(viewer: Viewer) -> list[Answered]:
    """What a council's people have answered of late, the latest first."""
    named = ("id", "kind", "birth__reference", "other__reference", "answer", "settled_by", "settled_at")
    with seen_by(viewer) as using:
        rows = (
            Review.objects.using(using)
            .filter(answer__in=list(Answer))
            .order_by("-settled_at", "-id")
            .values_list(*named, "undone_by", "undone_at")[:LATELY]
        )
        return [Answered(row[0], ReviewKind(row[1]), row[2], row[3], Answer(row[4]), *row[5:]) for row in rows]


@transaction.atomic
def settle(*, review: int, council: OrganisationId, answer: Answer, by: Actor, at: datetime) -> Settled | NotSettled:
    """Record a person's answer. *Same* puts every notice of the new birth to the other one; *keep both* lets both stand.

    Of two babies of one confinement, *same* makes one family. Births whose NHS numbers contradict each other are never put
    together: that would link two identities. Matching is bound by the answer from then on.
    """
    question = Review.objects.select_for_update().filter(pk=review, council_id=council).first()
    if question is None:
        return NotSettled.UNKNOWN
    if question.settled_at is not None:
        return NotSettled.ALREADY
    if answer is Answer.SAME and (question.other_id is None or question.kind == ReviewKind.IDENTITY_CONFLICT):
        return NotSettled.NEVER_TOGETHER
    _bind(question, council)
    question.settled_at, question.settled_by, question.answer = at, str(by), answer.value
    question.save()
    if answer is Answer.SAME and question.kind == ReviewKind.SAME_BABY:
        Identity.objects.filter(birth_id=question.birth_id).update(birth_id=question.other_id)
    append([{"act": "review.settled", "review": review, "answer": answer, "by": str(by)}], at=at)
    return Settled(_births(question))


@transaction.atomic
def undo(*, review: int, council: OrganisationId, by: Actor, at: datetime) -> Settled | NotSettled:
    """Take a person's answer back: what it had put together is parted again as it was, and matching is no longer bound."""
    question = Review.objects.select_for_update().filter(pk=review, council_id=council).first()
    if question is None:
        return NotSettled.UNKNOWN
    if question.answer not in set(Answer) or question.undone_at is not None:
        return NotSettled.NOT_ANSWERED
    question.undone_at, question.undone_by = at, str(by)
    question.save(update_fields=("undone_at", "undone_by"))
    births = {*_births(question)}
    if question.answer == Answer.SAME and question.kind == ReviewKind.SAME_BABY:
        births |= _parted(question)
    elif question.answer == Answer.SAME:
        Birth.objects.filter(pk=question.birth_id).update(family_id=question.family_before)
    append([{"act": "review.undone", "review": review, "by": str(by)}], at=at)
    return Settled(tuple(sorted(births)))


def _parted(question: Review) -> set[BirthId]:
    """Put the birth's records back to it, wherever they went on to with the other's; gives whom they were with."""
    here = Identity.objects.filter(council=question.council)
    holding = set(here.filter(record_key__in=question.others).values_list("birth_id", flat=True))
    moved = here.filter(birth__in=holding, record_key__in=question.ones).exclude(record_key__in=question.others)
    moved.update(birth=question.birth)
    return {BirthId(one) for one in holding}


def _bind(question: Review, council: OrganisationId) -> None:
    """Note on an answer whom it is about, and what was compared."""
    birth = match.accounts_of(BirthId(question.birth_id), council)
    other = birth if question.other_id is None else match.accounts_of(BirthId(question.other_id), council)
    question.compared = print_of(birth, other)
    question.ones, question.others = (sorted({record_of(one) for one in side}) for side in (birth, other))
    question.family_before = Birth.objects.values_list("family_id", flat=True).get(pk=question.birth_id)


def _births(question: Review) -> tuple[BirthId, ...]:
    return tuple(BirthId(one) for one in (question.birth_id, question.other_id) if one is not None)


def births_of(family: FamilyId) -> list[BirthId]:
    """The babies of one family."""
    return [BirthId(pk) for pk in Birth.objects.filter(family_id=family).order_by("pk").values_list("pk", flat=True)]
