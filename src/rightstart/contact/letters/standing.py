"""Hides which letters of a batch may still go: each family is let through by the gate at that second, or its letter stays."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from rightstart.contact import retrace
from rightstart.contact.letters import whom
from rightstart.contact.letters.rules import Answer, NotDone, Noted, State, state
from rightstart.contact.letters.whom import Viewers
from rightstart.contact.models import Letter, LetterBatch
from rightstart.contact.shown import FamilyView
from rightstart.engine import turns
from rightstart.engine.turns import Turn
from rightstart.release import halt
from rightstart.terms import FamilyId, OrganisationId


def noted(one: Letter) -> State:
    """Where a letter stands."""
    told = Answer(one.answer) if one.answer else None
    return state(Noted(one.printed_at is not None, one.posted_at is not None, one.withdrawn_at is not None, told))


def one_at_a_time(sender: OrganisationId) -> None:
    """Two people who make a batch at once take turns, and the second finds the first one's letters under way."""
    halt.sending()
    turns.take(Turn.LETTERS, sender)


def open_batch(sender: OrganisationId, reference: str, *, only_to_take_out: bool = False) -> LetterBatch | NotDone:
    """A sender's batch that is whole and not posted, locked, unless everything is stopped; letters are taken out all the same."""
    one_at_a_time(sender)
    batch = LetterBatch.objects.select_for_update().filter(reference=reference, sender_id=sender).first()
    if batch is None:
        return NotDone.UNKNOWN
    if batch.posted_at is not None:
        return NotDone.POSTED_BEFORE
    if only_to_take_out:
        return batch
    if halt.halted(OrganisationId(batch.council_id)):
        return NotDone.HALTED
    if batch.whole_at is None:
        return NotDone.BEING_MADE
    return batch


def on_their_way(batch: LetterBatch) -> list[Letter]:
    """The letters of a batch that nobody has withdrawn, locked: a marker that lands now waits, and then withdraws them."""
    return list(batch.letters.select_for_update().filter(withdrawn_at__isnull=True).order_by("number"))


def standing(letters: Iterable[Letter], viewers: Viewers, at: datetime) -> Mapping[int, FamilyView]:
    """By number, the families that a letter may go to at this second: let through by the gate, and a letter still comes next."""
    by_centre: dict[int, list[Letter]] = defaultdict(list)
    for one in letters:
        by_centre[one.centre_id].append(one)
    shown: dict[int, FamilyView] = {}
    for centre, ones in by_centre.items():
        writable = whom.writable(viewers[OrganisationId(centre)], [one.reference for one in ones], at=at)
        of_letters = {one.number: writable.get(FamilyId(one.family_id)) for one in ones}
        shown |= {number: view for number, view in of_letters.items() if view is not None}
    return shown


def home_of(one: FamilyView) -> bytes:
    return retrace.home_of("\n".join(one.address), one.postcode)


def same_home(letter: Letter, one: FamilyView) -> bool:
    """Whether what is on paper goes to where the family lives now; what is on no paper does."""
    return letter.home is None or bytes(letter.home) == home_of(one)
