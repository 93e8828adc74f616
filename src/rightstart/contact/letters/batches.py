"""Hides how a batch of first letters is printed and posted: every family passes the gate each time, at that second."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import settle_alert
from rightstart.contact import follow_up, retrace
from rightstart.contact.letters import codes, offices
from rightstart.contact.letters.houses import all_rung
from rightstart.contact.letters.pulling import withdraw
from rightstart.contact.letters.rules import NotDone, State
from rightstart.contact.letters.standing import home_of, noted, on_their_way, open_batch, same_home, standing
from rightstart.contact.letters.whom import Viewers
from rightstart.contact.models import Letter, LetterBatch
from rightstart.contact.shown import FamilyView
from rightstart.engine.isolation import Viewer, proven
from rightstart.ledger.append import Act, append
from rightstart.terms import Actor, OrganisationId, london_date


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter as it goes on paper: to whoever cares for the baby, never by anybody's name. `code`: by which to say no."""

    number: int
    centre: OrganisationId
    reference: str
    address: tuple[str, ...]
    language: str | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch was made, or posted, with so many letters. `unfinished`: more are still to join it."""

    reference: str
    letters: int
    unfinished: bool = False


def print_letters(
    *, sender: OrganisationId, reference: str, by: Actor, at: datetime, coded: bool = True
) -> list[Sheet] | NotDone:
    """What goes on paper now, in the order of the pile. Again, for what was spoilt: whatever may no longer go is left out.

    So is whose address has changed since: the letter that lies in the pile must come out of it first. `coded`: each bears a code.
    """
    with offices.looking(offices.office_of(sender)) as viewers, transaction.atomic():
        batch = open_batch(sender, reference)
        return batch if isinstance(batch, NotDone) else _print(batch, viewers, coded, by, at)


def _print(batch: LetterBatch, viewers: Viewers, coded: bool, by: Actor, at: datetime) -> list[Sheet] | NotDone:
    letters = on_their_way(batch)
    if not all_rung(OrganisationId(one.centre_id) for one in letters):
        return NotDone.NOBODY_TO_RING
    shown = standing(letters, viewers, at)
    printed = [one for one in letters if one.number in shown and same_home(one, shown[one.number])]
    withdraw([one for one in letters if one not in printed], at)
    settle_alert(kind=AlertKind.LETTERS_READY, about=batch.reference, at=at)
    if not printed:
        return NotDone.NOBODY
    for one in printed:
        one.printed_at, one.home = at, home_of(shown[one.number])
    Letter.objects.bulk_update(printed, ("printed_at", "home"))
    batch.printed_at = at
    batch.save(update_fields=("printed_at",))
    append([{"act": "letters.printed", "batch": batch.reference, "letters": len(printed), "by": str(by)}], at=at)
    made = codes.mint([shown[one.number].family for one in printed], at=at) if coded else {}
    return [_sheet(one, shown[one.number], made.get(shown[one.number].family, "")) for one in printed]


def preview(viewer: Viewer, *, reference: str, number: int, at: datetime) -> Sheet | None:
    """How one letter of the viewer's batch looks that is still to be posted; None where there is none, or it may not go out."""
    sender = proven(viewer, "council", "centre")
    if sender is None:
        return None
    found = Letter.objects.filter(
        batch__reference=reference, batch__sender_id=sender, number=number, posted_at=None, withdrawn_at=None
    )
    with offices.looking(offices.office_of(sender)) as viewers:
        shown = standing(found, viewers, at)
    return next((_sheet(one, shown[one.number]) for one in found if one.number in shown), None)


def post(*, sender: OrganisationId, reference: str, by: Actor, at: datetime) -> Batch | NotDone:
    """The pile goes into the post: only once every letter that may no longer go has been taken out of it.

    Each is asked about once more. Whose address has changed since it was printed is taken out too, and written to anew.
    """
    with offices.looking(offices.office_of(sender)) as viewers, transaction.atomic():
        batch = open_batch(sender, reference)
        if isinstance(batch, NotDone):
            return batch
        return NotDone.NOT_PRINTED if batch.printed_at is None else _post(batch, viewers, by, at)


def _post(batch: LetterBatch, viewers: Viewers, by: Actor, at: datetime) -> Batch | NotDone:
    letters = on_their_way(batch)
    shown = standing(letters, viewers, at)
    on_paper = [one for one in letters if one.printed_at is not None and one.number in shown]
    going = [one for one in on_paper if same_home(one, shown[one.number])]
    withdraw([one for one in letters if one not in going], at)
    if any(noted(one) is State.TAKE_OUT for one in batch.letters.all()):
        return NotDone.TAKE_OUT
    act: Act = {"act": "letters.posted", "batch": batch.reference, "letters": len(going), "by": str(by)}
    [batch.posted_leaf_hash] = append([act], at=at)
    batch.posted_at, batch.posted_by = at, str(by)
    batch.save(update_fields=("posted_at", "posted_by", "posted_leaf_hash"))
    Letter.objects.filter(pk__in=[one.pk for one in going]).update(posted_at=at)
    families = [(shown[one.number].family, OrganisationId(one.centre_id)) for one in going]
    follow_up.note_sent(families, sent_on=london_date(at), by=by, at=at)
    for again in (one for one in shown.values() if one.trace is not None):
        retrace.acted_on(again.reference, at=at)
    return Batch(batch.reference, len(going))


def _sheet(letter: Letter, one: FamilyView, code: str = "") -> Sheet:
    lines = (*one.address, one.postcode)
    return Sheet(letter.number, OrganisationId(letter.centre_id), letter.reference, lines, one.spoken.language, code)
