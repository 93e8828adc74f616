"""People and their roles in a browser: an administrator enters somebody, who chooses a password."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.doors import world as making
from tests.doors.world import World


@pytest.fixture
def world(live: str, settings: Settings) -> World:
    """A council whose people were given their roles long enough ago to be looked at again."""
    settings.PASSWORD_HASHERS = making.QUICK
    return making.build(at=timezone.now() - timedelta(days=60))


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_somebody_is_entered_and_chooses_a_password(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    def look(name: str) -> None:
        eye.look(page, f"people-{name}-{width}")

    sign_in(page, RoleKind.ADMINISTRATOR)
    look("home")
    page.goto("/people")
    look("list")
    page.get_by_role("link", name="centre-worker").first.click()
    look("one")
    page.get_by_role("button", name="They still need every role").click()
    page.get_by_text("Confirmed.").wait_for()
    page.get_by_role("button", name="Enter a person").click()
    page.get_by_role("button", name="Enter this person").click()
    look("entering-at-fault")
    page.get_by_label("Full name").fill("Nia New")
    page.get_by_label("Email address at work").fill("nia@example.org")
    page.get_by_label("Where do they work?").select_option("CAL-01")
    page.get_by_label("Role").select_option("centre-worker")
    page.get_by_role("button", name="Enter this person").click()
    look("link")
    link = page.locator(".app-code").inner_text()
    page.goto(link[link.index("/welcome/") :])
    look("welcome")
    page.get_by_label("Password", exact=True).fill("a long phrase")
    page.get_by_label("Password again").fill("a long phrase")
    page.get_by_role("button", name="Save this password").click()
    page.get_by_text("Your password is set.").wait_for()
    page.goto("/welcome/nothing")
    look("gone")
