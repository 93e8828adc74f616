"""Hides how stopped families are shown: a list that tells of nobody, and a sheet for those who may know what is withheld."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.sealed import Private, read
from rightstart.safeguards.mark import home_is_protected
from rightstart.safeguards.models import FamilyStop
from rightstart.safeguards.stops import Caller, Said, What, opened


@dataclass(frozen=True, slots=True)
class StopRow:
    """An open stop as a list shows it: nothing of what was said. `waits`: frozen births without an answer."""

    reference: str
    what: What
    caller: Caller
    opened_at: datetime
    until_on: date
    frozen: int
    waits: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frozen birth beside what was said; an address is None where it is `protected`, or nothing is known of it."""

    birth: str
    surname: str
    forename: str | None
    born_on: date
    parent: str | None
    address: str | None
    protected: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class StopSheet:
    row: StopRow
    said: Said
    candidates: tuple[Candidate, ...]


def open_stops(viewer: Viewer) -> list[StopRow]:
    """A council's open stops, oldest first."""
    with seen_by(viewer) as using:
        stops = FamilyStop.objects.using(using).filter(closed_at__isnull=True).order_by("opened_at")
        return [_row(stop, list(stop.matches.using(using).values_list("answer", flat=True))) for stop in stops]


def _row(stop: FamilyStop, answers: Sequence[str | None]) -> StopRow:
    waits = sum(answer is None for answer in answers)
    kinds = What(stop.what), Caller(stop.caller)
    return StopRow(stop.reference, *kinds, stop.opened_at, stop.until_on, len(answers), waits)


CANDIDATES: Final = """
SELECT DISTINCT ON (m.birth_id) b.reference, n.born_on, m.answer IS NOT NULL, i.record_key, n.key, n.sealed
FROM safeguards_stopmatch m JOIN births_birth b ON b.id = m.birth_id
JOIN births_identity i ON i.birth_id = m.birth_id JOIN intake_notice n ON n.id = i.notice_id
WHERE m.stop_id = %(stop)s ORDER BY m.birth_id, i.as_at DESC, i.notice_id DESC
"""


def stop_sheet(viewer: Viewer, reference: str) -> StopSheet | None:
    """One open stop of the viewer's council with its candidates: for those alone who may know what is withheld."""
    with seen_by(viewer) as using:
        stop = FamilyStop.objects.using(using).filter(reference=reference, closed_at__isnull=True).first()
        answers = list(stop.matches.using(using).values_list("answer", flat=True)) if stop else []
    said = opened(stop) if stop else None
    if stop is None or said is None:
        return None
    found = tuple(_candidate(told, row) for told, row in read(ask(CANDIDATES, {"stop": stop.pk})))
    return StopSheet(_row(stop, answers), said, found)


def _candidate(told: Private, row: Sequence[Any]) -> Candidate:
    birth, born_on, answered, record = row
    protected = home_is_protected([bytes(record)])
    shown = None if protected or not told.address else told.address.replace("\n", ", ")
    named = told.baby_surname, told.baby_forename
    return Candidate(birth, *named, born_on, told.parent_name, shown, protected, answered)
