"""Hides how joining and after are laid out: a list of families, and how far one came."""

from collections.abc import Sequence

from django.urls import reverse

from rightstart.joining.reading import Member, Membership
from rightstart.web.components import Cell, Column, Link, SummaryRow, Table
from rightstart.web.days import counted, day, short_day
from rightstart.web.joining.sentences import HOWS, TAGS
from rightstart.web.listings.sentences import KINDS
from rightstart.web.worklist.tables import babies

FORGOTTEN = "Not kept any more"


def members_table(found: Sequence[Member]) -> Table:
    columns = [Column("Family"), Column("Joined"), Column("Came"), Column("How far")]
    return Table("Families who joined", columns, [_row(one) for one in found], caption_hidden=True)


def _row(one: Member) -> list[Cell]:
    family, came = one.family, one.membership
    last = came.visits[-1].attended_on if came.visits else None
    return [
        Cell(
            link=Link(family.addressee, reverse("join", args=[family.reference]), f", {family.reference}"),
            note=babies(family.babies),
        ),
        Cell(short_day(came.joined_on) if came.joined_on else ""),
        Cell(_days(came), note=f"Last on {short_day(last)}" if last else ""),
        Cell(tag=TAGS[came.engagement]),
    ]


def _days(came: Membership) -> str:
    number = len({one.attended_on for one in came.visits})
    return counted(number, "day", "days") if number else "Not yet"


def membership_rows(came: Membership) -> list[SummaryRow]:
    """How far a family came; its services where they are known."""
    rows = [SummaryRow("How far", [], tag=TAGS[came.engagement])]
    if came.joined_on and came.how:
        through = [f"Through: {KINDS[came.through]}"] if came.through else []
        rows.append(SummaryRow("Joined", [day(came.joined_on), HOWS[came.how], *through]))
        rows.append(SummaryRow("Came", [_days(came)]))
    return rows


def visits_table(came: Membership) -> Table:
    rows = [
        [Cell(short_day(one.attended_on)), Cell(KINDS[one.kind] if one.kind else FORGOTTEN)]
        for one in reversed(came.visits)
    ]
    return Table("When the family came", [Column("Day"), Column("To what")], rows)
