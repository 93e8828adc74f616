"""A centre's services directory in a browser: added, seen beside a family, and ended."""

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
    bring(made.at, born(made.at, "R1"))
    return made


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_worker_lists_a_service_sees_it_beside_a_family_and_ends_it(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.goto("/services")
    eye.look(page, f"services-empty-{width}")
    page.get_by_role("button", name="Add a service").click()
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Enter what it is called").first.wait_for()
    eye.look(page, f"services-add-{width}")
    page.get_by_label("Stay and play").check()
    page.get_by_label("What it is called").fill("Baby play")
    page.get_by_label("When").fill("Tuesdays, 10am to 12pm, in term time")
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Listed. Families").wait_for()
    eye.look(page, f"services-{width}")
    page.goto("/worklist")
    page.get_by_role("link", name="Alex Smith").click()
    page.get_by_role("heading", name="Services near this family").wait_for()
    eye.look(page, f"family-services-{width}")
    page.goto("/services")
    page.get_by_role("link", name="Baby play").click()
    eye.look(page, f"service-{width}")
    page.get_by_role("link", name="It is not offered any more").click()
    eye.look(page, f"services-end-{width}")
    page.get_by_role("button", name="End it").click()
    page.get_by_text("No service is listed yet").wait_for()
