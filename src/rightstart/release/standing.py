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
STANDING: Final = """
SELECT b.reference, d.reason, d.decided_at FROM release_decision d JOIN births_birth b ON b.id = d.birth_id
WHERE d.superseded_at IS NULL AND d.outcome = %s ORDER BY d.decided_at, b.reference LIMIT %s
"""
COUNTED: Final = "SELECT count(*) FROM release_decision WHERE superseded_at IS NULL AND outcome = %s"
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
