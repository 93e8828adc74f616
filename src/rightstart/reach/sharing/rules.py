"""How regularly one flow shares births, by the deliveries that were accepted and the days of its agreement; never typed in.

The definitions are the field guide's (section 6), after the report of 2014: regular is at least monthly, irregular is some
delivery in a year, none is none. Who is not enrolled is unknown, and is never counted as none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from rightstart.agreements.rules import Instrument, in_force
from rightstart.terms import Period, covered_until, months_after

A_QUARTER: Final = 3  # months


class Sharing(StrEnum):
    REGULAR = "regular"
    IRREGULAR = "irregular"
    NONE = "none"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Which kind of it: regular has one alone."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"
    STOPPED = "stopped"
    SIGNED_NO_DATA = "signed-no-data"
    NO_AGREEMENT = "no-agreement"
    JUST_BEGUN = "just-begun"
    NOT_ENROLLED = "not-enrolled"


SHARING: Final = {
    Kind.MONTHLY: Sharing.REGULAR,
    Kind.QUARTERLY: Sharing.IRREGULAR,
    Kind.ANNUAL: Sharing.IRREGULAR,
    Kind.STOPPED: Sharing.IRREGULAR,
    Kind.SIGNED_NO_DATA: Sharing.NONE,
    Kind.NO_AGREEMENT: Sharing.NONE,
    Kind.JUST_BEGUN: Sharing.UNKNOWN,
    Kind.NOT_ENROLLED: Sharing.UNKNOWN,
}


SILENT: Final = frozenset({Kind.STOPPED, Kind.SIGNED_NO_DATA})  # something was agreed, and it does not come


class MonthState(StrEnum):
    """What became of one month. A late one counts as missed, but nobody waits for it any more."""

    IN_TIME = "in-time"
    LATE = "late"
    MISSED = "missed"
    NOT_DUE = "not-due"
    BEFORE = "before"  # the agreement began


@dataclass(frozen=True, slots=True)
class Delivery:
    """An accepted file for a period (half open), a nil return too, and the day on which it came. Refused and held ones are none."""

    period: Period
    received_on: date


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`months`: how many complete ones are looked at; `missed`: how many of them may be; `days`: after its end a month is missed;

    `least`: so many months must have been due before a flow is called regular; `stopped`: missed in a row at the end, more than
    these mean that it stopped.
    """

    months: int = 12
    missed: int = 1
    days: int = 45
    least: int = 3
    stopped: int = 2


DEFAULT: Final = Thresholds()


def agreed(versions: Sequence[Instrument], today: date) -> Period | None:
    """From the first day of the first signed version of a flow until the last of the one in force; until today where none is."""
    begun = [one for one in versions if one.signed and one.from_on < today]
    if not begun:
        return None
    standing = in_force(begun, today)
    return Period(min(one.from_on for one in begun), standing.ends_on if isinstance(standing, Instrument) else today)


@dataclass(frozen=True, slots=True)
class Stuck:
    """A parcel that did not leave on the day it was packed, and the day on which it left at last (None: it has not)."""

    packed_on: date
    sent_on: date | None


def handed_on(came: Iterable[Delivery], since: Period | None, stuck: Sequence[Stuck]) -> list[Delivery]:
    """What a council's deliveries became for one of its centres: handed on by the system once an instruction allows it.

    What came while a parcel for this centre waited left with it. Where no birth was for the centre, that it was told so: nil.
    """
    if since is None:
        return []
    found = [
        Delivery(one.period, max(one.received_on, since.start_on)) for one in came if one.received_on < since.end_on
    ]
    for parcel in stuck:
        found = [_after(one, parcel) for one in found if parcel.sent_on or one.received_on < parcel.packed_on]
    return found


def _after(one: Delivery, parcel: Stuck) -> Delivery:
    if parcel.sent_on is None or not parcel.packed_on <= one.received_on <= parcel.sent_on:
        return one
    return Delivery(one.period, parcel.sent_on)


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    state: MonthState


@dataclass(frozen=True, slots=True)
class Regularity:
    """What one flow is called, and the months that say so, oldest first. `covered_until`: the day not covered any more."""

    kind: Kind
    months: tuple[Month, ...]
    covered_until: date | None

    @property
    def sharing(self) -> Sharing:
        return SHARING[self.kind]

    @property
    def due(self) -> tuple[Month, ...]:
        """The months that have been due."""
        return tuple(one for one in self.months if one.state in _DUE)

    @property
    def kept(self) -> int:
        return sum(one.state is MonthState.IN_TIME for one in self.months)


