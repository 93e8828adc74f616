"""Truths about joining and after: how far a family came, and what of it may be recorded."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rightstart.joining.rules import (
    USUAL,
    Engagement,
    NotRecorded,
    Threshold,
    engagement,
    may_attend,
    may_join,
    sound,
)
from tests.rules.strategies import TODAY, days

FAR = tuple(Engagement)
visits = st.lists(st.integers(0, 800).map(lambda back: TODAY - timedelta(days=back)), max_size=8)
thresholds = st.builds(Threshold, st.integers(2, 6), st.integers(2, 400)).filter(sound)


def since(*back: int) -> list[date]:
    return [TODAY - timedelta(days=one) for one in back]


def test_a_family_keeps_coming_by_the_usual_threshold_when_it_came_on_three_days_of_a_year() -> None:
    assert engagement(since(364, 100, 0), USUAL, joined=True) is Engagement.SUSTAINED
    assert engagement(since(365, 100, 0), USUAL, joined=True) is Engagement.ATTENDED
    assert engagement(since(900, 800, 750, 0), USUAL, joined=True) is Engagement.SUSTAINED
    assert engagement(since(5, 5, 5), USUAL, joined=True) is Engagement.ATTENDED
    assert engagement([], USUAL, joined=True) is Engagement.JOINED
    assert engagement(since(3, 2, 1), USUAL, joined=False) is Engagement.NOT_JOINED


@given(visits, visits, thresholds)
def test_coming_again_never_takes_a_family_back(before: list[date], more: list[date], threshold: Threshold) -> None:
    first, then = (engagement(came, threshold, joined=True) for came in (before, before + more))
    assert FAR.index(then) >= FAR.index(first)


@given(visits, thresholds)
def test_to_keep_coming_is_to_have_come_so_often_within_any_such_span(came: list[date], threshold: Threshold) -> None:
    spans = [{day for day in came if first <= day < first + timedelta(days=threshold.days)} for first in came]
    kept = any(len(span) >= threshold.times for span in spans)
    assert (engagement(came, threshold, joined=True) is Engagement.SUSTAINED) is kept


@given(days, st.none() | days)
def test_a_family_joins_once_and_not_tomorrow(on: date, joined_on: date | None) -> None:
    expected = NotRecorded.BEFORE if joined_on else NotRecorded.IN_FUTURE if on > TODAY else None
    assert may_join(on, joined_on=joined_on, today=TODAY) is expected


@given(days, st.none() | days, st.booleans())
def test_a_family_comes_once_it_has_joined_and_not_tomorrow(on: date, joined_on: date | None, again: bool) -> None:
    fits = joined_on is not None and joined_on <= on <= TODAY and not again
    assert (may_attend(on, joined_on=joined_on, again=again, today=TODAY) is None) is fits
