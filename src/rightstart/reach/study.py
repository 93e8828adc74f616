"""A round of Freedom of Information answers, and the figures of the study of 2014 from it, each with the base it is a share of.

The study asked every council of England whether it shares live births with its children's centres, and how often; its own
definition of regular is at least monthly. The answers of 2014 were never published: those that ship here are made up so that
their figures are the published ones, and say so in every row.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Final

from rightstart.agreements.barriers import Barrier
from rightstart.intake.formats import columns
from rightstart.intake.formats.blocks import Content
from rightstart.intake.formats.columns import Row
from rightstart.intake.formats.table import Unreadable

MADE_UP: Final = files("rightstart.reach") / "study_2014_synthetic.csv"
# The published figures: what is shared, and the percentage (field guide 1.1, with the sources of each).
PUBLISHED: Final = {
    "not_monthly": ("Do not share at least monthly", 47),
    "never": ("Do not share at all", 37),
    "seldom": ("Share quarterly or yearly only", 10),
    "not_from_health": ("Of those who share not at all: cannot get the births from health", 60),
}


class Frequency(StrEnum):
    """How often a council says that it shares births with its centres."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUALLY = "annually"
    NEVER = "never"


AT_LEAST_MONTHLY: Final = frozenset({Frequency.WEEKLY, Frequency.MONTHLY})
SELDOM: Final = frozenset({Frequency.QUARTERLY, Frequency.ANNUALLY})
COUNCIL, ANSWERED, OFTEN, SOURCE, BARRIERS, SYNTHETIC = (
    *("council", "answered", "frequency", "source"),
    *("barriers", "synthetic"),
)
KNOWN: Final[Mapping[str, Sequence[str]]] = {
    COUNCIL: ("council", "local_authority", "authority", "la"),
    ANSWERED: ("answered", "response", "responded"),
    OFTEN: ("frequency", "how_often"),
    SOURCE: ("source", "data_source"),
    BARRIERS: ("barriers", "barrier", "why_not"),
    SYNTHETIC: ("synthetic",),
}
YES_OR_NO: Final = {"yes": True, "y": True, "no": False, "n": False}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one council answered. `frequency`: None where it did not answer. `source`: who gives it the births, in its words."""

    council: str
    frequency: Frequency | None
    source: str = ""
    barriers: frozenset[Barrier] = frozenset()
    synthetic: bool = False


class Wrong(StrEnum):
    """What is wrong with one cell."""

    BLANK = "blank"
    TWICE = "twice"
    YES_OR_NO = "yes-or-no"
    FREQUENCY = "frequency"
    SAID_NOTHING = "said-nothing"  # it did not answer, and there is an answer
    BARRIER = "barrier"


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that is wrong, by its row as the spreadsheet numbers it and its column."""

    row: int
    column: str
    wrong: Wrong


