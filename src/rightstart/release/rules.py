"""The decision: where a birth may go on a day or why it may not, and what a new outcome means for the last one."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import assert_never

import msgspec

from rightstart.agreements import rules as agreements
from rightstart.agreements.rules import Instrument, NotYet, Permit, Refused, Timing, Wait
from rightstart.allocation import rules as allocation
from rightstart.allocation.rules import Claims, Unplaced
from rightstart.notice import Notice, Payload
from rightstart.safeguards import rules as safeguards
from rightstart.safeguards.rules import ClearanceKind, Confinement, Marker, MarkerKind, Withheld
from rightstart.terms import Item, OrganisationId


class BirthFacts(msgspec.Struct, frozen=True):
    """All that bears on one birth: bounded, and gathered before anything is decided. `stopped`: its council stopped all."""

    notice: Notice
    clearances: Set[ClearanceKind]
    markers: Sequence[Marker]
    siblings: Confinement
    claims: Claims
    agreements: Mapping[OrganisationId, Sequence[Instrument]]
    timing: Timing
    stopped: bool = False


class Disclose(msgspec.Struct, frozen=True):
    """Hand this payload to this centre under this permit."""

    to: OrganisationId
    under: Permit
    payload: Payload


Outcome = Disclose | Withheld | NotYet | Unplaced | Refused


class OutcomeKind(StrEnum):
    DISCLOSE = "disclose"
    WITHHELD = "withheld"
    NOT_YET = "not-yet"
    UNPLACED = "unplaced"
    REFUSED = "refused"


def decide(birth: BirthFacts, on: date) -> Outcome:
    """Where this birth may go today, or the first reason it may not.

    Safeguards come first, so nothing further is looked up about a protected child. While its council has stopped
    everything nothing new goes out, and what must come back is called back all the same.
    """
    if isinstance(screening := safeguards.screen(birth.clearances, birth.markers, birth.siblings, on), Withheld):
        return screening
    if isinstance(placing := allocation.place(birth.claims, on), Unplaced):
        return placing
    permission = agreements.authorise(birth.agreements.get(placing.centre, ()), birth.timing, on)
    if isinstance(permission, Refused | NotYet):
        return permission
    if birth.stopped:
        return NotYet(None, Wait.STOPPED)
    return Disclose(to=placing.centre, under=permission, payload=birth.notice.only(permission.items))


class Standing(msgspec.Struct, frozen=True):
    """The current decision about a birth, as far as a new outcome is measured against it.

    `marked`: somewhere since the last disclosure a marker withheld this birth and no person has reviewed that since;
    it is carried from decision to decision, so that no detour by another outcome releases anybody.
    """

    kind: OutcomeKind
    reason: str
    until_on: date | None
    recipient: OrganisationId | None
    items: frozenset[Item]
    marked: bool


class Then(StrEnum):
    """What follows from a new outcome; the first decision about a birth is simply recorded."""

    NOTHING = "nothing"
    RECORD = "record"
    SUPERSEDE = "supersede"
    CALL_BACK = "call-back"
    MOVE = "move"
    CORRECT = "correct"
    NARROW = "narrow"
    END = "end"
    WAIT = "wait"
    ASK = "ask"
    REVIEW = "review"


# Recording any other outcome than a disclosure hands nothing over.
HANDS_OVER = frozenset({Then.RECORD, Then.SUPERSEDE, Then.MOVE, Then.CORRECT, Then.NARROW})
# END spares families already contacted: their disclosure stays the current decision while the exit clause governs it,
# so that a later safeguard still finds it and calls it back.
CALLS_BACK = frozenset({Then.CALL_BACK, Then.MOVE, Then.NARROW, Then.END})
KEEPS = frozenset({Then.NOTHING, Then.WAIT, Then.ASK, Then.REVIEW})


def succession(current: Standing | None, new: Outcome, *, reviewed: bool, payload_changed: bool) -> Then:
    """What a new outcome means for the current decision: the table of the design, first line that fits.

    `reviewed`: two people have lifted every marker that ever stood. `payload_changed`: what may be handed over now
    differs from what was.
    """
    if current is None:
        return Then.RECORD
    if current.marked and not reviewed and not isinstance(new, Withheld):
        return Then.REVIEW
    if current.kind is OutcomeKind.DISCLOSE:
        return _after_disclosure(current, new, payload_changed)
    return Then.NOTHING if _alike(current, new) else Then.SUPERSEDE


def _after_disclosure(current: Standing, new: Outcome, payload_changed: bool) -> Then:
    match new:
        case Withheld():
            return Then.CALL_BACK
        case Refused():
            return Then.END
        case NotYet():
            return Then.WAIT
        case Unplaced():
            return Then.ASK
        case Disclose():
            if new.to != current.recipient:
                return Then.MOVE
            if not payload_changed:
                return Then.NOTHING
            return Then.NARROW if current.items - new.under.items else Then.CORRECT
    assert_never(new)


def _alike(current: Standing, new: Outcome) -> bool:
    """Disclosures are never alike here: one that follows another outcome always goes out."""
    return (
        not isinstance(new, Disclose)
        and (current.kind, current.reason) == (kind_of(new), reason_of(new))
        and current.until_on == (new.until if isinstance(new, NotYet) else None)
    )


def stays_marked(current: Standing | None, new: Outcome, *, reviewed: bool) -> bool:
    """Whether the decision now recorded carries the withholding by a marker onwards."""
    if isinstance(new, Withheld) and new.by_marker:
        return True
    return current is not None and current.marked and not reviewed


def kind_of(outcome: Outcome) -> OutcomeKind:
    match outcome:
        case Disclose():
            return OutcomeKind.DISCLOSE
        case Withheld():
            return OutcomeKind.WITHHELD
        case NotYet():
            return OutcomeKind.NOT_YET
        case Unplaced():
            return OutcomeKind.UNPLACED
        case Refused():
            return OutcomeKind.REFUSED
    assert_never(outcome)


def reason_of(outcome: Outcome) -> str:
    """The coded reason; a disclosure needs none, it has its permit."""
    match outcome:
        case Disclose():
            return ""
        case Withheld() | NotYet() | Unplaced():
            return outcome.why.value
        case Refused():
            return outcome.missing.value
    assert_never(outcome)


def stays(ended: Outcome, *, contacted: bool) -> bool:
    """Whether a family stays with its centre when the agreement is over: once contacted, unless the exit rule recalls all."""
    return contacted and not (isinstance(ended, Refused) and ended.recalls_all)


class Passage(StrEnum):
    """What the gate answers about one birth for one centre."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


