"""Sign-in at an organisation's own provider, a real one on this machine: it opens for who is entered, and for nobody else."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from oidc_provider_mock import User, run_server_in_thread
from pytest_django.fixtures import Settings

from rightstart.directory import subjects
from rightstart.directory.rules import RoleKind
from rightstart.directory.subjects import NotLinked
from rightstart.engine.providers import Provider, as_apps
from tests.doors.world import BY, SEATS, World

WORKER, STEWARD = (SEATS[role][0] for role in (RoleKind.CENTRE_WORKER, RoleKind.DATA_STEWARD))
THERE = {
    "worker": {"email": WORKER, "email_verified": True, "name": "Olivia Khan"},
    "doubtful": {"email": STEWARD, "email_verified": False},
    "stranger": {"email": "stranger@example.org", "email_verified": True},
    "namesake": {"email": WORKER, "email_verified": True},
}


@pytest.fixture
def provider(world: World, settings: Settings) -> Iterator[Provider]:
    known = [User(sub=sub, claims=claims) for sub, claims in THERE.items()]
    with run_server_in_thread(user_claims=known) as server:
        there = Provider("council", "Calderdale Council", f"http://localhost:{server.server_port}", "id", "secret")
        configure(settings, there)
        yield there


def configure(settings: Settings, one: Provider) -> None:
    settings.PROVIDERS, settings.SOCIALACCOUNT_PROVIDERS = (one,), as_apps((one,))


def signed(client: Client, subject: str, **there: str) -> str:
    """Follow the sign-in page's link, say there who one is, and come back."""
    page = client.get(reverse("account_login")).content.decode()
    [link] = re.findall(r'href="([^"]+)">Calderdale Council<', page)
    asked = client.get(link)["Location"]
    back = requests.post(asked, data={"sub": subject} | there, allow_redirects=False, timeout=10).headers["Location"]
    return client.get(back.removeprefix("http://testserver"), follow=True).content.decode()


def inside(client: Client) -> str | None:
    number = client.session.get("_auth_user_id")
    return get_user_model().objects.get(pk=number).email if number else None


def people() -> int:
    return get_user_model().objects.count()


def test_who_was_entered_by_subject_signs_in_and_is_told_so(world: World, provider: Provider) -> None:
    assert subjects.enter(email=STEWARD, provider="council", subject="doubtful", by=BY, at=world.at)
    client = Client()
    signed(client, "doubtful")
    assert inside(client) == STEWARD
    assert "Your organisation’s sign-in" in client.get(reverse("your-account")).content.decode()


def test_an_address_links_only_where_it_is_verified_and_its_provider_believed(
    world: World, provider: Provider, settings: Settings
) -> None:
    before = people()
    for trusts, subject, email in (
        *((False, "worker", None), (True, "doubtful", None), (True, "stranger", None)),
        *((True, "worker", WORKER), (True, "namesake", None)),
    ):
        configure(settings, replace(provider, trusts_email=trusts))
        client = Client()
        page = signed(client, subject)
        assert (inside(client), "You are not signed in" in page) == (email, email is None)
    assert people() == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT uid, extra_data::text FROM socialaccount_socialaccount")
        assert cursor.fetchall() == [("worker", "{}")]


def test_a_provider_vouches_for_a_second_step_only_if_it_asks_for_one(
    world: World, provider: Provider, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    subjects.enter(email=WORKER, provider="council", subject="worker", by=BY, at=world.at)
    for asks, opens in ((False, reverse("mfa_index")), (True, reverse("worklist"))):
        configure(settings, replace(provider, second_step=asks))
        client = Client()
        signed(client, "worker")
        assert client.get("/")["Location"] == opens


def test_who_turns_back_there_or_comes_with_anothers_answer_is_not_signed_in(world: World, provider: Provider) -> None:
    client = Client()
    assert "You are not signed in" in signed(client, "worker", action="deny")
    answer = client.get(reverse("openid_connect_callback", args=["council"]), {"code": "made-up", "state": "another"})
    assert (answer.status_code, inside(client)) == (401, None)
    assert client.get(reverse("openid_connect_login", args=["nobody"])).status_code == 404


def test_a_subject_is_one_persons_until_it_is_forgotten(world: World) -> None:
    told = {"provider": "council", "by": BY, "at": world.at}
    assert isinstance(subjects.enter(email=WORKER, subject="1", **told), int)
    assert subjects.enter(email=STEWARD, subject="1", **told) is NotLinked.SOMEBODY_ELSES
    assert subjects.enter(email=WORKER, subject="2", **told) is NotLinked.KNOWN_BY_ANOTHER
    assert subjects.forget(email=WORKER, by=BY, at=world.at) == 1
    assert isinstance(subjects.enter(email=STEWARD, subject="1", **told), int)
