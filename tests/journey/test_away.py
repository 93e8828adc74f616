"""Somebody of a centre is away, has left or is not seen any more: their families come into other hands, and back."""

from datetime import timedelta

import pytest

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact import assigning
from rightstart.cover import away, moving, waiting
from rightstart.cover.away import NotSaid
from rightstart.cover.models import Away
from rightstart.cover.rules import SILENT_DAYS, Why
from rightstart.directory import roles
from rightstart.directory.rules import RoleKind
from rightstart.terms import Actor
from tests.journey import staff
from tests.journey.world import BY, World, row

CENTRE = "CAL-01"


@pytest.fixture
def team(world: World) -> tuple[int, int, int]:
    """Anna with one family in her hands, Ben, and their manager; on a day when it is handed over."""
    manager = staff.employ(world, "manager", CENTRE, RoleKind.CENTRE_MANAGER)
    anna, ben = staff.employ(world, "anna", CENTRE), staff.employ(world, "ben", CENTRE)
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    give(world, anna)
    return anna, ben, manager


def give(world: World, to: int | None) -> None:
    references = [one.reference for one in world.families(CENTRE)]
    assigning.assign(viewer=world.viewer(CENTRE), references=references, to=to, by=BY, at=world.at)


def hands(world: World) -> tuple[int | None, int | None]:
    """Who takes care of the family, and in whose stead."""
    [one] = world.families(CENTRE)
    return one.assigned_to, one.covers_for


def hour(world: World) -> int:
    """The job of an hour; gives how many families changed hands."""
    return sum(len(moving.move(one, by=BY, at=world.at)) for one in waiting.everywhere(at=world.at))


def say(world: World, person: int, days: int, cover: int | None) -> str | NotSaid:
    told = {"from_on": world.today, "back_on": world.today + timedelta(days=days), "cover": cover}
    return away.say(viewer=world.viewer(CENTRE), person=person, by=Actor.person(person), at=world.at, **told)  # type: ignore[arg-type]


def told(world: World) -> list[AlertKind]:
    return [one.kind for one in open_alerts(world.viewer(CENTRE), [RoleKind.CENTRE_MANAGER])]


def test_a_family_due_while_its_worker_is_away_goes_to_the_cover_and_back(
    world: World, team: tuple[int, int, int]
) -> None:
    anna, ben, _ = team
    say(world, anna, 35, ben)
    assert (hour(world), hour(world)) == (1, 0)
    assert hands(world) == (ben, anna)
    assert told(world) == [AlertKind.PERSON_COVERED]
    world.pass_to(world.today + timedelta(days=35))
    assert (hour(world), hands(world)) == (1, (anna, None))


def test_what_the_cover_tried_to_reach_stays_with_the_cover(world: World, team: tuple[int, int, int]) -> None:
    anna, ben, _ = team
    reference = say(world, anna, 35, ben)
    hour(world)
    world.pass_to(world.today + timedelta(days=1))
    staff.writes(world, ben)
    assert away.back(viewer=world.viewer(CENTRE), reference=str(reference), of=anna, by=BY, at=world.at)
    assert (hour(world), hands(world), hour(world)) == (1, (ben, None), 0)


def test_nobody_ends_another_ones_absence_but_the_manager(world: World, team: tuple[int, int, int]) -> None:
    anna, ben, _ = team
    reference = str(say(world, anna, 3, None))
    ended = {"viewer": world.viewer(CENTRE), "reference": reference, "by": BY, "at": world.at}
    assert not away.back(of=ben, **ended)  # type: ignore[arg-type]
    assert not away.back(of=None, **ended | {"viewer": world.viewer("CAL-02")})  # type: ignore[arg-type]
    assert away.back(of=None, **ended)  # type: ignore[arg-type]


def test_who_has_left_leaves_their_families_to_the_stand_in_or_to_everybody(
    world: World, team: tuple[int, int, int]
) -> None:
    ben = team[1]
    leaves = {"organisation_code": CENTRE, "kind": RoleKind.CENTRE_WORKER, "until_on": world.today}
    roles.end_role(email="anna@example.org", **leaves, by=BY, at=world.at)  # type: ignore[arg-type]
    assert (hour(world), hands(world)) == (1, (None, None))
    give(world, ben)
    assert away.name_stand_in(viewer=world.viewer(CENTRE), person=team[2], by=BY, at=world.at) is None
    roles.end_role(email="ben@example.org", **leaves, by=BY, at=world.at)  # type: ignore[arg-type]
    assert (hour(world), hands(world)) == (1, (team[2], None))
    assert told(world) == [AlertKind.PERSON_COVERED]


def test_who_lets_a_family_wait_too_long_counts_as_away_until_they_are_at_work_again(
    world: World, team: tuple[int, int, int]
) -> None:
    anna, ben, _ = team
    away.name_stand_in(viewer=world.viewer(CENTRE), person=ben, by=BY, at=world.at)
    world.pass_to(world.today + timedelta(days=SILENT_DAYS - 1))
    assert hour(world) == 0
    world.pass_to(world.today + timedelta(days=1))
    assert (hour(world), hands(world)) == (1, (ben, anna))
    assert [one.why for one in away.away(world.viewer(CENTRE), at=world.at)] == [Why.SILENT]
    world.pass_to(world.today + timedelta(days=1))
    staff.writes(world, anna)
    assert (hour(world), hands(world)) == (1, (anna, None))
    assert away.away(world.viewer(CENTRE), at=world.at) == []


def test_what_nobody_could_mean_is_not_kept(world: World, team: tuple[int, int, int]) -> None:
    anna, ben, _ = team
    elsewhere = staff.employ(world, "cara", "CAL-02")
    assert say(world, elsewhere, 3, ben) is NotSaid.NOT_HERE
    assert say(world, anna, 3, elsewhere) is NotSaid.COVER_NOT_HERE
    assert say(world, anna, 3, anna) is NotSaid.COVERS_ONESELF
    assert say(world, anna, 0, ben) is NotSaid.BACKWARDS
    assert say(world, anna, 400, ben) is NotSaid.TOO_LONG
    assert isinstance(say(world, anna, 3, ben), str)
    assert say(world, anna, 9, ben) is NotSaid.ALREADY_AWAY


def test_an_absence_is_its_centres_alone_and_forgotten_a_year_after(world: World, team: tuple[int, int, int]) -> None:
    say(world, team[0], 3, team[1])
    assert away.away(world.viewer("CAL-02"), at=world.at) == []
    world.today += timedelta(days=3 + 365)
    assert away.forget(at=world.at) == 0
    world.today += timedelta(days=1)
    assert (away.forget(at=world.at), Away.objects.count()) == (1, 0)
