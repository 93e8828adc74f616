"""When the next delivery of a feed is due, by what its accepted deliveries speak of: nil returns count, refused files do not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, assert_never

from rightstart.agreements.rules import Frequency
from rightstart.terms import Period, after_working_days, covered_until

GRACE: Final = 2  # working days after a period's end in which its delivery is still in time


@dataclass(frozen=True, slots=True)
class Clock:
    """`open_from`: the first day of which no delivery speaks; its period's delivery is in time up to and with `due_on`."""

    open_from: date
    due_on: date

    def days_late(self, on: date) -> int:
        return max((on - self.due_on).days, 0)


def clock(agreed_from: date, deliveries: Iterable[Period], frequency: Frequency) -> Clock:
    """Every day from the beginning of the feed on is to be spoken of: deliveries are given in the order of their receipt.

    The feed begins with the first delivery, wherever its period lies (but not before the agreement); a file about older
    births that comes later does not make it begin sooner. Before there is a delivery it begins with the agreement. A
    period that was left out keeps the clock at its first day, whatever came after it.
    """
    periods = list(deliveries)
    begins = max(agreed_from, periods[0].start_on) if periods else agreed_from
    open_from = covered_until(begins, periods)
    return Clock(open_from, after_working_days(_period_end(open_from, frequency), GRACE))


def _period_end(start: date, frequency: Frequency) -> date:
    """The first day after the period that begins on `start`."""
    match frequency:
        case Frequency.DAILY:
            return start + timedelta(days=1)
        case Frequency.WEEKLY:
            return start + timedelta(days=7)
        case Frequency.FORTNIGHTLY:
            return start + timedelta(days=14)
        case Frequency.MONTHLY:
            return (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    assert_never(frequency)
