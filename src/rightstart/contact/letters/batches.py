"""Hides how first letters are put into batches, printed and posted: every family passes the gate each time, at that second."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from secrets import token_hex
from typing import TypeAlias

from django.db import transaction
from django.db.models import Q

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.contact import follow_up, retrace, worklist
from rightstart.contact.letters import codes, offices, withdrawing
from rightstart.contact.letters.houses import all_rung
from rightstart.contact.letters.rules import ANSWERS, MOST, Answer, Noted, State, state
from rightstart.contact.models import Letter, LetterBatch
from rightstart.contact.rules import Allowed, may_follow
from rightstart.contact.shown import FamilyView
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine import turns
from rightstart.engine.isolation import Viewer, proven
from rightstart.engine.turns import Turn
from rightstart.handover import chasing
from rightstart.ledger.append import Act, append
from rightstart.release import halt
from rightstart.terms import Actor, FamilyId, OrganisationId, london_date


class NotDone(StrEnum):
    """Why no batch was made, nothing printed, nothing posted."""

    UNKNOWN = "unknown"
    NOT_SENDER = "not-sender"
    NOBODY = "nobody"
    HALTED = "halted"
    NOT_PRINTED = "not-printed"
    POSTED_BEFORE = "posted-before"
    TAKE_OUT = "take-out"
    NOBODY_TO_RING = "nobody-to-ring"


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
    """A batch was made, or posted, with so many letters."""

    reference: str
    letters: int


Viewers: TypeAlias = Mapping[OrganisationId, Viewer]


def make(*, sender: OrganisationId, by: Actor, at: datetime) -> Batch | NotDone:
    """Put the families that may be written to now into a batch, due first. What does not fit waits for the next one."""
    office = offices.office_of(sender)
    if not office.sends:
        return NotDone.NOT_SENDER
    with offices.looking(office) as viewers, transaction.atomic():
        _one_at_a_time(sender)
        if halt.halted(office.council):
            return NotDone.HALTED
        found = [(one, centre) for centre, viewer in viewers.items() for one in worklist.to_write(viewer, MOST, at=at)]
        chosen = sorted(found, key=lambda one: (one[0].due_on, one[0].reference))[:MOST]
        return _made(sender, office.council, chosen, by, at) if chosen else NotDone.NOBODY


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
    chosen: Sequence[tuple[FamilyView, OrganisationId]],
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


def print_letters(
    *, sender: OrganisationId, reference: str, by: Actor, at: datetime, coded: bool = True
) -> list[Sheet] | NotDone:
    """What goes on paper now, in the order of the pile. Again, for what was spoilt: whatever may no longer go is left out.

    So is whose address has changed since: the letter that lies in the pile must come out of it first. `coded`: each bears a code.
    """
    with offices.looking(offices.office_of(sender)) as viewers, transaction.atomic():
        batch = _open(sender, reference)
        return batch if isinstance(batch, NotDone) else _print(batch, viewers, coded, by, at)


def _print(batch: LetterBatch, viewers: Viewers, coded: bool, by: Actor, at: datetime) -> list[Sheet] | NotDone:
    letters = _on_their_way(batch)
    if not all_rung(OrganisationId(one.centre_id) for one in letters):
        return NotDone.NOBODY_TO_RING
    shown = _standing(letters, viewers, at)
    printed = [one for one in letters if one.number in shown and _same_home(one, shown[one.number])]
    _withdraw([one for one in letters if one not in printed], at)
    settle_alert(kind=AlertKind.LETTERS_READY, about=batch.reference, at=at)
    if not printed:
        return NotDone.NOBODY
    for one in printed:
        one.printed_at, one.home = at, _home(shown[one.number])
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
        shown = _standing(found, viewers, at)
    return next((_sheet(one, shown[one.number]) for one in found if one.number in shown), None)


def post(*, sender: OrganisationId, reference: str, by: Actor, at: datetime) -> Batch | NotDone:
    """The pile goes into the post: only once every letter that may no longer go has been taken out of it.

    Each is asked about once more. Whose address has changed since it was printed is taken out too, and written to anew.
    """
    with offices.looking(offices.office_of(sender)) as viewers, transaction.atomic():
        batch = _open(sender, reference)
        if isinstance(batch, NotDone):
            return batch
        return NotDone.NOT_PRINTED if batch.printed_at is None else _post(batch, viewers, by, at)


def _post(batch: LetterBatch, viewers: Viewers, by: Actor, at: datetime) -> Batch | NotDone:
    letters = _on_their_way(batch)
    shown = _standing(letters, viewers, at)
    on_paper = [one for one in letters if one.printed_at is not None and one.number in shown]
    going = [one for one in on_paper if _same_home(one, shown[one.number])]
    _withdraw([one for one in letters if one not in going], at)
    if any(noted(one) is State.TAKE_OUT for one in batch.letters.all()):
        return NotDone.TAKE_OUT
    act: Act = {"act": "letters.posted", "batch": batch.reference, "letters": len(going), "by": str(by)}
    [batch.posted_leaf_hash] = append([act], at=at)
    batch.posted_at, batch.posted_by = at, str(by)
    batch.save(update_fields=("posted_at", "posted_by", "posted_leaf_hash"))
    Letter.objects.filter(pk__in=[one.pk for one in going]).update(posted_at=at)
    families = [(shown[one.number].family, OrganisationId(one.centre_id)) for one in going]
    follow_up.note_sent(families, sent_on=london_date(at), by=by, at=at)
    return Batch(batch.reference, len(going))


@transaction.atomic
def take_out(*, sender: OrganisationId, reference: str, numbers: Set[int], by: Actor, at: datetime) -> int:
    """A person takes letters out of a batch that is not posted, for a reason of their own; gives how many."""
    batch = _open(sender, reference, while_halted=True)
    if isinstance(batch, NotDone):
        return 0
    letters = [one for one in _on_their_way(batch) if one.number in numbers]
    _stop(letters, at)
    _answer(letters, Answer.TAKEN_OUT, by, at)
    return len(letters)


@transaction.atomic
def answer(
    *, organisation: OrganisationId, reference: str, numbers: Set[int], said: Answer, by: Actor, at: datetime
) -> int:
    """A person's word on letters that must not go out, of whoever sends them or of its council; gives for how many it was taken."""
    of = Q(batch__sender_id=organisation) | Q(batch__council_id=organisation)
    found = Letter.objects.select_for_update(of=("self",)).select_related("batch").filter(of, number__in=numbers)
    letters = [one for one in found.filter(batch__reference=reference) if said in ANSWERS.get(noted(one), ())]
    _answer(letters, said, by, at)
    return len(letters)


