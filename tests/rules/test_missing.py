"""Truths about what is missing for a flow: all of it, with whose turn it is, and nothing exactly where data may move."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rightstart.agreements.missing import Hold, Paper, Refuser, missing_pieces, roles_for
from rightstart.agreements.rules import Hop, Instrument, Missing, Refused, in_force, lacking, lacks
from rightstart.directory.rules import OrganisationKind, RoleKind
from tests.rules.strategies import days, good_instruments, instruments
from tests.spec import missing as spec
from tests.spec.agreements import TODAY
from tests.spec.missing import GIVER, TAKER

parties = st.frozensets(st.sampled_from([GIVER, TAKER]))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A version as the register would hold it: signed where it waits for nobody, suspended where somebody does."""
    waits_for, holders = draw(parties), sorted(draw(parties))
    if whole := draw(st.booleans()):
        waits_for, holders = frozenset(), []
    one = draw(good_instruments() if whole else instruments)
    said = replace(one, signed=not waits_for, suspended=bool(holders))
    return Paper(said, spec.BOTH, waits_for, tuple(Hold(party, draw(days), None) for party in holders))


flows = st.lists(papers(), max_size=4)
refusals = st.lists(st.builds(Refuser, st.sampled_from([GIVER, TAKER]), days, st.just(())), max_size=2)


def pieces(found: list[Paper], refusers: list[Refuser], on: date, hop: Hop = Hop.SUPPLIER_TO_COUNCIL):
    return missing_pieces(found, refusers, hop=hop, giver=GIVER, taker=TAKER, on=on)


def read(found: list[Paper], refusers: list[Refuser]) -> list[Instrument]:
    """The instruments as the gate reads them for this flow."""
    since = min((one.from_on for one in refusers), default=None)
    return [replace(one.instrument, refused_from=since) for one in found]


@pytest.mark.parametrize("row", spec.ROWS, ids=lambda row: row.stands)
def test_the_table_of_what_is_missing_holds(row: spec.Row) -> None:
    found = pieces(list(row.papers), list(row.refusers), TODAY)
    assert tuple((one.missing, one.whose) for one in found) == row.pieces


@given(flows, refusals, days)
def test_a_flow_is_permitted_exactly_where_nothing_is_missing(
    found: list[Paper], refusers: list[Refuser], on: date
) -> None:
    permitted = isinstance(in_force(read(found, refusers), on), Instrument)
    assert permitted is (pieces(found, refusers, on) == ())


@given(flows, refusals, days)
def test_the_nearest_thing_that_the_gate_names_is_among_the_pieces(
    found: list[Paper], refusers: list[Refuser], on: date
) -> None:
    answer = in_force(read(found, refusers), on)
    if isinstance(answer, Refused):
        assert answer.missing in {one.missing for one in pieces(found, refusers, on)}


@given(instruments, days)
def test_what_a_version_lacks_before_all_else_is_the_first_of_all_that_it_lacks(one: Instrument, on: date) -> None:
    assert lacking(one, on) == next(iter(lacks(one, on)), None)
    assert len(set(lacks(one, on))) == len(lacks(one, on))


@given(flows, refusals, days)
def test_each_piece_but_a_day_has_somebody_whose_turn_it_is(
    found: list[Paper], refusers: list[Refuser], on: date
) -> None:
    for one in pieces(found, refusers, on):
        assert (one.whose == ()) is (one.missing is Missing.NOT_BEGUN)
        assert set(one.whose) <= spec.BOTH


@given(papers(), days)
def test_a_version_that_lacks_names_and_resumptions_alone_is_in_force_once_they_are_supplied(
    one: Paper, on: date
) -> None:
    told = {piece.missing for piece in pieces([one], [], on)}
    if told and told <= {Missing.NOT_SIGNED, Missing.SUSPENDED}:
        mended = replace(one.instrument, signed=True, suspended=False)
        assert in_force([mended], on) == mended


def test_a_council_alone_can_instruct_its_own_centre() -> None:
    [one] = pieces([], [], TODAY, Hop.COUNCIL_TO_CENTRE)
    assert (one.missing, one.whose) == (Missing.NO_AGREEMENT, (GIVER,))


def test_a_suspension_and_a_refusal_tell_since_when_and_their_coded_reasons() -> None:
    [held] = pieces([spec.paper(spec.RUNS, holds=(GIVER,))], [], TODAY)
    assert (held.on, held.reason) == (spec.YESTERDAY, spec.BREACH)
    refuser = Refuser(TAKER, spec.YESTERDAY, (spec.Barrier.CAPACITY,))
    [refused] = pieces([spec.paper(spec.RUNS)], [refuser], TODAY)
    assert (refused.on, refused.barriers, refused.version) == (spec.YESTERDAY, (spec.Barrier.CAPACITY,), None)


def test_days_are_told_as_the_version_says_them() -> None:
    later = replace(spec.RUNS, from_on=spec.TOMORROW)
    overdue = replace(spec.RUNS, review_on=spec.YESTERDAY)
    ended = replace(spec.RUNS, ended_on=spec.YESTERDAY)
    assert [pieces([spec.paper(one)], [], TODAY)[0].on for one in (later, overdue, ended)] == [
        spec.TOMORROW,
        spec.YESTERDAY,
        spec.YESTERDAY,
    ]


@pytest.mark.parametrize(
    ("missing", "kind", "role"),
    [
        (Missing.SUSPENDED, OrganisationKind.COUNCIL, RoleKind.DIRECTOR),
        (Missing.SUSPENDED, OrganisationKind.SUPPLIER, RoleKind.SUPPLIER_SENDER),
        (Missing.REFUSAL_STANDS, OrganisationKind.COUNCIL, RoleKind.IG_LEAD),
        (Missing.NOT_SIGNED, OrganisationKind.COUNCIL, RoleKind.DIRECTOR),
    ],
)
def test_each_piece_names_the_roles_that_can_supply_it(
    missing: Missing, kind: OrganisationKind, role: RoleKind
) -> None:
    assert role in roles_for(missing, kind)


@pytest.mark.parametrize("missing", Missing)
def test_nobody_at_a_centre_with_only_workers_is_sent_to_sign_or_resume(missing: Missing) -> None:
    assert RoleKind.CENTRE_WORKER not in roles_for(missing, OrganisationKind.CENTRE)
