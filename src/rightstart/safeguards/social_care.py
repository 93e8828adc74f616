"""Hides how a council's social care team is asked about births before anybody is contacted: they see ours, and answer.

No list of adopted or looked-after children is ever given to us. A council asks from a day on; whoever came before is not called
back for it. Whoever was asked about waits for an answer, also where the council asks no more.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from rightstart.directory.roles import addresses
from rightstart.directory.rules import RoleKind
from rightstart.ledger.append import append, commit, fresh_salts
from rightstart.safeguards.models import SocialCareAnswer, SocialCareAsking
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId, OrganisationId, london_date


class Answer(StrEnum):
    """What the team says: nothing against contact that it knows of, or why there must be none."""

    CLEAR = "clear"
    ADOPTION = "adoption"
    LOOKED_AFTER = "looked-after"
    OTHER = "other"


MEANS: Final = {
    Answer.ADOPTION: MarkerKind.ADOPTION,
    Answer.LOOKED_AFTER: MarkerKind.LOOKED_AFTER,
    Answer.OTHER: MarkerKind.PROFESSIONAL_ADVICE,
}


class NotAsking(StrEnum):
    """Why a council does not begin, or end, to ask."""

    NOBODY = "nobody"
    ALREADY = "already"
    NOT_ASKING = "not-asking"


@transaction.atomic
def ask_from_now(*, council: OrganisationId, by: Actor, at: datetime) -> NotAsking | None:
    """From this moment every birth that comes waits for the team's word. Not where nobody of the team could give it."""
    if not addresses(council, RoleKind.SOCIAL_CARE, london_date(at)):
        return NotAsking.NOBODY
    if SocialCareAsking.objects.filter(council_id=council, ended_at__isnull=True).exists():
        return NotAsking.ALREADY
    [leaf] = append([{"act": "social-care.asked", "by": str(by)}], at=at)
    SocialCareAsking.objects.create(council_id=council, from_at=at, by=str(by), leaf_hash=leaf)
    return None


@transaction.atomic
def ask_no_more(*, council: OrganisationId, by: Actor, at: datetime) -> NotAsking | None:
    """Births that come from now on do not wait for the team; those that came before still do."""
    ended = SocialCareAsking.objects.filter(council_id=council, ended_at__isnull=True).update(ended_at=at)
    if not ended:
        return NotAsking.NOT_ASKING
    append([{"act": "social-care.ended", "by": str(by)}], at=at)
    return None


def asked_since(council: OrganisationId) -> datetime | None:
    """Since when a council asks; None where it does not."""
    asking = SocialCareAsking.objects.filter(council_id=council, ended_at__isnull=True)
    return asking.values_list("from_at", flat=True).first()


def keep(*, birth: BirthId, answer: Answer, by: Actor, at: datetime) -> None:
    """Keep the team's word about a birth, in the transaction that marks it or judges it again."""
    [salt] = fresh_salts(1)
    about = commit(salt, birth.to_bytes(8) + answer.encode())
    [leaf] = append([{"act": "social-care.answered", "about": about, "by": str(by)}], at=at)
    kept = {"answer": answer.value, "answered_at": at, "answered_by": str(by), "salt": salt, "leaf_hash": leaf}
    SocialCareAnswer.objects.create(birth_id=birth, **kept)
