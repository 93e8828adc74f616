"""Whoever will be away says so on a page, and their manager says so of anybody and names who stands in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rightstart.contact import assigning
from rightstart.directory.rules import RoleKind
from rightstart.terms import london_date
from tests.doors.conftest import SignIn
from tests.doors.world import World, born, bring

WORKER, MANAGER = RoleKind.CENTRE_WORKER, RoleKind.CENTRE_MANAGER


@pytest.fixture
def families(world: World) -> World:
    bring(world.at, born(world.at, "R1"))
    return world


def number(world: World, role: RoleKind) -> int:
    staff = assigning.workers(world.centre, on=london_date(world.at))
    return next(one for one, name in staff.items() if name == role.value)


def say(client: Client, world: World, days: int, **more: object) -> str:
    today = london_date(world.at)
    told = {"from_on": f"{today:%d/%m/%Y}", "back_on": f"{today + timedelta(days=days):%d/%m/%Y}"} | more
    return client.post(reverse("away"), told, follow=True).content.decode()


def take(client: Client, world: World, role: RoleKind) -> None:
    """The first family goes to somebody."""
    page = client.get(reverse("worklist"))
    [row] = page.context["table"].rows
    client.post(reverse("assign"), {"reference": [row[-1].tick.value], "to": str(number(world, role))})


def test_a_worker_goes_away_and_their_family_is_covered_and_comes_back(families: World, sign_in: SignIn) -> None:
    worker, manager = sign_in(WORKER), sign_in(MANAGER)
    take(worker, families, WORKER)
    assert "1 family changed hands" in say(worker, families, 40, cover=str(number(families, MANAGER)))
    assert "Covering for centre-worker" in manager.get(reverse("worklist")).content.decode()
    desk = manager.get(reverse("team")).content.decode()
    assert "Away now or soon" in desk
    assert "Families were taken" in manager.get(reverse("alerts")).content.decode()
    reference = worker.get(reverse("away")).context["back_form"].fields["away"].choices[0][0]
    assert "Welcome back" in worker.post(reverse("back"), {"away": reference}, follow=True).content.decode()
    assert "Covering" not in manager.get(reverse("worklist")).content.decode()


def test_a_worker_speaks_for_themselves_and_a_manager_for_anybody(families: World, sign_in: SignIn) -> None:
    worker, manager = sign_in(WORKER), sign_in(MANAGER)
    said = say(worker, families, 3, person=str(number(families, MANAGER)), cover="nobody")
    assert "centre-manager" not in said.split("<tbody")[1].split("</tbody")[0]
    assert worker.post(reverse("stand-in"), {"person": "nobody"}).status_code == 403
    said = say(manager, families, 3, person=str(number(families, WORKER)), cover="nobody")
    assert "Enter days on which they are not away already" in said
    here = str(number(families, WORKER))
    assert "Kept." in manager.post(reverse("stand-in"), {"person": here}, follow=True).content.decode()
    assert manager.get(reverse("away")).context["stand_in"].initial == {"person": here}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"back_on": "1/1/2020"}, "Enter a day after the first day away"),
        ({"from_on": "1/1/2020"}, "Enter today or a day to come"),
        ({"cover": ""}, "Answer: Who covers?"),
        ({"cover": "999999"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_its_question(
    families: World, sign_in: SignIn, told: dict[str, str], said: str
) -> None:
    assert said in say(sign_in(WORKER), families, 3, **{"cover": "nobody"} | told)
