"""The log of breaches: no order of acts breaks it, the clock never rests, and what a risk demands cannot be left out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.breaches.codes import NotTold, Risk
from rightstart.breaches.rules import (
    HOURS,
    LEADS,
    OVER,
    RUNNING,
    WITHIN,
    Act,
    Done,
    Hindrance,
    State,
    due_at,
    hindrance,
    hours_left,
    mark,
    risk,
    state,
)
from rightstart.breaches.watch import TOLD
from rightstart.directory.rules import RoleKind
from tests.spec import breaches as spec

AWARE = datetime(2026, 10, 23, 16, tzinfo=UTC)  # a Friday; on the Sunday the clocks go back
DONE = st.builds(
    lambda act, risk: Done(act, risk if act is Act.FIND else None), st.sampled_from(Act), st.sampled_from(Risk)
)
HISTORY = st.lists(DONE, max_size=12)
LATER = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=40))


def possible(done: list[Done]) -> list[Done]:
    """Of a history what could be done, each after what came before it."""
    kept: list[Done] = []
    for one in done:
        if hindrance(one.act, kept, aware_at=AWARE, at=AWARE, why_late=True, why_not=NotTold.RISK_GONE) is None:
            kept.append(one)
    return kept


@given(HISTORY)
def test_what_was_not_possible_changes_nothing(done: list[Done]) -> None:
    kept = [one for number, one in enumerate(done) if isinstance(LEADS[state(done[:number])][one.act], State)]
    assert state(done) is state(kept)


@given(HISTORY)
def test_nothing_closes_before_both_the_regulator_and_the_people_are_decided(done: list[Done]) -> None:
    acts = {one.act for one in possible(done)}
    if state(possible(done)) is State.CLOSED:
        assert Act.FIND in acts
        assert acts & {Act.NOTIFY, Act.NOT_NOTIFY}
        assert acts & {Act.TELL, Act.NOT_TELL}


@given(HISTORY)
def test_the_hours_run_until_somebody_has_decided_and_rest_for_no_other_reason(done: list[Done]) -> None:
    kept = possible(done)
    decided = {Act.CLEAR, Act.NOTIFY, Act.NOT_NOTIFY}
    assert (state(kept) in RUNNING) or {one.act for one in kept} & decided


@given(HISTORY, st.sampled_from(Act), LATER)
def test_what_is_hindered_is_told_why_and_what_is_over_stays_over(done: list[Done], act: Act, later: timedelta) -> None:
    kept = possible(done)
    why = hindrance(act, kept, aware_at=AWARE, at=AWARE + later, why_late=True)
    if state(kept) is State.CLOSED:
        assert why is Hindrance.CLOSED
    if why is None:
        led = state([*kept, Done(act, Risk.RISK if act is Act.FIND else None)])
        assert led is LEADS[state(kept)][act]


@given(HISTORY)
def test_where_a_risk_is_likely_the_regulator_is_told_and_where_it_is_high_the_people_too(done: list[Done]) -> None:
    kept = possible(done)
    asked = {"aware_at": AWARE, "at": AWARE}
    if risk(kept) in (Risk.RISK, Risk.HIGH):
        assert hindrance(Act.NOT_NOTIFY, kept, **asked) is not None
    if risk(kept) is Risk.HIGH:
        assert hindrance(Act.NOT_TELL, kept, why_not=NotTold.NOT_HIGH, **asked) is not None


@given(HISTORY, LATER)
def test_a_first_notice_after_72_hours_says_why_it_is_late(done: list[Done], later: timedelta) -> None:
    kept = possible(done)
    late = later > WITHIN and not any(one.act is Act.NOTIFY for one in kept)
    silent = hindrance(Act.NOTIFY, kept, aware_at=AWARE, at=AWARE + later)
    spoken = hindrance(Act.NOTIFY, kept, aware_at=AWARE, at=AWARE + later, why_late=True)
    assert silent == (Hindrance.WHY_LATE if late and spoken is None else spoken)


@given(LATER)
def test_the_hours_are_those_of_a_clock_that_never_rests(later: timedelta) -> None:
    at = AWARE + later
    left = hours_left(AWARE, at)
    assert timedelta(hours=left) <= due_at(AWARE) - at < timedelta(hours=left + 1)
    assert (left < 0) == (at > due_at(AWARE))
    assert (mark(AWARE, at) == HOURS) == (later >= WITHIN)


@given(LATER, LATER)
def test_a_mark_is_never_taken_back(one: timedelta, other: timedelta) -> None:
    first, second = sorted((one, other))
    assert (mark(AWARE, AWARE + first) or 0) <= (mark(AWARE, AWARE + second) or 0)


def test_every_state_can_be_reached_and_only_what_is_over_waits_for_nobody() -> None:
    reached = {State.CANDIDATE}
    for _ in State:
        reached |= {leads for one in reached for leads in LEADS[one].values() if isinstance(leads, State)}
    assert reached == set(State)
    waits = {one for one in State if any(isinstance(leads, State) for leads in LEADS[one].values())}
    assert set(State) - waits <= OVER


@pytest.mark.parametrize("stands", State)
def test_each_act_leads_where_the_table_says_and_is_hindered_everywhere_else(stands: State) -> None:
    led = {act: leads for act, leads in LEADS[stands].items() if isinstance(leads, State)}
    assert led == spec.leads(stands)
    assert spec.LEADS[stands][1] in LEADS[stands].values()
    assert (stands in RUNNING) == (stands in spec.RUNNING)


@pytest.mark.parametrize("row", spec.DEMANDS, ids=lambda row: row.risk.value)
def test_each_risk_demands_what_the_table_says(row: spec.Demand) -> None:
    asked = {"aware_at": AWARE, "at": AWARE}
    found = [Done(Act.FIND, row.risk)]
    assert hindrance(Act.NOT_NOTIFY, found, **asked) is row.without_regulator
    assert hindrance(Act.NOT_NOTIFY, found, elsewhere=True, **asked) is None
    told = [*found, Done(Act.NOTIFY)]
    assert hindrance(Act.NOT_TELL, told, why_not=spec.WHY_NOT_TOLD, **asked) is row.without_people
    assert hindrance(Act.NOT_TELL, told, why_not=NotTold.SERIOUS_HARM, **asked) is None


def test_people_are_told_at_the_hours_that_the_table_says() -> None:
    assert [(hours, mark(AWARE, AWARE + timedelta(hours=hours))) for hours, _ in spec.MARKS] == list(spec.MARKS)
    words = {RoleKind.IG_LEAD: "IG lead", RoleKind.SAFEGUARDING_LEAD: "safeguarding lead"}
    told = {hours: {role for role, word in words.items() if word in said} for hours, said in spec.TOLD.items()}
    assert told == {hours: set(roles) for hours, roles in TOLD.items()}
