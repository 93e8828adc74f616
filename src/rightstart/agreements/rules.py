"""May this one tell that one: what an agreement in force permits on a day, or what is missing; for both hops."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Final, assert_never

import msgspec

from rightstart.terms import Item

DEFAULT_EARLIEST_CONTACT_DAY: Final = 15
DEFAULT_TARGET_DAY: Final = 42
DEFAULT_FRESHNESS_DAYS: Final = 7
DEFAULT_CONTRACT: Final = "1.0"  # the feed contract's version


class Hop(IntEnum):
    SUPPLIER_TO_COUNCIL = 1
    COUNCIL_TO_CENTRE = 2
    COUNCIL_TO_COUNCIL = 3  # families who move, and no step of a birth's own way


class InstrumentKind(StrEnum):
    DATA_SHARING = "data-sharing"
    ARRIVALS_SHARING = "arrivals-sharing"
    INTERNAL_INSTRUCTION = "internal-instruction"
    PROCESSOR_CONTRACT = "processor-contract"
    CONTROLLER_AGREEMENT = "controller-agreement"


KINDS_BY_HOP: Final = {
    Hop.SUPPLIER_TO_COUNCIL: frozenset({InstrumentKind.DATA_SHARING, InstrumentKind.ARRIVALS_SHARING}),
    Hop.COUNCIL_TO_CENTRE: frozenset(
        {InstrumentKind.INTERNAL_INSTRUCTION, InstrumentKind.PROCESSOR_CONTRACT, InstrumentKind.CONTROLLER_AGREEMENT}
    ),
    Hop.COUNCIL_TO_COUNCIL: frozenset({InstrumentKind.ARRIVALS_SHARING}),
}


class Missing(StrEnum):
    """Why there is no permit, nearest to being put right first."""

    REFUSAL_STANDS = "refusal-stands"
    SUSPENDED = "suspended"
    NOT_BEGUN = "not-begun"
    NOT_SIGNED = "not-signed"
    REVIEW_OVERDUE = "review-overdue"
    INCOMPLETE = "incomplete"
    ENDED = "ended"
    NO_AGREEMENT = "no-agreement"


class Frequency(StrEnum):
    """How often a feed is delivered."""

    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class ExitRule(StrEnum):
    """What becomes, at its end, of the families that were contacted under an instrument; of all others all is called back."""

    FINISH_CONTACTS = "finish-contacts"
    RECALL_ALL = "recall-all"


class FirstContact(StrEnum):
    """By which channels a centre may go out to a family by itself, the strictest first; what a family says is heard under each."""

    LETTER_FIRST = "letter-first"
    LETTER_THEN_VISIT = "letter-then-visit"
    ANY_BUT_VISIT = "any-but-visit"
    ANY_CHANNEL = "any-channel"

    @property
    def after_a_letter(self) -> bool:
        """Nobody telephones, texts, e-mails or visits before a letter has been sent."""
        return self in {FirstContact.LETTER_FIRST, FirstContact.LETTER_THEN_VISIT}

    @property
    def visit_waits(self) -> bool:
        """Nobody visits before the family has answered, or was referred."""
        return self in {FirstContact.LETTER_FIRST, FirstContact.ANY_BUT_VISIT}


class Wait(StrEnum):
    EARLIEST_DAY = "earliest-day"
    STATUS_STALE = "status-stale"
    STOPPED = "stopped"


class Party(msgspec.Struct, frozen=True):
    """One side's own ground: since 2026 each party names its own task (UK GDPR Art 6(1)(e) as amended)."""

    task: str
    gateway: str


class Instrument(msgspec.Struct, frozen=True):
    """One version of the instrument behind a flow. Days are dates; `ends_on` is not included.

    `attests`: what a supplier says for each file that it has removed or checked, in the feed contract's codes; `contract`: which
    version of it the files come under; `tells_back`: the council may tell the supplier of returned letters and corrections;
    `refused_from`: where it is read for one flow, the day from which a party refuses to share over that (None: none does);
    `blank`: what it must say and does not, by the names of its terms (see `completing.blank`).
    """

    reference: str
    version: int
    version_id: int
    kind: InstrumentKind
    giver: Party
    taker: Party
    lawful_basis: str
    items: frozenset[Item]
    from_on: date
    ends_on: date
    review_on: date
    signed: bool = False
    suspended: bool = False
    ended_on: date | None = None
    earliest_contact_day: int = DEFAULT_EARLIEST_CONTACT_DAY
    visit_opens: bool = False
    target_day: int = DEFAULT_TARGET_DAY
    freshness_days: int = DEFAULT_FRESHNESS_DAYS
    first_contact: FirstContact = FirstContact.LETTER_FIRST
    attests: frozenset[str] = frozenset()
    contract: str = DEFAULT_CONTRACT
    frequency: Frequency = Frequency.WEEKLY
    tells_back: bool = False
    refused_from: date | None = None
    exit_rule: ExitRule = ExitRule.FINISH_CONTACTS
    blank: frozenset[str] = frozenset()


class Permit(msgspec.Struct, frozen=True):
    """What one instrument grants to one decision: named so that the decision can cite it."""

    reference: str
    version: int
    version_id: int
    giver: Party
    taker: Party
    lawful_basis: str
    items: frozenset[Item]
    target_day: int
    first_contact: FirstContact = FirstContact.LETTER_FIRST


class Refused(msgspec.Struct, frozen=True):
    """What is missing. `recalls_all`: the instrument that has ended leaves not even the families that were contacted."""

    missing: Missing
    recalls_all: bool = False


