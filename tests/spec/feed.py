"""What a feed owes and what stops it, as tables: when the next delivery is due, and which share of a file is unlike the past."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rightstart.agreements.rules import Frequency
from rightstart.intake.shares import Tally, Watched
from rightstart.terms import Period

MONDAY: Final = date(2026, 10, 5)


def days(first: int, last: int) -> Period:
    """A period of October 2026, its last day included."""
    return Period(date(2026, 10, first), date(2026, 10, last + 1))


@dataclass(frozen=True, slots=True)
class DueRow:
    """Agreed from Monday 5 October 2026 on; what was delivered, and by when the next delivery is in time."""

    delivered: str
    periods: tuple[Period, ...]
    frequency: Frequency
    due_on: date


DUE: Final = (
    DueRow("nothing yet", (), Frequency.DAILY, date(2026, 10, 8)),
    DueRow("nothing yet", (), Frequency.WEEKLY, date(2026, 10, 14)),
    DueRow("nothing yet", (), Frequency.FORTNIGHTLY, date(2026, 10, 21)),
    DueRow("nothing yet", (), Frequency.MONTHLY, date(2026, 11, 3)),
    DueRow("5 to 11 October", (days(5, 11),), Frequency.WEEKLY, date(2026, 10, 21)),
    DueRow("5 to 11 and 12 to 18 October", (days(5, 11), days(12, 18)), Frequency.WEEKLY, date(2026, 10, 28)),
    DueRow(
        "5 to 11 and 19 to 25 October, a week left out",
        (days(5, 11), days(19, 25)),
        Frequency.WEEKLY,
        date(2026, 10, 21),
    ),
    DueRow(
        "5 to 11 October, then 1 to 7 August in a file about older births",
        (days(5, 11), Period(date(2026, 8, 1), date(2026, 8, 8))),
        Frequency.WEEKLY,
        date(2026, 10, 21),
    ),
    DueRow("12 to 18 October at first, and nothing before it", (days(12, 18),), Frequency.WEEKLY, date(2026, 10, 28)),
    DueRow(
        "28 September to 6 October, begun before the agreement",
        (Period(date(2026, 9, 28), date(2026, 10, 7)),),
        Frequency.WEEKLY,
        date(2026, 10, 16),
    ),
    DueRow("5 to 18 October in one file", (days(5, 18),), Frequency.WEEKLY, date(2026, 10, 28)),
    DueRow("5 to 11 October twice", (days(5, 11), days(5, 11)), Frequency.WEEKLY, date(2026, 10, 21)),
)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """`now` of `rows` are holds; before, `files` files of `each` rows had `before` holds together. `held`: whether it is held."""

    now: int
    rows: int
    files: int
    each: int
    before: int
    held: bool

    @property
    def file(self) -> Tally:
        return Tally(self.rows, {Watched.HOLDS: self.now})

    @property
    def past(self) -> list[Tally]:
        """The holds lie in the latest files, a few in each, so that none before this one was silent."""
        share, more = divmod(self.before, self.files)
        return [Tally(self.each, {Watched.HOLDS: share + (place < more)}) for place in range(self.files)]


SHARES: Final = (
    ShareRow(now=1, rows=60, files=52, each=60, before=52, held=False),
    ShareRow(now=4, rows=60, files=52, each=60, before=52, held=False),
    ShareRow(now=8, rows=60, files=52, each=60, before=52, held=True),
    ShareRow(now=0, rows=60, files=52, each=60, before=52, held=False),
    ShareRow(now=0, rows=2_000, files=52, each=60, before=52, held=True),
    ShareRow(now=1, rows=60, files=52, each=60, before=0, held=False),
    ShareRow(now=5, rows=60, files=52, each=60, before=0, held=True),
    ShareRow(now=60, rows=60, files=3, each=60, before=3, held=False),
    ShareRow(now=500, rows=40_000, files=12, each=40_000, before=4_800, held=False),
    ShareRow(now=900, rows=40_000, files=12, each=40_000, before=4_800, held=True),
)
