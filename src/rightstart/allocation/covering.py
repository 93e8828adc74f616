"""Hides which centres serve each small area of a council under a map: told by its postcodes, for a map may divide one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rightstart.allocation.redraw import Drawn
from rightstart.allocation.rules import Claim, ClaimKind, Claims, Home, Placed, place
from rightstart.places import register
from rightstart.terms import OrganisationId

NO_CENTRE = None


@dataclass(frozen=True, slots=True)
class Covered:
    """A small area, and how many of its postcodes each centre serves (`NO_CENTRE`: none does)."""

    code: str
    name: str
    postcodes: Mapping[OrganisationId | None, int]

    @property
    def whole(self) -> OrganisationId | None:
        """The one centre that serves all of it."""
        centres = list(self.postcodes)
        return centres[0] if len(centres) == 1 else NO_CENTRE

    @property
    def shared(self) -> bool:
        return len(self.postcodes) > 1


def covered(council: str, drawn: Iterable[Drawn], on: date) -> list[Covered]:
    """Every small area of a council (by its GSS code) under a map on a day, by name."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for kind, where, centre in drawn:
        claims[where].append(Claim(ClaimKind(kind), OrganisationId(centre), date.min))
    found = _counted(register.within(council, on), claims, on)
    return [
        Covered(code, name, found.get(code) or {_centre(claims.get(code, ()), on): 0})
        for code, name in register.small_areas_of(council, on).items()
    ]


def _counted(
    postcodes: Iterable[tuple[str, str]], claims: Mapping[str, Sequence[Claim]], on: date
) -> dict[str, Counter[OrganisationId | None]]:
    found: dict[str, Counter[OrganisationId | None]] = defaultdict(Counter)
    for postcode, area in postcodes:
        found[area][_centre([*claims.get(postcode, ()), *claims.get(area, ())], on)] += 1
    return found


def _centre(claims: Sequence[Claim], on: date) -> OrganisationId | None:
    placing = place(Claims(Home.OURS, claims), on)
    return placing.centre if isinstance(placing, Placed) else NO_CENTRE
