"""Truths about which roles are told of, and when somebody's roles are to be looked at again."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rightstart.access.rules import BEFORE, EACH, TOLD, Look, due_on, is_grave, look
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import SIGNS, VERBS, RoleKind, Verb
from tests.rules.strategies import days


@given(st.lists(days, min_size=1), st.none() | days)
def test_no_role_waits_longer_than_90_days_from_when_it_was_given_or_looked_at(
    given_on: list[date], looked_on: date | None
) -> None:
    due = due_on(given_on, looked_on)
    assert due <= max(min(given_on), looked_on or min(given_on)) + EACH
    assert due >= min(given_on) + EACH


@given(st.lists(days, min_size=1), days)
def test_looking_brings_nothing_forward(given_on: list[date], looked_on: date) -> None:
    assert due_on(given_on, looked_on) >= due_on(given_on, None)


@given(days, st.integers(-200, 200))
def test_it_is_fresh_then_due_then_overdue(due: date, left: int) -> None:
    answer = look(due, due - timedelta(days=left))
    assert answer is (Look.OVERDUE if left < 0 else Look.DUE if left <= BEFORE.days else Look.FRESH)


def test_whoever_signs_approves_lifts_or_gives_roles_is_told_of_and_nobody_else() -> None:
    grave = {role for role in RoleKind if is_grave(role)}
    assert grave >= SIGNS | {RoleKind.CALDICOTT_GUARDIAN, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD}
    assert RoleKind.ADMINISTRATOR in grave
    assert not grave & {RoleKind.CENTRE_WORKER, RoleKind.CENTRE_MANAGER, RoleKind.DATA_STEWARD}


def test_whoever_is_told_can_be_somebody_there_and_see_the_people() -> None:
    for kind, told in TOLD.items():
        assert set(told) <= ROLES_AT[kind]
        assert all(Verb.REVIEW_ACCESS in VERBS[role] for role in told)
