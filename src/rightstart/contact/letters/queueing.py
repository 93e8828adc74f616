"""Hides how the families that may be written to are queued as a batch of letters: each through the gate, a step at a time.

What a step adds is kept with it, so that a batch says how far it is, and goes on where it stood once something broke off.
"""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex
from typing import Final

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
from rightstart.ledger.append import Act, append
from rightstart.release import halt
from rightstart.terms import Actor, OrganisationId

STEP: Final = 100  # families asked about at once


def make(
    *, sender: OrganisationId, references: Sequence[str] | None = None, by: Actor, at: datetime
) -> Batch | NotDone:
    """Put the families that may be written to now into a batch, due first, or those of them with these references.

    What does not fit waits for the next one. All of it at once: whoever should not wait begins it.
    """
    begun = begin(sender=sender, references=references, by=by, at=at)
    while isinstance(begun, Batch) and begun.unfinished:
        begun = carry_on(reference=begun.reference, at=at)
    return begun


def begin(
    *, sender: OrganisationId, references: Sequence[str] | None = None, by: Actor, at: datetime
) -> Batch | NotDone:
    """The same, as far as its first letters; the others are added by `carry_on`. One that is not finished is not begun twice."""
    office = offices.office_of(sender)
    if not office.sends:
        return NotDone.NOT_SENDER
    with offices.looking(office) as viewers, transaction.atomic():
        one_at_a_time(sender)
        if halt.halted(office.council):
            return NotDone.HALTED
        batch = LetterBatch(
            reference=token_hex(8), sender_id=sender, council_id=office.council, made_at=at, made_by=str(by)
        )
        if references is not None:
            return _of_those(batch, whom.chosen(viewers, references[:MOST], at=at), at)
        before = LetterBatch.objects.filter(sender_id=sender, whole_at=None).first()
        return _made(before) if before else _of_all(batch, viewers, at)


def _of_those(batch: LetterBatch, found: Sequence[Writable], at: datetime) -> Batch | NotDone:
    """A batch of those chosen is never so large that it were made in steps."""
    if not found:
        return NotDone.NONE_OF_THESE
    batch.wanted, batch.whole_at = len(found), at
    return _with_more(batch, found, at)


def _of_all(batch: LetterBatch, viewers: Viewers, at: datetime) -> Batch | NotDone:
    """Whoever the gate hides makes room for the next; where it hides everybody there is no batch."""
    found: list[Writable] = []
    while not found and batch.whole_at is None:
        found = _next(batch, 0, viewers, at)
    return _with_more(batch, found, at) if found else NotDone.NOBODY


def carry_on(*, reference: str, at: datetime) -> Batch | NotDone:
    """The next step of a batch that was begun; of one that is whole nothing happens."""
    batch = LetterBatch.objects.get(reference=reference)
    with offices.looking(offices.office_of(OrganisationId(batch.sender_id))) as viewers, transaction.atomic():
        one_at_a_time(OrganisationId(batch.sender_id))
        batch = LetterBatch.objects.select_for_update().get(reference=reference)
        if batch.whole_at is not None:
            return _made(batch)
        if halt.halted(OrganisationId(batch.council_id)):
            return NotDone.HALTED
        return _with_more(batch, _next(batch, batch.letters.count(), viewers, at), at)


def _next(batch: LetterBatch, letters: int, viewers: Viewers, at: datetime) -> list[Writable]:
    """Those who join a batch next; it is whole once it is full, or nobody comes after them."""
    size = min(STEP, MOST - letters)
    total, ones = whom.candidates(viewers, skip=batch.passed_over, size=size)
    found = whom.let_through(viewers, ones, at=at)
    batch.wanted = batch.wanted or min(MOST, total)
    if letters + len(found) >= MOST or batch.passed_over + size >= total:
        batch.whole_at = at
    batch.passed_over += len(ones) - len(found)
    return found


def _with_more(batch: LetterBatch, found: Sequence[Writable], at: datetime) -> Batch:
    if found:
        act: Act = {"act": "letters.queued", "batch": batch.reference, "letters": len(found), "by": batch.made_by}
        [leaf] = append([act], at=at)
        batch.leaf_hash = batch.leaf_hash or leaf
    batch.carried_at, batch.broke_at = at, None
    batch.save()
    before = batch.letters.count()
    Letter.objects.bulk_create(
        Letter(batch=batch, number=number, centre_id=centre, family_id=one.family, reference=one.reference)
        for number, (one, centre) in enumerate(found, before + 1)
    )
    return _made(batch)


def _made(batch: LetterBatch) -> Batch:
    return Batch(batch.reference, batch.letters.count(), unfinished=batch.whole_at is None)


# -- by the clock --------------------------------------------------------------------------------------------------------


def make_weekly(*, by: Actor, at: datetime) -> int:
    """Each week a batch for every council that sends its centres' letters; its steward is told. Gives how many were made."""
    councils = [one.id for one in people.organisations(OrganisationKind.COUNCIL)]
    made = {council: make(sender=council, by=by, at=at) for council in councils}
    ready = {council: one.reference for council, one in made.items() if isinstance(one, Batch)}
    for council, reference in ready.items():
        kind, role = AlertKind.LETTERS_READY, RoleKind.DATA_STEWARD
        raise_alert(to=council, role=role, kind=kind, about=reference, at=at)
    return len(ready)


def finish(*, at: datetime) -> None:
    """Whatever was begun and is not whole goes on to its end; one that breaks off says so, and is tried again."""
    for reference in LetterBatch.objects.filter(whole_at=None).order_by("pk").values_list("reference", flat=True):
        try:
            _finish(reference, at)
        except Exception:
            LetterBatch.objects.filter(reference=reference, whole_at=None).update(broke_at=at)
            raise


def _finish(reference: str, at: datetime) -> None:
    made = carry_on(reference=reference, at=at)
    while isinstance(made, Batch) and made.unfinished:
        made = carry_on(reference=reference, at=at)
