"""A worker records in a browser that a family joined and came, and takes and brings back a file of families."""

import csv
from pathlib import Path

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


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_worker_records_that_a_family_joined_and_came(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.goto("/joined")
    eye.look(page, f"joined-empty-{width}")
    page.goto("/worklist")
    page.get_by_role("link", name="Alex Smith").click()
    page.get_by_role("link", name="Joining and after").click()
    page.get_by_role("button", name="Record that it joined").click()
    page.get_by_text("Answer: How did it join?").first.wait_for()
    eye.look(page, f"join-{width}")
    page.get_by_label("It joined now").check()
    page.get_by_label("Through which service?").select_option("Stay and play")
    page.get_by_role("button", name="Record that it joined").click()
    page.get_by_text("Through: Stay and play").wait_for()
    page.get_by_label("Parenting programme").check()
    page.get_by_role("button", name="Record that it came").click()
    page.get_by_text("Has come").wait_for()
    eye.look(page, f"came-{width}")
    page.goto("/joined")
    page.get_by_role("link", name="Alex Smith").wait_for()
    eye.look(page, f"joined-{width}")


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_worker_takes_a_file_of_families_and_brings_it_back(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str, tmp_path: Path
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.goto("/joined/export")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("heading", name="Take a file of families").wait_for()
    eye.look(page, f"export-{width}")
    page.get_by_label("Families on your worklist").check()
    with page.expect_download() as given:
        page.get_by_role("button", name="Take the file").click()
    file = tmp_path / given.value.suggested_filename
    given.value.save_as(file)
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerow(rows[0] | {"registered_on": "1/10/2026"})
        writer.writerow(rows[0] | {"registered_on": "1/10/2090", "family_reference": "NOBODY"})
    page.goto("/joined/bring-back")
    eye.look(page, f"bring-back-{width}")
    page.get_by_label("Spreadsheet of who joined and came").set_input_files(file)
    page.get_by_role("button", name="Record who joined and came").click()
    page.get_by_text("What was recorded").wait_for()
    eye.look(page, f"brought-back-{width}")
    file.write_text("family_reference,registered_on\nA,soon\n")
    page.get_by_label("Spreadsheet of who joined and came").set_input_files(file)
    page.get_by_role("button", name="Record who joined and came").click()
    page.get_by_text("It is not a real day").first.wait_for()
    eye.look(page, f"bring-back-faults-{width}")
