"""Hides how letters are called back from the pile and the post: with the family, told to whoever can stop them, and chased."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from rightstart.alerts.rules import AlertKind
from rightstart.contact.letters.rules import UNDER_WAY_DAYS
from rightstart.contact.models import TO_ANSWER, Letter
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask
from rightstart.handover.chasing import Pursuit, Waits, pursue
from rightstart.handover.chasing import tell as tell_now
from rightstart.handover.rules import CALL_BACKS, Chase
from rightstart.release.disclose import Recorded
from rightstart.release.rules import CALLS_BACK, Then
from rightstart.terms import OrganisationId, london_date

_STEWARD, _SAFE, _IG = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD
_STOP, _LATE = AlertKind.LETTER_TO_STOP, AlertKind.LETTER_OVERDUE
OF_LETTERS: Final = Pursuit(
    CALL_BACKS,
    (_STOP, _LATE),
    {
        Chase.RING: ((_STEWARD, _STOP), (_SAFE, _STOP)),
        Chase.IG_LEAD: ((_STEWARD, _LATE), (_SAFE, _LATE), (_IG, _LATE)),
    },
    at_recipient=_STOP,
)
# A letter of such a family that is still on paper goes no further; one that is posted matters where harm can come of it.
WITHDRAW: Final = """
WITH gone AS (
    SELECT * FROM unnest(%(births)s::bigint[], %(families)s::bigint[], %(grave)s::boolean[]) AS one (birth, family, grave)
), found AS (
    SELECT t.id, gone.grave FROM gone JOIN contact_letter t ON t.family_id = gone.family
    UNION
    SELECT t.id, gone.grave FROM gone
    JOIN handover_line l ON l.birth_id = gone.birth JOIN contact_letter t ON t.reference = l.reference
)
UPDATE contact_letter t SET withdrawn_at = %(at)s::timestamptz FROM found
WHERE t.id = found.id AND t.withdrawn_at IS NULL
  AND (t.posted_at IS NULL OR found.grave AND t.posted_at >= %(since)s::timestamptz)
RETURNING t.id
"""


def withdraw(recorded: Sequence[Recorded], *, at: datetime) -> None:
    """With what is taken from a centre, its letter goes no further: in the caller's transaction."""
    gone = [one for one in recorded if one.then in CALLS_BACK]
    if not gone:
        return
    told = {
        "births": [one.gathered.birth for one in gone],
        "families": [one.gathered.family for one in gone],
        "grave": [one.then is Then.CALL_BACK for one in gone],
        "at": at,
        "since": at - timedelta(days=UNDER_WAY_DAYS),
    }
    tell({number for (number,) in ask(WITHDRAW, told)}, at=at)


def tell(letters: Iterable[int], *, at: datetime) -> None:
    """Tell whoever can still stop these letters, where they are on paper. Nobody is told twice."""
    if wanted := list(letters):
        tell_now(OF_LETTERS, _waiting(Letter.objects.filter(pk__in=wanted)), at=at)


def chase(*, at: datetime) -> int:
    """Remind of every letter that must not go out and that nobody has answered for; gives how many there are."""
    return pursue(OF_LETTERS, _waiting(Letter.objects.all()), at=at)


def name_of(batch: str, number: int) -> str:
    """By what people know one letter: its batch and its number in the pile."""
    return f"{batch}-{number}"


def _waiting(letters: QuerySet[Letter]) -> list[Waits]:
    on_paper = letters.filter(TO_ANSWER).select_related("batch").order_by("pk")
    return [
        Waits(
            name_of(one.batch.reference, one.number),
            OrganisationId(one.batch.council_id),
            london_date(one.withdrawn_at),
            urgent=True,
            recipient=None if one.batch.sender_id == one.batch.council_id else OrganisationId(one.batch.sender_id),
        )
        for one in on_paper
        if one.withdrawn_at is not None
    ]
