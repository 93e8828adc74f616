"""Hides how the families that may be written to are queued as a batch of letters, each through the gate."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from secrets import token_hex

from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.contact.letters import offices, whom
from rightstart.contact.letters.batches import Batch
from rightstart.contact.letters.rules import MOST, NotDone
from rightstart.contact.letters.standing import one_at_a_time
from rightstart.contact.letters.whom import Viewers, Writable
from rightstart.contact.models import Letter, LetterBatch
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.ledger.append import append
from rightstart.release import halt
from rightstart.terms import Actor, OrganisationId


def make(
    *, sender: OrganisationId, references: Sequence[str] | None = None, by: Actor, at: datetime
) -> Batch | NotDone:
    """Put the families that may be written to now into a batch, due first, or those of them with these references.

    What does not fit waits for the next one.
    """
    office = offices.office_of(sender)
    if not office.sends:
        return NotDone.NOT_SENDER
    with offices.looking(office) as viewers, transaction.atomic():
        one_at_a_time(sender)
        if halt.halted(office.council):
            return NotDone.HALTED
        if references is not None:
            chosen = whom.chosen(viewers, references[:MOST], at=at)
            return _made(sender, office.council, chosen, by, at) if chosen else NotDone.NONE_OF_THESE
        found = _due_first(viewers, at)
        return _made(sender, office.council, found, by, at) if found else NotDone.NOBODY


def _due_first(viewers: Viewers, at: datetime) -> list[Writable]:
    """As many as fit, due first: whoever the gate hides makes room for the next."""
    found: list[Writable] = []
    for skip in count(0, MOST):
        total, ones = whom.candidates(viewers, skip=skip, size=MOST)
        found += whom.let_through(viewers, ones, at=at)
        if len(found) >= MOST or skip + MOST >= total:
            break
    return found[:MOST]


def make_weekly(*, by: Actor, at: datetime) -> int:
    """Each week a batch for every council that sends its centres' letters; its steward is told. Gives how many were made."""
    councils = [one.id for one in people.organisations(OrganisationKind.COUNCIL)]
    made = {council: make(sender=council, by=by, at=at) for council in councils}
    ready = {council: one.reference for council, one in made.items() if isinstance(one, Batch)}
    for council, reference in ready.items():
        kind, role = AlertKind.LETTERS_READY, RoleKind.DATA_STEWARD
        raise_alert(to=council, role=role, kind=kind, about=reference, at=at)
    return len(ready)


def _made(
    sender: OrganisationId,
    council: OrganisationId,
    chosen: Sequence[Writable],
    by: Actor,
    at: datetime,
) -> Batch:
    reference = token_hex(8)
    [leaf] = append([{"act": "letters.queued", "batch": reference, "letters": len(chosen), "by": str(by)}], at=at)
    batch = LetterBatch.objects.create(
        reference=reference, sender_id=sender, council_id=council, made_at=at, made_by=str(by), leaf_hash=leaf
    )
    Letter.objects.bulk_create(
        Letter(batch=batch, number=number, centre_id=centre, family_id=one.family, reference=one.reference)
        for number, (one, centre) in enumerate(chosen, 1)
    )
    return Batch(reference, len(chosen))
