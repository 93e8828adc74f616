"""Truths about how often synthetic oddities come, and about single files."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.intake.contract import Kind
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.places.directories import postcodes
from rightstart.synth.families import TooMany, confinements, count, nhs_numbers
from rightstart.synth.homes import NotCovered, births_a_year, covered, gazetteer
from rightstart.synth.oddities import LIKELIHOODS, Oddity, Twist, twist_at, twists_of
from rightstart.synth.rows import Row
from rightstart.synth.season import before, births_file, births_hand_over, season
from rightstart.terms import Period, period
from tests.rules.seasons import (
    CALDERDALE,
    KIRKLEES,
    OCTOBER,
    UNTIL,
    all_rows,
    councils,
    few,
    first_sent,
    fresh,
    seeds,
)


def test_births_come_as_often_as_the_council_has_them() -> None:
    for council in covered():
        year = births_hand_over(council, Period(date(2026, 1, 1), date(2027, 1, 1)), seed=4, oddities=frozenset())
        assert year.births_in_period == len(year.rows) == pytest.approx(births_a_year(council), rel=0.06)
    assert (births_a_year(CALDERDALE), births_a_year(KIRKLEES)) == (1945, 4702)


def test_homes_lie_where_babies_are_born() -> None:
    places = gazetteer(KIRKLEES)
    rows = births_hand_over(KIRKLEES, OCTOBER, births_per_year=100_000, oddities=frozenset()).rows
    area = {each.postcode: each.small_area for each in postcodes()}
    drawn = Counter(area[row["postcode"]] for row in rows)
    total = sum(each.births_2022 for each in places.areas)
    for each in sorted(places.areas, key=lambda each: -each.births_2022)[:10]:
        assert drawn[each.small_area] / len(rows) == pytest.approx(each.births_2022 / total, rel=0.5)


def shares(rows: list[Row]) -> dict[Oddity, float]:
    ended = {each.postcode for each in gazetteer(KIRKLEES).ended}
    straddling = {each.postcode for each in gazetteer(KIRKLEES).straddling}
    ours = {each.postcode for each in postcodes() if each.council == KIRKLEES}
    theirs = {each.postcode for each in postcodes()} - ours
    is_odd = {
        Oddity.TWINS: lambda row: "birth_order" in row,
        Oddity.UNNAMED: lambda row: row.get("baby_forename", "").startswith(("Baby", "BB", "Infant", "Twin ")),
        Oddity.STILLBIRTHS: lambda row: row.get("outcome") == "stillbirth",
        Oddity.PROTECTED: lambda row: row.get("postcode") == "ZZZSECUR",
        Oddity.HOLDS: lambda row: row.get("contact") == "hold",
        Oddity.DEATHS: lambda row: row.get("contact") == "died",
        Oddity.OBJECTIONS: lambda row: row.get("objection") == "yes",
        Oddity.TERMINATED: lambda row: row.get("postcode") in ended,
        Oddity.CROSS_BORDER: lambda row: row.get("postcode") in straddling,
        Oddity.NOT_OURS: lambda row: row.get("postcode") in theirs,
    }
    return {oddity: sum(map(odd, rows)) / len(rows) for oddity, odd in is_odd.items()}


# Per row, not per confinement, so twins weigh double; the bounds are wide of the mean by three or four deviations.
BOUNDS = {
    Oddity.TWINS: (0.024, 0.036),
    Oddity.UNNAMED: (0.062, 0.082),
    Oddity.STILLBIRTHS: (0.003, 0.0075),
    Oddity.PROTECTED: (0.003, 0.008),
    Oddity.HOLDS: (0.005, 0.011),
    Oddity.DEATHS: (0.002, 0.0065),
    Oddity.OBJECTIONS: (0.009, 0.016),
    Oddity.TERMINATED: (0.005, 0.011),
    Oddity.CROSS_BORDER: (0.0015, 0.006),
    Oddity.NOT_OURS: (0.015, 0.025),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_oddity_has_a_believable_share(seed: int) -> None:
    found = shares(fresh(births_hand_over(KIRKLEES, OCTOBER, seed=seed, births_per_year=100_000).rows))
    assert {oddity: share for oddity, share in found.items() if not BOUNDS[oddity][0] < share < BOUNDS[oddity][1]} == {}


def test_four_families_in_five_are_plain() -> None:
    assert sum(each.per_thousand for each in LIKELIHOODS) == pytest.approx(210, abs=20)
    assert twist_at(0) is Twist.TWINS
    assert twist_at(0.999) is Twist.PLAIN
    assert set(twists_of(frozenset(Oddity))) == set(Twist) - {Twist.PLAIN}


@few
@given(seeds, st.sampled_from(Oddity), councils)
def test_an_oddity_asked_for_is_there_and_no_other(seed: int, oddity: Oddity, council: str) -> None:
    plain, odd = (births_hand_over(council, OCTOBER, seed, {*wanted}) for wanted in ((), (oddity,)))
    assert plain.rows != odd.rows
    assert all(row.get("action") is None and "contact" not in row for row in plain.rows)
    assert {row["outcome"] for row in plain.rows} == {"live"}
    kept = {tuple(sorted(row.items())) for row in plain.rows}
    strange = [row for row in odd.rows if tuple(sorted(row.items())) not in kept]
    gone = len(plain.rows) - (len(odd.rows) - len(strange))
    assert strange or gone
    assert len(strange) + gone < len(plain.rows) / 2


def test_a_file_of_a_week_may_speak_again_of_the_week_before() -> None:
    week = Period(date(2026, 10, 12), date(2026, 10, 19))
    rows = births_hand_over(CALDERDALE, week, oddities={Oddity.MOVERS, Oddity.WITHDRAWALS, Oddity.RESENT}).rows
    assert {"correct", "withdraw"} == {row["action"] for row in rows if "action" in row}
    earlier = births_hand_over(CALDERDALE, before(week), oddities={Oddity.RESENT}).rows
    assert any(row in earlier for row in rows)


def test_a_months_file_is_one_header_and_its_rows() -> None:
    october = period("2026-10")
    assert october is not None
    lines = births_file(CALDERDALE, october, seed=3).decode().splitlines()
    assert lines[0] == ",".join(V1_0.names)
    assert len(lines) == 1 + len(births_hand_over(CALDERDALE, october, seed=3).rows) > 100
    assert before(october) == Period(date(2026, 9, 1), date(2026, 10, 1))


def test_few_births_make_a_nil_and_not_an_oddity_each() -> None:
    quiet = season(CALDERDALE, UNTIL, births_per_year=12)
    assert any(each.nil and each.kind is Kind.BIRTHS for each in quiet.hand_overs)
    assert len(all_rows(quiet)) < 15


def test_more_births_in_a_day_than_test_numbers_is_refused() -> None:
    assert len(set(nhs_numbers(CALDERDALE, UNTIL, 1))) > 850
    with pytest.raises(TooMany):
        list(confinements(CALDERDALE, UNTIL, 1, 1_000_000))


@pytest.mark.parametrize("mean", [0.5, 5.3, 49, 400])
def test_births_of_a_day_scatter_about_their_mean(mean: float) -> None:
    drawn = [count(Random(seed), mean) for seed in range(2_000)]
    average = sum(drawn) / len(drawn)
    assert average == pytest.approx(mean, rel=0.1)
    assert sum((each - average) ** 2 for each in drawn) / len(drawn) == pytest.approx(mean, rel=0.15)


def test_a_council_without_places_is_named_as_such() -> None:
    with pytest.raises(NotCovered):
        season("E06000001", UNTIL)
    with pytest.raises(NotCovered):
        gazetteer("E06000001")


def test_moments_are_london_moments() -> None:
    summer = season(CALDERDALE, date(2026, 7, 8), weeks=1).hand_overs[0]
    assert summer.due_at == datetime.fromisoformat("2026-07-06T09:00:00+01:00")


def test_a_good_part_is_old_enough_to_be_released() -> None:
    rows = [row for row in first_sent(season(KIRKLEES, UNTIL, oddities=frozenset())) if "born_on" in row]
    old = [row for row in rows if date.fromisoformat(row["born_on"]) < UNTIL - timedelta(days=15)]
    assert 0.5 < len(old) / len(rows) < 0.85
