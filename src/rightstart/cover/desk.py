"""Hides what a council reads of its centres: when each was last at work, who covers it, and which is silent."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rightstart.cover.models import Silence
from rightstart.cover.naming import Named, named
from rightstart.cover.rules import NoCover
from rightstart.cover.silence import untouched
from rightstart.cover.waiting import LOOKED_BACK
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.engine.bulk import Question
from rightstart.engine.isolation import Viewer, ask_as, seen_by
from rightstart.terms import OrganisationId, london_date

# Asked as the council's own role: of each of its centres the last moment at which anybody of it opened a family.
LAST_AT_WORK: Final = """
SELECT organisation_id, max(at) FROM release_sight WHERE at >= %(since)s::timestamptz GROUP BY organisation_id
"""


@dataclass(frozen=True, slots=True)
class Silent:
    """Since when a centre is silent, how many families waited when that was found, who covers, and why nobody does.

    `untouched`: nobody works with them, though a cover may be named.
    """

    since: datetime
    families: int
    cover: str | None
    hinders: NoCover | None
    untouched: bool


@dataclass(frozen=True, slots=True)
class CentreRow:
    """A centre as its council reads it. `cover`: which covers it today; `later`: which will, from a day (None: none)."""

    centre: OrganisationRow
    last_at: datetime | None
    cover: str | None
    later: tuple[date, str | None] | None
    silent: Silent | None


def centres(viewer: Viewer, *, at: datetime) -> list[CentreRow]:
    """Every centre of the viewer's council: the silent ones first, then by name."""
    rows = {one.id: one for one in people.organisations(OrganisationKind.CENTRE, viewer.organisation) if not one.canary}
    last = dict(ask_as(viewer, {"last": Question(LAST_AT_WORK, {"since": at - LOOKED_BACK})})["last"])
    with seen_by(viewer) as using:
        silent = {one.centre_id: one for one in Silence.objects.using(using).filter(ended_at__isnull=True)}
    words = named(viewer, on=london_date(at))
    found = [_row(one, rows, last.get(one.id), words, silent.get(one.id), at) for one in rows.values()]
    return sorted(found, key=lambda one: (one.silent is None, one.centre.name))


def silences(viewer: Viewer, *, at: datetime) -> list[Silent]:
    """The silences that stand at the viewer's council."""
    return [one.silent for one in centres(viewer, at=at) if one.silent is not None]


def _row(
    centre: OrganisationRow,
    rows: dict[OrganisationId, OrganisationRow],
    last_at: datetime | None,
    words: list[Named],
    silent: Silence | None,
    at: datetime,
) -> CentreRow:
    today = london_date(at)
    own = [(one.from_on, _name(one.cover, rows)) for one in words if one.centre == centre.id]
    now = next((name for from_on, name in own if from_on <= today), None)
    later = next((word for word in own if word[0] > today), None)
    return CentreRow(centre, last_at, now, later, _silent(silent, rows, at) if silent else None)


def _silent(one: Silence, rows: dict[OrganisationId, OrganisationRow], at: datetime) -> Silent:
    cover = None if one.cover_id is None else OrganisationId(one.cover_id)
    hinders = NoCover(one.hinders) if one.hinders else None
    return Silent(one.since, one.families, _name(cover, rows), hinders, untouched(one, at=at))


def _name(centre: OrganisationId | None, rows: dict[OrganisationId, OrganisationRow]) -> str | None:
    return rows[centre].name if centre in rows else None
