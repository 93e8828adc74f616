"""Hides which births are held, whose each hold is, and when a person is to look at it again; what is overdue is chased."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any, Final

from django.db import connection, connections, transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.directory.people import organisations
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.ledger.append import append
from rightstart.release.models import HoldReview
from rightstart.release.standing import find_birth
from rightstart.safeguards.rules import CARES, care_for
from rightstart.terms import Actor, OrganisationId, london_date

# A birth that turned out to be another one has no notices left and waits for nobody. A review counts for the reason it was about.
HELD: Final = """
SELECT b.council_id, b.reference, d.reason, d.decided_at, r.at
FROM release_decision d
JOIN births_birth b ON b.id = d.birth_id
LEFT JOIN LATERAL (
    SELECT max(at) AS at FROM release_holdreview WHERE birth_id = d.birth_id AND reason = d.reason
) r ON true
WHERE d.superseded_at IS NULL AND d.outcome = 'withheld' AND NOT EXISTS (
    SELECT 1 FROM births_review q WHERE q.birth_id = d.birth_id AND q.kind = 'same-baby' AND q.answer IN ('same', 'joined')
      AND q.undone_at IS NULL
)
"""


@dataclass(frozen=True, slots=True)
class Hold:
    """A birth that is withheld now: why, whose that is, since when, and by which day a person looks at it again."""

    birth: str
    why: str
    owner: RoleKind
    since: datetime
    looked_at: datetime | None
    review_on: date
    overdue: bool


def holds(viewer: Viewer, roles: Set[RoleKind], *, at: datetime) -> list[Hold]:
    """The council's holds, the most overdue first: a safeguarding lead sees all, everybody else those of his own roles."""
    with seen_by(viewer) as using, connections[using].cursor() as cursor:
        cursor.execute(HELD)
        found = [_hold(*row[1:], today=london_date(at)) for row in cursor.fetchall()]
    seen = [one for one in found if RoleKind.SAFEGUARDING_LEAD in roles or one.owner in roles]
    return sorted(seen, key=lambda one: (one.review_on, one.since, one.birth))


def _hold(birth: str, why: str, since: datetime, looked_at: datetime | None, *, today: date) -> Hold:
    care = care_for(why)
    review_on = london_date(max(since, looked_at or since)) + timedelta(days=care.review_days)
    return Hold(birth, why, care.owner, since, looked_at, review_on, review_on < today)


@transaction.atomic
def stays(*, viewer: Viewer, roles: Set[RoleKind], reference: str, by: Actor, at: datetime) -> Hold | None:
    """A person has looked at a hold, and it stays; None where there is none that these roles may know of."""
    found = next((one for one in holds(viewer, roles, at=at) if one.birth == reference), None)
    birth = find_birth(viewer, reference)
    if found is None or birth is None:
        return None
    [leaf] = append([{"act": "hold.reviewed", "by": str(by)}], at=at)
    told: dict[str, Any] = {"reason": found.why, "at": at, "by": str(by), "leaf_hash": leaf}
    HoldReview.objects.create(birth_id=birth, council_id=viewer.organisation, **told)
    return found


def chase(*, at: datetime) -> int:
    """Tell whose holds are overdue, a council at a time, and close what was looked at; gives how many are overdue."""
    late: Counter[tuple[OrganisationId, RoleKind]] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        for council, *row in cursor.fetchall():
            found = _hold(*row, today=london_date(at))
            late[council, found.owner] += found.overdue
    for council, role in product(organisations(OrganisationKind.COUNCIL), {care.owner for care in CARES.values()}):
        if late[council.id, role]:
            raise_alert(to=council.id, role=role, kind=AlertKind.HOLD_OVERDUE, about=role.value, at=at)
        else:
            settle_alert(kind=AlertKind.HOLD_OVERDUE, about=role.value, to=council.id, at=at)
    return late.total()
