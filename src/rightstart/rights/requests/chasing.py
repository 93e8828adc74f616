"""Hides how whoever answers is told of requests that are due within days or late, and of those that nobody has taken."""

from datetime import datetime

from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.rights.requests.reads import RequestRow, every_open
from rightstart.rights.requests.rules import ANSWERS
from rightstart.rights.rules import Clock
from rightstart.terms import OrganisationId, london_date


def chase(*, at: datetime) -> int:
    """Tell whose role it is; gives how many are due within days or late. Run it twice: nobody is told anything new.

    Whose it is may have changed: where a safeguard became known since, the safeguarding lead alone is told.
    """
    return sum(_chased(council, row, at) for council, row in every_open())


@transaction.atomic
def _chased(council: OrganisationId, row: RequestRow, at: datetime) -> bool:
    pressing = row.clock(london_date(at)) in (Clock.SOON, Clock.LATE)
    if pressing:
        _told(council, row, AlertKind.REQUEST_DUE, at)
    else:
        settle_alert(kind=AlertKind.REQUEST_DUE, about=row.reference, at=at)
    if row.owner is None:
        _told(council, row, AlertKind.REQUEST_WAITS, at)
    return pressing


def _told(council: OrganisationId, row: RequestRow, kind: AlertKind, at: datetime) -> None:
    raise_alert(to=council, role=ANSWERS[row.giver], kind=kind, about=row.reference, at=at)
