"""Everything is stopped by whoever sees that something is wrong, and resumed by two people who answer for it."""

import json

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from rightstart.cli.main import commands
from rightstart.directory import roles
from rightstart.directory.rules import RoleKind
from rightstart.release.models import Halt
from rightstart.terms import london_date
from tests.doors.confirming import confirmed
from tests.doors.conftest import SignIn
from tests.doors.world import BY, OURS, PASSWORD, World, born, bring

STEWARD, IG, SAFE, DIRECTOR = (
    RoleKind.DATA_STEWARD,
    RoleKind.IG_LEAD,
    RoleKind.SAFEGUARDING_LEAD,
    RoleKind.DIRECTOR,
)
WORKER = RoleKind.CENTRE_WORKER


def resume(client: Client) -> str:
    """Say that all may go on, with the password given again."""
    address = reverse("resume")
    client.post(f"{reverse('account_reauthenticate')}?next={address}", {"password": PASSWORD})
    return client.post(address, follow=True).content.decode()


def told(*order: str) -> object:
    ran = CliRunner().invoke(commands, [*order, "--json"])
    assert ran.exit_code == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.parametrize("role", [STEWARD, IG, SAFE, DIRECTOR])
def test_whoever_sees_the_harm_stops_everything_and_centres_are_told(
    world: World, sign_in: SignIn, role: RoleKind
) -> None:
    bring(world.at, born(world.at, "R1"))
    client = sign_in(role)
    assert "There is a problem" in client.post(reverse("stop-everything"), {"reason": ""}).content.decode()
    page = client.post(reverse("stop-everything"), {"reason": "address-exposed"}, follow=True).content.decode()
    assert ("Everything is stopped" in page, "A protected address was, or may be, shown" in page) == (True, True)
    worklist = sign_in(WORKER).get(reverse("worklist")).content.decode()
    assert ("Everything is stopped since" in worklist, "12 Parkinson Lane" in worklist) == (True, False)


def test_two_people_who_answer_for_it_let_it_go_on(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    sign_in(STEWARD).post(reverse("stop-everything"), {"reason": "drill"})
    assert "until a second person" not in resume(sign_in(STEWARD))
    assert sign_in(IG).post(reverse("resume"))["Location"].startswith(reverse("account_reauthenticate"))
    lead = sign_in(IG)
    assert "until a second person says the same" in resume(lead)
    assert "A second person must say so too" in lead.get(reverse("resume")).content.decode()
    second = resume(sign_in(SAFE))
    assert ("Everything goes on" in second, "Stop everything now" in second) == (True, True)
    assert "12 Parkinson Lane" in sign_in(WORKER).get(reverse("worklist")).content.decode()


def test_who_was_sent_what_is_listed_by_reference_with_a_draft_for_each_centre(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client = sign_in(IG)
    page = client.get(reverse("stop-everything")).content.decode()
    assert ("To Little Stars Family Hub" in page, "Alex Smith" in page, "Olivia" in page) == (True, False, False)
    lines = confirmed(client).get(reverse("sent-file")).content.decode().splitlines()
    assert (len(lines), "II-1 version 1" in lines[1], "Smith" in lines[1]) == (2, True, False)
    later = client.get(reverse("stop-everything"), {"since": "1/1/2100"}).content.decode()
    assert "Nothing was sent" in later
    assert "Enter a day and time" in client.get(reverse("stop-everything"), {"since": "soon"}).content.decode()


def test_the_command_stops_one_council_or_all_and_gives_the_first_word_to_resume(world: World, sign_in: SignIn) -> None:
    assert told("stop", "--council", OURS, "--reason", "security")[0]["again"] is False  # type: ignore[index]
    stopped = told("stop")
    assert {one["council"]: one["again"] for one in stopped} == {OURS: True, "E08000034": False}  # type: ignore[attr-defined]
    assert told("resume", "--council", OURS) == {OURS: "asked"}
    assert told("resume", "--council", OURS) == {OURS: "same-person"}
    assert "Everything goes on" in resume(sign_in(SAFE))
    assert CliRunner().invoke(commands, ["resume", "--council", OURS]).exit_code == 1
    assert Halt.objects.filter(resumed_at__isnull=True).count() == 1


def test_one_person_with_two_roles_is_still_one_person(world: World, sign_in: SignIn) -> None:
    on = london_date(world.at)
    roles.give_role(email="ig@example.org", organisation_code=OURS, kind=SAFE, from_on=on, by=BY, at=world.at)
    client = sign_in(IG)
    client.post(reverse("stop-everything"), {"reason": "drill"})
    resume(client)
    assert "You have said so already" in resume(client)
    assert Halt.objects.filter(resumed_at__isnull=True).count() == 1