@dataclass(frozen=True, slots=True)
class Faulty:
    """Nothing of the file is taken: every fault of it. `missing`: columns that are not there at all."""

    faults: tuple[Fault, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    base: int

    @property
    def percent(self) -> float | None:
        return 100 * self.count / self.base if self.base else None


@dataclass(frozen=True, slots=True)
class Range:
    """Between which shares the truth lies for all who were asked, whatever those who did not answer would have said."""

    least: Share
    most: Share


@dataclass(frozen=True, slots=True)
class Figures:
    """The study's figures. All but the last are shares of the councils that answered, the last of those that share not at all.

    `not_monthly`: not at least monthly; `never`: not at all; `seldom`: quarterly or yearly; `not_from_health`: they cannot get the
    births from health. `whole`: what `not_monthly` can be for all who were asked. `barriers`: of those who do not share at
    least monthly. `synthetic`: the answers are made up.
    """

    asked: int
    answered: int
    not_monthly: Share
    never: Share
    seldom: Share
    not_from_health: Share
    whole: Range
    barriers: tuple[tuple[Barrier, int], ...]
    synthetic: bool


def figures(answers: Sequence[Answer], *, asked: int | None = None) -> Figures:
    """What a round says. `asked`: how many councils were, where those that did not answer have no row of their own."""
    whole = max(asked or 0, len(answers))
    often = Counter(one.frequency for one in answers if one.frequency)
    answered = often.total()
    never, seldom = often[Frequency.NEVER], sum(often[one] for one in SELDOM)
    stuck = [one for one in answers if one.frequency is Frequency.NEVER and Barrier.NOT_FROM_HEALTH in one.barriers]
    behind = [one for one in answers if one.frequency and one.frequency not in AT_LEAST_MONTHLY]
    named = Counter(barrier for one in behind for barrier in one.barriers)
    return Figures(
        asked=whole,
        answered=answered,
        not_monthly=Share(never + seldom, answered),
        never=Share(never, answered),
        seldom=Share(seldom, answered),
        not_from_health=Share(len(stuck), never),
        whole=Range(Share(never + seldom, whole), Share(never + seldom + whole - answered, whole)),
        barriers=tuple(sorted(named.items(), key=lambda one: (-one[1], one[0]))),
        synthetic=any(one.synthetic for one in answers),
    )


def made_up() -> tuple[Answer, ...]:
    """The answers that ship: made up to the published totals of 2014."""
    read_ones = read(MADE_UP.read_bytes())
    assert isinstance(read_ones, tuple)
    return read_ones


def read(content: Content) -> tuple[Answer, ...] | Faulty | Unreadable:
    """A CSV file or workbook of answers; one wrong cell, and nothing of it is taken."""
    sheet = columns.read(content, KNOWN)
    if isinstance(sheet, Unreadable):
        return sheet
    if missing := tuple(name for name in (COUNCIL, ANSWERED, OFTEN) if name not in sheet.headers):
        return Faulty(missing=missing)
    faults = [fault for row in sheet.rows for fault in _faults(row, sheet.headers)]
    faults += _twice(sheet.rows, sheet.headers)
    if faults:
        return Faulty(tuple(sorted(faults, key=lambda one: one.row)))
    return tuple(_answer(row.cells) for row in sheet.rows)


def _faults(row: Row, headers: Mapping[str, str]) -> Iterator[Fault]:
    cells, answered = row.cells, YES_OR_NO.get(row.cells[ANSWERED].casefold())
    wrong = {
        COUNCIL: Wrong.BLANK if not cells[COUNCIL] else None,
        ANSWERED: Wrong.YES_OR_NO if answered is None else None,
        OFTEN: _wrong_frequency(cells[OFTEN].casefold(), answered),
        BARRIERS: Wrong.BARRIER if not _codes(cells[BARRIERS]) <= set(Barrier) else None,
        SYNTHETIC: Wrong.YES_OR_NO if cells[SYNTHETIC].casefold() not in {"", *YES_OR_NO} else None,
    }
    yield from (Fault(row.number, headers[name], what) for name, what in wrong.items() if what)


def _wrong_frequency(said: str, answered: bool | None) -> Wrong | None:
    if answered:
        return None if said in set(Frequency) else Wrong.FREQUENCY
    return Wrong.SAID_NOTHING if said and answered is False else None


def _twice(rows: Sequence[Row], headers: Mapping[str, str]) -> list[Fault]:
    """A council counts once."""
    seen: set[str] = set()
    found = []
    for row in rows:
        name = row.cells[COUNCIL].casefold()
        if name and name in seen:
            found.append(Fault(row.number, headers[COUNCIL], Wrong.TWICE))
        seen.add(name)
    return found


def _codes(cell: str) -> set[str]:
    return {one.strip().casefold() for one in cell.split(";") if one.strip()}


def _answer(cells: Mapping[str, str]) -> Answer:
    said = cells[OFTEN].casefold()
    return Answer(
        council=cells[COUNCIL],
        frequency=Frequency(said) if said else None,
        source=cells[SOURCE],
        barriers=frozenset(map(Barrier, _codes(cells[BARRIERS]))),
        synthetic=YES_OR_NO.get(cells[SYNTHETIC].casefold(), False),
    )
