"""The states of an agreement, what is possible in each, its reminders and its grounds are as the decision tables say."""

import dataclasses
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from rightstart.agreements.citing import cited, unfounded
from rightstart.agreements.gateways import GATEWAYS, Purpose, Use
from rightstart.agreements.rules import Instrument
from rightstart.agreements.states import Act, Flow, Hindrance, State, flow, hindrance, state, threshold
from tests.spec import agreements


@pytest.mark.parametrize("row", agreements.STATES, ids=lambda row: row.state.value)
def test_each_state_allows_what_the_table_says_and_leads_where_it_says(row: agreements.StateRow) -> None:
    assert stands(row, row.facts) is row.state
    for act, leads in zip(agreements.ACTS, row.acts, strict=True):
        if isinstance(leads, Hindrance):
            assert hindrance(act, row.state) is leads, act
        else:
            assert hindrance(act, row.state) is None
            assert {stands(*after) for after in done(act, row)} == leads, act


@pytest.mark.parametrize("row", agreements.STATES, ids=lambda row: row.state.value)
def test_each_state_ends_by_itself_as_the_table_says(row: agreements.StateRow) -> None:
    facts = (row.facts, replace(row.facts, review_on=row.facts.ends_on), replace(row.facts, suspended=True))
    ways = [
        [stands(row, one, agreements.TODAY + timedelta(days=ahead)) for ahead in range(30)]
        for one in facts
        if stands(row, one) is row.state
    ]
    assert {next(one for one in way if one is not row.state) for way in ways if len(set(way)) > 1} == row.by_day


def stands(row: agreements.StateRow, facts: Instrument, on: date = agreements.TODAY) -> State:
    return state(facts, on, proposed=row.proposed, part_signed=row.part_signed)


def done(act: Act, row: agreements.StateRow) -> list[tuple[agreements.StateRow, Instrument]]:
    """What an act makes of an instrument: signed last or not, begun or not, suspended by the other side or not."""
    one, more = row.facts, dataclasses.replace(row, part_signed=True)
    match act:
        case Act.PROPOSE:
            return [(dataclasses.replace(row, proposed=True), one)]
        case Act.SIGN:
            signed = replace(one, signed=True)
            return [(more, one), (more, signed), (more, replace(signed, from_on=agreements.TOMORROW))]
        case Act.SUSPEND:
            return [(row, replace(one, suspended=True))]
        case Act.RESUME:
            free = replace(one, suspended=False)
            return [(row, one), (row, free), (row, replace(free, review_on=agreements.TODAY))]
        case Act.END:
            return [(row, replace(one, ended_on=agreements.TODAY))]


def test_the_table_of_states_names_each_once() -> None:
    assert [row.state for row in agreements.STATES] == list(State)
    assert agreements.ACTS == tuple(Act)


@pytest.mark.parametrize(("ahead", "within"), agreements.REMINDERS)
def test_each_reminder_is_told_as_the_table_says(ahead: int, within: int | None) -> None:
    assert threshold(agreements.TODAY + timedelta(days=ahead), agreements.TODAY) == within


@pytest.mark.parametrize(("in_force", "ever", "late", "stands"), agreements.FLOWS)
def test_each_flow_stands_as_the_table_says(in_force: bool, ever: bool, late: bool, stands: Flow) -> None:
    assert flow(in_force=in_force, ever=ever, late=late) is stands


@pytest.mark.parametrize("row", agreements.GROUNDS, ids=lambda row: f"{row.cites} {row.council}")
def test_each_side_may_cite_what_the_table_says(row: agreements.GroundRow) -> None:
    assert unfounded(row.cites, council=row.council, from_on=agreements.TODAY) is row.why


def test_every_gateway_is_cited_by_its_code_and_by_its_name_and_no_other_by_them() -> None:
    for row in GATEWAYS:
        assert cited(row.code) == cited(row.name) == (row,)
    assert cited("Children Act 2004 s.110", "see confidentialityx") == ()


def test_a_ground_is_refused_before_the_day_it_begins() -> None:
    [recent] = [row for row in GATEWAYS if row.begins_on and row.use is Use.GROUND]
    assert recent.begins_on is not None
    assert unfounded(recent.code, council=False, from_on=recent.begins_on - timedelta(days=1)) == "not-commenced"
    assert unfounded(recent.code, council=False, from_on=recent.begins_on) is None


def test_what_is_open_disputed_or_not_begun_is_marked_for_a_lawyer() -> None:
    marked = {row.code for row in GATEWAYS if row.needs_lawyer}
    assert {row.code for row in GATEWAYS if not row.commenced or row.only_for is Purpose.HEALTH_SERVICE} <= marked
