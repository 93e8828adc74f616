"""Which call-backs a council's centres have still to answer: every one is chased until a person has."""

from dataclasses import dataclass
from datetime import date, datetime

from rightstart.handover.models import CallBack
from rightstart.handover.rules import Chase, chase
from rightstart.terms import OrganisationId, london_date


@dataclass(frozen=True, slots=True)
class OpenCallBack:
    """A demand without its answer, by the reference under which the centre knows it."""

    reference: str
    centre: str
    demanded_on: date
    chase: Chase


def open_call_backs(council: OrganisationId, *, at: datetime) -> list[OpenCallBack]:
    """A council's unanswered call-backs, longest open first."""
    rows = CallBack.objects.filter(centre__council_id=council, answered_at__isnull=True).order_by("demanded_at", "id")
    told = rows.values_list("reference", "centre__name", "demanded_at")
    today = london_date(at)
    return [
        OpenCallBack(reference, centre, london_date(since), chase(london_date(since), today))
        for reference, centre, since in told
    ]
