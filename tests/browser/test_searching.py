"""Finding a family in a browser, and what is forgotten: at a desk, on a small telephone, and without scripts."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import World, born, bring

WIDTHS = ["page", "narrow", "scriptless"]


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    names = ("Khan", "Jones", "Smith", "Patel")
    rows = (
        born(made.at, f"R{n}", baby_surname=name, parent_name=f"Alex {name}", address_line_1=f"{n} Hill Road")
        for n, name in enumerate(names)
    )
    bring(made.at, *rows)
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_a_worker_finds_the_family_that_rings(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.goto("/worklist")
    eye.fits(page)
    eye.keep(page, f"worklist-search-{width}")
    eye.show(page, "worklist")
    page.get_by_text("Find a family that rings").click()
    page.get_by_label("Name or postcode").fill("kha")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Alex Khan").wait_for()
    if width == "page":
        eye.accessible(page)
    eye.fits(page)
    eye.keep(page, f"worklist-found-{width}")
    assert "kha" not in page.url
    page.get_by_role("link", name="Alex Khan").click()
    page.get_by_role("heading", name="Alex Khan").wait_for()
    page.go_back()
    page.get_by_role("link", name="Alex Khan").wait_for()
    page.get_by_label("Name or postcode").fill("nobody")
    page.keyboard.press("Enter")
    page.get_by_text("No such family on your list").wait_for()
    eye.keep(page, f"worklist-found-none-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_steward_finds_a_birth_by_its_surname(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/births")
    eye.fits(page)
    eye.keep(page, f"births-{width}")
    page.get_by_label("Surname").fill("Jones")
    page.get_by_role("button", name="Look for it").click()
    page.get_by_text("1 birth found").wait_for()
    if width == "page":
        eye.accessible(page)
    eye.fits(page)
    eye.keep(page, f"births-found-{width}")


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_lead_sees_what_is_forgotten_and_when(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/retention")
    page.get_by_role("heading", name="What is forgotten, and when").wait_for()
    eye.accessible(page)
    eye.fits(page)
    eye.keep(page, f"retention-{width}")
