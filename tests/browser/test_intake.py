"""What a supplier does in a browser about a file that is held, or not sent yet: wide, on a telephone, and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from rightstart.intake.shares import LEAST_FILES
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import World, born, bring, file_of


@pytest.fixture
def held(database: str, live: str, settings: Settings) -> World:
    """Quiet weeks, and then a file full of holds."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
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


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_supplier_tries_a_file_before_sending_it(
    held: World, request: pytest.FixtureRequest, eye: Eye, tmp_path: Path, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.SUPPLIER_SENDER)
    page.goto("/send")
    page.get_by_role("link", name="Try a file").click()
    eye.fits(page)
    eye.keep(page, f"try-{width}")
    file = tmp_path / "births.csv"
    good = [born(held.at, f"N{n}", baby_surname=f"Test{n}", address_line_1=f"{n} Road") for n in range(8)]
    file.write_bytes(file_of([*good, born(held.at, "N9", postcode="?"), born(held.at, "N10", born_on="soon")]))
    page.locator("input[type=file]").set_input_files(file)
    for box in page.get_by_role("group", name="What did you check").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Try it").click()
    page.get_by_role("heading", name="It would be accepted").wait_for()
    eye.fits(page)
    eye.keep(page, f"tried-{width}")
    if width == "page":
        eye.accessible(page)


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_family_is_stopped_while_somebody_is_on_the_telephone(
    held: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.SAFEGUARDING_LEAD)
    page.goto("/family-stops")
    page.get_by_label("The baby has died").check()
    page.get_by_label("A name").fill("Smith")
    page.get_by_label("A street").fill("7 Road")
    page.get_by_label("A health visitor or midwife").check()
    eye.fits(page)
    eye.keep(page, f"stop-{width}")
    page.get_by_role("button", name="Stop them now").click()
    page.get_by_text("the safeguarding lead confirms which family it is").wait_for()
    eye.keep(page, f"stopped-{width}")
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("heading", name="Which family is it?").wait_for()
    eye.fits(page)
    eye.keep(page, f"which-family-{width}")
    if width == "page":
        eye.accessible(page)
    page.get_by_role("button", name="This is the family").first.click()
    page.get_by_text("It is marked for good").wait_for()


def test_what_is_wrong_with_a_file_that_was_sent_is_shown_in_the_form_again(
    held: World, page: Page, tmp_path: Path
) -> None:
    sign_in(page, RoleKind.SUPPLIER_SENDER)
    page.goto("/send")
    file = tmp_path / "births.csv"
    file.write_bytes(file_of([born(held.at, "N1")]))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("First day of the period").fill("8/10/2026")
    page.get_by_label("Last day of the period").fill("1/10/2026")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.get_by_label("Last day of the period").fill("14/10/2026")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Accepted").wait_for()
