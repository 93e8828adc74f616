"""Hides how one decision becomes sentences, and that the reason of a hold is told to few."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from django.urls import reverse

from rightstart.agreements.explaining import Step
from rightstart.agreements.rules import Wait
from rightstart.release.explain import Told
from rightstart.release.holds import Hold
from rightstart.release.rules import OutcomeKind
from rightstart.release.wanting import Waiting
from rightstart.safeguards.rules import THROUGH_HEALTH_VISITOR, MarkerKind
from rightstart.terms import Item, london_date
from rightstart.web.agreements.flow_sheets import lack_row, law_lines
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import day, moment, short_day
from rightstart.web.reasons import reason_words
from rightstart.web.seat import Seat
from rightstart.web.sentences import HELD, ITEMS, OFFICES, OUTCOMES, ROLES

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


def goes_on_paper(one: Told) -> bool:
    """Whether its proof may be put on paper: that a birth is held is for those who may know it, and paper goes on."""
    return one.outcome is not OutcomeKind.WITHHELD


def has_moved(told: Sequence[Told]) -> bool:
    """Whether a move away is why the birth is withheld now."""
    return bool(told) and (told[-1].outcome, told[-1].reason) == (OutcomeKind.WITHHELD, MarkerKind.MOVED_AWAY)


def tellings(
    reference: str,
    told: Sequence[Told],
    home: Sequence[SummaryRow],
    lacks: Sequence[SummaryRow],
    *,
    reasons: bool,
) -> list[Telling]:
    """Latest first. `reasons`: whether the reader may learn why a birth is held. `home`: what is said of its home where it is.

    `lacks`: what is missing now before it may be handed over.
    """
    return [_telling(one, reference, home, lacks, reasons) for one in reversed(told)]


def wants(told: Sequence[Told]) -> bool:
    """Whether the birth waits for an agreement or a day now, and for no safeguard."""
    return bool(told) and told[-1].outcome in (OutcomeKind.REFUSED, OutcomeKind.NOT_YET)


def wanting_rows(found: Step | Waiting | None) -> list[SummaryRow]:
    """All that is missing before a birth may be handed over, and who can supply it."""
    match found:
        case None:
            return []
        case Step():
            each = "One of these versions is enough" if found.ways > 1 else "Each of these"
            return [
                SummaryRow("What is missing", [f"{each}, from the council to {found.taker.name}"]),
                *map(lack_row, found.lacks),
            ]
        case Waiting():
            return [SummaryRow("What ends the wait", _ends(found))]


def _ends(one: Waiting) -> list[str]:
    roles = " or ".join(OFFICES[role] for role in one.roles)
    whose = [f"Who can supply it: {one.whose} ({roles})"] if one.whose else ["Nobody need do anything"]
    match one.why:
        case Wait.EARLIEST_DAY:
            return [f"Its day comes by itself: {day(one.until)}", *whose]
        case Wait.STATUS_STALE:
            return ["A fresh file from its supplier, or its word that nothing has changed (a nil return)", *whose]
        case Wait.STOPPED:
            return ["Two people let everything go on", *whose]
    assert_never(one.why)


def _telling(
    one: Told, reference: str, home: Sequence[SummaryRow], lacks: Sequence[SummaryRow], reasons: bool
) -> Telling:
    current = one.superseded_at is None
    held = current and one.outcome is OutcomeKind.WITHHELD
    return Telling(
        heading=moment(one.decided_at),
        tag=Tag(OUTCOMES[one.outcome], COLOURS[one.outcome]),
        sentence=_sentence(one, reasons),
        rows=(*(home if held else ()), *(lacks if current else ()), *_rows(one, reference)),
        current=current,
    )


def _sentence(one: Told, reasons: bool) -> str:
    why = reason_words(one.outcome, one.reason)
    match one.outcome:
        case OutcomeKind.DISCLOSE:
            return f"Handed to {one.recipient}."
        case OutcomeKind.WITHHELD:
            return f"{why}. Nothing may be handed over." if reasons else HELD
        case OutcomeKind.NOT_YET:
            return f"{why}. Not before {day(one.until_on)}." if one.until_on else f"{why}."
        case OutcomeKind.UNPLACED:
            return f"{why}. A data steward must place it by hand, or have the postcode corrected."
        case OutcomeKind.REFUSED:
            return f"{why}, between the council and the centre. Nothing may be handed over."
    assert_never(one.outcome)


def _rows(one: Told, reference: str) -> list[SummaryRow]:
    """What the decision cites: agreement and version, each side's ground, what was let through, the ledger's proof."""
    rows = []
    if one.agreement:
        rows.append(SummaryRow("Agreement", [f"{one.agreement}, version {one.version}"]))
        rows += _grounds(one)
    if one.items:
        rows.append(SummaryRow("Let through", [", ".join(ITEMS[Item(item)] for item in one.items)]))
    rows.append(
        SummaryRow("Decided by", ["A person" if one.by.startswith("person:") else "The daily pass or a new file"])
    )
    place = "Waits for its place" if one.entry is None else f"Entry {one.entry:,}"
    ways = [Link("Check", f"{reverse('ledger')}?leaf={one.leaf}", " in the ledger")]
    if one.entry is not None and goes_on_paper(one):
        ways.append(Link("Proof", reverse("proof", args=[reference, one.leaf]), " of this decision on paper"))
    rows.append(SummaryRow("Ledger", [place], ways))
    if one.superseded_at:
        rows.append(SummaryRow("Replaced", [moment(one.superseded_at)]))
    return rows


def _grounds(one: Told) -> list[SummaryRow]:
    """Each side's own task and what it cites; of the decision that stands with the law's texts and their limits."""
    basis = str(one.lawful_basis)
    sides = (("giver", one.giver_task, one.giver_gateway), ("taker", one.taker_task, one.taker_gateway))
    keys = {"giver": "Why the council may tell", "taker": f"Why {one.recipient} may be told"}
    rows = [("Lawful basis", [basis], basis)]
    rows += [(keys[side], [f"Its task: {task}", f"It cites: {gateway}"], str(gateway)) for side, task, gateway in sides]
    current = one.superseded_at is None
    return [SummaryRow(key, [*lines, *(law_lines(cites) if current else ())]) for key, lines, cites in rows]


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
