"""Social care's check in a browser: their team answers for a birth, with scripts or without, and by keyboard alone."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from rightstart.safeguards import social_care
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, World, born, bring


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    """A council whose social care team is asked about two births."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    social_care.ask_from_now(council=made.council, by=BY, at=made.at)
    khan = {"parent_name": "Noor Khan", "baby_surname": "Khan", "address_line_1": "3 Green Road", "postcode": "HX1 4RG"}
    bring(made.at, born(made.at, "R1"), born(made.at, "R2", **khan))
    return made


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_team_answers_for_one_birth_and_the_other_waits(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.SOCIAL_CARE)
    page.goto("/social-care")
    eye.fits(page)
    if width == "page":
        eye.accessible(page)
    eye.keep(page, f"social-care-{width}")
    page.get_by_label("Nothing against contact that we know of").first.check()
    page.get_by_role("button", name="Save these answers").click()
    page.get_by_text("Answered: 1 birth.").wait_for()
    assert page.get_by_role("heading", name="Birth").count() == 1


def test_a_team_answers_by_keyboard_alone(world: World, page: Page) -> None:
    sign_in(page, RoleKind.SOCIAL_CARE)
    page.goto("/social-care")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("Answered: 1 birth.").wait_for()


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_lead_has_the_team_asked_no_more(world: World, request: pytest.FixtureRequest, eye: Eye, width: str) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.SAFEGUARDING_LEAD)
    page.goto("/social-care/asking")
    eye.fits(page)
    eye.accessible(page)
    eye.keep(page, f"social-care-asking-{width}")
    page.get_by_label("I have agreed this").check()
    page.get_by_role("button", name="Ask no more").click()
    page.get_by_text("Those that came before still do.").first.wait_for()
