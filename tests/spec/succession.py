"""What a new outcome means for the current decision, as a table of situations, each with its answer."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rightstart.agreements.rules import Missing, NotYet, Party, Permit, Refused, Wait
from rightstart.allocation.rules import Unplaced, UnplacedReason
from rightstart.notice import Payload
from rightstart.release.rules import Disclose, Outcome, OutcomeKind, Passage, Standing, Then
from rightstart.safeguards.rules import ClearanceKind, MarkerKind, Withheld
from rightstart.terms import Item, OrganisationId

A, B = OrganisationId(1), OrganisationId(2)
LISTED: Final = frozenset({Item.ADDRESS, Item.PARENT_NAME})
FEWER: Final = frozenset({Item.ADDRESS})
SOON, LATER = date(2026, 10, 16), date(2026, 10, 17)
_PARTY: Final = Party("childcare duty", "Childcare Act 2006 s5A")


def to(centre: OrganisationId, listed: frozenset[Item] = LISTED) -> Disclose:
    """A disclosure to a centre under an agreement that lists these items."""
    permit = Permit("ISA-1", 1, 1, _PARTY, _PARTY, "public task", listed, 42)
    return Disclose(centre, permit, Payload(parent_name="Ann Smith"))


def standing(kind: OutcomeKind, reason: str = "", *, until: date | None = None, marked: bool = False) -> Standing:
    disclosed = kind is OutcomeKind.DISCLOSE
    return Standing(kind, reason, until, A if disclosed else None, LISTED if disclosed else frozenset(), marked)


DISCLOSED: Final = standing(OutcomeKind.DISCLOSE)
MARKED: Final = standing(OutcomeKind.WITHHELD, MarkerKind.ADOPTION.value, marked=True)
UNMARKED: Final = standing(OutcomeKind.WITHHELD, ClearanceKind.PARENTS_TOLD.value)
DETOURED: Final = standing(OutcomeKind.WITHHELD, ClearanceKind.PARENTS_TOLD.value, marked=True)
WAITING: Final = standing(OutcomeKind.NOT_YET, Wait.EARLIEST_DAY.value, until=SOON)
NOWHERE: Final = standing(OutcomeKind.UNPLACED, UnplacedReason.NO_REACH_AREA.value)
REFUSED: Final = standing(OutcomeKind.REFUSED, Missing.NOT_SIGNED.value)

DIED: Final = Withheld(MarkerKind.DEATH_INFORMAL)
ADOPTED: Final = Withheld(MarkerKind.ADOPTION)
UNTOLD: Final = Withheld(ClearanceKind.PARENTS_TOLD)
STALE: Final = NotYet(None, Wait.STATUS_STALE)
ENDED: Final = Refused(Missing.ENDED)
RECALLED: Final = Refused(Missing.ENDED, recalls_all=True)
UNSIGNED: Final = Refused(Missing.NOT_SIGNED)
UNKNOWN: Final = Unplaced(UnplacedReason.UNKNOWN_POSTCODE)


@dataclass(frozen=True, slots=True)
class Row:
    """A situation in words and as facts, and what follows."""

    now: str
    then_comes: str
    current: Standing | None
    new: Outcome
    follows: Then
    reviewed: bool = False
    payload_changed: bool = False


ROWS: Final = (
    Row("nothing decided yet", "any outcome", None, UNTOLD, Then.RECORD),
    Row("nothing decided yet", "disclose", None, to(A), Then.RECORD),
    Row("disclosed", "withheld by a marker", DISCLOSED, DIED, Then.CALL_BACK),
    Row("disclosed", "withheld for want of a clearance", DISCLOSED, UNTOLD, Then.CALL_BACK),
    Row("disclosed to A", "disclose to B", DISCLOSED, to(B), Then.MOVE),
    Row("disclosed to A", "disclose to B, details changed", DISCLOSED, to(B), Then.MOVE, payload_changed=True),
    Row("disclosed", "disclose, the same", DISCLOSED, to(A), Then.NOTHING),
    Row("disclosed", "disclose, fewer items, the same handed over", DISCLOSED, to(A, FEWER), Then.NOTHING),
    Row("disclosed", "disclose, details changed", DISCLOSED, to(A), Then.CORRECT, payload_changed=True),
    Row("disclosed", "disclose, items no longer permitted", DISCLOSED, to(A, FEWER), Then.NARROW, payload_changed=True),
    Row("disclosed", "refused: the agreement has ended", DISCLOSED, ENDED, Then.END),
    Row("disclosed", "refused: suspended", DISCLOSED, Refused(Missing.SUSPENDED), Then.END),
    Row("disclosed", "not yet: the status is stale", DISCLOSED, STALE, Then.WAIT),
    Row("disclosed", "unplaced", DISCLOSED, UNKNOWN, Then.ASK),
    Row("withheld by a marker", "disclose", MARKED, to(A), Then.REVIEW),
    Row("withheld by a marker", "not yet", MARKED, STALE, Then.REVIEW),
    Row("withheld by a marker", "unplaced", MARKED, UNKNOWN, Then.REVIEW),
    Row("withheld by a marker", "refused", MARKED, ENDED, Then.REVIEW),
    Row("withheld by a marker", "withheld by another", MARKED, DIED, Then.SUPERSEDE),
    Row("withheld by a marker", "withheld by the same", MARKED, ADOPTED, Then.NOTHING),
    Row("withheld by a marker", "withheld for want of a clearance", MARKED, UNTOLD, Then.SUPERSEDE),
    Row("withheld by a marker once, by a clearance now", "disclose", DETOURED, to(A), Then.REVIEW),
    Row("withheld by a marker, reviewed by two", "disclose", MARKED, to(A), Then.SUPERSEDE, reviewed=True),
    Row("withheld by a marker, reviewed by two", "not yet", MARKED, STALE, Then.SUPERSEDE, reviewed=True),
    Row("withheld for want of a clearance", "disclose", UNMARKED, to(A), Then.SUPERSEDE),
    Row("withheld for want of a clearance", "the same", UNMARKED, UNTOLD, Then.NOTHING),
    Row("not yet", "disclose", WAITING, to(A), Then.SUPERSEDE),
    Row("not yet", "the same wait", WAITING, NotYet(SOON, Wait.EARLIEST_DAY), Then.NOTHING),
    Row("not yet", "until another day", WAITING, NotYet(LATER, Wait.EARLIEST_DAY), Then.SUPERSEDE),
    Row("not yet", "withheld by a marker", WAITING, DIED, Then.SUPERSEDE),
    Row("unplaced", "disclose", NOWHERE, to(A), Then.SUPERSEDE),
    Row("unplaced", "for another reason", NOWHERE, UNKNOWN, Then.SUPERSEDE),
    Row("refused", "the same refusal", REFUSED, UNSIGNED, Then.NOTHING),
    Row("refused", "for another lack", REFUSED, ENDED, Then.SUPERSEDE),
    Row("refused", "disclose", REFUSED, to(A), Then.SUPERSEDE),
)

MEANINGS: Final = {
    Then.NOTHING: "nothing happens",
    Then.RECORD: "the decision is recorded; a disclosure goes out",
    Then.SUPERSEDE: "the new decision takes the place of the old; a disclosure goes out",
    Then.CALL_BACK: "superseded, and what was handed over is called back",
    Then.MOVE: "superseded, called back from the first centre, handed over to the second",
    Then.CORRECT: "superseded, and the correction is handed over",
    Then.NARROW: "superseded, the old particulars called back, the narrower ones handed over",
    Then.END: "families not yet contacted are called back; the exit rule says what becomes of the others",
    Then.WAIT: "the decision stays; nothing new goes out until the status is fresh, or what was stopped is resumed",
    Then.ASK: "the decision stays, and a person is asked",
    Then.REVIEW: "the birth stays withheld until two people have lifted the marker",
}


@dataclass(frozen=True, slots=True)
class GateRow:
    """What the gate answers about a birth disclosed to A, asked for a centre, if this is true this second."""

    now: str
    new: Outcome
    asking: OrganisationId
    answers: Passage
    contacted: bool = False
    stopped: bool = False


GATE: Final = (
    GateRow("still to be disclosed to it", to(A), A, Passage.OPEN),
    GateRow("to be disclosed to it, details changed", to(A, FEWER), A, Passage.OPEN),
    GateRow("to be disclosed to another centre", to(B), A, Passage.CLOSED),
    GateRow("to be disclosed to the centre that asks, which does not hold it yet", to(B), B, Passage.CLOSED),
    GateRow("still to be disclosed to A, and B asks", to(A), B, Passage.CLOSED),
    GateRow("withheld by a marker", DIED, A, Passage.CLOSED),
    GateRow("withheld by a marker, family contacted", DIED, A, Passage.CLOSED, contacted=True),
    GateRow("withheld for want of a clearance", UNTOLD, A, Passage.CLOSED),
    GateRow("the status is stale", STALE, A, Passage.PAUSED),
    GateRow("unplaced", UNKNOWN, A, Passage.PAUSED),
    GateRow("the agreement has ended", ENDED, A, Passage.CLOSED),
    GateRow("the agreement has ended, family contacted", ENDED, A, Passage.OPEN, contacted=True),
    GateRow("ended, and the exit rule recalls all, family contacted", RECALLED, A, Passage.CLOSED, contacted=True),
    GateRow("the council has stopped everything", NotYet(None, Wait.STOPPED), A, Passage.PAUSED, stopped=True),
    GateRow("stopped, withheld by a marker", DIED, A, Passage.CLOSED, stopped=True),
    GateRow(
        "stopped, the agreement has ended, family contacted", ENDED, A, Passage.PAUSED, contacted=True, stopped=True
    ),
)
