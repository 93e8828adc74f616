"""Hides how a map, what it would change and what is wrong with a sheet are laid out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rightstart.allocation.redraw import Area
from rightstart.allocation.rehearse import DryRun
from rightstart.allocation.rules import ClaimKind
from rightstart.allocation.sheets import Fault
from rightstart.directory.people import OrganisationRow
from rightstart.web.areas.sentences import WRONG
from rightstart.web.components import Cell, Column, Table

SHOWN: Final = 100
ROWS_SHOWN: Final = 20


def map_table(centres: Iterable[OrganisationRow], standing: Iterable[Area]) -> Table:
    """How many places each centre serves; a centre without any is there too."""
    counted = Counter((one.centre_code, one.kind) for one in standing)
    rows = [
        [
            Cell(one.name, note=one.code),
            *(Cell(f"{counted[one.code, kind]:,}") for kind in (ClaimKind.POSTCODE, ClaimKind.SMALL_AREA)),
        ]
        for one in centres
    ]
    columns = [Column("Centre"), Column("Postcodes", numeric=True), Column("Small areas", numeric=True)]
    return Table("The map as it stands", columns, rows, stacked=False)


def change_table(found: DryRun, places: Mapping[int, int]) -> Table:
    """Each centre's births of the last year, as the map stands and then; and the places that it would serve."""
    rows = [
        [Cell(one.name, note=one.code), *_numbers(places.get(int(one.centre), 0), one.before, one.after)]
        for one in found.centres
    ]
    rows.append([Cell("No centre"), *_numbers(None, found.unplaced_before, found.unplaced_after)])
    headings = ("Places then", "Births now", "Births then")
    columns = [Column("Centre"), *(Column(one, numeric=True) for one in headings)]
    return Table("Births of the last 365 days that are known here, by centre", columns, rows, stacked=False)


def _numbers(*numbers: int | None) -> list[Cell]:
    return [Cell("–" if one is None else f"{one:,}") for one in numbers]


def faults_table(faults: Sequence[Fault]) -> Table:
    rows = [
        [Cell(f"Row {one.row:,}"), Cell(one.column), Cell(WRONG[one.wrong].format(first=one.first))]
        for one in faults[:SHOWN]
    ]
    caption = "What is wrong, as your spreadsheet numbers the rows"
    more = f" (the first {SHOWN} of {len(faults):,})" if len(faults) > SHOWN else ""
    return Table(caption + more, [Column("Row"), Column("Column"), Column("What to put right")], rows)


def in_rows(places: Sequence[str], rows: Mapping[str, int]) -> str:
    """The rows that places stand in, in words: what stands there is not repeated, for it may be the wrong sheet."""
    numbers = sorted(rows[place] for place in places)
    told = ", ".join(f"{number:,}" for number in numbers[:ROWS_SHOWN])
    return told + (f" and {len(numbers) - ROWS_SHOWN:,} more" if len(numbers) > ROWS_SHOWN else "")
