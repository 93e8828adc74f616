"""Truths about by when to act on a hand-over, and about chasing a call-back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.handover.rules import Chase, chase, due_by, reminder
from tests.rules.strategies import TODAY, days


@given(days, st.integers(0, 400), days)
def test_first_contact_is_never_due_later_than_28_days_after_the_details_came(
    born_on: date, target: int, received_on: date
) -> None:
    due = due_by(born_on, target, received_on)
    assert due <= received_on + timedelta(days=28)
    assert due <= born_on + timedelta(days=target)
    assert due in {received_on + timedelta(days=28), born_on + timedelta(days=target)}


def test_a_baby_told_of_late_is_due_by_the_target_day() -> None:
    assert due_by(TODAY - timedelta(days=40), 42, TODAY) == TODAY + timedelta(days=2)


@pytest.mark.parametrize(
    ("days_open", "stands"),
    [
        *((0, Chase.ASKED), (1, Chase.REMIND), (4, Chase.REMIND), (5, Chase.ESCALATE), (6, Chase.ESCALATE)),
        *((7, Chase.IG_LEAD), (400, Chase.IG_LEAD)),
    ],
)
def test_a_call_back_without_an_answer_is_reminded_of_and_then_escalated(days_open: int, stands: Chase) -> None:
    assert chase(TODAY - timedelta(days=days_open), TODAY) is stands


@pytest.mark.parametrize(("days_open", "stands"), [(0, Chase.RING), (1, Chase.IG_LEAD), (9, Chase.IG_LEAD)])
def test_a_centre_is_rung_the_same_day_where_a_copy_can_do_harm_within_hours(days_open: int, stands: Chase) -> None:
    assert chase(TODAY - timedelta(days=days_open), TODAY, urgent=True) is stands


def test_a_recipient_is_reminded_after_one_two_and_five_days_and_at_once_where_it_is_urgent() -> None:
    told = [reminder(TODAY, TODAY + timedelta(days=day)) for day in (0, 1, 2, 3, 5, 50)]
    assert told == [None, 1, 2, 2, 5, 5]
    assert reminder(TODAY, TODAY, urgent=True) == 0


@given(days, st.integers(0, 100), st.integers(0, 100), st.booleans())
def test_chasing_never_slackens(demanded_on: date, early: int, more: int, urgent: bool) -> None:
    order = list(Chase)
    now, later = (chase(demanded_on, demanded_on + timedelta(days=n), urgent=urgent) for n in (early, early + more))
    assert order.index(later) >= order.index(now)
