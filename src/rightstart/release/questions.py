"""Hides the questions that a pass leaves to a person: opened when they arise, closed when they no longer do."""

from collections.abc import Sequence
from datetime import datetime

from rightstart.release.disclose import Recorded
from rightstart.release.models import Question
from rightstart.release.rules import Then

ASKED = {Then.ASK.value, Then.REVIEW.value}


def keep(recorded: Sequence[Recorded], *, at: datetime) -> int:
    """Open what this pass asks, close what it no longer asks; gives how many questions it asks."""
    asked = [one for one in recorded if one.then.value in ASKED]
    judged = [one.gathered.birth for one in recorded if one.gathered.current]
    if judged:
        stale = Question.objects.filter(birth_id__in=judged, closed_at__isnull=True)
        stale.exclude(birth_id__in=[one.gathered.birth for one in asked]).update(closed_at=at)
    Question.objects.bulk_create(
        [
            Question(birth_id=one.gathered.birth, council_id=one.gathered.council, kind=one.then.value, opened_at=at)
            for one in asked
        ],
        ignore_conflicts=True,
    )
    return len(asked)
