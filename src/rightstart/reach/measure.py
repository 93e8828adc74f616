"""Hides how reach is counted: families notified, withheld and contacted, by centre and month; those who moved in apart.

Numbers for the council's own eyes: shares, bands and the suppression of small numbers are not applied here.
"""

from dataclasses import dataclass
from datetime import date

from rightstart.engine.bulk import ask, named
from rightstart.terms import OrganisationId


@dataclass(frozen=True, slots=True)
class Count:
    """Families of one centre and month of birth, or of those who moved in and the month they became known.

    Withheld families have no centre: their home is not looked up.
    """

    centre: str | None
    name: str | None
    moved_in: bool
    month: date
    notified: int
    withheld: int
    contacted: int


def counts(council: OrganisationId) -> list[Count]:
    """A council's counts by centre and month; the withheld stand in rows without a centre."""
    return [Count(*row) for row in ask(named("reach", "counts"), {"council": council})]
