"""The first day in a browser: its steps, a map from a spreadsheet, a supplier’s file brought in, worklists looked at."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.directory.rules import RoleKind
from rightstart.terms import london_date
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, World, born, file_of

WIDTHS = ["page", "narrow", "scriptless"]


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    return put_back(database, "doors", making.build)


def looks(page: Page, eye: Eye, name: str) -> None:
    eye.fits(page)
    if name.endswith("page"):
        eye.accessible(page)
    eye.keep(page, f"first-day-{name}")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_steward_draws_the_map_brings_a_file_in_and_looks_at_the_worklists(
    world: World, request: pytest.FixtureRequest, eye: Eye, tmp_path: Path, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sheet, births = tmp_path / "areas.csv", tmp_path / "births.csv"
    sheet.write_text("postcode,centre\nHX1 3XL,Little Stars Family Hub\nHX1 4RG,CAL-02\n", encoding="utf-8")
    births.write_bytes(file_of([born(world.at, "R1")]))
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/first-day")
    page.get_by_text("steps done").first.wait_for()
    looks(page, eye, f"steps-{width}")
    page.goto("/areas")
    looks(page, eye, f"areas-{width}")
    page.get_by_label("Spreadsheet of postcodes and centres").set_input_files(sheet)
    page.get_by_role("button", name="See what it would change").click()
    page.get_by_text("Nothing is drawn yet").wait_for()
    looks(page, eye, f"preview-{width}")
    page.get_by_role("button", name="Draw it from").click()
    page.get_by_text("The map is drawn from").wait_for()
    brings(page, world, births)
    page.get_by_text("Brought in by").first.wait_for()
    looks(page, eye, f"receipt-{width}")
    journey.hand_over_due(by=BY, at=world.at)
    page.goto("/first-day/worklists")
    looks(page, eye, f"worklists-{width}")
    page.get_by_role("button", name="I have looked at the worklists").click()
    page.get_by_text("You have looked: 1 birth is on a worklist").wait_for()


def brings(page: Page, world: World, births: Path) -> None:
    on = london_date(world.at)
    page.goto("/send")
    page.get_by_label("First day of the period").fill(f"{on - timedelta(days=7):%d/%m/%Y}")
    page.get_by_label("Last day of the period").fill(f"{on - timedelta(days=1):%d/%m/%Y}")
    page.get_by_label("File", exact=True).set_input_files(births)
    for box in page.get_by_label("The supplier wrote to us that").all():
        if box.get_attribute("name") == "attests":
            box.check()
    page.get_by_label("When did the supplier draw the extract?").fill(f"{on - timedelta(days=1):%d/%m/%Y} 9:30")
    page.get_by_role("button", name="Bring it in").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_who_is_here_says_what_is_missing_and_how_more_are_entered(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DIRECTOR)
    page.goto("/first-day/people-and-centres")
    page.get_by_text("No number yet").first.wait_for()
    looks(page, eye, f"who-{width}")
    page.goto("/first-day")
    assert page.get_by_role("link", name="Reach areas").count() == 0
