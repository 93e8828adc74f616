"""Hides how a decision not to share is laid out: as a line of the register, as a sheet, and as what it contradicts."""

from collections.abc import Sequence

from django.urls import reverse

from rightstart.agreements.refused import RefusalRow
from rightstart.web.components import Cell, Column, Link, SummaryRow, Table
from rightstart.web.days import day, short_day
from rightstart.web.refusals.sentences import BARRIERS, END_REASONS, STANDINGS
from rightstart.web.sentences import OFFICES


def refusals_table(rows: Sequence[RefusalRow]) -> Table:
    columns = [
        Column("Between"),
        Column("Decided by"),
        Column("Why"),
        Column("From"),
        Column("Review by"),
        Column("State"),
    ]
    return Table("Decisions not to share", columns, [_line(one) for one in rows], caption_hidden=True)


def _line(one: RefusalRow) -> list[Cell]:
    return [
        Cell(link=Link(between(one), reverse("refusal", args=[one.reference]))),
        Cell(one.party, note=OFFICES[one.role]),
        Cell("; ".join(BARRIERS[barrier] for barrier in one.barriers)),
        Cell(short_day(one.from_on)),
        Cell("" if one.ended_on else short_day(one.review_on)),
        Cell(tag=STANDINGS[one.standing]),
    ]


def refusal_rows(one: RefusalRow) -> list[SummaryRow]:
    """One decision in full, as both sides read it."""
    rows = [
        SummaryRow("Between", [between(one)]),
        SummaryRow("Decided by", [one.party, OFFICES[one.role].capitalize()]),
        SummaryRow("Why", [*(BARRIERS[barrier] for barrier in one.barriers), *([one.words] if one.words else [])]),
        SummaryRow("What would change it", [one.would_change]),
        SummaryRow("From", [day(one.from_on)]),
        SummaryRow("Review by", [day(one.review_on)]),
        SummaryRow("State", [], tag=STANDINGS[one.standing]),
    ]
    if one.end_reason:
        rows.append(SummaryRow("Ended", [day(one.ended_on), END_REASONS[one.end_reason]]))
    return rows


def between(one: RefusalRow) -> str:
    return f"{one.giver} to {one.taker}"


def contradiction(one: RefusalRow) -> str:
    """What is to be settled where an agreement for the same flow is in force; nothing where none is."""
    if not one.against:
        return ""
    agreements = ", ".join(one.against)
    return (
        f"{one.party} has decided not to share ({between(one)}), and yet agreement {agreements} is in force for the same. "
        "Nothing passes until the parties have ended one of the two."
    )
