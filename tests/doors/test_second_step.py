"""A second step at sign-in: nobody works without one, codes count once, and what is kept of them opens nothing by itself."""

import base64
import hmac
import json
import struct
import time
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.fixtures import Settings

from rightstart import settings as written
from rightstart.directory import second_factor
from rightstart.directory.people import NotEntered
from rightstart.directory.rules import RoleKind
from rightstart.ledger.models import Leaf
from tests.doors.conftest import SignIn
from tests.doors.world import BY, PASSWORD, SEATS, World

WORKER = SEATS[RoleKind.CENTRE_WORKER][0]


@pytest.fixture(autouse=True)
def required(world: World, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def code(secret: str, *, steps: int = 0) -> str:
    """What an authenticator app shows so many half minutes from now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    at = digest[-1] & 0xF
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def signed(client: Client, email: str = WORKER) -> str:
    answer = client.post(reverse("account_login"), {"login": email, "password": PASSWORD}, follow=True)
    return answer.content.decode()


def set_up(client: Client) -> tuple[str, list[str]]:
    """The app set up by whoever has just signed in: its secret, and the recovery codes."""
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    page = client.post(reverse("mfa_activate_totp"), {"code": code(secret)}, follow=True)
    return secret, page.context["unused_codes"]


def second(client: Client, typed: str) -> str:
    return client.post(reverse("mfa_authenticate"), {"code": typed}, follow=True).content.decode()


def working(client: Client) -> bool:
    return client.get(reverse("worklist")).status_code == 200


def walked(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in found:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from walked(one.url_patterns, here)
        elif "<" not in here:
            yield f"/{here}"


def test_nothing_is_shown_of_anybody_before_a_second_step_is_set_up(sign_in: SignIn) -> None:
    public = {path for path in walked(get_resolver().url_patterns) if Client().get(path).status_code == 200}
    for role in (RoleKind.CENTRE_WORKER, RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD):
        client = sign_in(role)
        client.get("/")
        opened = {
            path
            for path in walked(get_resolver().url_patterns)
            if not path.startswith("/account/") and path not in public and client.get(path).status_code == 200
        }
        assert opened == set()
        assert client.get("/", follow=True).redirect_chain[-1][0] == reverse("mfa_index")
        assert client.get(reverse("choose"))["Location"] == reverse("mfa_index")
    assert {reverse("health"), reverse("attribution")} < public


def test_whoever_signs_in_for_the_first_time_sets_up_an_app_and_goes_on(world: World) -> None:
    client = Client()
    assert "You need one before you can go on" in signed(client)
    _, codes = set_up(client)
    assert len(codes) == 10
    assert working(client)
    told = [json.loads(bytes(body)) for body in Leaf.objects.values_list("body", flat=True)]
    assert [one["change"] for one in told if one["act"] == "second-factor.changed"] == ["app-added"]


def test_afterwards_a_password_alone_opens_nothing_and_a_code_counts_once(world: World) -> None:
    first = Client()
    signed(first)
    secret, _ = set_up(first)
    client, again = Client(), Client()
    assert "Your second step" in signed(client)
    assert not working(client)
    assert "is not right" in second(client, "000000")
    signed(client)
    now = code(secret, steps=1)
    second(client, now)
    assert working(client)
    assert "Password and app" in client.get(reverse("your-account")).content.decode()
    signed(again)
    assert "was used already" in second(again, now)
    assert not working(again)


def test_a_recovery_code_signs_in_once(world: World) -> None:
    first = Client()
    signed(first)
    _, codes = set_up(first)
    for expected in (True, False):
        client = Client()
        signed(client)
        second(client, codes[0])
        assert working(client) is expected
    assert "****" not in first.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[1] not in first.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_wrong_codes_are_counted(world: World) -> None:
    first, client = Client(), Client()
    signed(first)
    secret, _ = set_up(first)
    signed(client)
    for _ in range(5):
        second(client, "000000")
    assert "Too many tries" in second(client, code(secret, steps=1))
    assert not working(client)


def test_neither_secret_nor_codes_lie_in_the_database_in_clear(world: World) -> None:
    client = Client()
    signed(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    assert secret not in str(dict(client.session))
    _, codes = set_up(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        kept = cursor.fetchone()[0]
    assert not {one for one in (secret, *codes) if one in kept}


def test_the_second_step_confirms_who_somebody_is_in_place_of_the_password(world: World) -> None:
    client = Client()
    signed(client)
    secret, _ = set_up(client)
    address = reverse("account_change_password")
    again = f"{reverse('mfa_reauthenticate')}?next={address}"
    assert "a code from your app" in client.get(again).content.decode()
    assert client.post(again, {"code": code(secret, steps=1)})["Location"] == address
    records = client.session["account_authentication_methods"]
    assert records[-1]["reauthenticated"]


def test_who_removes_their_only_step_sets_up_another_before_going_on(world: World) -> None:
    client = Client()
    signed(client)
    set_up(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get("/")["Location"] == reverse("mfa_index")
    assert "Set up a second step" in client.get(reverse("mfa_index")).content.decode()


def test_a_lost_step_is_taken_away_by_command_and_its_person_signed_out(world: World) -> None:
    client = Client()
    signed(client)
    set_up(client)
    assert second_factor.take_away(email=" Worker@example.org ", by=BY, at=world.at) == 2
    assert client.get("/")["Location"].startswith(reverse("account_login"))
    assert "Set up a second step" in signed(client)
    assert second_factor.take_away(email="nobody@example.org", by=BY, at=world.at) is NotEntered.UNKNOWN_PERSON


def test_somebody_elses_key_is_not_named_or_removed(world: World, sign_in: SignIn) -> None:
    person = get_user_model().objects.get(email=SEATS[RoleKind.DATA_STEWARD][0])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'webauthn', '{}', now())"
            " RETURNING id",
            [person.pk],
        )
        [number] = cursor.fetchone()
    client = Client()
    signed(client)
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client.post(reverse(name, args=[number]), {"name": "mine"}).status_code == 404


def test_only_the_demonstration_goes_without() -> None:
    assert written.SECOND_FACTOR_REQUIRED is not written.DEMO
