"""An agreement changes by its next version, and ends by its days: what flows follows it to the second."""

from datetime import UTC, datetime, timedelta

import pytest

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.register import register
from rightstart.agreements.sign import Hop, NotDrafted
from rightstart.agreements.states import State
from rightstart.contact.rules import Interpreter, Spoken
from rightstart.contact.worklist import worklist
from rightstart.terms import NEVER_TO_A_CENTRE, Item
from tests.clean import put_back
from tests.journey import look
from tests.journey.world import ALL_ITEMS, BY, CALDERDALE, CENTRES, World, row

OWN, SUPPLYING = "INT-CAL", f"DSA-{CALDERDALE}"
AT_CENTRES = (Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, [code for code in CENTRES if code.startswith("CAL")])
TO_COUNCIL = (Hop.SUPPLIER_TO_COUNCIL, "CHIS01", CALDERDALE, [CALDERDALE])


@pytest.fixture
def world(database: str) -> World:
    return put_back(database, "journey", World)


def midnight(world: World) -> datetime:
    """The first moment of the next day in London, which is an hour earlier in UTC while summer time lasts."""
    assert world.today.month < 10
    return datetime.combine(world.today, datetime.min.time(), UTC) + timedelta(hours=23)


def test_an_agreement_lapses_at_midnight_and_nothing_more_flows(world: World) -> None:
    world.today = world.today.replace(month=9, day=20)
    tomorrow = world.today + timedelta(days=1)
    world.agree(OWN, *AT_CENTRES, ends_on=tomorrow, review_on=tomorrow)
    world.hand_in(row("R1", "Smith", "2026-08-30"))
    last_second, night = midnight(world) - timedelta(seconds=1), midnight(world)
    viewer = world.viewer("CAL-01")
    assert len(worklist(viewer, at=last_second).families) == 1
    assert worklist(viewer, at=night).families == ()
    states = [
        {one.reference: one.state for one in register(world.viewer(CALDERDALE), at=at)}[OWN]
        for at in (last_second, night)
    ]
    assert states == [State.IN_FORCE, State.LAPSED]
    world.pass_to(tomorrow)
    world.hand_in(row("R2", "Khan", "2026-08-30", address_line_1="3 High Street"))
    assert look.outcomes()["R2"] == ("refused", "ended")
    assert (world.surnames(), len(world.called_back())) == ([], 1)


def test_the_suppliers_agreement_lapses_at_midnight_and_its_next_file_is_refused(world: World) -> None:
    tomorrow = world.today + timedelta(days=1)
    world.agree(SUPPLYING, *TO_COUNCIL, ends_on=tomorrow, review_on=tomorrow)
    assert world.hand_in(row("R1", "Smith", "2026-09-14"))["status"] != "refused"
    world.today = tomorrow
    assert world.hand_in(row("R2", "Khan", "2026-09-14"))["status"] == "refused"
    assert set(look.outcomes()) == {"R1"}


def test_items_cut_from_a_version_leave_the_next_payload_and_what_was_given_is_called_back(world: World) -> None:
    speaks = {"language": "pl", "interpreter": "yes"}
    world.hand_in(row("R1", "Smith", "2026-09-14", **speaks))
    [given] = world.families("CAL-01")
    assert given.spoken == Spoken("pl", Interpreter.NEEDED)
    fewer = ALL_ITEMS - NEVER_TO_A_CENTRE - {Item.LANGUAGE}
    world.agree(OWN, *AT_CENTRES, items=fewer)
    journey.advance_all(by=BY, at=world.at, council=world.ids[CALDERDALE])
    journey.hand_over_due(by=BY, at=world.at)
    [narrowed] = world.families("CAL-01")
    assert (narrowed.spoken, narrowed.postcode) == (Spoken(None, Interpreter.NEEDED), given.postcode)
    assert world.called_back() == [given.reference]
    world.hand_in(row("R2", "Khan", "2026-09-12", address_line_1="3 High Street", **speaks))
    [khan] = [one for one in world.families("CAL-01") if one.babies[0].surname == "Khan"]
    assert khan.spoken == Spoken(None, Interpreter.NEEDED)


def test_a_decision_goes_on_citing_the_version_that_it_was_made_under(world: World) -> None:
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    world.agree(OWN, *AT_CENTRES, target_day=35)
    journey.advance_all(by=BY, at=world.at, council=world.ids[CALDERDALE])
    world.hand_in(row("R2", "Khan", "2026-09-14", address_line_1="3 High Street"))
    cited = look.ask(
        "SELECT v.version FROM release_decision d JOIN agreements_version v ON v.id = d.version_id"
        " WHERE d.superseded_at IS NULL ORDER BY d.id"
    )
    assert cited == [(1,), (2,)]


def test_a_gateways_limit_stops_a_flow_before_it_begins(world: World) -> None:
    """What a council receives under s.269 is for functions of the health service alone (s.269(12))."""
    sign.end(reference=SUPPLYING, party_code=CALDERDALE, ended_on=world.today, by=BY, at=world.at)
    with pytest.raises(AssertionError, match=NotDrafted.HEALTH_SERVICE_ONLY.value):
        world.agree("DSA-2", *TO_COUNCIL, taker_gateway="nhs-act-2006-s269")
    assert world.hand_in(row("R1", "Smith", "2026-09-14"))["status"] == "refused"
