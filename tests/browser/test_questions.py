"""Two births that may be one, compared and answered in a browser, and the answer taken back."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import World, born, bring


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    bring(made.at, born(made.at, "R1", baby_forename="Baby"), born(made.at, "R2", parent_name="Alexandra Smith"))
    return made


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_steward_compares_answers_and_takes_it_back(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/questions")
    page.get_by_role("link", name="Two records may be one baby").click()
    page.get_by_text("Known first").first.wait_for()
    assert {"The same", "Different", "Only one says"} <= set(page.locator("main .govuk-tag").all_inner_texts())
    eye.fits(page)
    eye.keep(page, f"compared-{width}")
    page.get_by_label("Same: it is one baby").check()
    page.get_by_role("button", name="Settle").click()
    page.get_by_text("You can undo this below").wait_for()
    eye.fits(page)
    eye.keep(page, f"answered-{width}")
    page.get_by_role("link", name="Undo").click()
    eye.fits(page)
    eye.keep(page, f"undo-{width}")
    page.get_by_role("button", name="Undo the answer").click()
    page.get_by_text("Taken back.").wait_for()


def test_the_comparison_and_the_undoing_are_accessible(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/questions")
    page.get_by_role("link", name="Two records may be one baby").click()
    eye.accessible(page)
    page.get_by_label("Different: these are two babies").check()
    page.get_by_role("button", name="Settle").click()
    eye.accessible(page)
    page.get_by_role("link", name="Undo").click()
    eye.accessible(page)
