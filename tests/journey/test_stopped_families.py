"""Stories of a telephone call: whoever may be meant is frozen at once, known or still to come, and a person says who it is."""

from datetime import date

import pytest
from django.conf import settings

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.engine import keys
from rightstart.release.rules import OutcomeKind
from rightstart.release.standing import how_many_stand
from rightstart.safeguards import stops
from rightstart.safeguards.lift import NotLifted, open_lifts
from rightstart.safeguards.models import FamilyStop
from rightstart.safeguards.rules import LIFTS, MarkerKind
from rightstart.safeguards.stopped import open_stops, stop_sheet
from rightstart.safeguards.stops import Caller, NotStopped, Said, Stopped, What
from rightstart.terms import Actor
from tests.clean import put_back
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

DUE = date(2026, 10, 6)
CALL = Said(name="Smith", street="High Street", born_on=date(2026, 9, 14))
ANN, BEN = Actor.person(1), Actor.person(2)
LEADS = LIFTS[MarkerKind.FAMILY_STOP].confirms


@pytest.fixture
def world(database: str) -> World:
    return put_back(database, "journey", World)


def call(world: World, said: Said = CALL, what: What = What.DIED, council: str = CALDERDALE) -> Stopped:
    answer = journey.stop_family(
        council=world.ids[council], said=said, what=what, caller=Caller.HEALTH_VISITOR, by=ANN, at=world.at
    )
    assert isinstance(answer, Stopped), answer
    return answer


def confirm(world: World, stop: Stopped, birth: str, *, is_family: bool) -> object:
    told = {"council": world.ids[CALDERDALE], "reference": stop.reference, "birth": birth, "by": ANN, "at": world.at}
    return journey.answer_stop(is_family=is_family, **told)


def told(world: World) -> list[AlertKind]:
    """What the safeguarding lead is told of stopped families."""
    alerts = open_alerts(world.viewer(CALDERDALE), [RoleKind.SAFEGUARDING_LEAD])
    return [one.kind for one in alerts if one.kind in (AlertKind.FAMILY_STOPPED, AlertKind.STOP_UNCONFIRMED)]


def test_a_death_telephoned_after_release_calls_the_parcel_back_at_once(world: World) -> None:
    world.hand_in(row("R1", "Smith", "2026-09-14"), row("R2", "Jones", "2026-09-14", address_line_1="9 Hill Top"))
    world.pass_to(DUE)
    assert sorted(world.surnames()) == ["Jones", "Smith"]
    stop = call(world)
    assert len(stop.births) == 1
    assert world.surnames() == ["Jones"]
    assert len(world.called_back()) == 1
    assert told(world) == [AlertKind.FAMILY_STOPPED]


def test_a_death_telephoned_before_the_birth_comes_freezes_it_on_arrival_and_it_never_leaves(world: World) -> None:
    stop = call(world)
    assert stop.births == ()
    world.hand_in(row("R1", "Smith", "2026-09-14"), row("R2", "Jones", "2026-08-14", address_line_1="9 Hill Top"))
    world.pass_to(DUE)
    assert world.surnames() == ["Jones"]
    assert world.called_back() == []
    [row_] = open_stops(world.viewer(CALDERDALE))
    assert (row_.frozen, row_.waits) == (1, 1)


def test_a_birth_that_a_correction_brings_near_is_frozen_too(world: World) -> None:
    world.hand_in(row("R1", "Smyth", "2026-09-20", address_line_1="9 Hill Top"))
    assert call(world).births == ()
    world.hand_in(row("R1", "Smith", "2026-09-14", action="correct"))
    world.pass_to(DUE)
    assert world.surnames() == []


def test_a_neighbour_of_the_same_name_is_frozen_too_and_freed_by_two_people(world: World) -> None:
    world.hand_in(row("R1", "Smith", "2026-09-14"), row("R2", "Smith", "2026-09-15", parent_name="Kim Smith",
                                                         address_line_1="77 High Street", postcode="HX2 7AA"))  # fmt: skip
    world.pass_to(DUE)
    stop = call(world)
    assert len(stop.births) == 2
    dead, other = Birth.objects.order_by("pk")
    confirm(world, stop, dead.reference, is_family=True)
    confirm(world, stop, other.reference, is_family=False)
    world.pass_to(date(2026, 10, 7))
    assert world.surnames("CAL-02") == []
    [lift] = open_lifts(world.viewer(CALDERDALE))
    assert journey.confirm_lift(lift=lift.number, roles=LEADS, by=ANN, at=world.at) is NotLifted.SAME_PERSON
    journey.confirm_lift(lift=lift.number, roles=LEADS, by=BEN, at=world.at)
    assert how_many_stand(world.viewer(CALDERDALE), OutcomeKind.WITHHELD.value) == 1


def test_once_the_family_is_found_what_was_said_is_destroyed_and_the_death_stands_for_good(world: World) -> None:
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    stop = call(world)
    key = keys.directory(settings.HOME) / "stops" / f"{stop.reference}.key"
    assert key.exists()
    confirm(world, stop, Birth.objects.get().reference, is_family=True)
    assert not key.exists()
    assert FamilyStop.objects.get().sealed is None
    assert (open_stops(world.viewer(CALDERDALE)), told(world)) == ([], [])
    world.pass_to(DUE)
    assert world.surnames() == []


def test_twins_are_frozen_together(world: World) -> None:
    twins = {"births_in_confinement": "2"}
    world.hand_in(row("R1", "Smith", "2026-09-14", birth_order="1", **twins), row("R2", "Smith", "2026-09-14",
                  birth_order="2", baby_forename="Noah", **twins))  # fmt: skip
    world.pass_to(DUE)
    assert len(world.families("CAL-01")) == 1
    call(world)
    assert world.families("CAL-01") == []


def test_a_stop_ends_on_its_day_and_freezes_nobody_after_it(world: World) -> None:
    stop = call(world)
    stops.chase_stops(by=BY, at=world.at)
    assert len(open_stops(world.viewer(CALDERDALE))) == 1
    world.today = date(2026, 12, 4)
    stops.chase_stops(by=BY, at=world.at)
    assert open_stops(world.viewer(CALDERDALE)) == []
    assert not (keys.directory(settings.HOME) / "stops" / f"{stop.reference}.key").exists()


def test_what_nobody_confirms_by_the_next_working_day_is_told_again(world: World) -> None:
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    stop = call(world)
    assert stops.chase_stops(by=BY, at=world.at) == 0
    world.today = date(2026, 10, 6)
    assert stops.chase_stops(by=BY, at=world.at) == 1
    assert sorted(told(world)) == [AlertKind.FAMILY_STOPPED, AlertKind.STOP_UNCONFIRMED]
    confirm(world, stop, Birth.objects.get().reference, is_family=False)
    assert told(world) == []


def test_details_that_say_too_little_stop_nobody_and_another_council_sees_nothing(world: World) -> None:
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    lone = {"council": world.ids[CALDERDALE], "what": What.HOLD, "caller": Caller.FAMILY, "by": ANN, "at": world.at}
    assert journey.stop_family(said=Said(name="Smith"), **lone) is NotStopped.TOO_FEW
    stop = call(world, council=KIRKLEES)
    assert stop.births == ()
    assert stop_sheet(world.viewer(CALDERDALE), stop.reference) is None
    sheet = stop_sheet(world.viewer(KIRKLEES), stop.reference)
    assert sheet is not None
    assert sheet.said == CALL
