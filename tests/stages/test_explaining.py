"""Whether data may move is told to the parties of a flow: by which version, or each thing that is missing and whose it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from rightstart.agreements import refusals
from rightstart.agreements.barriers import Barrier
from rightstart.agreements.explaining import FlowTold, Step, Unexplained, explain_flow
from rightstart.agreements.refusals import Why
from rightstart.agreements.rules import Hop, InstrumentKind, Missing
from rightstart.agreements.sign import SuspensionReason
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, viewing
from tests.stages.agreeing import (
    AT,
    BY,
    CONTRACT,
    COUNCIL,
    DATA_SHARING,
    DAY,
    INSTRUCTION,
    NEIGHBOUR,
    TODAY,
    Ids,
    approve,
    draft,
    end,
    organisations,
    propose,
    signed,
    suspend,
)

SUPPLIER, CENTRE = "CHIS01", "CAL-01"


@pytest.fixture
def ids(database: str) -> Ids:
    return organisations()


@contextmanager
def seeing(ids: Ids, code: str) -> Iterator[Viewer]:
    kind = "supplier" if code == SUPPLIER else "council"
    with viewing(kind, [ids[code]]) as viewers:
        yield viewers[ids[code]]


def told(ids: Ids, giver: str, taker: str, *, by: str = COUNCIL, later: int = 0) -> FlowTold:
    with seeing(ids, by) as viewer:
        answer = explain_flow(viewer, giver, taker, at=AT + timedelta(days=later))
    assert isinstance(answer, FlowTold), answer
    return answer


def missing(step: Step) -> list[tuple[Missing, tuple[str, ...]]]:
    return [(one.missing, tuple(each.code for each in one.whose)) for one in step.lacks]


def refuse(party: str, giver: str, taker: str, role: RoleKind = RoleKind.DIRECTOR) -> None:
    why = Why(
        barriers=frozenset({Barrier.CAPACITY}), would_change="More people", from_on=TODAY, review_on=TODAY + 90 * DAY
    )
    answer = refusals.refuse(party=party, giver=giver, taker=taker, role=role, why=why, by=BY, at=AT)
    assert isinstance(answer, refusals.Recorded)


def test_a_flow_in_force_is_told_with_the_version_that_permits_it(ids: Ids) -> None:
    signed(DATA_SHARING, SUPPLIER, COUNCIL)
    for party in (SUPPLIER, COUNCIL):
        found = told(ids, SUPPLIER, COUNCIL, by=party)
        [step] = found.steps
        assert found.open
        assert step.instrument
        assert (step.instrument.reference, step.instrument.version, step.lacks) == ("DSA-1", 1, ())
        assert (found.giver.name, found.taker.name) == ("The CHIS01", f"The {COUNCIL}")


def test_where_there_is_no_agreement_both_sides_are_named(ids: Ids) -> None:
    [step] = told(ids, SUPPLIER, COUNCIL).steps
    assert missing(step) == [(Missing.NO_AGREEMENT, (SUPPLIER, COUNCIL))]


def test_a_centre_gets_births_only_where_both_steps_are_open(ids: Ids) -> None:
    found = told(ids, COUNCIL, CENTRE)
    assert [missing(step) for step in found.steps] == [
        [(Missing.NO_AGREEMENT, (COUNCIL,))],
        [(Missing.NO_AGREEMENT, (COUNCIL,))],
    ]
    signed(INSTRUCTION, COUNCIL)
    assert not told(ids, COUNCIL, CENTRE).open
    signed(DATA_SHARING, SUPPLIER, COUNCIL)
    found = told(ids, COUNCIL, CENTRE)
    assert [step.hop for step in found.steps] == [Hop.SUPPLIER_TO_COUNCIL, Hop.COUNCIL_TO_CENTRE]
    assert found.open
    assert told(ids, SUPPLIER, CENTRE).steps == found.steps


def test_an_agreement_about_arrivals_opens_nothing_for_births(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    signed(DATA_SHARING | {"reference": "ARR-1", "kind": InstrumentKind.ARRIVALS_SHARING}, SUPPLIER, COUNCIL)
    found = told(ids, COUNCIL, CENTRE)
    assert [(step.hop, step.arrivals, step.open) for step in found.steps] == [
        (Hop.SUPPLIER_TO_COUNCIL, False, False),
        (Hop.SUPPLIER_TO_COUNCIL, True, True),
        (Hop.COUNCIL_TO_CENTRE, False, True),
    ]
    assert not found.open


def test_every_signature_suspension_and_refusal_that_stands_is_told_with_whose_it_is(ids: Ids) -> None:
    signed(CONTRACT, COUNCIL)
    [*_, step] = told(ids, COUNCIL, CENTRE).steps
    assert missing(step) == [(Missing.NOT_SIGNED, ("CAL-01",)), (Missing.NOT_SIGNED, ("CAL-02",))]
    assert [each.roles for one in step.lacks for each in one.whose] == [(RoleKind.SIGNING_DIRECTOR,)] * 2
    signed(DATA_SHARING, SUPPLIER, COUNCIL)
    suspend(DATA_SHARING, SUPPLIER)
    suspend(DATA_SHARING, COUNCIL)
    refuse(COUNCIL, SUPPLIER, COUNCIL)
    [step] = told(ids, SUPPLIER, COUNCIL, by=SUPPLIER).steps
    assert missing(step) == [
        (Missing.REFUSAL_STANDS, (COUNCIL,)),
        (Missing.SUSPENDED, (SUPPLIER,)),
        (Missing.SUSPENDED, (COUNCIL,)),
    ]
    refused, *held = step.lacks
    assert (refused.on, refused.barriers) == (TODAY, (Barrier.CAPACITY,))
    assert {(one.on, one.reason) for one in held} == {(TODAY, SuspensionReason.BREACH)}
    assert RoleKind.DIRECTOR in refused.whose[0].roles


def test_a_health_bodys_signature_is_told_to_wait_for_its_caldicott_guardian(ids: Ids) -> None:
    draft(DATA_SHARING)
    propose(DATA_SHARING, COUNCIL)
    [supplier, council] = told(ids, SUPPLIER, COUNCIL).steps[0].lacks
    assert (supplier.whose[0].code, supplier.approval, council.approval) == (SUPPLIER, True, False)
    approve(DATA_SHARING)
    assert not any(one.approval for one in told(ids, SUPPLIER, COUNCIL).steps[0].lacks)


def test_what_a_draft_leaves_out_is_named_for_those_who_draft(ids: Ids) -> None:
    draft(DATA_SHARING, purpose="", security=" ")
    first, *names = told(ids, SUPPLIER, COUNCIL).steps[0].lacks
    assert (first.missing, first.blank) == (Missing.INCOMPLETE, ("purpose", "security"))
    assert [(one.code, RoleKind.IG_LEAD in one.roles) for one in first.whose] == [(COUNCIL, True)]
    assert {one.missing for one in names} == {Missing.NOT_SIGNED}


def test_a_flow_is_told_as_of_the_day_asked_for(ids: Ids) -> None:
    signed(DATA_SHARING, SUPPLIER, COUNCIL, from_on=TODAY + DAY)
    [step] = told(ids, SUPPLIER, COUNCIL).steps
    assert (missing(step), step.lacks[0].on) == ([(Missing.NOT_BEGUN, ())], TODAY + DAY)
    assert told(ids, SUPPLIER, COUNCIL, later=1).open
    end(DATA_SHARING, SUPPLIER, TODAY + 2 * DAY)
    [step] = told(ids, SUPPLIER, COUNCIL, later=2).steps
    assert (missing(step)[0][0], step.lacks[0].on) == (Missing.ENDED, TODAY + 2 * DAY)


def test_a_next_version_that_waits_for_a_name_is_a_way_where_the_last_one_has_ended(ids: Ids) -> None:
    signed(DATA_SHARING, SUPPLIER, COUNCIL)
    end(DATA_SHARING, SUPPLIER)
    draft(DATA_SHARING, lawful_basis="Another")
    [step] = told(ids, SUPPLIER, COUNCIL).steps
    assert [(one.version, one.missing) for one in step.lacks] == [(2, Missing.NOT_SIGNED)] * 2


def test_families_who_move_have_a_flow_of_their_own_that_both_councils_see(ids: Ids) -> None:
    moving = {
        "reference": "MOV-1",
        "hop": Hop.COUNCIL_TO_COUNCIL,
        "kind": InstrumentKind.ARRIVALS_SHARING,
        "giver_code": NEIGHBOUR,
        "council_code": COUNCIL,
        "recipient_codes": [COUNCIL],
    }
    signed(moving, NEIGHBOUR, COUNCIL)
    for party in (NEIGHBOUR, COUNCIL):
        assert told(ids, NEIGHBOUR, COUNCIL, by=party).open
    assert not told(ids, COUNCIL, NEIGHBOUR).open


@pytest.mark.parametrize(
    ("by", "giver", "taker", "why"),
    [
        (COUNCIL, "NONE", COUNCIL, Unexplained.UNKNOWN),
        (COUNCIL, COUNCIL, COUNCIL, Unexplained.NO_SUCH_FLOW),
        (COUNCIL, CENTRE, COUNCIL, Unexplained.NO_SUCH_FLOW),
        (COUNCIL, COUNCIL, "KIR-01", Unexplained.NO_SUCH_FLOW),
        (NEIGHBOUR, SUPPLIER, COUNCIL, Unexplained.NOT_A_PARTY),
        (NEIGHBOUR, COUNCIL, CENTRE, Unexplained.NOT_A_PARTY),
        (SUPPLIER, COUNCIL, CENTRE, Unexplained.NOT_A_PARTY),
        (SUPPLIER, SUPPLIER, CENTRE, Unexplained.NOT_A_PARTY),
    ],
)
def test_a_flow_is_told_to_its_parties_alone(ids: Ids, by: str, giver: str, taker: str, why: Unexplained) -> None:
    with seeing(ids, by) as viewer:
        assert explain_flow(viewer, giver, taker, at=AT) is why
