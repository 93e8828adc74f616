"""Stories of recalls chased to their end: nobody is told twice, everybody in their turn, and nobody any more once it is done."""

from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.directory.rules import RoleKind
from rightstart.handover.chasing import chase_call_backs, open_call_backs
from rightstart.handover.hand_over import confirm_destroyed
from rightstart.handover.rules import Chase
from rightstart.intake.contract import Kind
from rightstart.safeguards.rules import URGENT, MarkerKind
from rightstart.terms import BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, World, row

BORN = date(2026, 9, 14)
STEWARD, LEAD, IG = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD
DUE, RING, OVERDUE = AlertKind.CALL_BACK_DUE, AlertKind.CALL_BACK_RING, AlertKind.CALL_BACK_OVERDUE


def told(world: World) -> dict[str, list[AlertKind]]:
    """What each is told of call-backs, after two rounds of chasing."""
    chase_call_backs(at=world.at)
    chase_call_backs(at=world.at)
    sides = [("CAL-01", RoleKind.CENTRE_WORKER), *((CALDERDALE, role) for role in (STEWARD, LEAD, IG))]
    found = {
        role.value: sorted(
            one.kind for one in open_alerts(world.viewer(code), {role}) if one.kind in (DUE, RING, OVERDUE)
        )
        for code, role in sides
    }
    return {role: kinds for role, kinds in found.items() if kinds}


def call_back(world: World, kind: MarkerKind) -> str:
    world.hand_in(row("R1", "Smith", BORN))
    journey.mark(birth=BirthId(look.birth_of("R1")), kind=kind, source="person", by=BY, at=world.at)
    [reference] = world.called_back()
    return reference


def test_an_ordinary_call_back_goes_from_the_centre_to_the_steward_to_the_ig_lead(world: World) -> None:
    call_back(world, MarkerKind.OBJECTION)
    seen = []
    for day in (0, 1, 2, 5, 7):
        world.today = date(2026, 10, 5) + timedelta(days=day)
        seen.append(told(world))
    centre = {"centre-worker": [DUE]}
    assert seen[:3] == [{}, centre, centre]
    assert seen[3] == centre | {"data-steward": [OVERDUE]}
    assert seen[4] == centre | {"data-steward": [OVERDUE], "ig-lead": [OVERDUE]}


def test_each_reminder_is_a_telling_of_its_own(world: World) -> None:
    reference = call_back(world, MarkerKind.OBJECTION)
    abouts = []
    for day in (1, 2, 4, 5):
        world.today = date(2026, 10, 5) + timedelta(days=day)
        chase_call_backs(at=world.at)
        abouts += [one.about for one in open_alerts(world.viewer("CAL-01"), {RoleKind.CENTRE_WORKER})]
    assert abouts == [f"{reference} (day {day})" for day in (1, 2, 2, 5)]


@pytest.mark.parametrize("kind", sorted(URGENT))
def test_where_a_copy_can_do_harm_within_hours_the_council_rings_at_once(world: World, kind: MarkerKind) -> None:
    reference = call_back(world, kind)
    at_once = {"centre-worker": [DUE], "data-steward": [RING], "safeguarding-lead": [RING]}
    assert told(world) == at_once
    [waits] = open_call_backs(world.viewer(CALDERDALE), at=world.at)
    assert (waits.urgent, waits.chase) == (True, Chase.RING)
    world.today += timedelta(days=1)
    assert told(world) == {"centre-worker": [DUE], "data-steward": [OVERDUE], "ig-lead": [OVERDUE]}
    confirm_destroyed(references=[reference], centre=world.ids["CAL-01"], by=BY, at=world.at)
    assert told(world) == {}


def test_the_centre_and_the_council_hear_of_a_death_before_any_round_of_chasing(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    kinds = [one.kind for one in open_alerts(world.viewer(CALDERDALE), {STEWARD})]
    assert kinds == [RING]
    assert [one.kind for one in open_alerts(world.viewer("CAL-01"), {RoleKind.CENTRE_WORKER})] == [DUE]


def test_an_answer_ends_the_telling_at_once(world: World) -> None:
    reference = call_back(world, MarkerKind.DEATH_INFORMAL)
    confirm_destroyed(references=[reference], centre=world.ids["CAL-01"], by=BY, at=world.at)
    assert open_alerts(world.viewer(CALDERDALE), {STEWARD, LEAD}) == []


@pytest.mark.parametrize("corrections", [1, 2])
def test_a_correction_on_its_way_does_not_hide_the_copy_that_the_centre_has(world: World, corrections: int) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [seen] = world.families("CAL-01")
    for number in range(corrections):
        world.today += timedelta(days=1)
        world.answer([row("R1", "Smith", BORN, address_line_1=f"{number + 2} High Street")])  # packed, and not yet sent
    journey.mark(
        birth=BirthId(look.birth_of("R1")), kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at
    )
    assert world.called_back() == [seen.reference]
    assert told(world) == {"centre-worker": [DUE], "data-steward": [RING], "safeguarding-lead": [RING]}


def test_what_was_never_sent_is_not_called_back(world: World) -> None:
    world.answer([row("R1", "Smith", BORN)])
    journey.mark(
        birth=BirthId(look.birth_of("R1")), kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at
    )
    assert world.called_back() == []


def test_a_copy_called_back_once_is_not_called_back_again(world: World) -> None:
    reference = call_back(world, MarkerKind.OBJECTION)
    world.answer([row("R1", "Smith", BORN, address_line_1="2 High Street")])
    journey.mark(
        birth=BirthId(look.birth_of("R1")), kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at
    )
    assert world.called_back() == [reference]
