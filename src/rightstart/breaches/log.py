"""Hides how a person opens an entry of the log by hand, adds to what it is about, and says step by step what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, TypeAlias

from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import settle_alert, settle_all
from rightstart.breaches.candidates import write, write_concerns
from rightstart.breaches.codes import NotNotified, Opened, Risk, Sort
from rightstart.breaches.models import ADVISED, Breach, Step
from rightstart.breaches.rules import RUNNING, TOLD_AFTER, Act, Done, Hindrance, hindrance, state
from rightstart.breaches.said import ACTS, Advised, Notify, NotNotify, NotTell, Said, codes_of
from rightstart.directory.people import find
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer
from rightstart.ledger.append import append
from rightstart.release.standing import find_birth
from rightstart.terms import Actor, london_midnight

DAY: Final = timedelta(days=1)
CONSIGNMENT: Final = """
SELECT id FROM intake_consignment WHERE reference = %(reference)s::text AND council_id = %(council)s::bigint
"""


# -- what it is about --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfBirth:
    reference: str


@dataclass(frozen=True, slots=True)
class OfConsignment:
    reference: str


@dataclass(frozen=True, slots=True)
class OfCentre:
    """What a centre was sent on these days, both included."""

    code: str
    from_on: date
    until_on: date


About: TypeAlias = OfBirth | OfConsignment | OfCentre


class NotOpened(StrEnum):
    """Why nothing is written down."""

    UNKNOWN = "unknown"
    UNKNOWN_BIRTH = "unknown-birth"
    UNKNOWN_CONSIGNMENT = "unknown-consignment"
    UNKNOWN_CENTRE = "unknown-centre"
    DAYS = "days"
    NOT_YET = "not-yet"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Written:
    """An entry, by its reference."""

    reference: str


@transaction.atomic
def open_by_hand(*, viewer: Viewer, about: About, aware_at: datetime, by: Actor, at: datetime) -> Written | NotOpened:
    """A person writes down what may be a breach; the 72 hours run from when anybody at the council knew of it."""
    if aware_at > at:
        return NotOpened.NOT_YET
    found = _found(viewer, about)
    if isinstance(found, NotOpened):
        return found
    council = viewer.organisation
    return Written(write(council, Opened.BY_HAND, [found], by=by, at=at, aware_at=aware_at))


@transaction.atomic
def widen(*, viewer: Viewer, reference: str, about: About, by: Actor, at: datetime) -> Written | NotOpened:
    """An entry turns out to be about something else too."""
    breach = _locked(viewer, reference)
    if breach is None:
        return NotOpened.UNKNOWN
    if hindrance(Act.CLOSE, done(breach), aware_at=breach.aware_at, at=at) is Hindrance.CLOSED:
        return NotOpened.CLOSED
    found = _found(viewer, about)
    if isinstance(found, NotOpened):
        return found
    write_concerns(breach, [found], by=by, at=at)
    return Written(reference)


def _found(viewer: Viewer, about: About) -> tuple[Sort, dict[str, Any]] | NotOpened:
    match about:
        case OfBirth(reference):
            birth = find_birth(viewer, reference)
            return NotOpened.UNKNOWN_BIRTH if birth is None else (Sort.BIRTH, {"birth_id": birth})
        case OfConsignment(reference):
            rows = ask(CONSIGNMENT, {"reference": reference, "council": viewer.organisation})
            return (Sort.CONSIGNMENT, {"consignment_id": rows[0][0]}) if rows else NotOpened.UNKNOWN_CONSIGNMENT
        case OfCentre(code, from_on, until_on):
            centre = find(code)
            if centre is None or centre.council_id != viewer.organisation:
                return NotOpened.UNKNOWN_CENTRE
            if until_on < from_on:
                return NotOpened.DAYS
            days = {"from_at": london_midnight(from_on), "until_at": london_midnight(until_on + DAY)}
            return Sort.CENTRE, {"centre_id": centre.id, **days}


# -- what became of it -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Noted:
    """It stands in the log and in the ledger."""


class NotNoted(StrEnum):
    UNKNOWN = "unknown"


@transaction.atomic
def note(*, viewer: Viewer, reference: str, said: Said, by: Actor, at: datetime) -> Noted | NotNoted | Hindrance:
    """Note what a person did or decided about an entry of their own council's log."""
    breach = _locked(viewer, reference)
    if breach is None:
        return NotNoted.UNKNOWN
    before = done(breach)
    if why := _hindered(breach, before, said, at):
        return why
    act = ADVISED if isinstance(said, Advised) else ACTS[type(said)].value
    codes = codes_of(said)
    [leaf] = append([{"act": f"breach.{act}", "breach": reference, "by": str(by), **codes}], at=at)
    Step.objects.create(breach=breach, act=act, codes=codes, at=at, by=str(by), leaf_hash=leaf)
    _quieten(breach, at)
    return Noted()


def _hindered(breach: Breach, before: Sequence[Done], said: Said, at: datetime) -> Hindrance | None:
    """Advice may come at any time until an entry is closed."""
    if isinstance(said, Advised):
        why = hindrance(Act.CLOSE, before, aware_at=breach.aware_at, at=at)
        return why if why is Hindrance.CLOSED else None
    return hindrance(
        ACTS[type(said)],
        before,
        aware_at=breach.aware_at,
        at=at,
        why_late=isinstance(said, Notify) and said.late is not None,
        why_not=said.reason if isinstance(said, NotTell) else None,
        elsewhere=isinstance(said, NotNotify) and said.reason is NotNotified.OTHER_CONTROLLER,
    )


def done(breach: Breach) -> tuple[Done, ...]:
    """What was done about an entry, in its order, as the rules ask it."""
    steps = Step.objects.filter(breach=breach).exclude(act=ADVISED).order_by("pk").values_list("act", "codes")
    return tuple(Done(Act(act), Risk(codes["risk"]) if "risk" in codes else None) for act, codes in steps)


def _locked(viewer: Viewer, reference: str) -> Breach | None:
    found = Breach.objects.select_for_update().filter(council_id=viewer.organisation, reference=reference)
    return found.first()


def _quieten(breach: Breach, at: datetime) -> None:
    """Somebody has it in hand; once it is decided whether the regulator is told, nobody is told of the hours any more."""
    settle_alert(kind=AlertKind.BREACH_CANDIDATE, about=breach.reference, at=at)
    if state(done(breach)) not in RUNNING:
        settle_all(
            kinds=(AlertKind.BREACH_DUE, AlertKind.BREACH_OVERDUE),
            about=[about_hours(breach.reference, hours) for hours in TOLD_AFTER],
            at=at,
        )


def about_hours(reference: str, hours: int) -> str:
    """What an alert of the hours is about: each mark is a telling of its own."""
    return f"{reference} ({hours} hours)"
