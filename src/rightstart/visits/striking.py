"""Hides how what is called back is struck out on the sheets that people still hold: they are told in that very moment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import Final

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask
from rightstart.release.disclose import Recorded
from rightstart.release.rules import CALLS_BACK
from rightstart.terms import BirthId, OrganisationId

TOLD: Final = (RoleKind.CENTRE_WORKER, RoleKind.CENTRE_MANAGER)
# By the family, or by the reference under which one of its babies was handed over: families are put together anew at times.
STRIKE: Final = """
WITH gone AS (
    SELECT * FROM unnest(%(births)s::bigint[], %(families)s::bigint[]) AS one (birth, family)
), found AS (
    SELECT o.id, gone.birth FROM gone JOIN visits_onsheet o ON o.family_id = gone.family
    UNION
    SELECT o.id, gone.birth FROM gone JOIN handover_line l ON l.birth_id = gone.birth
    JOIN visits_onsheet o ON o.reference = l.reference
), struck AS (
    UPDATE visits_onsheet o SET struck_at = %(at)s::timestamptz FROM visits_visitsheet v
    WHERE v.id = o.sheet_id AND v.destroyed_at IS NULL AND o.struck_at IS NULL AND o.id IN (SELECT id FROM found)
    RETURNING o.id, v.reference, v.centre_id, v.person_id
)
SELECT found.birth, struck.reference, struck.centre_id, struck.person_id FROM struck JOIN found USING (id)
"""


def strike(recorded: Sequence[Recorded], *, at: datetime) -> Mapping[BirthId, Set[int]]:
    """With what is taken from a centre, its line on every sheet still held must be struck out: in the caller's transaction.

    Tells the centre, and gives who holds a sheet with which birth on it, so that they are told by their own notices too.
    """
    gone = [one.gathered for one in recorded if one.then in CALLS_BACK]
    if not gone:
        return {}
    told = {"births": [one.birth for one in gone], "families": [one.family for one in gone], "at": at}
    holders: dict[BirthId, set[int]] = defaultdict(set)
    sheets: set[tuple[str, OrganisationId]] = set()
    for birth, reference, centre, person in ask(STRIKE, told):
        holders[BirthId(birth)].add(person)
        sheets.add((reference, OrganisationId(centre)))
    for reference, centre in sorted(sheets):
        for role in TOLD:
            raise_alert(to=centre, role=role, kind=AlertKind.SHEET_TO_STRIKE, about=reference, at=at)
    return holders
