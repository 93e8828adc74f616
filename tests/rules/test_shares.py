"""When a file's holds, deaths or withdrawals are unlike the supplier's own past, and when they are not."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.intake.shares import LEAST_FILES, Tally, Watched, tails, unlike

HOLDS, DEATHS = Watched.HOLDS, Watched.DEATHS


def week(rows: int = 60, **said: int) -> Tally:
    return Tally(rows, {Watched(name): number for name, number in said.items()})


def odd(file: Tally, past: list[Tally]) -> list[Watched]:
    return [one.watched for one in unlike(file, past)]


USUAL = [week(holds=1), week(), week(holds=2), week(holds=1)] * 13


def test_a_share_like_the_past_lets_the_file_go_on() -> None:
    assert [odd(week(holds=holds), USUAL) for holds in (0, 1, 2, 4)] == [[]] * 4


def test_many_more_holds_than_ever_stop_the_file() -> None:
    assert odd(week(holds=12), USUAL) == [HOLDS]


def test_the_first_death_is_news_and_five_of_sixty_are_a_changed_feed() -> None:
    assert odd(week(deaths=1), USUAL) == []
    assert odd(week(deaths=5), USUAL) == [DEATHS]


def test_one_silent_week_says_little_and_many_together_say_that_holds_are_left_out() -> None:
    assert odd(week(), USUAL) == []
    silent = next(number for number in range(40) if odd(week(), [week()] * number + USUAL))
    assert 5 < silent < 20


def test_a_large_file_without_what_was_always_there_is_stopped_at_once() -> None:
    assert odd(week(2_000), USUAL) == [HOLDS]


def test_zero_in_the_past_and_zero_now_is_nothing_new() -> None:
    assert odd(week(40_000), [week(40_000)] * 12) == []


def test_in_a_very_large_file_a_small_difference_is_not_a_changed_feed() -> None:
    past = [week(40_000, holds=400)] * 12
    assert odd(week(40_000, holds=500), past) == []
    assert odd(week(40_000, holds=900), past) == [HOLDS]


@pytest.mark.parametrize("files", range(LEAST_FILES))
def test_without_a_past_nothing_can_be_said(files: int) -> None:
    assert odd(week(holds=60), [week()] * files) == []


def test_a_nil_return_neither_is_unlike_nor_counts_as_past() -> None:
    assert odd(week(0), USUAL) == []
    assert odd(week(holds=60), [week(0)] * 50 + [week()] * (LEAST_FILES - 1)) == []


COUNTS = st.integers(0, 30)


@given(COUNTS, COUNTS, st.integers(0, 40), st.integers(0, 40))
def test_the_tails_are_those_of_the_beta_binomial_distribution(now: int, more: int, before: int, rest: int) -> None:
    """Against the exact sum, with whole parameters, where the Beta function is a fraction."""
    rows, a, b = now + more, before + 1, rest + 1

    def probability(k: int) -> Fraction:
        return Fraction(comb(a + k - 1, k) * comb(b + rows - k - 1, rows - k), comb(a + b + rows - 1, rows))

    assert sum(probability(k) for k in range(rows + 1)) == 1
    lower, upper = tails(now, rows, a, b)
    assert lower == pytest.approx(float(sum(map(probability, range(now + 1)))), abs=1e-9)
    assert upper == pytest.approx(float(sum(map(probability, range(now, rows + 1)))), abs=1e-9)


@given(st.integers(1, 60), st.lists(st.integers(0, 5), min_size=LEAST_FILES, max_size=20))
def test_more_of_what_is_already_unusually_many_is_never_less_unlike(now: int, before: list[int]) -> None:
    past = [week(holds=holds) for holds in before]
    found = unlike(week(holds=now), past)
    if found and found[0].now * found[0].rows_before > found[0].before * found[0].rows:
        assert now == 60 or odd(week(holds=now + 1), past) == [HOLDS]
