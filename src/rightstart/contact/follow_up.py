"""Hides how an attempt at first contact is recorded: only where it may follow what was tried, and through the gate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from rightstart.contact.models import Attempt, AttemptNote
from rightstart.contact.rules import AttemptOutcome, Made, NotAllowed, may_follow
from rightstart.contact.worklist import WaitingFamily, family
from rightstart.engine.isolation import Viewer
from rightstart.ledger.append import append
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, FamilyId

# What a family says at the door stops contact everywhere, and is kept as the safeguard fact that it is.
MARKS: Final = {
    AttemptOutcome.BEREAVEMENT: MarkerKind.DEATH_INFORMAL,
    AttemptOutcome.DO_NOT_CONTACT: MarkerKind.OBJECTION,
    AttemptOutcome.MOVED: MarkerKind.MOVED_AWAY,
}


@dataclass(frozen=True, slots=True)
class Noted:
    """An attempt was recorded; `marks` is the safeguard fact that it makes known, if any."""

    family: FamilyId
    marks: MarkerKind | None


@dataclass(frozen=True, slots=True)
class NoSuchFamily:
    """This centre has no such family, or may no longer contact it: it is not told which."""


@transaction.atomic
def record_attempt(
    *, viewer: Viewer, reference: str, made: Made, made_on: date, note: str, by: Actor, at: datetime
) -> Noted | NoSuchFamily | NotAllowed:
    """Record one try at first contact with a family of the viewer's centre, or what a family that waits has said."""
    found = family(viewer, reference, at=at)
    if found is None:
        return NoSuchFamily()
    waits = isinstance(found, WaitingFamily)
    if isinstance(answer := may_follow(found.made, made, waits=waits), NotAllowed):
        return answer
    [leaf] = append([{"act": "attempt", "channel": made.channel, "outcome": made.outcome, "by": str(by)}], at=at)
    attempt = Attempt.objects.create(
        centre_id=viewer.organisation,
        family_id=found.family,
        channel=made.channel.value,
        outcome=made.outcome.value,
        made_on=made_on,
        at=at,
        by=str(by),
        leaf_hash=leaf,
    )
    if note.strip():
        AttemptNote.objects.create(attempt=attempt, text=note.strip())
    return Noted(found.family, MARKS.get(made.outcome))
