"""An agreement suspended stops what goes out at once, by either party; and in force is told apart from flowing."""

from datetime import timedelta

import pytest

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.register import register
from rightstart.agreements.rules import InstrumentKind
from rightstart.agreements.sign import Changed, NotChanged, SuspensionReason
from rightstart.agreements.states import Flow
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.contact.worklist import worklist
from rightstart.handover.flowing import FlowRow, flows
from rightstart.handover.models import Parcel
from rightstart.terms import Period
from tests.clean import put_back
from tests.journey.world import BY, CALDERDALE, SUPPLIER, World, row

OWN, SUPPLYING = "INT-CAL", f"DSA-{CALDERDALE}"
LETTER = Made(Channel.LETTER, AttemptOutcome.SENT)


@pytest.fixture
def world(database: str) -> World:
    """Two families at their centre, the first of them written to."""
    world = put_back(database, "journey", World)
    smith = row("R1", "Smith", "2026-09-14", address_line_1="1 High Street")
    world.hand_in(smith, row("R2", "Jones", "2026-09-14", address_line_1="2 High Street"))
    world.tried(next(one for one in world.families("CAL-01") if one.babies[0].surname == "Smith"), LETTER)
    return world


def suspended(world: World, reference: str, party: str) -> Changed:
    at = world.at + timedelta(hours=3)
    answer = sign.suspend(reference=reference, party_code=party, reason=SuspensionReason.BREACH, by=BY, at=at)
    assert isinstance(answer, Changed)
    return answer


def resumed(world: World, reference: str, party: str) -> Changed | NotChanged:
    return sign.resume(reference=reference, party_code=party, by=BY, at=world.at + timedelta(hours=4))


def flowing(world: World, code: str = CALDERDALE) -> dict[str, FlowRow]:
    viewer = world.viewer(code)
    return dict(flows(viewer, register(viewer, at=world.at), at=world.at))


def test_suspended_at_noon_the_next_look_at_the_worklist_shows_no_address_but_of_whom_the_exit_clause_keeps(
    world: World,
) -> None:
    assert "2 High Street" in repr(worklist(world.viewer("CAL-01"), at=world.at))
    suspended(world, OWN, CALDERDALE)
    seen = worklist(world.viewer("CAL-01"), at=world.at + timedelta(hours=3, seconds=1))
    assert ("2 High Street" in repr(seen), [one.babies[0].surname for one in seen.families]) == (False, ["Smith"])
    assert resumed(world, OWN, CALDERDALE) == Changed(OWN, (1,), world.ids[CALDERDALE])
    assert "2 High Street" in repr(worklist(world.viewer("CAL-01"), at=world.at))


def test_a_pass_at_once_calls_back_what_the_exit_clause_says_and_keeps_what_has_begun(world: World) -> None:
    answer = suspended(world, OWN, CALDERDALE)
    journey.advance_all(by=BY, at=world.at, council=answer.council)
    assert len(world.called_back()) == 1
    assert world.surnames() == ["Smith"]
    resumed(world, OWN, CALDERDALE)
    journey.advance_all(by=BY, at=world.at, council=answer.council)
    journey.hand_over_due(by=BY, at=world.at)
    assert sorted(world.surnames()) == ["Jones", "Smith"]


def test_where_the_exit_rule_recalls_all_the_end_calls_back_even_families_that_were_contacted(database: str) -> None:
    world = put_back(database, "journey", World)
    world.agree(OWN, sign.Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, ["CAL-01", "CAL-02"], exit_rule="recall-all")
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    world.tried(world.families("CAL-01")[0], LETTER)
    suspended(world, OWN, CALDERDALE)
    assert world.surnames() == ["Smith"]
    resumed(world, OWN, CALDERDALE)
    sign.end(reference=OWN, party_code=CALDERDALE, ended_on=world.today, by=BY, at=world.at)
    assert world.surnames() == []
    journey.advance_all(by=BY, at=world.at, council=world.ids[CALDERDALE])
    assert len(world.called_back()) == 1


def test_an_operator_suspends_its_own_contract_and_it_alone_resumes(world: World) -> None:
    sign.end(reference=OWN, party_code=CALDERDALE, ended_on=world.today, by=BY, at=world.at)
    world.agree(
        "PRO-CAL", sign.Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, ["CAL-01"], InstrumentKind.PROCESSOR_CONTRACT
    )
    world.pass_to(world.today)
    world.hand_in(row("R3", "Khan", "2026-09-14", address_line_1="3 High Street"))
    assert "Khan" in world.surnames()
    suspended(world, "PRO-CAL", "CAL-01")
    assert "Khan" not in world.surnames()
    assert resumed(world, "PRO-CAL", CALDERDALE) is NotChanged.NOT_SUSPENDED
    assert isinstance(resumed(world, "PRO-CAL", "CAL-01"), Changed)
    assert "Khan" in world.surnames()


def test_what_a_supplier_suspends_brings_nothing_in_any_more(world: World) -> None:
    suspended(world, SUPPLYING, SUPPLIER)
    world.today += timedelta(days=1)
    receipt = world.hand_in(row("R3", "Khan", "2026-09-14", address_line_1="3 High Street"))
    assert (receipt["status"], "Khan" in world.surnames()) == ("refused", False)


def test_in_force_and_flowing_are_two_states(world: World) -> None:
    found = flowing(world)
    assert {one.flow for one in found.values()} == {Flow.FLOWING}
    assert found[SUPPLYING].last_at == found[OWN].last_at == world.at
    assert found[OWN].never == ("CAL-02",)
    assert flowing(world, SUPPLIER)[SUPPLYING] == found[SUPPLYING]
    assert flowing(world, SUPPLIER)["DSA-E08000034"].flow is Flow.NEVER


def test_a_flow_is_overdue_by_the_feeds_own_clock_until_the_delivery_comes(world: World) -> None:
    due = flowing(world)[SUPPLYING].clock
    assert due is not None
    world.today = due.due_on
    assert flowing(world)[SUPPLYING].flow is Flow.FLOWING
    world.today = due.due_on + timedelta(days=1)
    assert flowing(world)[SUPPLYING].flow is Flow.OVERDUE
    nil = world.handed(b"", nil=True, period=Period(due.open_from, world.today))
    journey.bring_in(nil, by=BY, at=world.at)
    assert flowing(world)[SUPPLYING].flow is Flow.FLOWING


def test_a_parcel_that_waits_since_another_day_makes_its_flow_overdue(world: World) -> None:
    parcel = Parcel.objects.get()
    Parcel.objects.create(centre_id=parcel.centre_id, carrier=parcel.carrier, packed_at=world.at, leaf_hash=bytes(32))
    assert flowing(world)[OWN].flow is Flow.FLOWING
    world.today += timedelta(days=1)
    assert flowing(world)[OWN].flow is Flow.OVERDUE
    world.today -= timedelta(days=2)
    assert {one.flow for one in flowing(world).values()} == {Flow.NEVER}


def test_what_is_not_in_force_lets_nothing_flow_whatever_came_before(world: World) -> None:
    suspended(world, OWN, CALDERDALE)
    sign.end(reference=SUPPLYING, party_code=SUPPLIER, ended_on=world.today, by=BY, at=world.at)
    assert {(one.flow, one.last_at) for one in flowing(world).values()} == {(Flow.CLOSED, world.at)}
