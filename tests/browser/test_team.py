"""A manager's desk and a family of another centre, in a browser."""

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

KHAN = {"parent_name": "Noor Khan", "baby_surname": "Khan", "address_line_1": "3 Green Road", "postcode": "HX1 4RG"}


@pytest.fixture
def world(live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = making.build()
    bring(made.at, born(made.at, "R1"), born(made.at, "R2", **KHAN))
    return made


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_manager_opens_a_family_of_another_centre_and_sees_who_saw_what(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    def look(name: str) -> None:
        eye.look(page, f"team-{name}-{width}")

    sign_in(page, RoleKind.CENTRE_MANAGER)
    page.get_by_role("link", name="Alex Smith").click()
    page.reload()
    page.get_by_text("Who saw this family").wait_for()
    look("family")
    page.goto("/team")
    look("desk")
    page.goto("/worklist")
    page.get_by_role("link", name="A family of another centre is here").click()
    page.get_by_role("button", name="Open this family").click()
    look("elsewhere-at-fault")
    page.get_by_label("Surname").fill("Khan")
    page.get_by_label("Day of birth").fill(f"{london_date(world.at) - timedelta(days=20):%d/%m/%Y}")
    page.get_by_label("The family is here with us now").check()
    page.get_by_role("button", name="Open this family").click()
    page.get_by_role("heading", name="Noor Khan").wait_for()
    look("elsewhere")
    page.get_by_role("button", name="Sign out").or_(page.get_by_role("link", name="Sign out")).first.click()
    if page.get_by_role("button", name="Sign out").count():
        page.get_by_role("button", name="Sign out").first.click()
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/elsewhere/opened")
    look("opened")
