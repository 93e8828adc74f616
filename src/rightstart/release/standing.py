"""Hides what a council's own role is asked about births by reference: which there are, which are held, which wait for a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connections

from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import BirthId

FIND: Final = "SELECT id FROM births_birth WHERE reference = %s"
WAITING: Final = """
SELECT b.reference, q.kind, q.opened_at FROM release_question q JOIN births_birth b ON b.id = q.birth_id
WHERE q.closed_at IS NULL ORDER BY q.opened_at, b.reference LIMIT %s
"""
# A birth that turned out to be another one has no notices left and waits for nobody.
STANDING: Final = """
SELECT b.reference, d.reason, d.decided_at FROM release_decision d JOIN births_birth b ON b.id = d.birth_id
WHERE d.superseded_at IS NULL AND d.outcome = %s AND NOT EXISTS (
    SELECT 1 FROM births_review r WHERE r.birth_id = d.birth_id AND r.kind = 'same-baby' AND r.answer IN ('same', 'joined')
      AND r.undone_at IS NULL
)
ORDER BY d.decided_at, b.reference LIMIT %s
"""
COUNTED: Final = """
SELECT count(*) FROM release_decision d
WHERE d.superseded_at IS NULL AND d.outcome = %s AND NOT EXISTS (
    SELECT 1 FROM births_review r WHERE r.birth_id = d.birth_id AND r.kind = 'same-baby' AND r.answer IN ('same', 'joined')
      AND r.undone_at IS NULL
)
"""
MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A birth on a list: its reference, the code of why it is there, and since when."""

    birth: str
    why: str
    since: datetime


def find_birth(viewer: Viewer, reference: str) -> BirthId | None:
    """The birth that this council knows by a reference."""
    with seen_by(viewer) as using, connections[using].cursor() as cursor:
        cursor.execute(FIND, [reference])
        found = cursor.fetchone()
    return BirthId(found[0]) if found else None


def waiting_for_a_person(viewer: Viewer) -> list[Listed]:
    """Births whose new outcome changes nothing until a person has looked, longest waiting first."""
    return _listed(viewer, WAITING, [MOST_SHOWN])


def how_many_stand(viewer: Viewer, outcome: str) -> int:
    """How many births have this outcome as their current decision."""
    with seen_by(viewer) as using, connections[using].cursor() as cursor:
        cursor.execute(COUNTED, [outcome])
        return int(cursor.fetchone()[0])


def standing(viewer: Viewer, outcome: str) -> list[Listed]:
    """Births whose current decision has this outcome, longest first; of very many the first MOST_SHOWN."""
    return _listed(viewer, STANDING, [outcome, MOST_SHOWN])


def _listed(viewer: Viewer, asked: str, given: list[str | int]) -> list[Listed]:
    with seen_by(viewer) as using, connections[using].cursor() as cursor:
        cursor.execute(asked, given)
        return [Listed(*row) for row in cursor.fetchall()]
