"""Who is away and who covers, in a browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from rightstart.terms import london_date
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.doors import world as making
from tests.doors.world import World, born, bring


@pytest.fixture
def world(live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = making.build()
    bring(made.at, born(made.at, "R1"))
    return made


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_manager_says_who_is_away_and_covers_for_them(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    def look(name: str) -> None:
        eye.fits(page)
        eye.accessible(page)
        eye.keep(page, f"cover-{name}-{width}")

    sign_in(page, RoleKind.CENTRE_MANAGER)
    page.get_by_label("Select Alex Smith").check()
    page.get_by_label("Assign the selected families to").select_option("centre-worker")
    page.get_by_role("button", name="Assign", exact=True).click()
    page.get_by_role("link", name="I will be away").click()
    page.get_by_label("Who is away?").select_option("centre-worker")
    page.get_by_label("Day back at work").fill("yesterday")
    page.get_by_role("button", name="Save", exact=True).click()
    look("away-at-fault")
    page.get_by_label("Day back at work").fill(f"{london_date(world.at) + timedelta(days=40):%d/%m/%Y}")
    page.get_by_label("Who covers?").select_option("Me")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("1 family changed hands").wait_for()
    look("away")
    page.goto("/worklist")
    page.get_by_text("Covering for centre-worker").wait_for()
    look("worklist")
    page.goto("/team")
    look("desk")
