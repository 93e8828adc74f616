"""Hides the review of access: every 90 days somebody else says of each person that they still need their roles."""

from collections import defaultdict
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from rightstart.access import models
from rightstart.access.rules import TOLD, Look, due_on, look
from rightstart.access.staff import member, places
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId, london_date

# Of every council and supplier each person with a role there or at a centre of it: since when it was not looked at.
STANDING: Final = """
SELECT k.id, k.kind, r.from_on, (
    SELECT max(l.at) FROM access_look l WHERE l.person_id = r.person_id AND l.organisation_id = r.organisation_id
)
FROM directory_role r
JOIN directory_person p ON p.id = r.person_id AND p.is_active
JOIN directory_organisation o ON o.id = r.organisation_id AND NOT o.canary
JOIN directory_organisation k ON k.id = coalesce(o.council_id, o.id) AND k.kind IN ('council', 'supplier')
WHERE r.from_on <= %(on)s::date AND (r.until_on IS NULL OR r.until_on > %(on)s::date)
"""
KINDS: Final = {Look.DUE: AlertKind.ACCESS_DUE, Look.OVERDUE: AlertKind.ACCESS_OVERDUE}


class Confirmed(StrEnum):
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    OWN = "own"


@transaction.atomic
def confirm(*, viewer: Viewer, person: int, by: Actor, at: datetime) -> Confirmed:
    """Say of one who works here that they still need every role they hold here. Nobody says so of themselves."""
    found = member(viewer, person, at=at)
    if found is None or found.due_on is None:
        return Confirmed.UNKNOWN
    if by == Actor.person(person):
        return Confirmed.OWN
    here = places(viewer.organisation)
    codes = sorted({role.code for role in found.roles if role.from_on <= london_date(at)})
    models.Look.objects.bulk_create(
        models.Look(person_id=person, organisation_id=here[code].id, at=at, by=str(by)) for code in codes
    )
    append([{"act": "access.confirmed", "person": person, "organisations": codes, "by": str(by)}], at=at)
    return Confirmed.CONFIRMED


def chase(*, at: datetime) -> None:
    """Tell each council and supplier whose people's roles are due or overdue to be looked at, and close what was."""
    today = london_date(at)
    rows = [
        (keeper, kind, due_on([began], london_date(when) if when else None))
        for keeper, kind, began, when in ask(STANDING, {"on": today})
    ]
    found: dict[tuple[OrganisationId, OrganisationKind], set[Look]] = defaultdict(set)
    for keeper, kind, due in rows:
        found[OrganisationId(keeper), OrganisationKind(kind)].add(look(due, today))
    for (keeper, kind), looks in found.items():
        _tell(keeper, kind, looks, at)


def _tell(keeper: OrganisationId, kind: OrganisationKind, looks: set[Look], at: datetime) -> None:
    """Due: the administrator. Overdue: whoever watches over access too, for there may be no administrator."""
    whom = {Look.DUE: (RoleKind.ADMINISTRATOR,), Look.OVERDUE: TOLD[kind]}
    for one, roles in whom.items():
        if one in looks:
            for role in roles:
                raise_alert(to=keeper, role=role, kind=KINDS[one], at=at)
        else:
            settle_alert(kind=KINDS[one], to=keeper, at=at)
