"""Hides how it is known what waits on a centre's list, in whose hands, and when each of its people was last at work there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from rightstart.contact import choosing
from rightstart.contact.choosing import ALL, ANYBODY
from rightstart.cover.rules import MOST_DAYS, Held
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.engine.bulk import Question, ask, named
from rightstart.engine.isolation import Viewer, ask_as, viewing
from rightstart.terms import FamilyId, OrganisationId, london_date

EVERYTHING: Final = 2**31 - 1
LOOKED_BACK: Final = timedelta(days=MOST_DAYS + 1)  # whoever was at work before that is as silent as who never was
AT_ONCE: Final = 100  # centres that are looked at as themselves together
HAVE_FAMILIES: Final = """
SELECT DISTINCT l.centre_id FROM handover_line l JOIN directory_organisation o ON o.id = l.centre_id AND NOT o.canary
WHERE l.replaced_at IS NULL ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Waits:
    """A family on a centre's list: since when the centre has it, who holds it and since when (None: nobody does)."""

    since: datetime
    held: Held | None
    held_since: datetime | None


@dataclass(frozen=True, slots=True)
class At:
    """What stands at one centre: the families on its list, and when each of its people was last at work there."""

    centre: OrganisationRow
    waits: Sequence[Waits]
    touched: dict[int, datetime]

    @property
    def council(self) -> OrganisationId:
        assert self.centre.council_id is not None  # a centre has its council
        return self.centre.council_id

    @property
    def touched_at(self) -> datetime | None:
        return max(self.touched.values(), default=None)

    @property
    def waits_since(self) -> datetime | None:
        return min((one.since for one in self.waits), default=None)


def everywhere(*, at: datetime) -> Iterator[At]:
    """Every centre that has families; outside of any transaction, for each is looked at as itself."""
    centres = [OrganisationId(number) for (number,) in ask(HAVE_FAMILIES, {})]
    for first in range(0, len(centres), AT_ONCE):
        yield from _at(centres[first : first + AT_ONCE], at)


def at_centre(centre: OrganisationId, *, at: datetime) -> At:
    """The same of one centre."""
    [found] = _at([centre], at)
    return found


def _at(centres: Sequence[OrganisationId], at: datetime) -> Iterator[At]:
    rows = people.named(centres)
    with viewing("centre", centres) as viewers:
        for one in centres:
            yield At(rows[one], waiting(viewers[one], at=at), touched(one, at=at))


def waiting(viewer: Viewer, *, at: datetime) -> list[Waits]:
    """Every family on the viewer's list, by its number alone."""
    query = choosing.chooses(ALL) + named("cover", "waiting")
    values = choosing.values(ANYBODY, today=london_date(at), size=EVERYTHING, skip=0)
    return list(_waits(ask_as(viewer, {"waiting": Question(query, values)})["waiting"]))


def _waits(rows: Iterable[tuple[object, ...]]) -> Iterator[Waits]:
    for family, since, due_on, person, for_whom, held_since, tried in rows:
        held = None if person is None else Held(FamilyId(family), person, for_whom, due_on, tried)  # type: ignore[arg-type]
        yield Waits(since, held, held_since)  # type: ignore[arg-type]


def touched(centre: OrganisationId, *, at: datetime) -> dict[int, datetime]:
    """When each of those who work at a centre today was last at work there, as far back as it matters."""
    asked = {"centre": centre, "since": at - LOOKED_BACK, "today": london_date(at)}
    return dict(ask(named("cover", "touched"), asked))
