"""A worker records in a browser that a family joined and came."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.doors import world as making
from tests.doors.world import World, born, bring


@pytest.fixture
def world(live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = making.build()
    bring(made.at, born(made.at, "R1"))
    return made


def looked_at(page: Page, eye: Eye, name: str) -> None:
    eye.accessible(page)
    eye.fits(page)
    eye.keep(page, name)


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_worker_records_that_a_family_joined_and_came(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.goto("/joined")
    looked_at(page, eye, f"joined-empty-{width}")
    page.goto("/worklist")
    page.get_by_role("link", name="Alex Smith").click()
    page.get_by_role("link", name="Joining and after").click()
    page.get_by_role("button", name="Record that it joined").click()
    page.get_by_text("Answer: How did it join?").first.wait_for()
    looked_at(page, eye, f"join-{width}")
    page.get_by_label("It joined now").check()
    page.get_by_label("Through which service?").select_option("Stay and play")
    page.get_by_role("button", name="Record that it joined").click()
    page.get_by_text("Through: Stay and play").wait_for()
    page.get_by_label("Parenting programme").check()
    page.get_by_role("button", name="Record that it came").click()
    page.get_by_text("Has come").wait_for()
    looked_at(page, eye, f"came-{width}")
    page.goto("/joined")
    page.get_by_role("link", name="Alex Smith").wait_for()
    looked_at(page, eye, f"joined-{width}")
