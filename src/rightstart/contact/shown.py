"""Hides the shapes in which a centre is shown its families and what was tried with them: each has passed the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.agreements.rules import FirstContact
from rightstart.contact.rules import (
    STOPPING,
    AttemptOutcome,
    Channel,
    Made,
    Objection,
    Referral,
    Spoken,
    Stage,
    Trace,
    shut,
    stage,
)
from rightstart.handover.rules import Chase
from rightstart.terms import FamilyId

PAGE_SIZE: Final = 25  # about what one person can do on one day; each passes the gate at this second


@dataclass(frozen=True, slots=True)
class Baby:
    """One baby as far as the agreement lets the centre know."""

    forename: str | None
    surname: str | None
    born_on: date | None


@dataclass(frozen=True, slots=True)
class MadeAttempt:
    channel: Channel
    outcome: AttemptOutcome
    made_on: date
    note: str
    before: bool  # the family was handed over, or handed over again, after it
    spoken: Spoken

    @property
    def ended(self) -> bool:
        """It stopped contact, and the family was handed over again since: two people had ended the stop."""
        return self.before and self.outcome in STOPPING


def made_of(attempts: Sequence[MadeAttempt]) -> list[Made]:
    """What still counts of the attempts."""
    return [Made(attempt.channel, attempt.outcome) for attempt in attempts if not attempt.ended]


def spoken(handed: Spoken, attempts: Sequence[MadeAttempt]) -> Spoken:
    """How a family speaks: what it told its centre last, else what was handed over."""
    told = [handed, *(attempt.spoken for attempt in attempts)]
    languages = [one.language for one in told if one.language]
    interpreters = [one.interpreter for one in told if one.interpreter]
    return Spoken(languages[-1] if languages else None, interpreters[-1] if interpreters else None)


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family as its centre sees it: twins are one family with two babies. `reference` is this centre's own.

    `arrived`: the family has moved in. `trace`: what is known of its address since a letter came back.
    `assigned_to`: the number of who takes care of it, whether or not they still work here; `covers_for`: in whose stead.
    `first_contact`: how the agreement lets it be made.
    """

    family: FamilyId
    reference: str
    addressee: str
    babies: tuple[Baby, ...]
    address: tuple[str, ...]
    postcode: str
    phone: str | None
    email: str | None
    spoken: Spoken
    told_on: date | None
    hv_seen_on: date | None
    handed_on: date
    due_on: date
    arrived: bool
    confirmed_on: date | None
    attempts: tuple[MadeAttempt, ...]
    trace: Trace | None
    assigned_to: int | None
    covers_for: int | None
    referral: Referral | None
    first_contact: FirstContact

    @property
    def shut(self) -> dict[Channel, Objection]:
        """The channels by which nothing may be tried now, each with why."""
        return shut(self.made, first=self.first_contact, trace=self.trace, referred=self.referral is not None)

    @property
    def stage(self) -> Stage:
        return stage(self.made, self.trace)

    @property
    def made(self) -> list[Made]:
        return made_of(self.attempts)


@dataclass(frozen=True, slots=True)
class WaitingFamily:
    """A family that nobody may contact for now, by what lets it be recognised when it calls: no address, no telephone.

    `confirmed_on`: the day of the supplier's last word on it; `trace`: what is known of its address since a letter came back.
    """

    family: FamilyId
    reference: str
    addressee: str
    babies: tuple[Baby, ...]
    confirmed_on: date | None
    attempts: tuple[MadeAttempt, ...]
    trace: Trace | None

    @property
    def made(self) -> list[Made]:
        return made_of(self.attempts)


@dataclass(frozen=True, slots=True)
class Removal:
    """A line that was called back, as the centre is told of it: by its reference alone, never why."""

    reference: str
    handed_on: date
    demanded_on: date
    chase: Chase


class Empty(StrEnum):
    """Why a centre has nothing to do."""

    FIRST_USE = "first-use"
    ALL_DONE = "all-done"
    NOTHING_OPEN = "nothing-open"


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of what a centre should do today. `waiting`: families on it that nobody may contact for now.

    `removals`: the call-backs that the centre has still to answer, oldest first, whichever the page. `unseen`: a parcel
    has come that nobody of the centre has seen yet.
    """

    families: tuple[FamilyView, ...]
    total: int
    page: int
    waiting: tuple[WaitingFamily, ...]
    removals: tuple[Removal, ...]
    unseen: bool

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))
