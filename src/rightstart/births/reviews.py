"""Hides how a person's answer to a question about a match is carried out: keep both, or put the one to the other."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from rightstart.births.models import Birth, Identity, Review, ReviewKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.ledger.append import append
from rightstart.terms import Actor, BirthId, FamilyId, OrganisationId


class Answer(StrEnum):
    SAME = "same"
    KEEP_BOTH = "keep-both"


@dataclass(frozen=True, slots=True)
class Settled:
    births: tuple[BirthId, ...]


class NotSettled(StrEnum):
    UNKNOWN = "unknown"
    ALREADY = "already-settled"
    NEVER_TOGETHER = "never-together"


@dataclass(frozen=True, slots=True)
class OpenReview:
    """A question as a list shows it: references only."""

    number: int
    kind: ReviewKind
    birth: str
    other: str | None
    opened_at: datetime


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


@transaction.atomic
def settle(*, review: int, council: OrganisationId, answer: Answer, by: Actor, at: datetime) -> Settled | NotSettled:
    """Record a person's answer. *Same* puts every notice of the new birth to the other one; *keep both* lets both stand.

    Births whose NHS numbers contradict each other are never put together: that would link two identities.
    """
    question = Review.objects.select_for_update().filter(pk=review, council_id=council).first()
    if question is None:
        return NotSettled.UNKNOWN
    if question.settled_at is not None:
        return NotSettled.ALREADY
    if answer is Answer.SAME and (question.other_id is None or question.kind != ReviewKind.SAME_BABY):
        return NotSettled.NEVER_TOGETHER
    if answer is Answer.SAME:
        Identity.objects.filter(birth_id=question.birth_id).update(birth_id=question.other_id)
    question.settled_at, question.settled_by, question.answer = at, str(by), answer.value
    question.save(update_fields=("settled_at", "settled_by", "answer"))
    append([{"act": "review.settled", "review": review, "answer": answer, "by": str(by)}], at=at)
    return Settled(tuple(BirthId(one) for one in (question.birth_id, question.other_id) if one is not None))


def births_of(family: FamilyId) -> list[BirthId]:
    """The babies of one family."""
    return [BirthId(pk) for pk in Birth.objects.filter(family_id=family).order_by("pk").values_list("pk", flat=True)]
