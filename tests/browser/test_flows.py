"""In a browser: whether data may move, asked and answered in plain words, and an agreement's end tried out."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.agreements import sign
from rightstart.agreements.sign import SuspensionReason
from rightstart.directory.rules import RoleKind
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, OURS, World, born, bring


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    bring(made.at, born(made.at, "R1"))
    return made


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_councillors_question_is_answered_yes_and_after_a_suspension_no(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DIRECTOR)
    page.goto("/agreements")
    page.get_by_role("link", name="May data move, and what is missing?").click()
    page.get_by_label("Who would tell whom?").select_option("Calderdale to Little Stars Family Hub")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("Both steps are open.").wait_for()
    eye.fits(page)
    eye.keep(page, f"flow-open-{width}")
    sign.suspend(reference="II-1", party_code=OURS, reason=SuspensionReason.BREACH, by=BY, at=world.at)
    page.reload()
    page.get_by_text("Who can supply it: Calderdale (director or senior information risk owner)").wait_for()
    eye.fits(page)
    if width == "page":
        eye.accessible(page)
    eye.keep(page, f"flow-closed-{width}")


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_an_end_is_tried_before_anybody_ends_anything(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/agreements")
    page.get_by_role("link", name="What would it change? II-1").click()
    page.get_by_label("The agreement ends today").check()
    months = page.get_by_label("On the births of which month?")
    months.select_option(index=months.locator("option").count() - 1)
    page.get_by_role("button", name="Try it").click()
    page.get_by_text("1 birth would not be handed over, and is now.").wait_for()
    eye.fits(page)
    if width == "page":
        eye.accessible(page)
    eye.keep(page, f"what-if-{width}")