def noted(one: Letter) -> State:
    """Where a letter stands."""
    told = Answer(one.answer) if one.answer else None
    return state(Noted(one.printed_at is not None, one.posted_at is not None, one.withdrawn_at is not None, told))


# -- what all of these share -------------------------------------------------------------------------------------------


def _one_at_a_time(sender: OrganisationId) -> None:
    """Two people who make a batch at once take turns, and the second finds the first one's letters under way."""
    halt.sending()
    turns.take(Turn.LETTERS, sender)


def _open(sender: OrganisationId, reference: str, *, while_halted: bool = False) -> LetterBatch | NotDone:
    """A sender's batch that is not posted yet, locked; nothing while everything is stopped, unless to take letters out."""
    _one_at_a_time(sender)
    batch = LetterBatch.objects.select_for_update().filter(reference=reference, sender_id=sender).first()
    if batch is None:
        return NotDone.UNKNOWN
    if batch.posted_at is not None:
        return NotDone.POSTED_BEFORE
    if not while_halted and halt.halted(OrganisationId(batch.council_id)):
        return NotDone.HALTED
    return batch


def _on_their_way(batch: LetterBatch) -> list[Letter]:
    """The letters of a batch that nobody has withdrawn, locked: a marker that lands now waits, and then withdraws them."""
    return list(batch.letters.select_for_update().filter(withdrawn_at__isnull=True).order_by("number"))


def _standing(letters: Iterable[Letter], viewers: Viewers, at: datetime) -> Mapping[int, FamilyView]:
    """By number, the families that a letter may go to at this second: let through by the gate, and not tried meanwhile."""
    by_centre: dict[int, list[Letter]] = defaultdict(list)
    for one in letters:
        by_centre[one.centre_id].append(one)
    shown: dict[int, FamilyView] = {}
    for centre, ones in by_centre.items():
        viewer = viewers[OrganisationId(centre)]
        found = worklist.families(viewer, [one.reference for one in ones], at=at)
        writable = {one.family: one for one in found if isinstance(one, FamilyView) and _writable(one)}
        of_letters = {one.number: writable.get(FamilyId(one.family_id)) for one in ones}
        shown |= {number: view for number, view in of_letters.items() if view is not None}
    return shown


def _writable(one: FamilyView) -> bool:
    follows = isinstance(may_follow(one.made, follow_up.SENT, trace=one.trace), Allowed)
    return follows and not one.made and bool(one.address)


def _home(one: FamilyView) -> bytes:
    return retrace.home_of("\n".join(one.address), one.postcode)


def _same_home(letter: Letter, one: FamilyView) -> bool:
    """Whether what is on paper goes to where the family lives now; what is on no paper does."""
    return letter.home is None or bytes(letter.home) == _home(one)


def _withdraw(letters: Sequence[Letter], at: datetime) -> None:
    """These may no longer go; whoever has one on paper is told."""
    withdrawing.tell(_stop(letters, at), at=at)


def _stop(letters: Sequence[Letter], at: datetime) -> list[int]:
    numbers = [one.pk for one in letters]
    Letter.objects.filter(pk__in=numbers).update(withdrawn_at=at)
    return numbers


def _answer(letters: Sequence[Letter], answer: Answer, by: Actor, at: datetime) -> None:
    """A person's word on letters that must not go out, in the ledger; nobody need be told of them any more."""
    names = [withdrawing.name_of(one.batch.reference, one.number) for one in letters]
    leaves = append([{"act": f"letter.{answer}", "letter": name, "by": str(by)} for name in names], at=at)
    for one, leaf in zip(letters, leaves, strict=True):
        one.answer, one.answered_at, one.answered_by, one.answer_leaf_hash = answer.value, at, str(by), leaf
    Letter.objects.bulk_update(letters, ("answer", "answered_at", "answered_by", "answer_leaf_hash"))
    chasing.settled(withdrawing.OF_LETTERS, names, at=at)


def _sheet(letter: Letter, one: FamilyView, code: str = "") -> Sheet:
    lines = (*one.address, one.postcode)
    return Sheet(letter.number, OrganisationId(letter.centre_id), letter.reference, lines, one.spoken.language, code)
