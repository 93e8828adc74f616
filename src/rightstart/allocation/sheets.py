"""Hides how a spreadsheet of places and centres is read as a council's map; of what is wrong it tells row and column alone.

A sheet may be the wrong one, with families in it: so nothing that stood in a cell is ever repeated.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rightstart.allocation.redraw import Drawn
from rightstart.allocation.rules import ClaimKind
from rightstart.directory.people import OrganisationRow
from rightstart.intake.formats import columns
from rightstart.intake.formats.blocks import Content
from rightstart.intake.formats.columns import Row
from rightstart.intake.formats.table import Unreadable
from rightstart.terms import PostcodeKind, postcode, postcode_kind

PLACE: Final = "place"
CENTRE: Final = "centre"
KIND: Final = "kind"
MUST: Final = (PLACE, CENTRE)
# As councils' own lists and the public postcode directories head them.
KNOWN: Final[Mapping[str, Sequence[str]]] = {
    KIND: ("kind", "kind_of_place"),
    PLACE: (
        *("place", "postcode", "post_code", "postcodes", "home_postcode", "pcds", "pcd", "pcd7", "pcd8"),
        *("small_area", "lsoa", "lsoa_code", "lsoa21cd", "lsoa21"),
    ),
    CENTRE: (
        *(
            "centre",
            "centre_code",
            "center",
            "center_code",
            "hub_code",
            "site_code",
            "hub",
            "family_hub",
            "children's_centre",
        ),
        *("children’s_centre", "childrens_centre", "centre_name", "center_name", "hub_name", "family_hub_name", "site"),
    ),
}
KINDS: Final = {
    **dict.fromkeys(("postcode", "post code"), ClaimKind.POSTCODE),
    **dict.fromkeys(("small-area", "small area", "lsoa"), ClaimKind.SMALL_AREA),
}
SMALL_AREA: Final = re.compile(r"[EW]01\d{6}")


class Wrong(StrEnum):
    """What is wrong with one cell."""

    BLANK = "blank"
    KIND = "kind"
    PLACE_FORM = "place-form"
    CENTRE_UNKNOWN = "centre-unknown"
    CENTRE_AMBIGUOUS = "centre-ambiguous"
    TWO_CENTRES = "two-centres"


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that is wrong, by its row as the spreadsheet numbers it and its column as the sheet heads it.

    `first`: of a place with two centres the row that named it first.
    """

    row: int
    column: str
    wrong: Wrong
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Faulty:
    """A sheet that is no map as it is: every fault of it, in the order of its rows."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Headless:
    """These columns are not there under any name that is known."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """A whole map. `rows`: the row that each place stands in."""

    claims: tuple[Drawn, ...]
    rows: Mapping[str, int]


Answer = Map | Faulty | Headless | Unreadable


def read(content: Content, centres: Sequence[OrganisationRow], sheet: str | None = None) -> Answer:
    """A CSV file or workbook of postcodes (or small areas) and centres as a map. The same claim twice is one claim.

    A centre is named by its code or by its whole name, whatever the capitals.
    """
    found = columns.read(content, KNOWN, sheet)
    if isinstance(found, Unreadable):
        return found
    if missing := tuple(name for name in MUST if name not in found.headers):
        return Headless(missing)
    claims: dict[str, tuple[int, Drawn]] = {}
    faults = tuple(_taken(found.rows, found.headers, _named(centres), claims))
    if faults:
        return Faulty(faults)
    return Map(tuple(claim for _, claim in claims.values()), {place: row for place, (row, _) in claims.items()})


def _named(centres: Iterable[OrganisationRow]) -> dict[str, set[int]]:
    """The centres by what a sheet may call them; one name can be several centres'."""
    found: dict[str, set[int]] = {}
    for one in centres:
        for name in (one.code, one.name):
            found.setdefault(_spoken(name), set()).add(int(one.id))
    return found


def _spoken(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()


def _taken(
    rows: Iterable[Row],
    headers: Mapping[str, str],
    centres: Mapping[str, set[int]],
    claims: dict[str, tuple[int, Drawn]],
) -> Iterator[Fault]:
    """Takes each sound row into `claims`, and gives what is wrong with the others."""
    for row in rows:
        wrong, claim = _claim(row, centres)
        yield from (Fault(row.number, headers[name], what) for name, what in wrong.items())
        if claim is None:
            continue
        first, earlier = claims.setdefault(claim[1], (row.number, claim))
        if earlier != claim:
            yield Fault(row.number, headers[PLACE], Wrong.TWO_CENTRES, first)


def _claim(row: Row, centres: Mapping[str, set[int]]) -> tuple[dict[str, Wrong], Drawn | None]:
    kind, where = _place(row.cells)
    called = centres.get(_spoken(row.cells[CENTRE]), set())
    wrong: dict[str, Wrong] = {}
    if row.cells[KIND] and row.cells[KIND].casefold() not in KINDS:
        wrong[KIND] = Wrong.KIND
    elif kind is None:
        wrong[PLACE] = Wrong.PLACE_FORM if row.cells[PLACE] else Wrong.BLANK
    if not row.cells[CENTRE]:
        wrong[CENTRE] = Wrong.BLANK
    elif len(called) != 1:
        wrong[CENTRE] = Wrong.CENTRE_AMBIGUOUS if called else Wrong.CENTRE_UNKNOWN
    if wrong or kind is None:
        return wrong, None
    return wrong, (kind.value, where, next(iter(called)))


def _place(cells: Mapping[str, str]) -> tuple[ClaimKind | None, str]:
    """What sort of place a cell names, and its one spelling; None where it is none, or not the sort that its kind says."""
    told = cells[PLACE].upper()
    if SMALL_AREA.fullmatch(told):
        found, where = ClaimKind.SMALL_AREA, told
    elif postcode_kind(postcode(told)) is PostcodeKind.ORDINARY:
        found, where = ClaimKind.POSTCODE, postcode(told)
    else:
        return None, ""
    meant = KINDS.get(cells[KIND].casefold(), found)
    return (found, where) if meant is found else (None, "")
