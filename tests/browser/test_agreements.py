"""An agreement suspended and resumed in a browser, and the legal gateways read on a telephone."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import PASSWORD, World, born, bring


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    bring(made.at, born(made.at, "R1"))
    return made


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_director_suspends_an_agreement_and_lets_it_go_on(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DIRECTOR)
    page.goto("/agreements")
    eye.fits(page)
    if width == "page":
        eye.accessible(page)
    eye.keep(page, f"agreements-{width}")
    page.get_by_role("link", name="Suspend II-1").click()
    page.get_by_role("button", name="Suspend it now").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.get_by_label("What came was wrong").check()
    eye.fits(page)
    eye.keep(page, f"agreements-suspend-{width}")
    page.get_by_role("button", name="Suspend it now").click()
    page.get_by_text("Nothing passes under it from this moment on.").wait_for()
    eye.fits(page)
    eye.keep(page, f"agreements-suspended-{width}")
    page.get_by_role("link", name="Resume II-1").click()
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="It may go on").wait_for()
    eye.fits(page)
    eye.keep(page, f"agreements-resume-{width}")
    page.get_by_role("button", name="It may go on").click()
    page.get_by_text("Your organisation’s suspension is lifted.").wait_for()


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_the_law_is_read_from_the_agreement_that_cites_it(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.SUPPLIER_SENDER)
    page.goto("/agreements")
    page.get_by_role("link", name="Children Act 2004 s.10").click()
    page.get_by_role("heading", name="Children Act 2004 s.10").wait_for()
    assert page.url.endswith("/agreements/gateways#children-act-2004-s10")
    eye.fits(page)
    eye.accessible(page)
    eye.keep(page, f"agreements-gateways-{width}")


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_an_information_governance_lead_downloads_a_paper(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/agreements/one?reference=DSA-1&version=1")
    page.get_by_role("link", name="Papers drawn from it").click()
    page.get_by_role("heading", name="Papers drawn from it").wait_for()
    eye.fits(page)
    if width == "page":
        eye.accessible(page)
    eye.keep(page, f"agreements-papers-{width}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as Word (Data protection impact assessment, version 1)").click()
    assert waiting.value.suggested_filename == "DSA-1-v1-dpia.docx"
