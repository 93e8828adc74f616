"""Signing in: tries are counted, a session ends in time, and everybody sees and ends their own."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from rightstart.contact.worklist import worklist
from rightstart.directory import people, roles, signing_in
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer
from rightstart.terms import london_date
from tests.doors.conftest import SignIn
from tests.doors.world import BY, PASSWORD, SEATS, World, born, bring

WORKER = SEATS[RoleKind.CENTRE_WORKER][0]
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36"
FROM = "203.0.113.7"
TRIES = """
import rightstart.engine.ignition
from django.test import Client
for _ in range({tries}):
    Client(REMOTE_ADDR={other!r}, SERVER_NAME="localhost").post("/account/sign-in/", {{"login": {email!r}, "password": "wrong"}})
"""


def try_elsewhere(tries: int, email: str = WORKER) -> None:
    """So many wrong passwords for somebody, given to another page process."""
    told = TRIES.format(tries=tries, email=email, other="203.0.113.99")
    subprocess.run([sys.executable, "-c", told], env=os.environ, check=True)


def signed(client: Client, password: str = PASSWORD, email: str = WORKER) -> str:
    answer = client.post(reverse("account_login"), {"login": email, "password": password}, follow=True)
    return answer.content.decode()


def test_wrong_passwords_count_whichever_page_process_they_were_given_to(world: World) -> None:
    try_elsewhere(4)
    client = Client(REMOTE_ADDR=FROM)
    assert "is not right" in signed(client, "wrong")
    assert "Too many tries" in signed(client)
    assert "_auth_user_id" not in client.session
    assert "Too many tries" not in signed(client, email=SEATS[RoleKind.DATA_STEWARD][0])


def test_nobody_can_be_read_from_what_is_counted(world: World) -> None:
    signed(Client(REMOTE_ADDR=FROM), "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key || encode(decode(value, 'base64'), 'escape') FROM directory_counted")
        kept = "\n".join(row[0] for row in cursor.fetchall())
    assert kept
    assert not {one for one in (FROM, WORKER, "example.org", "login") if one in kept}


def test_everybody_sees_their_own_sign_ins_and_nobody_elses(world: World) -> None:
    client = Client(headers={"user-agent": CHROME}, REMOTE_ADDR=FROM)
    signed(client)
    signed(Client(), email=SEATS[RoleKind.DATA_STEWARD][0])
    page = client.get(reverse("your-account")).content.decode()
    assert page.count("This is here") == 1
    assert "Chrome on Windows" in page
    assert "Another browser" not in page
    assert "Nowhere else" in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(s::text, ' ') FROM directory_signin s")
        assert FROM not in cursor.fetchone()[0]


def test_a_session_elsewhere_is_ended_by_its_person_alone_and_its_proof_with_it(world: World) -> None:
    bring(world.at, born(world.at, "R1"))
    lost, here, other = Client(headers={"user-agent": CHROME}), Client(), Client()
    signed(lost), signed(here), signed(other, email=SEATS[RoleKind.DATA_STEWARD][0])
    lost.get(reverse("worklist"))
    viewer = Viewer("centre", world.centre, lost.session["seat"]["token"])
    assert worklist(viewer, at=world.at).total == 1
    number = lost.session["sitting"]["sign_in"]
    other.post(reverse("end-session", args=[number]))
    assert lost.get(reverse("worklist")).status_code == 200
    assert "Chrome on Windows, since" in here.get(reverse("your-account")).content.decode()
    assert "Signed out there" in here.post(reverse("end-session", args=[number]), follow=True).content.decode()
    assert lost.get(reverse("worklist"))["Location"].startswith(reverse("account_login"))
    assert worklist(viewer, at=world.at).total == 0
    assert "Nowhere else" in here.get(reverse("your-account")).content.decode()


@pytest.mark.parametrize(("hours", "goes_on"), [(11.9, True), (12.1, False)])
def test_a_session_ends_after_a_working_day_however_busy(
    world: World, sign_in: SignIn, hours: float, goes_on: bool
) -> None:
    client = sign_in(RoleKind.CENTRE_WORKER)
    client.get(reverse("worklist"))
    session = client.session
    session["sitting"] |= {"began": (timezone.now() - timedelta(hours=hours)).timestamp()}
    session.save()
    answer = client.get(reverse("worklist"), follow=True)
    assert ("signed in for 12 hours" in answer.content.decode()) is not goes_on
    assert ("_auth_user_id" in client.session) is goes_on


def test_a_session_ends_an_hour_after_the_last_step(world: World, sign_in: SignIn) -> None:
    client = sign_in(RoleKind.CENTRE_WORKER)
    client.get(reverse("worklist"))
    session = client.session
    session["sitting"] |= {"seen": session["sitting"]["seen"] - 59 * 60}
    session.save()
    move(minutes=59)
    client.get(reverse("worklist"))
    move(minutes=2)
    assert client.get(reverse("worklist")).status_code == 200
    move(minutes=61)
    assert client.get(reverse("worklist"))["Location"].startswith(reverse("account_login"))


def test_each_page_says_until_when_and_a_step_by_itself_gives_more_time(world: World, sign_in: SignIn) -> None:
    client = sign_in(RoleKind.CENTRE_WORKER)
    client.get(reverse("worklist"))
    session = client.session
    session["sitting"] |= {"seen": session["sitting"]["seen"] - 50 * 60}
    session.save()
    page = client.get(reverse("your-account")).content.decode()
    assert "you are signed out at " in page
    assert 'http-equiv="refresh" content="3660; url=/account/sign-in/?next=/account/"' in page
    session = client.session
    began = timezone.now().timestamp() - 12 * 60 * 60 + 200
    session["sitting"] |= {"seen": session["sitting"]["seen"] - 50 * 60, "began": began}
    session.save()
    assert 190 <= client.get(reverse("stay")).json()["left"] <= 200
    assert Client().get(reverse("stay"))["Location"].startswith(reverse("account_login"))


def move(*, minutes: int) -> None:
    """As if every session had been left alone for so long."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_session SET expire_date = expire_date - %s * interval '1 minute'", [minutes])


