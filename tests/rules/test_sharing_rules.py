"""Regularity by its table, and against a second implementation that counts each day by itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.reach.sharing.rules import (
    DEFAULT,
    Delivery,
    Kind,
    MonthState,
    Sharing,
    Stuck,
    covers,
    handed_on,
    regularity,
)
from rightstart.terms import Period, months_after
from tests.spec import sharing
from tests.spec.sharing import AGREED, TODAY, month, monthly

START = date(2025, 6, 1)
DAYS = st.integers(0, 700).map(lambda count: START + timedelta(days=count))


@st.composite
def deliveries(draw: st.DrawFn) -> Delivery:
    start = draw(DAYS)
    end = start + timedelta(days=draw(st.integers(1, 100)))
    return Delivery(Period(start, end), end + timedelta(days=draw(st.integers(0, 90))))


@st.composite
def monthly_histories(draw: st.DrawFn) -> list[Delivery]:
    """Months with gaps: so that regular and stopped flows are found too, which chance alone seldom draws."""
    backs = draw(st.sets(st.integers(1, 15), max_size=15))
    return [month(back, after=draw(st.sampled_from((0, 9, 44, 45, 46, 80)))) for back in backs]


HISTORIES = st.lists(deliveries(), max_size=25) | monthly_histories()
AGREEMENTS = st.none() | DAYS.map(lambda start: Period(start, start + timedelta(days=300)))


@pytest.mark.parametrize("row", sharing.ROWS, ids=lambda row: row.said)
def test_a_flow_is_called_by_its_deliveries(row: sharing.Row) -> None:
    found = regularity(row.deliveries, agreed=row.agreed, enrolled=row.enrolled, today=TODAY)
    assert found.kind is row.kind


@given(came=HISTORIES, agreed=AGREEMENTS, today=DAYS)
def test_it_says_what_a_second_count_by_days_says(came: list[Delivery], agreed: Period | None, today: date) -> None:
    found = regularity(came, agreed=agreed, enrolled=True, today=today)
    states = naive_states(came, agreed, today)
    assert [one.state.value for one in found.months] == states
    assert found.sharing.value == naive_sharing(
        came, agreed, today, [one for one in states if one not in ("before", "not-due")]
    )


def naive_states(came: list[Delivery], agreed: Period | None, today: date) -> list[str]:
    """Day by day: which days of a month some file told of, by when."""
    known = [one for one in came if one.received_on <= today]
    first_day = agreed.start_on if agreed else min((one.period.start_on for one in known), default=date.max)
    states = []
    for back in range(12, 0, -1):
        year, number = divmod(today.year * 12 + today.month - 1 - back, 12)
        days = [day for count in range(31) if (day := date(year, number + 1, 1) + timedelta(count)).month == number + 1]
        asked = [day for day in days if day >= first_day]
        deadline = days[-1] + timedelta(days=46)
        told = [min([one.received_on for one in known if day in one.period], default=date.max) for day in asked]
        if not asked:
            states.append("before")
        elif max(told) <= deadline:
            states.append("in-time")
        elif today <= deadline:
            states.append("not-due")
        else:
            states.append("late" if max(told) < date.max else "missed")
    return states


def naive_sharing(came: list[Delivery], agreed: Period | None, today: date, due: list[str]) -> str:
    year_begins = months_after(today.replace(day=1), -12)
    if not [one for one in came if year_begins <= one.received_on <= today]:
        stands = agreed is not None and agreed.start_on <= today < agreed.end_on
        return "unknown" if stands and not due else "none"
    if len(due) < 3:
        return "unknown"
    return "regular" if due.count("in-time") >= len(due) - 1 and due[-1] != "missed" else "irregular"


@given(came=HISTORIES, today=DAYS)
def test_one_more_delivery_never_makes_a_flow_less_regular(came: list[Delivery], today: date) -> None:
    before = regularity(came, agreed=AGREED, enrolled=True, today=today)
    more = [*came, Delivery(Period(today - timedelta(days=31), today), today)]
    after = regularity(more, agreed=AGREED, enrolled=True, today=today)
    assert after.kept >= before.kept
    assert before.sharing is not Sharing.REGULAR or after.sharing is Sharing.REGULAR


def test_what_comes_later_changes_nothing_of_an_earlier_day() -> None:
    later = Delivery(Period(TODAY, TODAY + timedelta(days=7)), TODAY + timedelta(days=8))
    assert regularity([*monthly(*range(1, 13)), later], agreed=AGREED, enrolled=True, today=TODAY) == regularity(
        monthly(*range(1, 13)), agreed=AGREED, enrolled=True, today=TODAY
    )


def test_deliveries_speak_for_whoever_is_not_enrolled() -> None:
    """A council that gets files has somebody who brings them in, whatever the register of people says."""
    found = regularity(monthly(*range(1, 13)), agreed=AGREED, enrolled=False, today=TODAY)
    assert found.kind is Kind.MONTHLY


@given(
    periods=st.lists(deliveries().map(lambda one: one.period), max_size=10),
    asked=deliveries().map(lambda one: one.period),
)
def test_a_period_is_covered_when_each_of_its_days_is(periods: list[Period], asked: Period) -> None:
    days = [asked.start_on + timedelta(days=count) for count in range((asked.end_on - asked.start_on).days)]
    assert covers(periods, asked) == all(any(day in one for one in periods) for day in days)


def test_a_centre_is_handed_what_its_council_got_once_an_instruction_stands() -> None:
    came, begun = monthly(1, 2, 3), Period(date(2026, 9, 20), date(2028, 1, 1))
    assert [one.received_on for one in handed_on(came, begun, [])] == [
        date(2026, 11, 10),
        date(2026, 10, 10),
        date(2026, 9, 20),
    ]
    assert handed_on(came, None, []) == []
    ended = Period(date(2024, 1, 1), date(2026, 10, 1))
    assert [one.period for one in handed_on(came, ended, [])] == [month(3).period]


def test_what_came_while_a_parcel_could_not_leave_left_with_it() -> None:
    came = monthly(1, 2)
    left = handed_on(came, AGREED, [Stuck(date(2026, 10, 9), date(2026, 10, 30))])
    assert [one.received_on for one in left] == [date(2026, 11, 10), date(2026, 10, 30)]
    waits = handed_on(came, AGREED, [Stuck(date(2026, 11, 1), None)])
    assert [one.period for one in waits] == [month(2).period]


def test_the_months_are_the_last_complete_ones_in_order() -> None:
    found = regularity(monthly(1), agreed=AGREED, enrolled=True, today=TODAY)
    assert [one.first for one in found.months] == [months_after(date(2026, 11, 1), -back) for back in range(12, 0, -1)]
    assert found.months[-1].state is MonthState.IN_TIME
    assert len(found.months) == DEFAULT.months
