"""Hides how an attempt at first contact is recorded: only where it may follow what was tried, and through the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final, NotRequired, TypedDict

from django.db import transaction

from rightstart.contact import retrace, sealed
from rightstart.contact.models import Attempt, AttemptNote
from rightstart.contact.retrace import NotTraced, Traced
from rightstart.contact.rules import SENT, Allowed, AttemptOutcome, Made, NotAllowed, Spoken, may_follow
from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.contact.worklist import family
from rightstart.engine import turns
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer
from rightstart.engine.turns import Turn
from rightstart.ledger.append import Act, append
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, FamilyId, OrganisationId

# What a family says at the door stops contact everywhere, and is kept as the safeguard fact that it is.
MARKS: Final = {
    AttemptOutcome.BEREAVEMENT: MarkerKind.DEATH_INFORMAL,
    AttemptOutcome.DO_NOT_CONTACT: MarkerKind.OBJECTION,
    AttemptOutcome.MOVED: MarkerKind.MOVED_AWAY,
}
TRIED: Final = "SELECT DISTINCT family_id FROM contact_attempt WHERE family_id = ANY(%(families)s::bigint[])"
NOT_SAID: Final = Spoken()


@dataclass(frozen=True, slots=True)
class Noted:
    """An attempt was recorded; `marks` is the safeguard fact that it makes known, if any."""

    family: FamilyId
    marks: MarkerKind | None


@dataclass(frozen=True, slots=True)
class NoSuchFamily:
    """This centre has no such family, or may no longer contact it: it is not told which."""


class Told(TypedDict):
    """What is told of an attempt besides its channel and outcome: see `record_attempt`."""

    made_on: date
    note: str
    spoken: NotRequired[Spoken]
    heard: NotRequired[bool]
    form: NotRequired[str]


@transaction.atomic
def record_attempt(
    *,
    viewer: Viewer,
    reference: str,
    made: Made,
    made_on: date,
    note: str,
    spoken: Spoken = NOT_SAID,
    heard: bool = False,
    form: str = "",
    by: Actor,
    at: datetime,
) -> Noted | NoSuchFamily | NotAllowed:
    """Record one try at first contact with a family of the viewer's centre, or what was heard of it.

    `spoken`: how the family speaks, where it said so. `heard`: nobody tried to reach it, it was heard of.
    `form`: by which a form that is sent twice is known; the second time nothing happens and the first answer is given.
    """
    once = (
        sha256("|".join((form, reference, made.channel, made.outcome, str(made_on))).encode()).digest()
        if form
        else None
    )
    if once and (before := _recorded(once, viewer.organisation)):
        return before
    found = family(viewer, reference, at=at)
    if found is None:
        return NoSuchFamily()
    if isinstance(answer := _may_follow(found, made, heard=heard), NotAllowed):
        return answer
    [attempt] = _note([(found.family, viewer.organisation)], made, made_on, by, at, once=once, spoken=spoken)
    if note.strip() and (kept := sealed.seal(note.strip(), family=found.family, centre=viewer.organisation)):
        AttemptNote.objects.create(attempt=attempt, key=kept[0], sealed=kept[1])
    retrace.acted_on(found.reference, at=at)
    if made.doubts_home:
        retrace.ask_for(family=found.family, centre=viewer.organisation, returned_on=made_on, by=by, at=at)
    return Noted(found.family, MARKS.get(made.outcome))


def _may_follow(found: FamilyView | WaitingFamily, made: Made, *, heard: bool) -> Allowed | NotAllowed:
    match found:
        case WaitingFamily():
            return may_follow(found.made, made, waits=True, trace=found.trace)
        case FamilyView():
            referred = found.referral is not None
            return may_follow(
                found.made, made, first=found.first_contact, heard=heard, trace=found.trace, referred=referred
            )


def _recorded(once: bytes, centre: OrganisationId) -> Noted | None:
    """What this very form brought when it was sent before: whoever sends it again at the same moment waits for that."""
    turns.take(Turn.ATTEMPTS, int.from_bytes(once[:4]))
    before = Attempt.objects.filter(once=once, centre_id=centre).first()
    return None if before is None else Noted(FamilyId(before.family_id), None)


def note_sent(families: Sequence[tuple[FamilyId, OrganisationId]], *, sent_on: date, by: Actor, at: datetime) -> None:
    """Letters to these families, each with its centre, have been posted: in the transaction in which that is noted of them."""
    _note(families, SENT, sent_on, by, at)


def _note(
    families: Sequence[tuple[FamilyId, OrganisationId]],
    made: Made,
    made_on: date,
    by: Actor,
    at: datetime,
    *,
    once: bytes | None = None,
    spoken: Spoken = NOT_SAID,
) -> list[Attempt]:
    act: Act = {"act": "attempt", "channel": made.channel, "outcome": made.outcome, "by": str(by)}
    return Attempt.objects.bulk_create(
        Attempt(
            centre_id=centre,
            family_id=family,
            channel=made.channel.value,
            outcome=made.outcome.value,
            made_on=made_on,
            at=at,
            by=str(by),
            leaf_hash=leaf,
            once=once,
            language=spoken.language,
            interpreter=spoken.interpreter,
        )
        for (family, centre), leaf in zip(families, append([act] * len(families), at=at), strict=True)
    )


def contacted(families: Sequence[FamilyId]) -> frozenset[FamilyId]:
    """Which of these families somebody has tried to contact; where there are none, nobody is asked."""
    found = ask(TRIED, {"families": list(families)}) if families else []
    return frozenset(FamilyId(number) for (number,) in found)


@transaction.atomic
def give_up(*, viewer: Viewer, reference: str, by: Actor, at: datetime) -> Traced | NotTraced:
    """The centre gives up a family whose address nobody knows."""
    found = family(viewer, reference, at=at)
    if found is None:
        return NotTraced.UNKNOWN
    return retrace.close(family=found.family, known_as=found.reference, by=by, at=at)
