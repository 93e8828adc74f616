"""Hides how one decision becomes sentences, and that the reason of a hold is told to few."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from django.urls import reverse

from rightstart.release.explain import Told
from rightstart.release.holds import Hold
from rightstart.release.rules import OutcomeKind
from rightstart.safeguards.rules import THROUGH_HEALTH_VISITOR, MarkerKind
from rightstart.terms import Item, london_date
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import day, moment, short_day
from rightstart.web.reasons import reason_words
from rightstart.web.seat import Seat
from rightstart.web.sentences import HELD, ITEMS, OUTCOMES, ROLES

HEALTH_VISITOR = "Through the family’s health visitor, and no other way"
COLOURS = {
    OutcomeKind.DISCLOSE: Colour.GREEN,
    OutcomeKind.WITHHELD: Colour.RED,
    OutcomeKind.NOT_YET: Colour.YELLOW,
    OutcomeKind.UNPLACED: Colour.ORANGE,
    OutcomeKind.REFUSED: Colour.ORANGE,
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One decision as a page tells it."""

    heading: str
    tag: Tag
    sentence: str
    rows: tuple[SummaryRow, ...]
    current: bool


def has_moved(told: Sequence[Told]) -> bool:
    """Whether a move away is why the birth is withheld now."""
    return bool(told) and (told[-1].outcome, told[-1].reason) == (OutcomeKind.WITHHELD, MarkerKind.MOVED_AWAY)


def tellings(told: Sequence[Told], home: Sequence[SummaryRow], *, reasons: bool) -> list[Telling]:
    """Latest first. `reasons`: whether the reader may learn why a birth is held. `home`: what is said of its home where it is."""
    return [_telling(one, home, reasons) for one in reversed(told)]


def _telling(one: Told, home: Sequence[SummaryRow], reasons: bool) -> Telling:
    held = one.superseded_at is None and one.outcome is OutcomeKind.WITHHELD
    return Telling(
        heading=moment(one.decided_at),
        tag=Tag(OUTCOMES[one.outcome], COLOURS[one.outcome]),
        sentence=_sentence(one, reasons),
        rows=(*(home if held else ()), *_rows(one)),
        current=one.superseded_at is None,
    )


def _sentence(one: Told, reasons: bool) -> str:
    why = reason_words(one.outcome, one.reason)
    match one.outcome:
        case OutcomeKind.DISCLOSE:
            return f"Handed to {one.recipient}."
        case OutcomeKind.WITHHELD:
            return f"{why}. Nothing may be handed over." if reasons else HELD
        case OutcomeKind.NOT_YET:
            until = f" Not before {day(one.until_on)}." if one.until_on else " It waits for the supplier’s fresh word."
            return f"{why}.{until}"
        case OutcomeKind.UNPLACED:
            return f"{why}. A data steward must place it by hand, or have the postcode corrected."
        case OutcomeKind.REFUSED:
            return f"{why}, between the council and the centre. Nothing may be handed over."
    assert_never(one.outcome)


def _rows(one: Told) -> list[SummaryRow]:
    """What the decision cites: agreement and version, each side's ground, what was let through, the ledger's proof."""
    rows = []
    if one.agreement:
        rows.append(SummaryRow("Agreement", [f"{one.agreement}, version {one.version}"]))
        rows.append(SummaryRow("Lawful basis", [str(one.lawful_basis)]))
        rows.append(SummaryRow("Task and gateway", [f"{one.giver_task}", f"{one.giver_gateway}"]))
    if one.items:
        rows.append(SummaryRow("Let through", [", ".join(ITEMS[Item(item)] for item in one.items)]))
    rows.append(
        SummaryRow("Decided by", ["A person" if one.by.startswith("person:") else "The daily pass or a new file"])
    )
    place = "Waits for its place" if one.entry is None else f"Entry {one.entry:,}"
    rows.append(
        SummaryRow("Ledger", [place], [Link("Check", f"{reverse('ledger')}?leaf={one.leaf}", " in the ledger")])
    )
    if one.superseded_at:
        rows.append(SummaryRow("Replaced", [moment(one.superseded_at)]))
    return rows


def holds_table(found: Sequence[Hold], seat: Seat) -> Table:
    columns = [Column("Birth"), Column("Why"), Column("Whose"), Column("Since"), Column("Look again by")]
    return Table("Births withheld now", columns, [_line(one, seat) for one in found], caption_hidden=True)


def _line(one: Hold, seat: Seat) -> list[Cell]:
    look = Link(one.birth, reverse("hold_stays", args=[one.birth]))
    return [
        Cell(link=look),
        Cell(reason_words(OutcomeKind.WITHHELD, one.why)),
        Cell(ROLES[one.owner], note="Yours" if one.owner in seat.role_kinds else ""),
        Cell(short_day(london_date(one.since))),
        Cell(short_day(one.review_on), tag=Tag("Overdue", Colour.RED) if one.overdue else None),
    ]


def hold_rows(one: Hold, home: Sequence[SummaryRow]) -> list[SummaryRow]:
    looked = moment(one.looked_at) if one.looked_at else "Nobody has yet"
    return [
        SummaryRow("Why", [reason_words(OutcomeKind.WITHHELD, one.why)]),
        *home,
        *([SummaryRow("Help meanwhile", [HEALTH_VISITOR])] if one.why in THROUGH_HEALTH_VISITOR else []),
        SummaryRow("Whose it is", [ROLES[one.owner]]),
        SummaryRow("Held since", [moment(one.since)]),
        SummaryRow("Last looked at", [looked]),
        SummaryRow("Look again by", [day(one.review_on)]),
    ]
