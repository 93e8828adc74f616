"""Hides what waits for a person's answer, call-backs and stops elsewhere, and who is told of it until one has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_all, settle_others
from rightstart.directory.models import Organisation
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, proven
from rightstart.handover.models import CallBack
from rightstart.handover.rules import CALL_BACKS, DOWNSTREAM, REMIND_ON_DAYS, Chase, Clock, chase, reminder
from rightstart.terms import OrganisationId, london_date


class Waits(NamedTuple):
    """Something that nobody has answered yet; a `recipient` that works here is reminded of it too."""

    reference: str
    council: OrganisationId
    since: date
    urgent: bool
    recipient: OrganisationId | None = None


class Pursuit(NamedTuple):
    """By which clock something is chased, and who at the council is told of it, as what, when it has come so far."""

    clock: Clock
    kinds: tuple[AlertKind, ...]
    at_council: Mapping[Chase, tuple[tuple[RoleKind, AlertKind], ...]]
    at_recipient: AlertKind = AlertKind.CALL_BACK_DUE


_STEWARD, _SAFE, _IG = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD
_RING, _OVERDUE = AlertKind.CALL_BACK_RING, AlertKind.CALL_BACK_OVERDUE
OF_CALL_BACKS: Final = Pursuit(
    CALL_BACKS,
    (AlertKind.CALL_BACK_DUE, _RING, _OVERDUE),
    {
        Chase.ESCALATE: ((_STEWARD, _OVERDUE),),
        Chase.RING: ((_STEWARD, _RING), (_SAFE, _RING)),
        Chase.IG_LEAD: ((_STEWARD, _OVERDUE), (_IG, _OVERDUE)),
    },
)
_DUE, _RING_THERE, _LATE = AlertKind.DOWNSTREAM_DUE, AlertKind.DOWNSTREAM_RING, AlertKind.DOWNSTREAM_OVERDUE
OF_STOPS: Final = Pursuit(
    DOWNSTREAM,
    (_DUE, _RING_THERE, _LATE),
    {
        Chase.REMIND: ((_STEWARD, _DUE),),
        Chase.ESCALATE: ((_STEWARD, _DUE), (_SAFE, _LATE)),
        Chase.RING: ((_STEWARD, _RING_THERE), (_SAFE, _RING_THERE)),
        Chase.IG_LEAD: ((_STEWARD, _LATE), (_SAFE, _LATE), (_IG, _LATE)),
    },
)


# -- the clock that all share ------------------------------------------------------------------------------------------


class _Due(NamedTuple):
    """One telling that stands now."""

    to: OrganisationId
    role: RoleKind
    kind: AlertKind
    about: str


def tell(pursuit: Pursuit, found: Sequence[Waits], *, at: datetime) -> None:
    """Tell whoever is to be told now of what is unanswered, in the caller's transaction. Nobody is told twice."""
    _raise(_due(pursuit, found, london_date(at)), at)


def pursue(pursuit: Pursuit, found: Sequence[Waits], *, at: datetime) -> int:
    """Remind, and tell higher up, of all that nobody has answered; what else was told of is over. Gives how many are open."""
    due = _due(pursuit, found, london_date(at))
    _raise(due, at)
    for kind in pursuit.kinds:
        settle_others(kind=kind, than=[one.about for one in due if one.kind is kind], at=at)
    return len(found)


def settled(pursuit: Pursuit, references: Iterable[str], *, at: datetime) -> None:
    """A person has answered: nobody need be told of these any more."""
    abouts = [_about(reference, day) for reference in references for day in (0, *REMIND_ON_DAYS)]
    settle_all(kinds=pursuit.kinds, about=abouts, at=at)


def _raise(due: Iterable[_Due], at: datetime) -> None:
    for one in due:
        raise_alert(to=one.to, role=one.role, kind=one.kind, about=one.about, at=at)


def _due(pursuit: Pursuit, found: Sequence[Waits], today: date) -> list[_Due]:
    due: list[_Due] = []
    for one in found:
        day = reminder(one.since, today, urgent=one.urgent)
        if one.recipient is not None and day is not None:
            about = _about(one.reference, day)
            due.append(_Due(one.recipient, RoleKind.CENTRE_WORKER, pursuit.at_recipient, about))
        stands = chase(one.since, today, urgent=one.urgent, clock=pursuit.clock)
        due += [_Due(one.council, role, kind, one.reference) for role, kind in pursuit.at_council.get(stands, ())]
    return due


def _about(reference: str, day: int) -> str:
    """Each reminder is a telling of its own."""
    return f"{reference} (day {day})" if day else reference


# -- call-backs --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenCallBack:
    """A demand without its answer, by the reference under which the centre knows it."""

    reference: str
    centre: str
    demanded_on: date
    chase: Chase
    urgent: bool
    centre_id: OrganisationId


def open_call_backs(viewer: Viewer, *, at: datetime) -> list[OpenCallBack]:
    """The unanswered call-backs of the viewer's council: those to ring about first, then longest open first."""
    council = proven(viewer, "council")
    if council is None:
        return []
    rows = CallBack.objects.filter(centre__council_id=council, answered_at__isnull=True).order_by(
        "-urgent", "demanded_at", "id"
    )
    told = rows.values_list("reference", "centre__name", "demanded_at", "urgent", "centre_id")
    today = london_date(at)
    return [
        OpenCallBack(
            reference,
            centre,
            (on := london_date(since)),
            chase(on, today, urgent=urgent),
            urgent,
            OrganisationId(number),
        )
        for reference, centre, since, urgent, number in told
    ]


def tell_call_backs(found: Sequence[CallBack], *, at: datetime) -> None:
    """Tell whoever is to be told of these call-backs now, in the caller's transaction."""
    tell(OF_CALL_BACKS, _waiting(found), at=at)


def chase_call_backs(*, at: datetime) -> int:
    """Remind, and tell higher up, of every call-back that nobody has answered; gives how many are open."""
    found = list(CallBack.objects.filter(answered_at__isnull=True).order_by("pk"))
    return pursue(OF_CALL_BACKS, _waiting(found), at=at)


def _waiting(found: Sequence[CallBack]) -> list[Waits]:
    centres = {one.centre_id for one in found}
    council_of = dict(Organisation.objects.filter(pk__in=centres).values_list("pk", "council_id"))
    return [
        Waits(
            one.reference,
            OrganisationId(council_of[one.centre_id]),
            london_date(one.demanded_at),
            one.urgent,
            OrganisationId(one.centre_id),
        )
        for one in found
    ]
