"""Truths about who may do what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.directory.office_numbers import NotOffice, office_number
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import VERBS, Answer, OrganisationKind, Role, RoleKind, Verb, may
from rightstart.terms import OrganisationId
from tests.rules.strategies import TODAY, days, organisations, roles

HERE = OrganisationId(1)
ABOUT_WITHHELD = frozenset({Verb.SEE_WITHHELD, Verb.EXPLAIN, Verb.MARK, Verb.ASK_LIFT, Verb.CONFIRM_LIFT})
ABOUT_WITHHELD |= {Verb.SEE_DOWNSTREAM, Verb.KEEP_DOWNSTREAM}
BY_COUNCILS = ROLES_AT[OrganisationKind.COUNCIL]


@given(st.sampled_from(Verb), organisations, days)
def test_no_role_no_right(verb: Verb, at: OrganisationId, on: date) -> None:
    assert may([], verb, at, on) is Answer.FORBIDDEN


@given(st.lists(roles), st.sampled_from(Verb), organisations, days)
def test_a_right_needs_one_role_here_and_today_that_carries_it(
    held: list[Role], verb: Verb, at: OrganisationId, on: date
) -> None:
    carrying = [role for role in held if role.organisation == at and role.stands(on) and verb in VERBS[role.kind]]
    assert may(held, verb, at, on) is (Answer.ALLOWED if carrying else Answer.FORBIDDEN)


@given(st.lists(roles), st.sampled_from(Verb), days)
def test_a_role_elsewhere_gives_nothing_here(held: list[Role], verb: Verb, on: date) -> None:
    assert may(held, verb, OrganisationId(99), on) is Answer.FORBIDDEN


def test_a_role_counts_from_its_day_up_to_its_end() -> None:
    role = Role(RoleKind.CENTRE_WORKER, HERE, TODAY, TODAY + timedelta(days=1))
    answers = [may([role], Verb.SEE_WORKLIST, HERE, TODAY + timedelta(days=n)) for n in (-1, 0, 1)]
    assert answers == [Answer.FORBIDDEN, Answer.ALLOWED, Answer.FORBIDDEN]


@pytest.mark.parametrize("kind", [OrganisationKind.CENTRE, OrganisationKind.SUPPLIER, OrganisationKind.MONITOR])
def test_no_role_outside_a_council_sees_or_explains_what_is_withheld(kind: OrganisationKind) -> None:
    for role in ROLES_AT[kind]:
        assert not VERBS[role] & ABOUT_WITHHELD


@pytest.mark.parametrize("kind", [kind for kind in OrganisationKind if kind is not OrganisationKind.CENTRE])
def test_only_centres_work_a_worklist(kind: OrganisationKind) -> None:
    for role in ROLES_AT[kind]:
        assert not VERBS[role] & {Verb.SEE_WORKLIST, Verb.RECORD_ATTEMPT, Verb.ASSIGN_FAMILY, Verb.CONFIRM_DESTROYED}


def test_who_works_at_a_centre_and_nobody_else_sees_its_families() -> None:
    at_work = {RoleKind.CENTRE_WORKER, RoleKind.CENTRE_MANAGER}
    assert {role for role in RoleKind if Verb.SEE_WORKLIST in VERBS[role]} == at_work


def test_an_administrator_sees_no_family_and_decides_nothing_about_one() -> None:
    assert VERBS[RoleKind.ADMINISTRATOR] == {Verb.KEEP_PEOPLE, Verb.REVIEW_ACCESS, Verb.SEE_LEDGER}


def test_monitors_see_no_births() -> None:
    assert VERBS[RoleKind.MONITOR_VIEWER] == {Verb.SEE_SHARING, Verb.SEE_LEDGER}


def test_only_the_safeguarding_lead_sees_the_withheld() -> None:
    assert [role for role in RoleKind if Verb.SEE_WITHHELD in VERBS[role]] == [RoleKind.SAFEGUARDING_LEAD]


def test_more_than_one_role_can_confirm_a_lift_so_that_two_people_can() -> None:
    assert len([role for role in BY_COUNCILS if Verb.CONFIRM_LIFT in VERBS[role]]) >= 2


def test_every_role_can_be_held_somewhere_and_has_its_verbs() -> None:
    assert frozenset().union(*ROLES_AT.values()) == frozenset(RoleKind)
    assert set(VERBS) == set(RoleKind)
    assert set(ROLES_AT) == set(OrganisationKind)


def test_every_verb_is_somebodys() -> None:
    assert frozenset().union(*VERBS.values()) == frozenset(Verb)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01632 960123", "01632 960123"),
        (" 020  7946 0123 ", "020 7946 0123"),
        ("+44 1632 960123", "01632 960123"),
        ("+44 (0)1632 960123", "01632 960123"),
        ("0300 123 4567", "0300 123 4567"),
        ("0800 1111", NotOffice.NOT_A_NUMBER),
        ("07700 900123", NotOffice.PRIVATE),
        ("+447700900123", NotOffice.PRIVATE),
        ("0900 123 4567", NotOffice.NOT_A_NUMBER),
        ("call Jo on 01632 960123", NotOffice.NOT_A_NUMBER),
        ("", NotOffice.NOT_A_NUMBER),
    ],
)
def test_the_number_of_an_office_is_told_from_a_persons_own(typed: str, kept: str | NotOffice) -> None:
    assert office_number(typed) == kept