class NotYet(msgspec.Struct, frozen=True):
    """Not before `until`; None where only the supplier's fresh word can end the wait."""

    until: date | None
    why: Wait


class Timing(msgspec.Struct, frozen=True):
    """Of a confinement: the latest birthday, the health visitor's visit, and when the supplier last gave its word."""

    born_on: date
    visited_on: date | None = None
    confirmed_on: date | None = None


def must_sign(kind: InstrumentKind, giver: int, council: int, recipients: frozenset[int]) -> frozenset[int]:
    """The organisations without whose signatures an instrument is not signed.

    A council instructs its own centres by itself; an operator signs for itself.
    """
    match kind:
        case InstrumentKind.DATA_SHARING | InstrumentKind.ARRIVALS_SHARING:
            return frozenset({giver, council})
        case InstrumentKind.INTERNAL_INSTRUCTION:
            return frozenset({council})
        case InstrumentKind.PROCESSOR_CONTRACT | InstrumentKind.CONTROLLER_AGREEMENT:
            return frozenset({council, *recipients})
    assert_never(kind)


def must_approve(hop: Hop, giver: int, *, registrar: bool) -> frozenset[int]:
    """Whose Caldicott Guardian approves before it signs: that of a health body that gives; a registration service is none."""
    return frozenset({giver}) if hop is Hop.SUPPLIER_TO_COUNCIL and not registrar else frozenset()


def in_force(instruments: Sequence[Instrument], on: date) -> Instrument | Refused:
    """The instrument in force on a day (the newest version where two overlap), or the nearest thing that is missing.

    Where a party refuses to share and an agreement is in force, the parties contradict themselves: nothing passes until they
    have settled it.
    """
    found = [Refused(Missing.NO_AGREEMENT)]
    for instrument in sorted(unreplaced(instruments, on), key=_newness, reverse=True):
        lack = lacking(instrument, on)
        if lack is None:
            return Refused(Missing.REFUSAL_STANDS) if _refused(instrument, on) else instrument
        found.append(Refused(lack, lack is Missing.ENDED and instrument.exit_rule is ExitRule.RECALL_ALL))
    return min(found, key=lambda one: _NEARNESS[one.missing])


def _refused(instrument: Instrument, on: date) -> bool:
    return instrument.refused_from is not None and instrument.refused_from <= on


def unreplaced(instruments: Sequence[Instrument], on: date) -> list[Instrument]:
    """Without versions that a newer one, signed and begun, has replaced: its end or suspension revives none of them."""
    newest: dict[str, int] = {}
    for one in instruments:
        if one.signed and one.from_on <= on:
            newest[one.reference] = max(one.version, newest.get(one.reference, one.version))
    return [one for one in instruments if one.version >= newest.get(one.reference, one.version)]


def _newness(instrument: Instrument) -> tuple[date, int, str]:
    return instrument.from_on, instrument.version, instrument.reference


def lacking(instrument: Instrument, on: date) -> Missing | None:
    """What keeps one instrument from being in force on a day, before all else; None when nothing does."""
    return next(iter(lacks(instrument, on)), None)


def lacks(instrument: Instrument, on: date) -> tuple[Missing, ...]:
    """Everything that keeps one instrument from being in force on a day, the hardest to put right first.

    Nothing brings back one that has ended, so what else it lacks is not asked.
    """
    if instrument.ends_on <= on or (instrument.ended_on is not None and instrument.ended_on <= on):
        return (Missing.ENDED,)
    checks = (
        (bool(instrument.blank), Missing.INCOMPLETE),
        (not instrument.signed, Missing.NOT_SIGNED),
        (on < instrument.from_on, Missing.NOT_BEGUN),
        (instrument.suspended, Missing.SUSPENDED),
        (instrument.review_on <= on, Missing.REVIEW_OVERDUE),
    )
    return tuple(missing for stands, missing in checks if stands)


def authorise(instruments: Sequence[Instrument], timing: Timing, on: date) -> Permit | Refused | NotYet:
    """May a birth go to this centre today: the permit, what is missing, or how long to wait."""
    instrument = in_force(instruments, on)
    if isinstance(instrument, Refused):
        return instrument
    return too_early(instrument, timing, on) or stale(instrument, timing, on) or _permit(instrument)


def too_early(instrument: Instrument, timing: Timing, on: date) -> NotYet | None:
    """First contact waits for the earliest day after birth, or for the health visitor's visit where that opens it."""
    opens_on = timing.born_on + timedelta(days=instrument.earliest_contact_day)
    if instrument.visit_opens and timing.visited_on is not None:
        opens_on = min(opens_on, timing.visited_on)
    return NotYet(opens_on, Wait.EARLIEST_DAY) if on < opens_on else None


def stale(instrument: Instrument, timing: Timing, on: date) -> NotYet | None:
    """Nobody is contacted on a status older than the agreement's limit, or never confirmed."""
    fresh_from = on - timedelta(days=instrument.freshness_days)
    fresh = timing.confirmed_on is not None and timing.confirmed_on >= fresh_from
    return None if fresh else NotYet(None, Wait.STATUS_STALE)


def _permit(instrument: Instrument) -> Permit:
    return Permit(
        instrument.reference,
        instrument.version,
        instrument.version_id,
        instrument.giver,
        instrument.taker,
        instrument.lawful_basis,
        instrument.items,
        instrument.target_day,
        instrument.first_contact,
    )


_NEARNESS: Final = {missing: rank for rank, missing in enumerate(Missing)}
