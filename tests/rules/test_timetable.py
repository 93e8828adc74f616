"""When the next delivery is due, by what the accepted ones speak of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.agreements.rules import Frequency
from rightstart.intake.timetable import GRACE, Clock, clock
from rightstart.terms import Period, after_working_days, working_days

MONDAY = date(2026, 10, 5)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def week(number: int) -> Period:
    return Period(MONDAY + number * WEEK, MONDAY + (number + 1) * WEEK)


@pytest.mark.parametrize(
    ("frequency", "due_on"),
    [
        (Frequency.DAILY, date(2026, 10, 8)),
        (Frequency.WEEKLY, date(2026, 10, 14)),
        (Frequency.FORTNIGHTLY, date(2026, 10, 21)),
        (Frequency.MONTHLY, date(2026, 11, 3)),
    ],
)
def test_a_period_is_due_two_working_days_after_it_ends(frequency: Frequency, due_on: date) -> None:
    assert clock(MONDAY, [], frequency) == Clock(MONDAY, due_on)


def test_each_delivery_moves_the_clock_on_and_the_agreement_s_first_day_counts_before_the_first() -> None:
    assert clock(date(2020, 1, 1), [week(0)], Frequency.WEEKLY).open_from == week(1).start_on
    assert clock(date(2020, 1, 1), [], Frequency.WEEKLY).open_from == date(2020, 1, 1)


def test_a_week_that_was_left_out_keeps_the_clock_whatever_came_after_it() -> None:
    assert clock(MONDAY, [week(0), week(2), week(3)], Frequency.WEEKLY).open_from == week(1).start_on
    assert clock(MONDAY, [week(0), week(2), week(3), week(1)], Frequency.WEEKLY).open_from == week(4).start_on


def test_lateness_begins_the_day_after_it_was_due() -> None:
    due = clock(MONDAY, [], Frequency.WEEKLY)
    assert [due.days_late(due.due_on + number * DAY) for number in (-9, 0, 1, 30)] == [0, 0, 1, 30]


PERIODS = st.lists(
    st.builds(lambda start, days: Period(MONDAY + start * DAY, MONDAY + (start + days) * DAY), st.integers(-40, 200),
              st.integers(1, 40)),
    max_size=12,
)  # fmt: skip


@given(PERIODS, PERIODS, st.sampled_from(Frequency))
def test_a_further_delivery_never_makes_the_next_due_sooner(
    some: list[Period], more: list[Period], frequency: Frequency
) -> None:
    assert clock(MONDAY, some + more, frequency).due_on >= clock(MONDAY, some, frequency).due_on


@given(PERIODS.filter(bool), st.sampled_from(Frequency))
def test_of_the_first_open_day_no_delivery_speaks_and_of_all_days_before_it_one_does(
    periods: list[Period], frequency: Frequency
) -> None:
    found = clock(MONDAY, periods, frequency)
    start = max(MONDAY, periods[0].start_on)
    spoken_of = {day for period in periods for day in (start + n * DAY for n in range(400)) if day in period}
    assert found.open_from not in spoken_of
    assert all(start + n * DAY in spoken_of for n in range((found.open_from - start).days))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 30))
def test_so_many_working_days_have_passed_on_the_first_such_day(start: date, count: int) -> None:
    end = after_working_days(start, count)
    assert working_days(start, end) == count
    assert count == 0 or working_days(start, end - DAY) < count
    assert GRACE == 2
