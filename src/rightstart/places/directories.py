"""The public directories shipped with the product, as typed rows; hides which files they come in and how packed."""

import csv
import gzip
import io
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

SHELF: Final = files("rightstart.places") / "opendata"


class PostcodeStatus(StrEnum):
    """`ENDED`: the post office no longer delivers to it (or a box); it still says where a home is."""

    LIVE = "live"
    ENDED = "ended"


class CentreRole(StrEnum):
    """`LEAD` centres have a reach area of their own; `DELIVERY` sites belong to one. Our own, illustrative choice."""

    LEAD = "lead"
    DELIVERY = "delivery"


class Sex(StrEnum):
    FEMALE = "F"
    MALE = "M"


class SurnameList(StrEnum):
    """Which pool of surnames; weights may be compared within one pool only."""

    EN_GB = "en_GB"
    EN_IN = "en_IN"


class Council(NamedTuple):
    """An upper-tier council by its code of April 2023; `council_2025` differs where a code has changed since."""

    council: str
    council_2025: str
    name: str
    official_name: str
    kind: str
    region: str
    region_name: str
    slug: str


class District(NamedTuple):
    """A lower-tier council and the upper-tier council above it (itself, where there is one tier)."""

    district: str
    name: str
    council: str


class CodeChange(NamedTuple):
    """A former or newer code, and the codes used here in its place."""

    former: str
    former_name: str
    district: str
    council: str


class YearlyBirths(NamedTuple):
    """Live births of a council's residents in a calendar year (ONS)."""

    council: str
    year: int
    live_births: int


class PostcodeRow(NamedTuple):
    """A postcode, the council it is in, and the small area that the ONS gives it.

    The small area can lie in another council: those few postcodes straddle a border.
    """

    postcode: str
    status: PostcodeStatus
    council: str
    small_area: str


class SmallArea(NamedTuple):
    """A 2021 small area (LSOA). `births_2022` is an estimate, not an official count."""

    small_area: str
    name: str
    council: str
    ward: str
    births_2022: float


class CentreRow(NamedTuple):
    """A children's centre or family hub; `address` is blank where the public list gives none."""

    centre: str
    name: str
    kind: str
    address: str
    postcode: str
    council: str
    small_area: str
    latitude: float
    longitude: float
    role: CentreRole


class DerivedReach(NamedTuple):
    """Illustrative: the lead centre nearest to a small area within its council, in metres; no council's policy."""

    small_area: str
    centre: str
    metres: int


class GivenName(NamedTuple):
    sex: Sex
    name: str
    births: int


class Surname(NamedTuple):
    pool: SurnameList
    surname: str
    weight: float


class Source(NamedTuple):
    """Where shipped files come from, and the words of attribution that their licence asks for."""

    file: str
    what: str
    publisher: str
    dated: str
    licence: str
    attribution: str
    note: str


def _rows(name: str) -> Iterator[list[str]]:
    packed = (SHELF / name).read_bytes()
    text = (gzip.decompress(packed) if name.endswith(".gz") else packed).decode()
    lines = csv.reader(io.StringIO(text, newline=""))
    next(lines)
    return lines


@cache
def councils() -> tuple[Council, ...]:
    """The 153 upper-tier councils of England, by code."""
    return tuple(Council(*row) for row in _rows("councils.csv"))


@cache
def districts() -> tuple[District, ...]:
    """The 296 lower-tier councils of England, each with its upper tier."""
    return tuple(District(*row) for row in _rows("districts.csv"))


@cache
def code_changes() -> tuple[CodeChange, ...]:
    """Codes that older or newer files use, with the ones used here."""
    return tuple(CodeChange(*row) for row in _rows("council_code_changes.csv"))


@cache
def yearly_births() -> tuple[YearlyBirths, ...]:
    """Live births per council and calendar year, 2013 to 2022."""
    return tuple(YearlyBirths(code, int(year), int(births)) for code, year, births in _rows("yearly_births.csv"))


@cache
def postcodes() -> tuple[PostcodeRow, ...]:
    """Every postcode of the demonstration area, live or ended, and its neighbours' under the same outward codes."""
    status = {each.value: each for each in PostcodeStatus}
    return tuple(
        PostcodeRow(code, status[word], council, area) for code, word, council, area in _rows("postcodes.csv.gz")
    )


@cache
def small_areas() -> tuple[SmallArea, ...]:
    """Every small area that a shipped postcode lies in, the neighbours' included."""
    return tuple(
        SmallArea(code, name, council, ward, float(births))
        for code, name, council, ward, births in _rows("small_areas.csv")
    )


@cache
def centres() -> tuple[CentreRow, ...]:
    """The centres and hubs of the demonstration area, lead centres and delivery sites."""
    return tuple(
        CentreRow(code, name, kind, address, postcode, council, area, float(north), float(east), CentreRole(role))
        for code, name, kind, address, postcode, council, area, north, east, role in _rows("centres.csv")
    )


@cache
def derived_reach() -> tuple[DerivedReach, ...]:
    """One lead centre for each small area of the demonstration area; illustrative."""
    return tuple(DerivedReach(area, centre, int(metres)) for area, centre, metres in _rows("derived_reach.csv"))


@cache
def given_names() -> tuple[GivenName, ...]:
    """Given names by sex and how many bore them, England and Wales, 2018 to 2020; a name can stand under both."""
    return tuple(GivenName(Sex(sex), name, int(births)) for sex, name, births in _rows("given_names.csv"))


@cache
def surnames() -> tuple[Surname, ...]:
    """Surname pools with their weights; synthetic families take theirs from here."""
    return tuple(Surname(SurnameList(pool), name, float(weight)) for pool, name, weight in _rows("surnames.csv"))


@cache
def sources() -> tuple[Source, ...]:
    """Origin, licence and attribution of all that is shipped; a file with two origins has two rows."""
    return tuple(Source(*row) for row in _rows("SOURCES.csv"))
