"""Hides how an attempt at first contact is recorded: only where it may follow what was tried, and through the gate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from rightstart.contact import retrace
from rightstart.contact.models import Attempt, AttemptNote
from rightstart.contact.retrace import NotTraced, Traced
from rightstart.contact.rules import AttemptOutcome, Channel, Made, NotAllowed, may_follow
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
RETURNED: Final = Made(Channel.LETTER, AttemptOutcome.RETURNED_MAIL)


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
    if isinstance(answer := may_follow(found.made, made, waits=waits, trace=found.trace), NotAllowed):
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
    retrace.acted_on(found.reference, at=at)
    if made == RETURNED:
        retrace.ask_for(family=found.family, centre=viewer.organisation, returned_on=made_on, by=by, at=at)
    return Noted(found.family, MARKS.get(made.outcome))


@transaction.atomic
def give_up(*, viewer: Viewer, reference: str, by: Actor, at: datetime) -> Traced | NotTraced:
    """The centre gives up a family whose address nobody knows."""
    found = family(viewer, reference, at=at)
    if found is None:
        return NotTraced.UNKNOWN
    return retrace.close(family=found.family, known_as=found.reference, by=by, at=at)
