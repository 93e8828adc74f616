"""Truths about the field's words: numbers, postcodes, periods, actors and days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rightstart.terms import (
    DEMO_NHS_NUMBERS,
    Actor,
    NHSNumberFault,
    Period,
    PostcodeKind,
    london_date,
    nhs_check_digit,
    nhs_number,
    period,
    postcode,
    postcode_kind,
)
from tests.rules.strategies import moments

nines = st.text("0123456789", min_size=9, max_size=9)
tens = st.text("0123456789", min_size=10, max_size=10) | st.integers(DEMO_NHS_NUMBERS[0], DEMO_NHS_NUMBERS[-1]).map(str)
ones_that_fit = nines.filter(lambda nine: len(set(nine)) > 1 and nhs_check_digit(nine) is not None).map(
    lambda nine: f"{nine}{nhs_check_digit(nine)}"
)
any_days = st.dates(date(1990, 1, 1), date(9999, 12, 30))


def oracle_is_valid(ten: str) -> bool:
    """The modulo-11 rule said another way: the weighted sum of all ten digits is a multiple of eleven."""
    return sum(int(digit) * (10 - place) for place, digit in enumerate(ten)) % 11 == 0 and len(set(ten)) > 1


# -- NHS numbers


@given(tens)
@example("9990000001")
@example("9434765919")
def test_a_number_is_valid_exactly_when_its_weighted_sum_divides_by_eleven(ten: str) -> None:
    assert (nhs_number(ten) == ten) is oracle_is_valid(ten)


@given(nines)
def test_at_most_one_tenth_digit_fits_nine_and_the_rule_finds_it(nine: str) -> None:
    weights_fit = [
        str(d)
        for d in range(10)
        if sum(int(c) * w for c, w in zip(nine + str(d), range(10, 0, -1), strict=True)) % 11 == 0
    ]
    assert [found for found in [nhs_check_digit(nine)] if found is not None] == weights_fit


@given(ones_that_fit, st.integers(0, 9), st.integers(0, 9))
def test_one_mistyped_digit_is_always_found(ten: str, place: int, digit: int) -> None:
    assume(ten[place] != str(digit))
    assert isinstance(nhs_number(ten[:place] + str(digit) + ten[place + 1 :]), NHSNumberFault)


@given(ones_that_fit, st.integers(0, 8))
def test_two_neighbours_exchanged_are_always_found(ten: str, place: int) -> None:
    swapped = ten[:place] + ten[place + 1] + ten[place] + ten[place + 2 :]
    assume(swapped != ten)
    assert isinstance(nhs_number(swapped), NHSNumberFault)


def test_blanks_and_hyphens_in_a_number_do_not_matter() -> None:
    assert (
        nhs_number(" 943 476 5919 ")
        == nhs_number("943-476-5919")
        == nhs_number("943\u00a0476\u00a05919")
        == "9434765919"
    )


@pytest.mark.parametrize("text", ["", "943476591", "94347659190", "94347659l9", "٩٤٣٤٧٦٥٩١٩", "943476591²"])
def test_what_is_not_ten_plain_digits_is_named_so(text: str) -> None:
    assert nhs_number(text) is NHSNumberFault.FORM


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_digits_alike_are_nobodys_number(digit: str) -> None:
    assert nhs_number(digit * 10) is NHSNumberFault.ALL_ALIKE


def test_nine_digits_with_no_possible_tenth_are_never_a_number() -> None:
    nine = next(str(n) for n in range(999_000_000, 999_001_000) if nhs_check_digit(str(n)) is None)
    assert {nhs_number(nine + str(last)) for last in range(10)} == {NHSNumberFault.CHECK_DIGIT}


@given(st.text())
def test_whatever_is_typed_gets_a_number_or_a_named_fault(text: str) -> None:
    found = nhs_number(text)
    assert isinstance(found, NHSNumberFault) or oracle_is_valid(found)


# -- postcodes


@given(st.text() | st.from_regex(r"[A-Za-z]{1,3}[0-9]{1,2} ?[0-9A-Za-z]{0,5}"))
@example("zzz secur")
@example("bfpo 12")
def test_normalising_a_postcode_twice_changes_nothing(text: str) -> None:
    assert postcode(postcode(text)) == postcode(text)


@given(st.from_regex(r"\A[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}\Z"), st.integers(0, 4))
def test_case_and_blanks_in_a_postcode_do_not_matter(packed: str, cut: int) -> None:
    assert postcode(f" {packed[:cut].lower()}  {packed[cut:]}\u00a0") == postcode(packed)


@pytest.mark.parametrize(
    ("text", "spelled", "kind"),
    [
        ("hx11aa", "HX1 1AA", PostcodeKind.ORDINARY),
        ("EC1A  1BB", "EC1A 1BB", PostcodeKind.ORDINARY),
        ("W1A 0AX", "W1A 0AX", PostcodeKind.ORDINARY),
        ("M1 1AE", "M1 1AE", PostcodeKind.ORDINARY),
        ("ZZ99 3VZ", "ZZ99 3VZ", PostcodeKind.PSEUDO),
        ("zz993wz", "ZZ99 3WZ", PostcodeKind.PSEUDO),
        ("BFPO 12", "BFPO12", PostcodeKind.PSEUDO),
        ("BF1 0AA", "BF1 0AA", PostcodeKind.PSEUDO),
        ("JE2 3AB", "JE2 3AB", PostcodeKind.PSEUDO),
        ("GY1 1AA", "GY1 1AA", PostcodeKind.PSEUDO),
        ("IM1 1AG", "IM1 1AG", PostcodeKind.PSEUDO),
        ("ZZZSECUR", "ZZZSECUR", PostcodeKind.PROTECTED),
        ("zzz secur", "ZZZSECUR", PostcodeKind.PROTECTED),
        ("", "", PostcodeKind.MALFORMED),
        ("AA", "AA", PostcodeKind.MALFORMED),
        ("12345", "12 345", PostcodeKind.MALFORMED),
        ("HX1 1A1", "HX1 1A1", PostcodeKind.MALFORMED),
    ],
)
def test_each_postcode_is_known_for_what_it_is(text: str, spelled: str, kind: PostcodeKind) -> None:
    assert postcode(text) == spelled
    assert postcode_kind(postcode(text)) is kind


@given(st.text())
def test_whatever_begins_with_three_zs_is_protected_and_not_merely_malformed(rest: str) -> None:
    assert postcode_kind(postcode("zZ z" + rest)) is PostcodeKind.PROTECTED


# -- periods


@given(any_days, st.integers(1, 400))
def test_a_period_written_out_reads_back_as_itself(start: date, length: int) -> None:
    assume(start <= date(9998, 1, 1))
    one = Period(start, start + timedelta(days=length))
    assert period(str(one)) == one


@given(any_days)
@example(date(9999, 12, 1))
def test_a_month_holds_its_days_and_no_others(day: date) -> None:
    month = period(f"{day:%Y-%m}")
    assume(day < date(9999, 12, 1))
    assert month is not None
    assert day in month
    assert all(edge not in month for edge in (month.start_on - timedelta(days=1), month.end_on))
    assert all(
        (month.start_on + timedelta(days=n)).month == day.month for n in range((month.end_on - month.start_on).days)
    )


def test_both_days_of_a_written_period_are_included() -> None:
    week = period("2026-10-05/2026-10-11")
    assert week == Period(date(2026, 10, 5), date(2026, 10, 12))
    assert date(2026, 10, 11) in week
    assert date(2026, 10, 12) not in week


@given(st.text() | st.text("0123456789-/W", max_size=24))
@example("9999-12")
@example("2026-01-01/9999-12-31")
@example("2026-13")
@example("2026-10-11/2026-10-05")
@example("2026-02-30/2026-03-05")
@example("20261005/20261011")
@example("2026-10-05/2026-10-06/2026-10-07")
def test_what_is_no_period_is_answered_with_none_and_never_a_crash(text: str) -> None:
    found = period(text)
    assert found is None or period(str(found)) == found


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-10-11/2026-10-05", "20261005/20261011", "9999-12", "\u0662026-10"]
)
def test_other_spellings_of_a_period_are_not_guessed_at(text: str) -> None:
    assert period(text) is None


def test_a_period_of_no_days_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2026, 10, 5), date(2026, 10, 5))


# -- days and actors


@pytest.mark.parametrize(
    ("at", "on"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),  # the hour before the clocks go forward
        (datetime(2026, 3, 29, 22, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),  # midnight in London is an hour earlier in UTC
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (
            datetime(2026, 10, 25, 23, 30, tzinfo=UTC),
            date(2026, 10, 25),
        ),  # clocks went back: midnight is midnight again
        (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_the_day_turns_at_midnight_in_london_in_summer_and_winter(at: datetime, on: date) -> None:
    assert london_date(at) == on


@given(moments)
def test_one_moment_is_one_day_however_its_zone_is_written(at: datetime) -> None:
    assert london_date(at) == london_date(at.astimezone(UTC))


@given(moments, st.timedeltas(timedelta(0), timedelta(days=2)))
def test_days_never_run_backwards(at: datetime, later: timedelta) -> None:
    assert london_date(at) <= london_date(at.astimezone(UTC) + later)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        london_date(datetime(2026, 10, 5, 12, 0, tzinfo=UTC).replace(tzinfo=None))


def test_an_actor_is_a_number_or_a_job_and_never_a_name() -> None:
    assert str(Actor.person(7)) == "person:7"
    assert str(Actor.job("advance")) == "job:advance"
