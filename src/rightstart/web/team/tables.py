"""Hides how a team, and who saw a family, become rows."""

from collections.abc import Sequence

from rightstart.reach.measure import Count
from rightstart.reach.team import Looked, Mate
from rightstart.web.components import Cell, Column, Figure, Table
from rightstart.web.days import moment
from rightstart.web.team.sentences import OTHER, PAGES


def team_table(found: Sequence[Mate]) -> Table:
    columns = [
        *(Column("Name"), Column("Takes care of now", numeric=True), Column("Attempts", numeric=True)),
        Column("Families tried", numeric=True),
        *(Column("Families seen", numeric=True), Column("Last at work here")),
    ]
    rows = [
        [
            Cell(one.name),
            *(Cell(f"{number:,}") for number in (one.cares, one.attempts, one.families, one.seen)),
            Cell(moment(one.last_at) if one.last_at else "Not in these weeks"),
        ]
        for one in found
    ]
    return Table("Your team in the last four weeks", columns, rows)


def reach_table(found: Sequence[Count]) -> Table:
    columns = [Column("Month of birth"), Column("Notified", numeric=True), Column("Contacted", numeric=True)]
    rows = [
        [
            Cell(f"{one.month:%B %Y}", note="moved in" if one.moved_in else ""),
            Cell(f"{one.notified:,}"),
            Cell(f"{one.contacted:,}"),
        ]
        for one in found
    ]
    return Table("Families by month of birth", columns, rows, stacked=False)


def reach_figures(found: Sequence[Count]) -> list[Figure]:
    told = (("families notified to you", "notified"), ("families contacted", "contacted"))
    return [Figure(f"{sum(getattr(one, name) for one in found):,}", label) for label, name in told]


def looked_table(found: Sequence[Looked]) -> Table:
    columns = [Column("When"), Column("Who"), Column("Where")]
    rows = [
        [Cell(moment(one.at)), Cell(one.name, note=one.elsewhere or ""), Cell(PAGES.get(one.page, OTHER))]
        for one in found
    ]
    return Table("Who saw this family", columns, rows)
