"""Truths about standing in: whoever takes over is at work, nothing changes hands twice, and silence runs from the last step."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rightstart.agreements.rules import Instrument, Refused, in_force
from rightstart.alerts.rules import EACH_DAY, INFORMS, AlertKind, Telling, telling
from rightstart.cover.rules import (
    Absence,
    Held,
    Move,
    Team,
    Then,
    moves,
    permits,
    silent_since,
    whom,
)
from rightstart.terms import FamilyId
from tests.rules.strategies import TODAY, days, instruments

people = st.integers(1, 5)
absences = st.builds(
    Absence, from_on=st.just(TODAY), back_on=st.none() | st.just(TODAY + timedelta(days=7)), cover=st.none() | people
)
teams = st.builds(Team, st.frozensets(people), st.dictionaries(people, absences), st.none() | people)
held = st.builds(Held, st.integers(1, 99).map(FamilyId), people, st.none() | people, days, st.booleans())


def after(move: Move) -> list[Held]:
    """The family as it is held once it has changed hands."""
    one = move.held
    same = move.to == one.person
    return [] if move.to is None else [Held(one.family, move.to, move.for_whom, one.due_on, one.tried and same)]


@given(people, teams)
def test_whoever_takes_over_is_at_work_and_never_the_one_who_is_not(person: int, team: Team) -> None:
    found = whom(person, team)
    assert found is None or team.at_work(found)


@given(st.lists(held, max_size=6, unique_by=lambda one: one.family), teams)
def test_nothing_changes_hands_twice(found: list[Held], team: Team) -> None:
    went = moves(found, team)
    assert moves([one for move in went for one in after(move)], team) == []
    stayed = [one for one in found if one not in [move.held for move in went]]
    assert moves(stayed, team) == []


@given(st.lists(held, max_size=6), teams)
def test_what_is_held_afterwards_is_held_by_who_works_here_or_waits_until_they_are_back(
    found: list[Held], team: Team
) -> None:
    for one in moves(found, team):
        assert one.to is None or team.at_work(one.to)
        assert one.for_whom is None or (one.for_whom in team.here and not team.at_work(one.for_whom))
        assert one.then is not Then.FREED or one.to is None


@given(held, teams)
def test_nothing_is_taken_from_who_is_at_work_but_to_go_back(one: Held, team: Team) -> None:
    if team.at_work(one.person):
        assert {move.then for move in moves([one], team)} <= {Then.BACK, Then.STAYS}


def family(person: int, *, for_whom: int | None = None, due: int = 0, tried: bool = False) -> Held:
    return Held(FamilyId(1), person, for_whom, TODAY + timedelta(days=due), tried)


AWAY = Absence(TODAY, TODAY + timedelta(days=7), cover=2)


def test_what_is_due_before_they_are_back_goes_to_the_cover_and_the_rest_waits() -> None:
    team = Team({1, 2}, {1: AWAY})
    assert moves([family(1, due=7)], team) == [Move(family(1, due=7), Then.COVERED, 2, 1)]
    assert moves([family(1, due=8)], team) == []


def test_what_the_cover_tried_stays_and_the_rest_goes_back() -> None:
    back = Team({1, 2}, {})
    assert moves([family(2, for_whom=1)], back) == [Move(family(2, for_whom=1), Then.BACK, 1)]
    tried = family(2, for_whom=1, tried=True)
    assert moves([tried], back) == [Move(tried, Then.STAYS, 2)]


def test_where_a_cover_is_away_too_the_next_one_takes_over_in_the_first_ones_stead() -> None:
    team = Team({1, 2, 3}, {1: AWAY, 2: Absence(TODAY, cover=3)})
    assert moves([family(2, for_whom=1)], team) == [Move(family(2, for_whom=1), Then.COVERED, 3, 1)]


def test_of_who_has_left_all_goes_to_the_stand_in_for_good_or_to_everybody() -> None:
    assert moves([family(1, due=99)], Team({2}, {}, 2)) == [Move(family(1, due=99), Then.COVERED, 2)]
    assert moves([family(1)], Team({2}, {2: AWAY}, 2)) == [Move(family(1), Then.FREED, None)]


def test_two_who_cover_each_other_and_are_both_away_leave_theirs_to_the_stand_in() -> None:
    team = Team({1, 2, 3}, {1: AWAY, 2: Absence(TODAY, cover=1)}, 3)
    assert (whom(1, team), whom(2, team)) == (3, 3)


moments = st.integers(0, 60).map(lambda back: datetime(2026, 10, 20, 9, tzinfo=UTC) - timedelta(days=back))
NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)


@given(moments, st.none() | moments, st.integers(3, 28))
def test_silence_runs_from_the_last_step_and_never_from_before_something_waits(
    waits_since: datetime, touched: datetime | None, limit: int
) -> None:
    since = silent_since(waits_since, touched, limit, NOW)
    last = max(filter(None, (waits_since, touched)))
    assert since == (last if NOW - last >= timedelta(days=limit) else None)


@given(st.lists(instruments, max_size=4), st.lists(instruments, max_size=4), days)
def test_a_cover_is_told_nothing_but_under_the_one_version_in_force_for_both(
    centre: list[Instrument], cover: list[Instrument], on: date
) -> None:
    agreed = [in_force(one, on) for one in (centre, cover)]
    granted = permits(centre, cover, on)
    if isinstance(granted, Instrument):
        assert [one.version_id for one in agreed if isinstance(one, Instrument)] == [granted.version_id] * 2
    else:
        one, other = agreed
        assert isinstance(one, Refused) or isinstance(other, Refused) or one.version_id != other.version_id


@given(absences, absences)
def test_two_absences_meet_alike_from_either_side(one: Absence, other: Absence) -> None:
    assert one.meets(other) is other.meets(one) is True


def test_of_families_that_wait_untouched_it_is_told_anew_each_day_and_of_most_else_each_week() -> None:
    for kind in AlertKind:
        days = 1 if kind in EACH_DAY else None if kind in INFORMS else 7
        after = [n for n in range(1, 9) if telling(kind, NOW, NOW, NOW + timedelta(days=n)) is Telling.NOW]
        assert after == ([] if days is None else list(range(days, 9)))
    assert {AlertKind.CENTRE_SILENT, AlertKind.CENTRE_UNTOUCHED} <= EACH_DAY - INFORMS
