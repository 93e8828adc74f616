"""Truths about visit sheets: nobody is visited from one who might not be visited from the page, and each has its time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rightstart.contact.rules import Channel
from rightstart.visits.rules import LASTS, State, Step, channel_of, state, step
from rightstart.visits.wording import CHANNELS, INTERPRETERS, OUTCOMES, STEPS
from tests.rules.strategies import moments


@given(st.frozensets(st.sampled_from(Channel)))
def test_a_sheet_says_visit_before_call_and_neither_by_a_channel_that_is_shut(shut: frozenset[Channel]) -> None:
    found = step(shut)
    assert found is None or channel_of(found) not in shut
    assert (found is None) == all(channel_of(one) in shut for one in Step)
    assert (found is Step.VISIT) == (Channel.VISIT not in shut)


@given(moments, st.integers(0, 99), st.booleans())
def test_a_sheet_is_out_until_its_time_is_over_or_somebody_says_that_it_is_destroyed(
    taken: datetime, hours: int, gone: bool
) -> None:
    at = taken.astimezone(UTC) + timedelta(hours=hours)
    found = state(taken + LASTS, at if gone else None, at)
    assert found is (State.DESTROYED if gone else State.OUT if timedelta(hours=hours) < LASTS else State.OVER)


def test_every_word_of_a_sheet_is_there() -> None:
    assert all(set(table) == set(type(next(iter(table)))) for table in (CHANNELS, OUTCOMES, STEPS, INTERPRETERS))
