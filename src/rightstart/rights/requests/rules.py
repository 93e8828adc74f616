"""What a family may request and by when it is answered, whose it is, and what may follow what; pure.

Source: UK GDPR Art 12(3) (a month, and two more where it is told within the first), Art 15 and 16; Data Protection Act 2018
s.164A (a complaint is acknowledged within 30 days beginning when it is received, its outcome told without undue delay).
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from rightstart.directory.rules import RoleKind
from rightstart.rights.rules import Giver
from rightstart.terms import months_after

ACKNOWLEDGED_WITHIN: Final = timedelta(days=30 - 1)  # the day on which it is received is the first of the thirty
ANSWERED_WITHIN_MONTHS: Final = 1
EXTENDED_TO_MONTHS: Final = 3


class RequestKind(StrEnum):
    ACCESS = "access"
    CORRECTION = "correction"
    COMPLAINT = "complaint"


class Asker(StrEnum):
    """Who it is that asks: the parent whom the record names, at the address that it has; or another parent, or not sure."""

    NAMED = "named"
    OTHER = "other"


class Step(StrEnum):
    """What has been done about a request; each is done once, but that it changes hands and that its pack is made anew."""

    OPENED = "opened"
    KNOWN = "known"
    TAKEN = "taken"
    ACKNOWLEDGED = "acknowledged"
    EXTENDED = "extended"
    PACKED = "packed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OFFERED = "offered"
    BY_HAND = "by-hand"
    ANSWERED = "answered"


class Next(StrEnum):
    """What is to be done next."""

    SEE_WHO = "see-who"
    MAKE_PACK = "make-pack"
    REVIEW = "review"
    TELL_SUPPLIER = "tell-supplier"
    ACKNOWLEDGE = "acknowledge"
    LOOK_INTO = "look-into"
    ANSWER = "answer"
    NOTHING = "nothing"


class Outcome(StrEnum):
    GIVEN = "given"
    PUT_RIGHT = "put-right"
    NOT_CHANGED = "not-changed"
    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    NOT_UPHELD = "not-upheld"
    TO_REGULATOR = "to-regulator"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Ground(StrEnum):
    """Why a request is refused."""

    NOT_HELD = "not-held"
    NOT_KNOWN = "not-known"
    NOT_ENTITLED = "not-entitled"
    UNFOUNDED = "unfounded"
    EXCESSIVE = "excessive"


class Delay(StrEnum):
    """Why two months more are taken (Art 12(3))."""

    COMPLEX = "complex"
    MANY = "many"


class Declined(StrEnum):
    """Why a detail stays as it is."""

    NOT_WRONG = "not-wrong"
    NOT_SHOWN = "not-shown"
    NO_FACT = "no-fact"


class Changed(StrEnum):
    """What was changed because of a complaint."""

    RECORD = "record"
    CONTACT_STOPPED = "contact-stopped"
    WORDING = "wording"
    PRACTICE = "practice"
    AGREEMENT = "agreement"
    SUPPLIER_TOLD = "supplier-told"


# -- what may follow what ----------------------------------------------------------------------------------------------

# By kind, in order: what is to be done until any of these steps is taken.
ORDER: Final[Mapping[RequestKind, Sequence[tuple[Next, Set[Step]]]]] = {
    RequestKind.ACCESS: (
        (Next.SEE_WHO, {Step.KNOWN}),
        (Next.MAKE_PACK, {Step.PACKED}),
        (Next.ANSWER, {Step.ANSWERED}),
    ),
    RequestKind.CORRECTION: (
        (Next.SEE_WHO, {Step.KNOWN}),
        (Next.REVIEW, {Step.ACCEPTED, Step.DECLINED}),
        (Next.TELL_SUPPLIER, {Step.OFFERED, Step.BY_HAND, Step.DECLINED}),
        (Next.ANSWER, {Step.ANSWERED}),
    ),
    RequestKind.COMPLAINT: (
        (Next.ACKNOWLEDGE, {Step.ACKNOWLEDGED}),
        (Next.SEE_WHO, {Step.KNOWN}),
        (Next.LOOK_INTO, {Step.ANSWERED}),
    ),
}
# By kind, how it may end, and of what any one must have been done before; nothing where that is nothing.
ENDS: Final[Mapping[RequestKind, Mapping[Outcome, Set[Step]]]] = {
    RequestKind.ACCESS: {Outcome.GIVEN: {Step.PACKED}, Outcome.REFUSED: set(), Outcome.WITHDRAWN: set()},
    RequestKind.CORRECTION: {
        Outcome.PUT_RIGHT: {Step.OFFERED, Step.BY_HAND},
        Outcome.NOT_CHANGED: {Step.DECLINED},
        Outcome.REFUSED: set(),
        Outcome.WITHDRAWN: set(),
    },
    RequestKind.COMPLAINT: {
        Outcome.UPHELD: {Step.ACKNOWLEDGED},
        Outcome.PARTLY_UPHELD: {Step.ACKNOWLEDGED},
        Outcome.NOT_UPHELD: {Step.ACKNOWLEDGED},
        Outcome.TO_REGULATOR: {Step.ACKNOWLEDGED},
        Outcome.WITHDRAWN: set(),
    },
}
_OF_KIND: Final[Mapping[RequestKind, Set[Step]]] = {
    RequestKind.ACCESS: {Step.PACKED, Step.EXTENDED},
    RequestKind.CORRECTION: {Step.ACCEPTED, Step.DECLINED, Step.OFFERED, Step.BY_HAND, Step.EXTENDED},
    RequestKind.COMPLAINT: {Step.ACKNOWLEDGED},
}
_OF_EVERY_KIND: Final = frozenset({Step.KNOWN, Step.TAKEN, Step.ANSWERED})
_AGAIN: Final = frozenset({Step.TAKEN, Step.PACKED})
# Nothing about a family leaves, and nothing is decided about it, before it is known who asks.
_BEFORE_KNOWN: Final = frozenset({Step.KNOWN, Step.TAKEN, Step.ACKNOWLEDGED, Step.EXTENDED, Step.ANSWERED})
_INSTEAD: Final[Mapping[Step, Set[Step]]] = {
    Step.ACCEPTED: {Step.DECLINED},
    Step.DECLINED: {Step.ACCEPTED},
    Step.OFFERED: {Step.BY_HAND},
    Step.BY_HAND: {Step.OFFERED},
}
_AFTER: Final[Mapping[Step, Step]] = {Step.OFFERED: Step.ACCEPTED, Step.BY_HAND: Step.ACCEPTED}
# Of whom nobody knows who they are only this can be said.
_OF_THE_UNKNOWN: Final = frozenset({Outcome.REFUSED, Outcome.WITHDRAWN})


def next_step(kind: RequestKind, done: Set[Step]) -> Next:
    """What is to be done next, by what has been done."""
    if Step.ANSWERED in done:
        return Next.NOTHING
    return next(turn for turn, any_of in ORDER[kind] if not any_of & done)


def may_do(kind: RequestKind, done: Set[Step], step: Step) -> bool:
    """Whether a step may follow on those that were done."""
    if Step.ANSWERED in done or (step in done and step not in _AGAIN):
        return False
    if step not in _OF_KIND[kind] | _OF_EVERY_KIND or (Step.KNOWN not in done and step not in _BEFORE_KNOWN):
        return False
    return not _INSTEAD.get(step, set()) & done and (step not in _AFTER or _AFTER[step] in done)


def ends(kind: RequestKind, done: Set[Step]) -> tuple[Outcome, ...]:
    """How a request may end as it stands."""
    if Step.ANSWERED in done:
        return ()
    fit = [one for one, needs in ENDS[kind].items() if not needs or needs & done]
    return tuple(one for one in fit if Step.KNOWN in done or one in _OF_THE_UNKNOWN)


def may_end(kind: RequestKind, done: Set[Step], outcome: Outcome, ground: Ground | None) -> bool:
    """Whether a request may be answered so: with its reason where it is refused; of somebody unknown only for that reason."""
    if outcome not in ends(kind, done) or (ground is not None) != (outcome is Outcome.REFUSED):
        return False
    return ground is None or (ground is Ground.NOT_KNOWN) == (Step.KNOWN not in done)


# -- the clocks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Days:
    """The days that count of a request. `known_on`: since when it is known who asks; None where that is still asked for."""

    received_on: date
    known_on: date | None = None


def due_on(kind: RequestKind, days: Days, done: Set[Step]) -> date:
    """The last day for what comes next.

    The month runs from the day on which it is known who asks, if that had to be asked for; until then it is reckoned from
    the day on which the request came, so that asking is not put off. Of a complaint that is acknowledged: our own aim.
    """
    if kind is RequestKind.COMPLAINT:
        if Step.ACKNOWLEDGED in done:
            return months_after(days.received_on, EXTENDED_TO_MONTHS)
        return days.received_on + ACKNOWLEDGED_WITHIN
    months = EXTENDED_TO_MONTHS if Step.EXTENDED in done else ANSWERED_WITHIN_MONTHS
    return months_after(days.known_on or days.received_on, months)


def may_extend(kind: RequestKind, days: Days, done: Set[Step], today: date) -> bool:
    """Within the first month only, and the family is told why (Art 12(3))."""
    return may_do(kind, done, Step.EXTENDED) and today <= due_on(kind, days, done)


# -- whose it is -------------------------------------------------------------------------------------------------------

ANSWERS: Final[Mapping[Giver, RoleKind]] = {
    Giver.EITHER: RoleKind.IG_LEAD,
    Giver.SAFEGUARDING_LEAD: RoleKind.SAFEGUARDING_LEAD,
}
REVIEWS: Final[Mapping[Giver, RoleKind]] = {
    Giver.EITHER: RoleKind.DATA_STEWARD,
    Giver.SAFEGUARDING_LEAD: RoleKind.SAFEGUARDING_LEAD,
}


def may_answer(giver: Giver, roles: Iterable[RoleKind]) -> bool:
    """Whether somebody of these roles may read what was said, and answer: either lead, or the safeguarding lead alone."""
    held = set(roles)
    return ANSWERS[giver] in held or RoleKind.SAFEGUARDING_LEAD in held


def may_review(giver: Giver, roles: Iterable[RoleKind]) -> bool:
    """Whether somebody of these roles may see which detail is said to be wrong, and decide about it."""
    held = set(roles)
    return REVIEWS[giver] in held or RoleKind.SAFEGUARDING_LEAD in held
