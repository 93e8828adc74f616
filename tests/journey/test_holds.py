"""Stories of holds: every one is somebody's, and nobody forgets a family behind one."""

from datetime import date, timedelta

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.directory.rules import RoleKind
from rightstart.intake.contract import Kind
from rightstart.release.holds import Hold, chase, holds, stays
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId
from tests.journey import look
from tests.journey.world import CALDERDALE, KIRKLEES, World, row

BORN = date(2026, 9, 14)
LEAD, IG, STEWARD = RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD, RoleKind.DATA_STEWARD
ANN = Actor.person(1)


def seen(world: World, role: RoleKind = LEAD, council: str = CALDERDALE) -> list[Hold]:
    return holds(world.viewer(council), {role}, at=world.at)


def told(world: World, role: RoleKind) -> int:
    alerts = open_alerts(world.viewer(CALDERDALE), {role})
    return sum(one.kind is AlertKind.HOLD_OVERDUE for one in alerts)


def held(world: World) -> World:
    """A family that objected, and one that its supplier holds."""
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    birth = BirthId(look.birth_of("R1"))
    journey.mark(birth=birth, kind=MarkerKind.OBJECTION, source="person", by=ANN, at=world.at)
    world.hand_in({"record_id": "R2", "contact": "hold"}, kind=Kind.STATUS)
    return world


def test_a_hold_shows_why_it_is_and_whose_to_those_alone_who_may_know(world: World) -> None:
    held(world)
    assert [(one.why, one.owner) for one in seen(world)] == [("supplier-hold", LEAD), ("objection", IG)]
    assert [one.why for one in seen(world, IG)] == ["objection"]
    assert (seen(world, STEWARD), seen(world, LEAD, KIRKLEES)) == ([], [])


def test_a_hold_that_nobody_looks_at_is_chased_until_somebody_does(world: World) -> None:
    held(world)
    assert (chase(at=world.at), told(world, LEAD)) == (0, 0)
    world.today += timedelta(days=29)
    assert (chase(at=world.at), told(world, LEAD), told(world, IG)) == (1, 1, 0)
    [late] = [one for one in seen(world) if one.overdue]
    kept = stays(viewer=world.viewer(CALDERDALE), roles={LEAD}, reference=late.birth, by=ANN, at=world.at)
    assert kept == late
    assert (chase(at=world.at), told(world, LEAD)) == (0, 0)
    world.today += timedelta(days=29)
    assert chase(at=world.at) == 1


def test_nobody_looks_at_a_hold_of_somebody_else(world: World) -> None:
    held(world)
    supplier_s = next(one.birth for one in seen(world) if one.why == "supplier-hold")
    for roles, council in (({IG}, CALDERDALE), ({LEAD}, KIRKLEES)):
        assert stays(viewer=world.viewer(council), roles=roles, reference=supplier_s, by=ANN, at=world.at) is None


def test_another_reason_is_another_hold_and_is_looked_at_anew(world: World) -> None:
    held(world)
    world.today += timedelta(days=20)
    supplier_s = next(one.birth for one in seen(world) if one.why == "supplier-hold")
    stays(viewer=world.viewer(CALDERDALE), roles={LEAD}, reference=supplier_s, by=ANN, at=world.at)
    journey.mark(
        birth=BirthId(look.birth_of("R2")), kind=MarkerKind.FAMILY_STOP, source="telephone", by=ANN, at=world.at
    )
    [frozen] = [one for one in seen(world) if one.why == "family-stop"]
    assert (frozen.looked_at, frozen.review_on) == (None, world.today + timedelta(days=2))


def test_a_hold_that_was_lifted_is_nobody_s_any_more_and_its_alert_goes(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    birth = BirthId(look.birth_of("R1"))
    journey.mark(birth=birth, kind=MarkerKind.UNSAFE_ADDRESS, source="person", by=ANN, at=world.at)
    world.today += timedelta(days=40)
    world.confirm()
    assert (chase(at=world.at), told(world, LEAD)) == (1, 1)
    look.lift(world, birth, MarkerKind.UNSAFE_ADDRESS, ANN, Actor.person(2))
    assert (seen(world), chase(at=world.at), told(world, LEAD)) == ([], 0, 0)
