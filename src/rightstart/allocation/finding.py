"""Hides which centre serves a postcode that anybody asks about: by the public map alone, with nothing known of who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rightstart.allocation.models import ReachArea
from rightstart.allocation.rules import Claim, ClaimKind, Claims, Placed, home_of, place
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.places import register
from rightstart.places.register import Located
from rightstart.terms import OrganisationId


class Found(StrEnum):
    """What can be said of a postcode."""

    SERVED = "served"
    BORDER = "border"  # it lies in two councils
    NO_AREA = "no-area"  # its council has drawn it for no centre
    ELSEWHERE = "elsewhere"  # nobody of its council is here
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said to who asked. `centres`: the one that serves the postcode, else all that may; `councils`: by name."""

    found: Found
    centres: tuple[OrganisationRow, ...] = ()
    councils: tuple[str, ...] = ()


def find_centre(postcode: str, *, on: date) -> Finding:
    """Which centre serves a postcode, in its one spelling, on a day; a postcode that is no real place is unknown."""
    located = register.located([postcode], on).get(postcode)
    if located is None:
        return Finding(Found.UNKNOWN)
    codes = sorted({located.council, located.area_council or located.council}, key=lambda code: code != located.council)
    names = register.council_names(codes, on)
    councils = tuple(names.get(code, code) for code in codes)
    here = [one for one in map(people.coded(codes).get, codes) if one and _receives(one)]
    own = next((one for one in here if one.code == located.council), None)
    if own and (serving := _serving(own, postcode, located, on)):
        return Finding(Found.SERVED, (serving,), councils[:1])
    centres = tuple(centre for one in here for centre in people.organisations(OrganisationKind.CENTRE, one.id))
    if not centres:
        return Finding(Found.ELSEWHERE, (), councils)
    return Finding(Found.BORDER if len(codes) > 1 else Found.NO_AREA, centres, councils)


def _receives(one: OrganisationRow) -> bool:
    return one.kind is OrganisationKind.COUNCIL and not one.canary


def _serving(council: OrganisationRow, postcode: str, located: Located, on: date) -> OrganisationRow | None:
    home = home_of(postcode, council.code, located.council, located.area_council)
    placed = place(Claims(home, tuple(_claims(council.id, (postcode, located.small_area), on))), on)
    return people.named([placed.centre])[placed.centre] if isinstance(placed, Placed) else None


def _claims(council: OrganisationId, places: Iterable[str], on: date) -> Iterable[Claim]:
    for one in ReachArea.objects.filter(council_id=council, place__in=places, during__contains=on):
        yield Claim(ClaimKind(one.kind), OrganisationId(one.centre_id), one.during.lower, one.during.upper)
