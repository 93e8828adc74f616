"""Truths about who must not be contacted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.directory.rules import RoleKind
from rightstart.safeguards.rules import (
    ALONE,
    CARES,
    DEATHS,
    FORGETS_HOME,
    HIDES_HOME,
    HOLDS_SIBLINGS,
    NEVER_BY_HAND,
    URGENT,
    ClearanceKind,
    Cleared,
    Confinement,
    Doubt,
    Marker,
    MarkerKind,
    Withheld,
    care_for,
    said_last,
    screen,
)
from tests.rules.strategies import EVERYTHING, TODAY, clearances, confinements, days, markers, some_markers

TOMORROW = TODAY + timedelta(days=1)


def test_nothing_known_is_withheld() -> None:
    assert isinstance(screen(frozenset(), (), ALONE, TODAY), Withheld)


def test_every_clearance_and_no_marker_is_cleared() -> None:
    assert screen(EVERYTHING, (), ALONE, TODAY) == Cleared()


@given(clearances, some_markers, confinements, days, st.sampled_from(ClearanceKind))
def test_without_any_one_clearance_a_birth_is_withheld(
    given_: frozenset[ClearanceKind], marked: list[Marker], siblings: Confinement, on: date, lacking: ClearanceKind
) -> None:
    assert isinstance(screen(given_ - {lacking}, marked, siblings, on), Withheld)


@pytest.mark.parametrize("lacking", ClearanceKind)
def test_the_reason_names_the_clearance_that_is_lacking(lacking: ClearanceKind) -> None:
    assert screen(EVERYTHING - {lacking}, (), ALONE, TODAY) == Withheld(lacking)


@given(clearances, some_markers, confinements, days, markers)
def test_a_further_marker_never_releases_anybody(
    given_: frozenset[ClearanceKind], marked: list[Marker], siblings: Confinement, on: date, further: Marker
) -> None:
    if isinstance(screen(given_, marked, siblings, on), Withheld):
        assert isinstance(screen(given_, [*marked, further], siblings, on), Withheld)


@given(clearances, some_markers, confinements, days, markers)
def test_a_further_marker_on_a_sibling_never_releases_anybody(
    given_: frozenset[ClearanceKind], marked: list[Marker], siblings: Confinement, on: date, further: Marker
) -> None:
    more = replace(siblings, markers=(*siblings.markers, further))
    if isinstance(screen(given_, marked, siblings, on), Withheld):
        assert isinstance(screen(given_, marked, more, on), Withheld)


@given(clearances, some_markers, confinements, days, st.data())
def test_the_order_in_which_markers_came_is_irrelevant(
    given_: frozenset[ClearanceKind], marked: list[Marker], siblings: Confinement, on: date, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(marked))
    backwards = replace(siblings, markers=siblings.markers[::-1])
    assert screen(given_, shuffled, backwards, on) == screen(given_, marked, siblings, on)


@given(some_markers, days)
def test_the_gravest_marker_that_stands_is_the_reason(marked: list[Marker], on: date) -> None:
    standing = [kind for kind in MarkerKind if any(m.kind is kind and m.stands(on) for m in marked)]
    expected = Withheld(standing[0]) if standing else Cleared()
    assert screen(EVERYTHING, marked, ALONE, on) == expected


@given(some_markers, confinements, days)
def test_a_standing_marker_is_a_withholding_that_only_a_person_ends(
    marked: list[Marker], siblings: Confinement, on: date
) -> None:
    answer = screen(EVERYTHING, marked, siblings, on)
    on_own = any(marker.stands(on) for marker in marked)
    on_sibling = any(marker.stands(on) and marker.kind in HOLDS_SIBLINGS for marker in siblings.markers)
    assert (isinstance(answer, Withheld) and answer.by_marker) is (on_own or on_sibling)


def test_a_marker_stands_from_its_day_up_to_the_day_it_ends() -> None:
    marker = Marker(MarkerKind.PROFESSIONAL_ADVICE, TODAY, TOMORROW)
    assert screen(EVERYTHING, [marker], ALONE, TODAY) == Withheld(MarkerKind.PROFESSIONAL_ADVICE)
    assert screen(EVERYTHING, [marker], ALONE, TOMORROW) == Cleared()
    assert screen(EVERYTHING, [marker], ALONE, TODAY - timedelta(days=1)) == Cleared()


@given(days, st.integers(0, 4000))
def test_a_marker_without_an_end_stands_for_ever(from_on: date, later: int) -> None:
    assert Marker(MarkerKind.ADOPTION, from_on).stands(from_on + timedelta(days=later))


@given(days, st.integers(1, 4000), st.integers(0, 4000))
def test_a_marker_that_has_ended_does_not_stand_again(from_on: date, lasting: int, later: int) -> None:
    until_on = from_on + timedelta(days=lasting)
    assert not Marker(MarkerKind.LIVING_APART, from_on, until_on).stands(until_on + timedelta(days=later))


def test_an_only_baby_is_one_that_was_declared_and_one_that_is_known() -> None:
    assert (ALONE.declared, ALONE.known) == (1, 1)


@pytest.mark.parametrize("kind", MarkerKind)
def test_what_is_marked_about_a_baby_itself_is_not_withheld_on_account_of_a_sibling(kind: MarkerKind) -> None:
    answer = screen(EVERYTHING, [Marker(kind, TODAY)], ALONE, TODAY)
    assert isinstance(answer, Withheld)
    assert not answer.on_sibling


def test_a_stillborn_twin_holds_the_survivor_for_a_person() -> None:
    pair = Confinement(declared=2, known=2, markers=(Marker(MarkerKind.STILLBIRTH, TODAY),))
    answer = screen(EVERYTHING, (), pair, TODAY)
    assert answer == Withheld(MarkerKind.SIBLING, on_sibling=True)
    assert answer.by_marker


def test_a_declared_twin_nobody_has_heard_of_holds_the_other() -> None:
    answer = screen(EVERYTHING, (), Confinement(declared=2, known=1), TODAY)
    assert answer == Withheld(Doubt.SIBLING_MISSING)
    assert not answer.by_marker


def test_a_sibling_whose_match_is_unsettled_holds_the_other() -> None:
    assert screen(EVERYTHING, (), Confinement(2, 2, settled=False), TODAY) == Withheld(Doubt.SIBLING_UNSETTLED)


def test_twins_of_whom_all_is_known_are_cleared_together() -> None:
    assert screen(EVERYTHING, (), Confinement(declared=2, known=2), TODAY) == Cleared()


def test_no_two_reasons_of_a_withholding_share_a_spelling() -> None:
    spelled = [reason.value for kind in (MarkerKind, ClearanceKind, Doubt) for reason in kind]
    assert len(spelled) == len(set(spelled))


def test_a_copy_left_with_a_centre_is_urgent_where_it_hurts_the_bereaved_or_shows_who_must_not_be_found() -> None:
    to_the_bereaved = {MarkerKind.STILLBIRTH, MarkerKind.DEATH_FORMAL, MarkerKind.DEATH_INFORMAL}
    not_to_be_found = {MarkerKind.PROTECTED_ADDRESS, MarkerKind.ADOPTION, MarkerKind.LOOKED_AFTER}
    assert (
        to_the_bereaved | not_to_be_found | {MarkerKind.FAMILY_STOP, MarkerKind.CONCEALED_BIRTH, MarkerKind.PARENT_DIED}
        == URGENT
    )


def test_a_home_is_shown_to_nobody_where_it_is_protected_or_unsafe_and_forgotten_where_it_is_protected() -> None:
    assert HIDES_HOME == {MarkerKind.PROTECTED_ADDRESS, MarkerKind.UNSAFE_ADDRESS}
    assert FORGETS_HOME == {MarkerKind.PROTECTED_ADDRESS}


def test_nobody_marks_by_hand_what_follows_from_a_sibling_or_from_what_was_suppressed() -> None:
    assert NEVER_BY_HAND == {MarkerKind.SIBLING, MarkerKind.SUPPRESSED, MarkerKind.RESEMBLES_SUPPRESSED}


def test_every_reason_to_withhold_has_somebody_of_its_own_to_look_at_it() -> None:
    assert set(CARES) == {*MarkerKind, *ClearanceKind, *Doubt}


def test_a_hold_for_a_reason_that_nobody_knows_is_the_safeguarding_lead_s_within_two_days() -> None:
    assert care_for("never heard of") == (RoleKind.SAFEGUARDING_LEAD, 2)


# -- what is said of a death

SOON = datetime(2026, 1, 1, tzinfo=UTC)
said = st.lists(
    st.tuples(st.sampled_from(MarkerKind), st.integers(0, 9).map(lambda hours: SOON + timedelta(hours=hours))),
    max_size=6,
)


@pytest.mark.parametrize("kind", MarkerKind)
def test_of_a_death_it_is_said_that_it_was_told_that_it_was_registered_or_that_it_was_none(kind: MarkerKind) -> None:
    of_a_death = {MarkerKind.DEATH_INFORMAL, MarkerKind.DEATH_FORMAL, MarkerKind.DEATH_REMOVED}
    assert said_last([(kind, SOON)]) is (kind if kind in of_a_death else None)


@given(said, st.data())
def test_what_is_said_last_of_a_death_counts_in_whatever_order_it_comes(
    statements: list[tuple[MarkerKind, datetime]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(statements))
    assert said_last(shuffled) is said_last(statements)


@given(said)
def test_the_last_word_on_a_death_is_one_that_was_said_and_none_is_later(
    statements: list[tuple[MarkerKind, datetime]],
) -> None:
    last = said_last(statements)
    told = [(kind, at) for kind, at in statements if kind in DEATHS]
    assert (last is None) == (not told)
    if last is not None:
        latest = max(at for _, at in told)
        assert (last, latest) in told
        assert all(list(MarkerKind).index(last) <= list(MarkerKind).index(kind) for kind, at in told if at == latest)


@pytest.mark.parametrize("graver", [MarkerKind.DEATH_FORMAL, MarkerKind.DEATH_INFORMAL])
def test_of_two_words_on_a_death_said_at_once_the_graver_counts(graver: MarkerKind) -> None:
    assert said_last([(MarkerKind.DEATH_REMOVED, SOON), (graver, SOON)]) is graver
    assert said_last([(graver, SOON), (MarkerKind.DEATH_REMOVED, SOON)]) is graver
