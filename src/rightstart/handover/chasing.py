"""Hides which call-backs centres have still to answer, and who is told of them until a person has: each is chased to its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert, settle_others
from rightstart.directory.models import Organisation
from rightstart.directory.rules import RoleKind
from rightstart.handover.models import CallBack
from rightstart.handover.rules import REMIND_ON_DAYS, Chase, chase, reminder
from rightstart.terms import OrganisationId, london_date


@dataclass(frozen=True, slots=True)
class OpenCallBack:
    """A demand without its answer, by the reference under which the centre knows it."""

    reference: str
    centre: str
    demanded_on: date
    chase: Chase
    urgent: bool


def open_call_backs(council: OrganisationId, *, at: datetime) -> list[OpenCallBack]:
    """A council's unanswered call-backs: those to ring about first, then longest open first."""
    rows = CallBack.objects.filter(centre__council_id=council, answered_at__isnull=True).order_by(
        "-urgent", "demanded_at", "id"
    )
    told = rows.values_list("reference", "centre__name", "demanded_at", "urgent")
    today = london_date(at)
    return [
        OpenCallBack(reference, centre, london_date(since), chase(london_date(since), today, urgent=urgent), urgent)
        for reference, centre, since, urgent in told
    ]


KINDS: Final = (AlertKind.CALL_BACK_DUE, AlertKind.CALL_BACK_RING, AlertKind.CALL_BACK_OVERDUE)
# Who at the council is told that a call-back has come so far.
AT_COUNCIL: Final = {
    Chase.ASKED: (),
    Chase.REMIND: (),
    Chase.ESCALATE: ((RoleKind.DATA_STEWARD, AlertKind.CALL_BACK_OVERDUE),),
    Chase.RING: (
        (RoleKind.DATA_STEWARD, AlertKind.CALL_BACK_RING),
        (RoleKind.SAFEGUARDING_LEAD, AlertKind.CALL_BACK_RING),
    ),
    Chase.IG_LEAD: (
        (RoleKind.DATA_STEWARD, AlertKind.CALL_BACK_OVERDUE),
        (RoleKind.IG_LEAD, AlertKind.CALL_BACK_OVERDUE),
    ),
}


class _Due(NamedTuple):
    """One telling that stands now."""

    to: OrganisationId
    role: RoleKind
    kind: AlertKind
    about: str


def tell(found: Sequence[CallBack], *, at: datetime) -> None:
    """Tell whoever is to be told of these unanswered call-backs now, in the caller's transaction. Nobody is told twice."""
    for one in _due(found, at):
        raise_alert(to=one.to, role=one.role, kind=one.kind, about=one.about, at=at)


def chase_call_backs(*, at: datetime) -> int:
    """Remind, and tell higher up, of every call-back that nobody has answered; gives how many are open."""
    found = list(CallBack.objects.filter(answered_at__isnull=True).order_by("pk"))
    tell(found, at=at)
    due = _due(found, at)
    for kind in KINDS:
        settle_others(kind=kind, than=[one.about for one in due if one.kind is kind], at=at)
    return len(found)


def answered(found: Iterable[CallBack], *, at: datetime) -> None:
    """A person has answered: nobody need be told of these any more."""
    for one in found:
        for kind in KINDS:
            for about in (one.reference, *(_about(one.reference, day) for day in (0, *REMIND_ON_DAYS))):
                settle_alert(kind=kind, about=about, at=at)


def _due(found: Sequence[CallBack], at: datetime) -> list[_Due]:
    council_of = dict(
        Organisation.objects.filter(pk__in={one.centre_id for one in found}).values_list("pk", "council_id")
    )
    due: list[_Due] = []
    for one in found:
        since, today = london_date(one.demanded_at), london_date(at)
        if (day := reminder(since, today, urgent=one.urgent)) is not None:
            centre, about = OrganisationId(one.centre_id), _about(one.reference, day)
            due.append(_Due(centre, RoleKind.CENTRE_WORKER, AlertKind.CALL_BACK_DUE, about))
        for role, kind in AT_COUNCIL[chase(since, today, urgent=one.urgent)]:
            due.append(_Due(OrganisationId(council_of[one.centre_id]), role, kind, one.reference))
    return due


def _about(reference: str, day: int) -> str:
    """Each reminder is a telling of its own."""
    return f"{reference} (day {day})" if day else reference