def passage(
    current: Standing | None, new: Outcome, centre: OrganisationId, *, contacted: bool, stopped: bool = False
) -> Passage:
    """Whether a birth may be shown to a centre at this second, whatever was decided before.

    Paused: handed over, but nothing goes on until the supplier's word is fresh, a person has placed it, or what was
    stopped is resumed. After an agreement has ended only families already contacted stay open, as its exit clause has it.
    """
    may = _passage(current, new, centre, contacted=contacted)
    return Passage.PAUSED if stopped and may is Passage.OPEN else may


def _passage(current: Standing | None, new: Outcome, centre: OrganisationId, *, contacted: bool) -> Passage:
    if current is None or current.kind is not OutcomeKind.DISCLOSE or current.recipient != centre:
        return Passage.CLOSED
    match new:
        case Disclose():
            return Passage.OPEN if new.to == centre else Passage.CLOSED
        case Withheld():
            return Passage.CLOSED
        case NotYet() | Unplaced():
            return Passage.PAUSED
        case Refused():
            return Passage.OPEN if stays(new, contacted=contacted) else Passage.CLOSED
    assert_never(new)


def may_be_told_back(birth: BirthFacts, on: date) -> bool:
    """Whether a supplier may be told what was learnt of its record: no marker but a move stands on it or on its siblings.

    That the family moved is itself told back; what a clearance lacks is the supplier's to say.
    """
    own, others = (
        [one for one in markers if one.kind is not MarkerKind.MOVED_AWAY]
        for markers in (birth.markers, birth.siblings.markers)
    )
    siblings = replace(birth.siblings, markers=tuple(others))
    answer = safeguards.screen(birth.clearances, own, siblings, on)
    return not (isinstance(answer, Withheld) and answer.by_marker)
