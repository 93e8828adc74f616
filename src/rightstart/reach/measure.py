"""Hides how reach is counted: families notified, withheld, contacted, registered and engaged, by centre and month.

Those who moved in stand apart. Numbers for the council's own eyes, and a centre's own for its own: shares, bands and small
numbers' suppression are not here.
"""

from dataclasses import dataclass
from datetime import date

from rightstart.directory.people import named as organisations_named
from rightstart.engine.bulk import Row, ask, named
from rightstart.engine.isolation import Viewer, proven
from rightstart.joining.reading import threshold_of
from rightstart.joining.rules import TOLD_BY, Engagement, Threshold, engagement


@dataclass(frozen=True, slots=True)
class Count:
    """Families of one centre and month of birth, or of those who moved in and the month they became known.

    Withheld families have no centre: their home is not looked up. Of those notified some are contacted, and some register with a
    centre of the council (also by themselves, without a contact); of these some attend, and of these some keep coming.
    """

    centre: str | None
    name: str | None
    moved_in: bool
    month: date
    notified: int
    withheld: int
    contacted: int
    registered: int
    attended: int
    sustained: int


def counts(viewer: Viewer) -> list[Count]:
    """A council's counts by centre and month, the withheld in rows without a centre; to a centre its own rows alone."""
    own = proven(viewer, "council", "centre")
    if own is None:
        return []
    looks = organisations_named([own])[own]
    council = own if looks.council_id is None else looks.council_id
    threshold = threshold_of(council)
    asked = {"council": council, "joined": [one.value for one in TOLD_BY]}
    found = [_count(row, threshold) for row in ask(named("reach", "counts"), asked)]
    return found if council == own else [one for one in found if one.centre == looks.code]


def _count(row: Row, threshold: Threshold) -> Count:
    """How far the families of one row came, by the one rule for it."""
    *counted, came = row
    days = [[date.fromisoformat(on) for on in one] for one in came]
    kept = sum(engagement(one, threshold, joined=True) is Engagement.SUSTAINED for one in days)
    told = (*counted, len(days), kept)
    return Count(*told)
