"""Hides how a centre looks at the families of one that it covers: as that one itself, through its gate, as long as it may.

Asked anew for each page: that the other centre is still silent, that this one is named, and that one agreement in force allows
both to be told. The families stay with their own centre; nothing is handed over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from rightstart.contact.rules import Stage
from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.contact.worklist import family
from rightstart.cover.models import Silence
from rightstart.cover.naming import cover_of
from rightstart.cover.rules import NoCover
from rightstart.cover.waiting import touched
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.engine.bulk import Question
from rightstart.engine.isolation import Viewer, seen_by, viewing
from rightstart.terms import OrganisationId, london_date

TOLD_AFTERWARDS: Final = timedelta(days=14)
DONE: Final = frozenset({Stage.CLOSED, Stage.STOPPED})


@dataclass(frozen=True, slots=True)
class Covered:
    """A centre that another one covers now, since a moment; how many families waited then."""

    centre: OrganisationRow
    since: datetime
    families: int


@dataclass(frozen=True, slots=True)
class WasCovered:
    """The viewer's own centre was covered by another one, by name, from a moment until a moment."""

    cover: str
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """What a centre is told on its worklist: whom it covers now, and who covered it lately."""

    covers: tuple[Covered, ...]
    was_covered: tuple[WasCovered, ...]


# Asked as a centre's own role, which sees the silences that it covers or that were its own, and no others.
ANY: Final = """
SELECT EXISTS (
    SELECT FROM cover_silence WHERE cover_id IS NOT NULL AND (ended_at IS NULL OR ended_at >= %(since)s::timestamptz)
)
"""


def asking(*, at: datetime) -> Question:
    """Whether there is anything to say of cover to whoever asks: to be asked together with others, before `beside`."""
    return Question(ANY, {"since": at - TOLD_AFTERWARDS})


def beside(viewer: Viewer, *, at: datetime) -> Beside:
    """What the viewer's centre covers at this second, and by whom it was covered within the last two weeks."""
    with seen_by(viewer) as using:
        found = list(
            Silence.objects.using(using).filter(cover__isnull=False).exclude(ended_at__lt=at - TOLD_AFTERWARDS)
        )
    numbers = {number for one in found for number in (one.centre_id, one.cover_id) if number is not None}
    rows = people.named(numbers) if numbers else {}
    own = viewer.organisation
    theirs = [one for one in found if one.cover_id == own and one.ended_at is None]
    covers = [_covered(one, rows) for one in theirs if _covers_still(one, rows, at)]
    ours = [one for one in found if one.centre_id == own and one.ended_at is not None]
    return Beside(tuple(covers), tuple(_was(one, rows) for one in ours))


def _covers_still(one: Silence, rows: dict[OrganisationId, OrganisationRow], at: datetime) -> bool:
    """Whether nobody of the silent centre has taken a step since, and this cover is still named and still allowed."""
    centre = rows[OrganisationId(one.centre_id)]
    if any(step > one.at for step in touched(centre.id, at=at).values()):
        return False
    cover = cover_of(centre, on=london_date(at))
    return not isinstance(cover, NoCover) and (cover[0].id, cover[1].version_id) == (one.cover_id, one.version_id)


def _covered(one: Silence, rows: dict[OrganisationId, OrganisationRow]) -> Covered:
    return Covered(rows[OrganisationId(one.centre_id)], one.at, one.families)


def _was(one: Silence, rows: dict[OrganisationId, OrganisationRow]) -> WasCovered:
    assert one.cover_id is not None
    assert one.ended_at is not None
    return WasCovered(rows[OrganisationId(one.cover_id)].name, one.at, one.ended_at)


@contextmanager
def as_covered(viewer: Viewer, code: str, *, at: datetime) -> Iterator[tuple[Covered, Viewer] | None]:
    """Look as the centre with this code, if the viewer's centre covers it at this second; None where it does not.

    Outside of any transaction, as the other centre's own role reads what is committed.
    """
    found = next((one for one in beside(viewer, at=at).covers if one.centre.code == code), None)
    if found is None:
        yield None
        return
    with viewing("centre", [found.centre.id]) as viewers:
        yield found, viewers[found.centre.id]


def family_to_cover(viewer: Viewer, reference: str, *, at: datetime) -> FamilyView | WaitingFamily | None:
    """One family that its centre has still to contact; whose contact is closed nobody else needs to see."""
    found = family(viewer, reference, at=at)
    return None if isinstance(found, FamilyView) and found.stage in DONE else found
