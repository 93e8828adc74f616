"""Truths about how long a family is kept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rightstart.contact.rules import ANSWERED, AttemptOutcome
from rightstart.rights.retention.rules import DEFAULT_MONTHS, JOINED, Kept, Open, verdict
from rightstart.rights.rules import Erased
from rightstart.terms import months_after

BORN = date(2026, 1, 31)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
outcomes = st.frozensets(st.sampled_from(AttemptOutcome))
opens = st.frozensets(st.sampled_from(Open))
tried = st.integers(0, 900)
families = st.builds(
    lambda born, outcomes, later, months, still: Kept(
        born, outcomes, born + timedelta(days=later) if outcomes else None, months, still
    ),
    days,
    outcomes,
    tried,
    st.none() | st.integers(1, 240),
    opens,
)


@given(families, days)
def test_every_family_has_one_verdict_and_goes_neither_before_its_day_nor_while_anything_is_open(
    kept: Kept, today: date
) -> None:
    found = verdict(kept)
    assert found.why in {Erased.NEVER_REACHED, Erased.REACHED, Erased.JOINED}
    assert found.due(today) == (found.ends_on <= today and not kept.open)
    assert found.ends_on > kept.since_on


@given(families, st.integers(1, 240))
def test_a_longer_time_makes_nothing_go_earlier(kept: Kept, more: int) -> None:
    months = kept.months or DEFAULT_MONTHS
    longer = Kept(kept.since_on, kept.outcomes, kept.tried_on, months + more, kept.open)
    assert verdict(longer).ends_on >= verdict(kept).ends_on


@given(families, st.integers(1, 400))
def test_a_later_attempt_makes_nothing_go_earlier(kept: Kept, later: int) -> None:
    if kept.tried_on is not None:
        after = Kept(kept.since_on, kept.outcomes, kept.tried_on + timedelta(days=later), kept.months, kept.open)
        assert verdict(after).ends_on >= verdict(kept).ends_on


@given(families)
def test_how_far_contact_came_decides_which_time_counts(kept: Kept) -> None:
    why = verdict(kept).why
    assert (why is Erased.JOINED) == bool(kept.outcomes & JOINED)
    assert (why is Erased.NEVER_REACHED) == (not kept.outcomes & ANSWERED)


@given(days, st.integers(1, 500))
def test_months_are_counted_to_the_same_day_or_the_months_last(on: date, months: int) -> None:
    found = months_after(on, months)
    assert (found.year * 12 + found.month) - (on.year * 12 + on.month) == months
    assert found.day == on.day or (found.day < on.day and (found + timedelta(days=1)).day == 1)
    assert months_after(BORN, 1) == date(2026, 2, 28)
