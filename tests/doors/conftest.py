"""The small council of the doors' tests, and somebody signed in for each role."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django.fixtures import Settings

import rightstart.engine.ignition  # noqa: F401 - pytest reads this file before it makes Django ready
from rightstart.directory.rules import RoleKind
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import SEATS, World

SignIn = Callable[[RoleKind | str], Client]


@pytest.fixture
def world(database: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    return put_back(database, "doors", making.build)


@pytest.fixture
def sign_in(world: World) -> SignIn:
    """A browser of somebody with a role, or of a person by address."""

    def signed_in(who: RoleKind | str) -> Client:
        email = SEATS[who][0] if isinstance(who, RoleKind) else who
        client = Client()
        client.force_login(get_user_model().objects.get(email=email))
        return client

    return signed_in
