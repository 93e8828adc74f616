"""Hides what a pass leaves to a person, here or at a supplier: opened when it arises, closed when it no longer does."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from rightstart.release import told_back
from rightstart.release.disclose import Recorded
from rightstart.release.models import Question, QuestionKind
from rightstart.release.queries import ask
from rightstart.release.rules import Then
from rightstart.safeguards.rules import MarkerKind, Withheld

ASKS: Final = {Then.ASK: QuestionKind.UNPLACED_NOW, Then.REVIEW: QuestionKind.MARKER_ENDED}


def keep(recorded: Sequence[Recorded], *, at: datetime) -> int:
    """Open what this pass asks, close what it no longer asks; gives how many questions it asks."""
    asked = [(one, kind) for one in recorded if (kind := _asks(one))]
    judged = [one.gathered.birth for one in recorded if one.gathered.current]
    if judged:
        still = {(one.gathered.birth, kind.value) for one, kind in asked}
        held = (one.gathered.birth for one in recorded if isinstance(one.outcome, Withheld))
        still |= {(birth, QuestionKind.CORRECTED.value) for birth in held}
        opened = Question.objects.filter(birth_id__in=judged, closed_at__isnull=True)
        stale = [pk for pk, *about in opened.values_list("pk", "birth_id", "kind") if tuple(about) not in still]
        if stale:
            Question.objects.filter(pk__in=stale).update(closed_at=at)
    if asked:
        Question.objects.bulk_create(
            [
                Question(birth_id=one.gathered.birth, council_id=one.gathered.council, kind=kind.value, opened_at=at)
                for one, kind in asked
            ],
            ignore_conflicts=True,
        )
    told_back.follow((one.gathered for one in recorded), at=at)
    return len(asked)


def ask_of_corrected(consignments: Sequence[int], *, at: datetime) -> int:
    """A supplier's file says no more what held a birth: that releases nothing, and a person is asked. Gives about how many."""
    found = ask("corrected", {"consignments": list(consignments)})
    kind = QuestionKind.CORRECTED.value
    if found:
        Question.objects.bulk_create(
            [Question(birth_id=birth, council_id=council, kind=kind, opened_at=at) for birth, council in found],
            ignore_conflicts=True,
        )
    return len(found)


def _asks(one: Recorded) -> QuestionKind | None:
    """What a person is asked about a birth; that a death was removed releases nothing until somebody has looked."""
    if isinstance(one.outcome, Withheld) and one.outcome.why is MarkerKind.DEATH_REMOVED:
        return QuestionKind.DEATH_REMOVED
    return ASKS.get(one.then)
