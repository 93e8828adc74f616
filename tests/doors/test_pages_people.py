"""The pages of people and roles: an administrator keeps them, others look at them, and a newcomer signs in."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from rightstart.directory.models import Person
from rightstart.directory.rules import RoleKind
from tests.doors.conftest import SignIn
from tests.doors.world import OURS, World

ADMIN, IG, WORKER = RoleKind.ADMINISTRATOR, RoleKind.IG_LEAD, RoleKind.CENTRE_WORKER
NEW = {"name": "Nia New", "email": "nia@example.org", "place": "CAL-01", "role": WORKER.value}


@pytest.fixture
def admin(sign_in: SignIn) -> Client:
    return sign_in(ADMIN)


def number(email: str) -> int:
    return Person.objects.get(email=email).pk


def say(client: Client, name: str, email: str, **told: str) -> str:
    return client.post(reverse(name, args=[number(email)]), told, follow=True).content.decode()


def test_a_newcomer_is_entered_chooses_a_password_and_works(admin: Client) -> None:
    shown = admin.post(reverse("enter-person"), NEW)
    assert shown["Cache-Control"] == "no-store"
    address = re.search(r"/welcome/[\w-]+", shown.content.decode())
    assert address
    newcomer = Client()
    page = newcomer.get(address[0])
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    for password, again in (("short", "short"), ("password1234", "password1234"), ("a long phrase", "another")):
        assert "Error:" in newcomer.post(address[0], {"password": password, "again": again}).content.decode()
    done = newcomer.post(address[0], {"password": "a long phrase", "again": "a long phrase"}, follow=True)
    assert "Your password is set" in done.content.decode()
    assert newcomer.get(address[0]).status_code == 404
    newcomer.post(reverse("account_login"), {"login": "nia@example.org", "password": "a long phrase"})
    assert newcomer.get(reverse("worklist")).status_code == 200


def test_roles_are_given_and_ended_and_a_leaver_is_out_at_once(admin: Client, sign_in: SignIn) -> None:
    worker = sign_in(WORKER)
    assert worker.get(reverse("worklist")).status_code == 200
    given = {"place": "CAL-02", "role": RoleKind.CENTRE_MANAGER.value}
    assert "The role is given" in say(admin, "give-role", "worker@example.org", **given)
    assert "The role has ended" in say(admin, "end-role", "worker@example.org", **given)
    assert "do not hold this role" in say(admin, "end-role", "worker@example.org", **given)
    assert "Nobody can hold this role there" in say(
        admin, "give-role", "worker@example.org", place=OURS, role=WORKER.value
    )
    assert "Their account is closed" in say(admin, "person-leaves", "worker@example.org")
    assert worker.get(reverse("worklist"))["Location"].startswith(reverse("account_login"))


def test_nobody_changes_their_own_access(admin: Client) -> None:
    own = "admin@example.org"
    page = admin.get(reverse("person", args=[number(own)])).content.decode()
    assert "Give another role" not in page
    assert "Somebody else confirms your own roles" in page
    assert "You cannot give a role to yourself" in say(admin, "give-role", own, place=OURS, role="director")
    assert "last administrator" in say(admin, "person-leaves", own)
    assert "cannot confirm your own" in say(admin, "confirm-access", own)


def test_who_watches_over_access_confirms_and_changes_nothing(sign_in: SignIn) -> None:
    lead = sign_in(IG)
    assert "Confirmed." in say(lead, "confirm-access", "admin@example.org")
    for name in ("give-role", "end-role", "person-leaves", "invite-person"):
        assert lead.post(reverse(name, args=[number("worker@example.org")])).status_code == 403
    assert "Enter a person" not in lead.get(reverse("people")).content.decode()


def test_nobody_of_another_organisation_is_shown(admin: Client, world: World) -> None:
    assert "sender@example.org" not in admin.get(reverse("people")).content.decode()
    page = admin.get(reverse("person", args=[number("sender@example.org")]), follow=True).content.decode()
    assert "Nobody like that works for your organisation" in page
