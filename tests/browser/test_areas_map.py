"""The map of reach areas as a steward sees it: as it stands, what a sheet would change, and where no outlines are."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.allocation.redraw import redraw
from rightstart.directory.rules import RoleKind
from rightstart.places import directories, register
from rightstart.places.boundaries import packed
from rightstart.terms import london_date
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.doors import world as making
from tests.doors.world import BY, OURS, World


@pytest.fixture
def world(live: str, settings: Settings) -> World:
    """All of Calderdale, divided between its two centres by the number of the small area."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = making.build()
    today = london_date(made.at)
    shipped = {name: getattr(directories, name)() for name in ("councils", "small_areas", "postcodes")}
    register.load(**shipped, from_on=today, by=BY, at=made.at)
    claims = [
        ("small-area", code, made.centre if number < 80 else made.other_centre) for number, code in enumerate(own())
    ]
    redraw(council_id=made.council, claims=claims[:-3], from_on=today, by=BY, at=made.at)
    return made


def own() -> list[str]:
    return sorted(one.small_area for one in directories.small_areas() if one.council == OURS)


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_steward_sees_the_map_and_what_a_sheet_would_change(
    world: World, request: pytest.FixtureRequest, eye: Eye, tmp_path: Path, settings: Settings, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    def look(name: str) -> None:
        eye.look(page, f"{name}-{width}")

    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/areas")
    page.get_by_role("link", name="See it as a map").click()
    page.get_by_role("img", name="The map of small areas by centre").wait_for()
    assert page.locator("main svg use").count() == len(own())
    page.get_by_text("Each small area and its centre").first.click()
    assert page.get_by_role("cell", name="No centre", exact=True).count() >= 3
    page.get_by_text("Each small area and its centre").first.click()
    look("areas-map")
    sheet = tmp_path / "areas.csv"
    moved = {own()[0], own()[1], own()[90]}
    rows = [f"{code},{'CAL-01' if (n < 80) != (code in moved) else 'CAL-02'}" for n, code in enumerate(own()[:-3])]
    sheet.write_text("\n".join(("lsoa,centre", *rows)), encoding="utf-8")
    page.goto("/areas")
    page.get_by_label("Spreadsheet of postcodes and centres").set_input_files(sheet)
    page.get_by_role("button", name="See what it would change").click()
    page.get_by_text("3 small areas would have another centre").wait_for()
    assert page.locator("main svg[role=img]").count() == 2
    look("areas-preview")
    settings.HOME = tmp_path
    (tmp_path / "boundaries").mkdir()
    (tmp_path / "boundaries" / f"{OURS}.csv.gz").write_bytes(packed({}))
    page.goto("/areas/map")
    page.get_by_text("No outlines of your small areas are loaded here").wait_for()
    look("areas-no-map")
