"""Where synthetic families live: how real postcodes are drawn by the births of their area, and streets made up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final

from rightstart.places.directories import (
    PostcodeRow,
    PostcodeStatus,
    SmallArea,
    derived_reach,
    postcodes,
    small_areas,
    yearly_births,
)

# Made up, so that no letter printed from a synthetic birth names a street that someone lives in.
STREETS: Final = (
    "Quillbeck",
    "Wrenscar",
    "Tansyholme",
    "Mothergill",
    "Oatrigg",
    "Fennelshaw",
    "Larkstubbin",
    "Pippinroyd",
    "Cowslipgate",
    "Bramblecote",
    "Thistlebeck",
    "Dunlinfold",
    "Sorrelbank",
    "Hazelscout",
    "Plovergarth",
    "Teaselroyd",
    "Foxglint",
    "Marlcrake",
    "Ottershaw",
    "Nettlewick",
)
KINDS: Final = ("Street", "Road", "Avenue", "Close", "Terrace", "Lane", "Grove", "Court")


class NotCovered(LookupError):
    """No places of this council are shipped, so no family can be given a home there."""


@dataclass(frozen=True, slots=True)
class Home:
    line_1: str
    line_2: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """A council's places as homes are drawn from them."""

    areas: tuple[SmallArea, ...]
    weights: tuple[float, ...]
    live: dict[str, tuple[PostcodeRow, ...]]
    ended: tuple[PostcodeRow, ...]
    straddling: tuple[PostcodeRow, ...]
    elsewhere: tuple[PostcodeRow, ...]
    centre_of: dict[str, str]
    ward_of: dict[str, str]


@cache
def covered() -> tuple[str, ...]:
    """The councils whose places are shipped, by code."""
    reached = {each.small_area for each in derived_reach()}
    return tuple(sorted({area.council for area in small_areas() if area.small_area in reached}))


def births_a_year(council: str) -> int:
    """The council's live births in the latest year known (ONS). NotCovered where none of its places are shipped."""
    if council not in covered():
        raise NotCovered(council)
    return max((each for each in yearly_births() if each.council == council), key=lambda each: each.year).live_births


@cache
def gazetteer(council: str) -> Gazetteer:
    """The places of a council, ready to draw from. NotCovered where none of its places are shipped."""
    if council not in covered():
        raise NotCovered(council)
    council_of = {area.small_area: area.council for area in small_areas()}
    inside = [each for each in postcodes() if each.council == council == council_of[each.small_area]]
    live: dict[str, list[PostcodeRow]] = defaultdict(list)
    for each in inside:
        if each.status is PostcodeStatus.LIVE:
            live[each.small_area].append(each)
    areas = tuple(area for area in small_areas() if area.small_area in live)
    return Gazetteer(
        areas=areas,
        weights=tuple(accumulate(area.births_2022 for area in areas)),
        live={area: tuple(rows) for area, rows in live.items()},
        ended=tuple(each for each in inside if each.status is PostcodeStatus.ENDED),
        straddling=tuple(each for each in postcodes() if each.council == council != council_of[each.small_area]),
        elsewhere=_neighbours(council),
        centre_of={each.small_area: each.centre for each in derived_reach()},
        ward_of={area.small_area: area.ward for area in small_areas()},
    )


def _neighbours(council: str) -> tuple[PostcodeRow, ...]:
    return tuple(each for each in postcodes() if each.council != council and each.status is PostcodeStatus.LIVE)


def home(council: str, rng: Random) -> Home:
    """A home in the council: an area by its births, one of its live postcodes, a made-up street."""
    places = gazetteer(council)
    [area] = rng.choices(places.areas, cum_weights=places.weights)
    return home_in(places.live[area.small_area], places, rng)


def home_under_another_centre(council: str, postcode: str, rng: Random) -> Home:
    """A home in the same council that another centre reaches: where a family moves to."""
    places = gazetteer(council)
    left = next(area for area, rows in places.live.items() if any(each.postcode == postcode for each in rows))
    onward = [area for area in places.areas if places.centre_of[area.small_area] != places.centre_of[left]]
    return home_in(places.live[rng.choice(onward).small_area], places, rng)


def home_in(choice: Sequence[PostcodeRow], places: Gazetteer, rng: Random) -> Home:
    """A home under one of these postcodes."""
    row = rng.choice(choice)
    line_1 = f"{rng.randint(1, 120)} {rng.choice(STREETS)} {rng.choice(KINDS)}"
    return Home(line_1, places.ward_of[row.small_area], row.postcode)