def test_a_new_password_leaves_the_session_one_that_can_be_ended(world: World) -> None:
    client, here = Client(), Client()
    signed(client)
    new = {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"}
    client.post(reverse("account_change_password"), new)
    client.get(reverse("worklist"))
    signed(here, "another long phrase")
    here.post(reverse("end-session", args=[client.session["sitting"]["sign_in"]]))
    assert client.get(reverse("worklist"))["Location"].startswith(reverse("account_login"))


def test_sign_ins_are_forgotten_after_a_year_and_counts_at_once(world: World) -> None:
    signed(Client(), "wrong")
    signed(Client())
    [person] = [one.id for one in people.people() if one.email == WORKER]
    later = world.at + timedelta(days=signing_in.KEPT_DAYS + 1)
    assert signing_in.forget(at=world.at + timedelta(days=1)) == 0
    assert len(signing_in.of(person, at=world.at)) == 1
    assert signing_in.forget(at=later) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM directory_counted")
        assert cursor.fetchone()[0] == 0


def test_what_is_said_of_a_forgotten_password_is_true_with_and_without_e_mail(world: World, settings: Settings) -> None:
    for host in ("", "mail.example.org"):
        settings.EMAIL_HOST = host
        page = Client().get(reverse("account_reset_password")).content.decode()
        assert "never sends a link for a new password" in page
        assert "sends no e-mail" not in page


def test_a_closed_account_signs_nobody_in(world: World) -> None:
    roles.end_role(
        email=WORKER,
        organisation_code=SEATS[RoleKind.CENTRE_WORKER][1],
        kind=RoleKind.CENTRE_WORKER,
        until_on=london_date(world.at),
        by=BY,
        at=world.at,
    )
    assert "You have no role yet" in signed(Client())
