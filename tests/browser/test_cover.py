"""Who is away and who covers, in a browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.cover import naming, silence, waiting
from rightstart.cover.rules import SILENT_DAYS
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import open_viewing
from rightstart.terms import london_date
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.doors import world as making
from tests.doors.world import BY, World, born, bring


@pytest.fixture
def world(live: str, settings: Settings) -> World:
    """A family of the first centre, and one that waits at the other, which is silent and covered by the first."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = making.build()
    long_ago = made.at - timedelta(days=SILENT_DAYS + 1)
    there = born(long_ago, "R2", parent_name="Noor Khan", baby_surname="Khan", postcode="HX1 4RG")
    bring(long_ago, there)
    bring(made.at, there, born(made.at, "R1"))
    steward = open_viewing("council", made.council, until=made.at + timedelta(days=1))
    today = london_date(made.at)
    naming.name(viewer=steward, centre="CAL-02", cover="CAL-01", from_on=today, by=BY, at=made.at)
    for one in waiting.everywhere(at=made.at):
        silence.watch(one, by=BY, at=made.at)
    return made


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_centre_works_with_the_families_of_a_silent_one(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    def look(name: str) -> None:
        eye.look(page, f"silence-{name}-{width}")

    sign_in(page, RoleKind.CENTRE_WORKER)
    look("worklist")
    page.get_by_role("link", name="Work through its list").click()
    look("covered")
    page.get_by_role("link", name="Noor Khan").click()
    look("family")
    page.goto("/covering/CAL-99")
    look("not-covered")
    page.get_by_role("button", name="Sign out").or_(page.get_by_role("link", name="Sign out")).first.click()
    if page.get_by_role("button", name="Sign out").count():
        page.get_by_role("button", name="Sign out").first.click()
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/cover")
    look("council")
    page.get_by_role("link", name="Name a cover for Sunshine").click()
    page.get_by_role("button", name="Save").click()
    look("naming-at-fault")


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_manager_says_who_is_away_and_covers_for_them(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    def look(name: str) -> None:
        eye.look(page, f"cover-{name}-{width}")

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
