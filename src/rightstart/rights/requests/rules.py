"""What a family may request and by when it is answered, what comes next, and what is left out of its pack; pure.

Source: UK GDPR Art 12(3) (a month, and two more where it is told within the first), Art 15 and 16; Data (Use and Access) Act 2025
(a complaint is acknowledged within 30 days).
"""

from collections.abc import Set
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from rightstart.rights.retention.rules import months_after

ACKNOWLEDGED_WITHIN: Final = timedelta(days=30)
ANSWERED_WITHIN_MONTHS: Final = 1
EXTENDED_TO_MONTHS: Final = 3
SOON: Final = timedelta(days=5)


class RequestKind(StrEnum):
    ACCESS = "access"
    CORRECTION = "correction"
    COMPLAINT = "complaint"


class Step(StrEnum):
    """What has been done about a request; each is done once, but that it changes hands."""

    OPENED = "opened"
    TAKEN = "taken"
    ACKNOWLEDGED = "acknowledged"
    EXTENDED = "extended"
    PACKED = "packed"
    OFFERED = "offered"
    BY_HAND = "by-hand"
    ANSWERED = "answered"


class Next(StrEnum):
    """What is to be done next."""

    MAKE_PACK = "make-pack"
    REVIEW = "review"
    ACKNOWLEDGE = "acknowledge"
    LOOK_INTO = "look-into"
    ANSWER = "answer"
    NOTHING = "nothing"


class Outcome(StrEnum):
    GIVEN = "given"
    PUT_RIGHT = "put-right"
    DISPUTE_NOTED = "dispute-noted"
    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    NOT_UPHELD = "not-upheld"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Ground(StrEnum):
    """Why a request is refused."""

    NOT_HELD = "not-held"
    NOT_WRONG = "not-wrong"
    NOT_ENTITLED = "not-entitled"
    UNFOUNDED = "unfounded"
    EXCESSIVE = "excessive"


class Delay(StrEnum):
    """Why two months more are taken (Art 12(3))."""

    COMPLEX = "complex"
    MANY = "many"


class Detail(StrEnum):
    """What a family can have put right: a column of the feed contract."""

    BABY_SURNAME = "baby_surname"
    BABY_FORENAME = "baby_forename"
    BORN_ON = "born_on"
    PARENT_NAME = "parent_name"
    ADDRESS = "address_line_1"
    POSTCODE = "postcode"
    LANGUAGE = "language"
    PHONE = "phone"
    EMAIL = "email"


ENDS: Final = {
    RequestKind.ACCESS: frozenset({Outcome.GIVEN, Outcome.REFUSED, Outcome.WITHDRAWN}),
    RequestKind.CORRECTION: frozenset({Outcome.PUT_RIGHT, Outcome.DISPUTE_NOTED, Outcome.REFUSED, Outcome.WITHDRAWN}),
    RequestKind.COMPLAINT: frozenset({Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD, Outcome.WITHDRAWN}),
}
# What must have been done before an outcome can be told; what is refused or withdrawn needs nothing.
NEEDS: Final = {
    Outcome.GIVEN: frozenset({Step.PACKED}),
    Outcome.PUT_RIGHT: frozenset({Step.OFFERED, Step.BY_HAND}),
    Outcome.UPHELD: frozenset({Step.ACKNOWLEDGED}),
    Outcome.PARTLY_UPHELD: frozenset({Step.ACKNOWLEDGED}),
    Outcome.NOT_UPHELD: frozenset({Step.ACKNOWLEDGED}),
}
_OF_KIND: Final = {
    RequestKind.ACCESS: frozenset({Step.PACKED, Step.EXTENDED}),
    RequestKind.CORRECTION: frozenset({Step.OFFERED, Step.BY_HAND, Step.EXTENDED}),
    RequestKind.COMPLAINT: frozenset({Step.ACKNOWLEDGED}),
}
_AGAIN: Final = frozenset({Step.TAKEN, Step.PACKED})


def next_step(kind: RequestKind, done: Set[Step]) -> Next:
    if Step.ANSWERED in done:
        return Next.NOTHING
    match kind:
        case RequestKind.ACCESS:
            return Next.ANSWER if Step.PACKED in done else Next.MAKE_PACK
        case RequestKind.CORRECTION:
            return Next.ANSWER if done & {Step.OFFERED, Step.BY_HAND} else Next.REVIEW
        case RequestKind.COMPLAINT:
            return Next.LOOK_INTO if Step.ACKNOWLEDGED in done else Next.ACKNOWLEDGE


def may_do(kind: RequestKind, done: Set[Step], step: Step) -> bool:
    """Whether a step may follow on those that were done."""
    if Step.ANSWERED in done or (step in done and step not in _AGAIN):
        return False
    return step in {Step.TAKEN, Step.ANSWERED} or step in _OF_KIND[kind]


def may_end(kind: RequestKind, done: Set[Step], outcome: Outcome, ground: Ground | None) -> bool:
    """Whether a request may be answered so: with its reason where it is refused, and only after what it needs."""
    needs = NEEDS.get(outcome)
    fits = outcome in ENDS[kind] and (needs is None or bool(needs & done))
    return fits and may_do(kind, done, Step.ANSWERED) and (ground is not None) == (outcome is Outcome.REFUSED)


def due_on(kind: RequestKind, opened_on: date, done: Set[Step]) -> date:
    """The last day for what comes next. Of a complaint that is acknowledged: our own aim, for the law says "without delay"."""
    if kind is RequestKind.COMPLAINT:
        if Step.ACKNOWLEDGED in done:
            return months_after(opened_on, EXTENDED_TO_MONTHS)
        return opened_on + ACKNOWLEDGED_WITHIN
    return months_after(opened_on, EXTENDED_TO_MONTHS if Step.EXTENDED in done else ANSWERED_WITHIN_MONTHS)


def may_extend(kind: RequestKind, opened_on: date, done: Set[Step], today: date) -> bool:
    """Within the first month only, and the family is told why (Art 12(3))."""
    return may_do(kind, done, Step.EXTENDED) and today <= months_after(opened_on, ANSWERED_WITHIN_MONTHS)


# -- what is left out of a pack ----------------------------------------------------------------------------------------


class Part(StrEnum):
    """A part of what is held that may have to be left out."""

    HOME = "home"
    PARENT = "parent"
    NOTES = "notes"
    HOLDS = "holds"


class Why(StrEnum):
    """Why a part is left out. OTHERS: it may be about somebody else (Art 15(4)). SAFEGUARD: it could tell what must stay unsaid."""

    OTHERS = "others"
    SAFEGUARD = "safeguard"


# That something was withheld is not said on any pack: every pack ends with the same sentence.
UNSAID: Final = frozenset({Part.HOLDS})


def left_out(*, is_named: bool, notes: bool, notes_read: bool, holds: bool, guarded: bool) -> dict[Part, Why]:
    """What of a pack is left out, and why; what nobody has looked at is.

    `is_named`: whoever asks is the parent that the record names, and gave the address that it has. `notes_read`: a person has
    read the workers' notes, and they are about this family alone. `guarded`: a safeguard was ever stated of the family.
    """
    found = {} if is_named and not guarded else {Part.HOME: Why.SAFEGUARD if guarded else Why.OTHERS}
    if not is_named:
        found[Part.PARENT] = Why.OTHERS
    if notes and (guarded or not notes_read):
        found[Part.NOTES] = Why.SAFEGUARD if guarded else Why.OTHERS
    if holds:
        found[Part.HOLDS] = Why.SAFEGUARD
    return found
