"""What a supplier does about a file that is held, in a browser: wide, on a telephone, and without JavaScript."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from rightstart.intake.shares import LEAST_FILES
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.doors import world as making
from tests.doors.world import World, born, bring


@pytest.fixture
def held(live: str, settings: Settings) -> World:
    """Quiet weeks, and then a file full of holds."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = making.build()
    for week in range(LEAST_FILES):
        bring(made.at, *(born(made.at, f"P{week}-{n}", address_line_1=f"{week} {n} Road") for n in range(20)))
    bring(made.at, *(born(made.at, f"N{n}", contact="hold") for n in range(8)))
    return made


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_supplier_is_told_of_a_held_file_and_takes_it_up(
    held: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.SUPPLIER_SENDER)
    eye.fits(page)
    eye.keep(page, f"home-supplier-alert-{width}")
    page.get_by_role("link", name="A consignment is held").click()
    page.get_by_role("heading", name="Held").wait_for()
    eye.fits(page)
    eye.keep(page, f"receipt-held-{width}")
    page.get_by_role("button", name="Take it up again").click()
    eye.fits(page)
    eye.keep(page, f"take-up-{width}")
    page.get_by_role("button", name="Take it up again").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    for box in page.get_by_role("checkbox").all():
        assert not box.is_checked()
        box.check()
    page.get_by_role("button", name="Take it up again").click()
    page.get_by_text("The file was taken in.").wait_for()
    page.goto("/alerts")
    page.get_by_text("Nothing waits for your role").wait_for()
    eye.keep(page, f"alerts-none-{width}")
