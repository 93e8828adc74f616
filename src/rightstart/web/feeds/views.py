"""Hides how the feeds of a supplier or a council are shown: what is due when, and whose word is fresh enough to act on."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.intake.punctuality import FeedRow, feed_rows
from rightstart.web.components import Cell, Colour, Column, Table, Tag
from rightstart.web.days import counted, day, moment
from rightstart.web.seat import Seat, seated


@require_safe
@seated(Verb.SEE_RECEIPTS)
def feeds(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Each feed, the latest first."""
    rows = feed_rows(seat.viewer, at=seat.at)
    sends = seat.kind is OrganisationKind.SUPPLIER
    shown = {
        "table": feeds_table(rows, sends=sends) if rows else None,
        "sends": sends,
        "late": any(row.days_late for row in rows),
        "stale": any(not row.fresh for row in rows),
    }
    return render(request, "feeds/feeds.html", shown)


def feeds_table(rows: Sequence[FeedRow], *, sends: bool) -> Table:
    other = "Council" if sends else "Supplier"
    columns = [
        Column(other),
        Column("Last delivery"),
        Column("Next delivery"),
        Column("Status as of"),
        Column("Contact"),
    ]
    lines = [
        [
            Cell((row.council if sends else row.supplier).name, note=_note(row)),
            Cell(moment(row.delivered_at) if row.delivered_at else "None yet"),
            _next(row),
            Cell(moment(row.confirmed_at) if row.confirmed_at else "Never"),
            _contact(row),
        ]
        for row in rows
    ]
    return Table("Feeds, the latest first", columns, lines, caption_hidden=True)


def _next(row: FeedRow) -> Cell:
    opens = f"for births from {day(row.clock.open_from)}"
    if not row.days_late:
        return Cell(f"By {day(row.clock.due_on)}", note=opens)
    late = counted(row.days_late, "day", "days")
    return Cell(f"Was due by {day(row.clock.due_on)}", tag=Tag(f"{late} late", Colour.RED), note=opens)


def _contact(row: FeedRow) -> Cell:
    limit = f"At most {counted(row.freshness_days, 'day', 'days')} old"
    tag = Tag("May go on", Colour.GREEN) if row.fresh else Tag("Stopped", Colour.RED)
    return Cell(tag=tag, note=limit)


def _note(row: FeedRow) -> str:
    return f"{row.frequency.capitalize()}, {row.reference}" + ": families who move in" * row.arrivals