_DUE: Final = frozenset({MonthState.IN_TIME, MonthState.LATE, MonthState.MISSED})


def regularity(
    deliveries: Sequence[Delivery], *, agreed: Period | None, enrolled: bool, today: date, by: Thresholds = DEFAULT
) -> Regularity:
    """How regular a flow is today. `agreed`: from the first day of its agreement until a day not included (the last version's).

    `enrolled`: whether both parties work with the system, so that silence says something.
    """
    came = [one for one in deliveries if one.received_on <= today]
    months = _months(came, agreed, today, by)
    kind = _kind(came, months, agreed, today, by) if enrolled or came else Kind.NOT_ENROLLED
    return Regularity(kind, months, max((one.period.end_on for one in came), default=None))


def _kind(
    came: Sequence[Delivery], months: Sequence[Month], agreed: Period | None, today: date, by: Thresholds
) -> Kind:
    """The one table of what a flow is called: the first that fits."""
    due = [one.state for one in months if one.state in _DUE]
    fresh = [one for one in came if one.received_on >= months[0].first]
    if not fresh:
        return _silent(agreed, due, today)
    if len(due) < by.least:
        return Kind.JUST_BEGUN
    if _is_regular(due, by):
        return Kind.MONTHLY
    if _stopped(due, by):
        return Kind.STOPPED
    return Kind.QUARTERLY if _longest_gap(fresh, months, today) <= A_QUARTER else Kind.ANNUAL


def _silent(agreed: Period | None, due: Sequence[MonthState], today: date) -> Kind:
    """Of a flow by which nothing came in all these months."""
    if agreed is None or today not in agreed:
        return Kind.NO_AGREEMENT
    return Kind.SIGNED_NO_DATA if due else Kind.JUST_BEGUN


def _is_regular(due: Sequence[MonthState], by: Thresholds) -> bool:
    """So few missed, and nobody waits for the newest one that has been due."""
    missed = sum(one is not MonthState.IN_TIME for one in due)
    return missed <= by.missed and due[-1] is not MonthState.MISSED


def _stopped(due: Sequence[MonthState], by: Thresholds) -> bool:
    """It was regular, and then too many months in a row did not come."""
    run = next((n for n, one in enumerate(reversed(due)) if one is not MonthState.MISSED), len(due))
    before = due[: len(due) - run]
    return run > by.stopped and bool(before) and _is_regular(before, by)


def _longest_gap(came: Iterable[Delivery], months: Sequence[Month], today: date) -> int:
    """The most months between two receipts, and before the first and after the last one, as far as the flow was agreed then."""
    begun = next((one.first for one in months if one.state is not MonthState.BEFORE), months[0].first)
    days = sorted({begun, *(one.received_on for one in came), today})
    return max(_months_between(earlier, later) for earlier, later in pairwise(days)) if len(days) > 1 else 0


def _months_between(earlier: date, later: date) -> int:
    """How many whole months lie between two days."""
    apart = (later.year - earlier.year) * 12 + later.month - earlier.month
    return apart - (months_after(earlier, apart) > later)


def _months(came: Sequence[Delivery], agreed: Period | None, today: date, by: Thresholds) -> tuple[Month, ...]:
    """The last complete months, each with what became of it."""
    this = today.replace(day=1)
    firsts = [months_after(this, -back) for back in range(by.months, 0, -1)]
    # Births from before the agreement may come too: nobody waits for all of those months.
    begins = agreed.start_on if agreed else min((one.period.start_on for one in came), default=None)
    return tuple(Month(first, _state(first, came, begins, today, by)) for first in firsts)


def _state(first: date, came: Sequence[Delivery], begins: date | None, today: date, by: Thresholds) -> MonthState:
    month = Period(first, months_after(first, 1))
    if begins is None or begins >= month.end_on:
        return MonthState.BEFORE
    last = month.end_on + timedelta(days=by.days)
    asked = Period(max(month.start_on, begins), month.end_on)  # of the month in which it began, from that day on
    if covers([one.period for one in came if one.received_on <= last], asked):
        return MonthState.IN_TIME
    if today <= last:
        return MonthState.NOT_DUE
    return MonthState.LATE if covers([one.period for one in came], asked) else MonthState.MISSED


def covers(periods: Iterable[Period], asked: Period) -> bool:
    """Whether these periods together leave no day of the one asked about out."""
    return covered_until(asked.start_on, periods) >= asked.end_on
