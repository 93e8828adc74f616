"""Hides how flows and their months become rows: a tag, a strip of months with its words, and the figures of 2014 beside today's."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString

from rightstart.reach.sharing.reading import CouncilFlows, Flow
from rightstart.reach.sharing.rules import Kind, Month, MonthState, Regularity, Sharing
from rightstart.reach.study import PUBLISHED, Share
from rightstart.web.components import Cell, Column, Figure, Link, Table
from rightstart.web.days import counted, day
from rightstart.web.sharing.sentences import COUNTED, KINDS, MONTHS, TAGS

SIDE, STEP = 11, 14
# A square for each month: full, half full, crossed, dotted, or left out; never told by colour alone.
SQUARES: Final = {
    MonthState.IN_TIME: '<rect x="{x}" y="1" width="11" height="11" fill="#00703c" stroke="#00703c"/>',
    MonthState.LATE: '<path d="M{x} 1h11v11h-11zM{x} 1v11l11-11z" fill="#f47738" stroke="#b1541f"/>',
    MonthState.MISSED: '<path d="M{x} 1h11v11h-11zM{x} 1l11 11m0-11l-11 11" fill="none" stroke="#d4351c" stroke-width="1.5"/>',
    MonthState.NOT_DUE: '<rect x="{x}" y="1" width="11" height="11" fill="none" stroke="#505a5f" stroke-dasharray="2 2"/>',
    MonthState.BEFORE: "",
}


def strip(months: Sequence[Month]) -> SafeString:
    """The months as a row of squares, oldest first, and in words for whoever does not see it."""
    squares = "".join(SQUARES[one.state].format(x=1 + STEP * place) for place, one in enumerate(months))
    size = f'width="{STEP * len(months)}" height="13" viewBox="0 0 {STEP * len(months)} 13"'
    return SafeString(f'<svg {size} role="img" aria-label="{in_words(months)}" class="app-months">{squares}</svg>')


def in_words(months: Sequence[Month]) -> str:
    """How many months were in time, late, missed and not due: "9 in time, 2 missed"."""
    found: Counter[MonthState] = Counter(one.state for one in months if one.state is not MonthState.BEFORE)
    return ", ".join(f"{found[state]} {words}" for state, words in MONTHS.items() if found[state]) or "none yet"


def key_rows() -> list[tuple[SafeString, str]]:
    """Each square with what it means."""
    shown = (one for one in MonthState if one is not MonthState.BEFORE)
    drawn = ((SQUARES[one].format(x=1), MONTHS[one]) for one in shown)
    box = f'<svg width="{STEP}" height="13" viewBox="0 0 {STEP} 13" aria-hidden="true">{{}}</svg>'
    return [(SafeString(box.format(square)), words) for square, words in drawn]


def councils_table(found: Sequence[CouncilFlows]) -> Table:
    columns = [
        Column(name) for name in ("Council", "Births come from health", "Months", "Centres that get them regularly")
    ]
    return Table("Each council", columns, [_council_row(one) for one in found], caption_hidden=True)


def _council_row(one: CouncilFlows) -> list[Cell]:
    first = one.first
    way = Link(one.council.name, reverse("council-shares", args=[one.council.code]))
    return [Cell(link=way), _how(first), Cell(strip(first.months)), Cell(_onward(one))]


def _onward(one: CouncilFlows) -> str:
    return f"{one.onward[Sharing.REGULAR]} of {len(one.centres)}" if one.centres else "No centre yet"


def _how(found: Regularity) -> Cell:
    return Cell(tag=TAGS[found.sharing], note=KINDS[found.kind])


def flows_table(caption: str, flows: Iterable[Flow], *, to_centres: bool) -> Table:
    """One hop of a council: who gives, or to which centre; how regularly, by which months, and up to which day."""
    columns = [
        Column(name) for name in ("Centre" if to_centres else "Health service", "Shared", "Months", "Covered up to")
    ]
    rows = [[Cell(_other(one, to_centres)), _how(one.regularity), *_months(one.regularity)] for one in flows]
    return Table(caption, columns, rows)


def _other(flow: Flow, to_centres: bool) -> str:
    if to_centres:
        return flow.taker.name
    return flow.giver.name if flow.giver else "None yet"


def _months(found: Regularity) -> tuple[Cell, Cell]:
    until = day(found.covered_until - timedelta(days=1)) if found.covered_until else "Nothing came"
    return Cell(strip(found.months), note=in_words(found.months)), Cell(until)


def figures(found: Sequence[CouncilFlows]) -> list[Figure]:
    """How many councils get births how regularly, by the first hop."""
    by = Counter(one.first.sharing for one in found)
    return [Figure(str(by[sharing]), words) for sharing, words in COUNTED.items()]


def then_and_now(found: Sequence[CouncilFlows]) -> Table:
    """The study's figures beside today's, each with its base: what is not known is in no base, as it was not in 2014."""
    known = [one.first for one in found if one.first.sharing is not Sharing.UNKNOWN]
    now = {
        "not_monthly": [one for one in known if one.sharing is not Sharing.REGULAR],
        "never": [one for one in known if one.sharing is Sharing.NONE],
        "seldom": [one for one in known if one.kind in (Kind.QUARTERLY, Kind.ANNUAL)],
    }
    rows = [
        [Cell(said), Cell(f"{percent} %"), Cell(_percent(Share(len(now[name]), len(known))) if name in now else "–")]
        for name, (said, percent) in PUBLISHED.items()
    ]
    base = counted(len(known), "council", "councils")
    heads = (
        Column("Share of councils"),
        Column("2014, of 147 that answered", numeric=True),
        Column(f"Now, of {base} known here", numeric=True),
    )
    return Table("2014 and now", heads, rows, stacked=False)


def _percent(one: Share) -> str:
    return "–" if one.percent is None else f"{one.percent:.0f} %"
