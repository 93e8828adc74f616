"""Hides how a council's small areas, by the centres that serve them, become maps with the tables that say the same in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils.html import format_html

from rightstart.allocation.covering import Covered, covered
from rightstart.allocation.redraw import Area, Drawn
from rightstart.directory.people import OrganisationRow
from rightstart.places import boundaries
from rightstart.terms import OrganisationId
from rightstart.web.areas.drawing import Outline, Painted, definitions, drawing, outlines, swatch
from rightstart.web.components import Cell, Column, Table
from rightstart.web.days import counted

SHARED: Final = "Shared: several centres, or a centre for some postcodes only"
NOBODYS: Final = "No centre"
NAME: Final = "The map of small areas by centre"
BESIDE: Final = "The table says the same in words."
_Numbers = Mapping[OrganisationId | None, int]


def drawn_of(standing: Iterable[Area]) -> list[Drawn]:
    """A map that stands, as one that is proposed is given."""
    return [(str(one.kind), one.place, int(one.centre)) for one in standing]


def as_it_stands(
    council: str, centres: Sequence[OrganisationRow], standing: Iterable[Drawn], on: date
) -> dict[str, Any]:
    """For the page of the map: the drawing where there are outlines, the centres, and each small area with its centre."""
    areas = covered(council, standing, on)
    numbers, names = _numbered(centres), _names(centres)
    found = _outlines(council, areas)
    told = f"{counted(len(areas), 'small area', 'small areas')}. {BESIDE}"
    return {
        "parts": definitions(found, len(centres)),
        "map": drawing(found, [_painted(one, numbers, names) for one in areas], NAME, told) if found else None,
        "table": _centres_table(areas, centres, numbers),
        "areas": _areas_table(areas, names) if areas else None,
    }


def as_it_would_change(
    council: str, centres: Sequence[OrganisationRow], standing: Iterable[Drawn], proposed: Iterable[Drawn], on: date
) -> dict[str, Any]:
    """For the preview of a map: as it stands and as it would be, and each small area that would have another centre."""
    before, after = covered(council, standing, on), covered(council, proposed, on)
    numbers, names = _numbered(centres), _names(centres)
    moved = [(was, one) for was, one in zip(before, after, strict=True) if was.postcodes != one.postcodes]
    found = _outlines(council, after)
    changed = {one.code for _, one in moved}
    shown = [
        drawing(found, [_painted(one, numbers, names, changed) for one in areas], name, BESIDE) if found else None
        for areas, name in ((before, "The map as it stands"), (after, "The map as it would be"))
    ]
    return {
        "parts": definitions(found, len(centres)),
        "before": shown[0],
        "after": shown[1],
        "changed": counted(len(moved), "small area", "small areas"),
        "moves": _moves_table(moved, names) if moved else None,
        "marks": _centres_table(after, centres, numbers),
    }


def _outlines(council: str, areas: Iterable[Covered]) -> dict[str, Outline]:
    return outlines(boundaries.shapes_of(settings.HOME, council, [one.code for one in areas]))


def _numbered(centres: Sequence[OrganisationRow]) -> _Numbers:
    return {one.id: number for number, one in enumerate(centres, 1)}


def _names(centres: Sequence[OrganisationRow]) -> dict[OrganisationId | None, str]:
    return {one.id: one.name for one in centres} | {None: NOBODYS}


def _filling(one: Covered, numbers: _Numbers) -> str:
    if one.shared:
        return "shared"
    return f"f{numbers[one.whole]}" if one.whole in numbers else "nobodys"


def _painted(
    one: Covered, numbers: _Numbers, names: Mapping[OrganisationId | None, str], changed: Iterable[str] = ()
) -> Painted:
    return Painted(one.code, _filling(one, numbers), f"{one.name}: {_served(one, names)}", one.code in changed)


def _served(one: Covered, names: Mapping[OrganisationId | None, str]) -> str:
    """Who serves a small area; where several do, with the number of its postcodes each."""
    told = [(names.get(centre, NOBODYS), number) for centre, number in one.postcodes.items()]
    if not one.shared:
        return told[0][0]
    return "; ".join(f"{name} ({counted(number, 'postcode', 'postcodes')})" for name, number in sorted(told))


def _centres_table(areas: Sequence[Covered], centres: Sequence[OrganisationRow], numbers: _Numbers) -> Table:
    """Each filling with its number: the centre, and how many small areas it serves in whole and in part."""
    rows = [_row(f"f{numbers[one.id]}", f"{numbers[one.id]}. {one.name}", *_counts(areas, one.id)) for one in centres]
    shared = sum(one.shared for one in areas)
    rows += [_row("shared", SHARED, None, shared), _row("nobodys", NOBODYS, *_counts(areas, None))]
    columns = [Column("On the map"), Column("In whole", numeric=True), Column("In part", numeric=True)]
    return Table("Small areas by centre", columns, rows, stacked=False)


def _counts(areas: Iterable[Covered], centre: OrganisationId | None) -> tuple[int, int]:
    serves = [one.shared for one in areas if centre in one.postcodes]
    return len(serves) - sum(serves), sum(serves)


def _row(filling: str, words: str, *numbers: int | None) -> list[Cell]:
    return [
        Cell(format_html("{} {}", swatch(filling), words)),
        *(Cell("–" if one is None else f"{one:,}") for one in numbers),
    ]


def _areas_table(areas: Iterable[Covered], names: Mapping[OrganisationId | None, str]) -> Table:
    rows = [[Cell(one.name, note=one.code), Cell(_served(one, names))] for one in areas]
    return Table("Each small area and its centre", [Column("Small area"), Column("Centre")], rows)


def _moves_table(moved: Iterable[tuple[Covered, Covered]], names: Mapping[OrganisationId | None, str]) -> Table:
    rows = [[Cell(one.name, note=one.code), Cell(_served(was, names)), Cell(_served(one, names))] for was, one in moved]
    columns = [Column("Small area"), Column("Now"), Column("Then")]
    return Table("Small areas that would have another centre", columns, rows)
