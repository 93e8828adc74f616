"""Whoever will be away says so on a page; a centre works with the families of a silent one that its council named it to cover."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rightstart.contact import assigning
from rightstart.cover import naming, silence, waiting
from rightstart.cover.rules import SILENT_DAYS
from rightstart.directory import people, roles
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import open_viewing
from rightstart.release.models import Sight
from rightstart.terms import london_date
from tests.doors.conftest import SignIn
from tests.doors.world import BY, PASSWORD, World, born, bring

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


THERE = {"baby_surname": "Khan", "parent_name": "Noor Khan", "address_line_1": "3 Green Road", "postcode": "HX1 4RG"}


@pytest.fixture
def silent(world: World) -> World:
    """A family waits at the other centre, which nobody has opened for so long that the first one covers it."""
    long_ago = world.at - timedelta(days=SILENT_DAYS + 1)
    family = born(long_ago, "R1", **THERE)
    bring(long_ago, family)
    steward = open_viewing("council", world.council, until=world.at + timedelta(days=1))
    named = {"centre": "CAL-02", "cover": "CAL-01", "from_on": london_date(world.at)}
    assert naming.name(viewer=steward, **named, by=BY, at=world.at) is None  # type: ignore[arg-type]
    bring(world.at, family)  # confirmed anew, so that it may be contacted
    for one in waiting.everywhere(at=world.at):
        silence.watch(one, by=BY, at=world.at)
    return world


def test_a_worker_works_with_the_families_of_a_centre_that_theirs_covers(silent: World, sign_in: SignIn) -> None:
    worker, there = sign_in(WORKER), "CAL-02"
    page = worker.get(reverse("worklist"))
    assert "Your centre covers Sunshine Children’s Centre" in page.content.decode()
    assert "Noor Khan" not in page.content.decode()
    listed = worker.get(reverse("covered", args=[there]))
    assert "Noor Khan" in listed.content.decode()
    address = listed.context["table"].rows[0][0].link.href
    assert "Covering for" in worker.get(address).content.decode()
    today = f"{london_date(silent.at):%d/%m/%Y}"
    told = {"channel": "letter", "outcome": "sent", "made_on": today}
    recorded = worker.post(address, told, follow=True).content.decode()
    assert "Recorded for Sunshine Children’s Centre" in recorded
    assert set(Sight.objects.values_list("page", "organisation_id")) == {
        ("covered", silent.centre),
        ("covered-family", silent.centre),
    }
    assert "Select your answer" not in recorded
    assert "How did you try?" in worker.post(address, {}).content.decode()


def test_the_other_centre_opens_its_list_and_the_cover_is_closed(silent: World, sign_in: SignIn) -> None:
    worker = sign_in(WORKER)
    address = worker.get(reverse("covered", args=["CAL-02"])).context["table"].rows[0][0].link.href
    people.add_person(email="there@example.org", name="There", password=PASSWORD, by=BY, at=silent.at)
    role = {"organisation_code": "CAL-02", "kind": WORKER, "from_on": london_date(silent.at)}
    roles.give_role(email="there@example.org", **role, by=BY, at=silent.at)  # type: ignore[arg-type]
    assert "Noor Khan" in sign_in("there@example.org").get(reverse("worklist")).content.decode()
    for way in (reverse("covered", args=["CAL-02"]), address):
        answer = worker.get(way)
        assert answer.status_code == 404
        assert "Noor" not in answer.content.decode()
    assert "covers" not in worker.get(reverse("worklist")).content.decode()


@pytest.mark.parametrize("centre", ["CAL-01", "CAL-99"])
def test_no_centre_opens_another_that_it_does_not_cover(silent: World, sign_in: SignIn, centre: str) -> None:
    worker = sign_in(WORKER)
    assert worker.get(reverse("covered", args=[centre])).status_code == 404
    assert worker.get(reverse("covered-family", args=["CAL-02", "NOBODY"])).status_code == 404


def test_a_council_reads_which_centre_is_silent_and_names_who_covers(silent: World, sign_in: SignIn) -> None:
    steward = sign_in(RoleKind.DATA_STEWARD)
    assert "1 centre is silent" in steward.get("/").content.decode()
    page = steward.get(reverse("cover")).content.decode()
    assert "Sunshine Children’s Centre: 1 family waited" in page
    assert "Little Stars Family Hub covers it. Ring the centre." in page
    assert "Khan" not in page
    way, today = reverse("name-cover", args=["CAL-02"]), f"{london_date(silent.at):%d/%m/%Y}"
    assert "Little Stars Family Hub" in steward.get(way).content.decode()
    assert "Kept." in steward.post(way, {"cover": "nobody", "from_on": today}, follow=True).content.decode()
    assert sign_in(WORKER).get(reverse("covered", args=["CAL-02"])).status_code == 404
    assert (
        "Enter today or a day to come" in steward.post(way, {"cover": "CAL-01", "from_on": "1/1/2020"}).content.decode()
    )
    assert "Enter a number from 3 to 28" in steward.post(reverse("silence-limit"), {"days": "40"}).content.decode()
    assert "Kept." in steward.post(reverse("silence-limit"), {"days": "14"}, follow=True).content.decode()
    elsewhere = steward.get(reverse("name-cover", args=["KIR-01"]), follow=True).content.decode()
    assert "Select a centre of your council" in elsewhere
