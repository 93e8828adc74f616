"""Truths about by when to act on a hand-over, and about chasing a call-back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.handover.rules import (
    CALL_BACKS,
    DOWNSTREAM,
    HIDES_HOME,
    STOPS_DOWNSTREAM,
    Chase,
    Clock,
    Haste,
    chase,
    due_by,
    haste,
    home,
    reminder,
)
from rightstart.safeguards.rules import URGENT, Marker, MarkerKind
from tests.rules.strategies import TODAY, days, markers, some_markers


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


@given(days, st.integers(0, 100), st.integers(0, 100), st.booleans(), st.sampled_from((CALL_BACKS, DOWNSTREAM)))
def test_chasing_never_slackens(demanded_on: date, early: int, more: int, urgent: bool, clock: Clock) -> None:
    order = list(Chase)
    now, later = (
        chase(demanded_on, demanded_on + timedelta(days=n), urgent=urgent, clock=clock) for n in (early, early + more)
    )
    assert order.index(later) >= order.index(now)


@pytest.mark.parametrize(
    ("days_open", "stands"),
    [(0, Chase.ASKED), (1, Chase.REMIND), (2, Chase.ESCALATE), (4, Chase.ESCALATE), (5, Chase.IG_LEAD)],
)
def test_a_stop_at_another_system_is_chased_after_one_two_and_five_days(days_open: int, stands: Chase) -> None:
    assert chase(TODAY - timedelta(days=days_open), TODAY, clock=DOWNSTREAM) is stands


# -- who else must stop ------------------------------------------------------------------------------------------------


@given(some_markers, markers, days)
def test_a_further_marker_never_lets_another_system_take_its_time(
    stated: list[Marker], further: Marker, on: date
) -> None:
    order = list(Haste)
    assert order.index(haste([*stated, further], on)) >= order.index(haste(stated, on))


@given(some_markers, days, st.data())
def test_how_soon_is_the_most_urgent_of_what_stands_in_whatever_order(
    stated: list[Marker], on: date, data: st.DataObject
) -> None:
    soon = haste(data.draw(st.permutations(stated)), on)
    told = {STOPS_DOWNSTREAM.get(marker.kind, Haste.NOT_AT_ALL) for marker in stated if marker.stands(on)}
    assert soon is next((one for one in reversed(Haste) if one in told), Haste.NOT_AT_ALL)


def test_what_must_be_rung_about_at_a_centre_is_rung_about_elsewhere() -> None:
    at_once = {kind for kind, soon in STOPS_DOWNSTREAM.items() if soon is Haste.AT_ONCE}
    assert at_once == URGENT - {MarkerKind.FAMILY_STOP}  # whom a call means, nobody has confirmed yet
    assert Haste.NOT_AT_ALL not in STOPS_DOWNSTREAM.values()


@given(some_markers, st.sampled_from(("HX1 1UJ", "ZZZ 1AA", "ZZ99 3WZ", "", "HX1")))
def test_no_home_that_is_hidden_or_no_place_is_told(stated: list[Marker], postcode: str) -> None:
    hidden = any(marker.kind in HIDES_HOME for marker in stated)
    assert home(postcode, stated) == ("HX1 1UJ" if postcode == "HX1 1UJ" and not hidden else None)
