"""A decision not to share recorded and ended in a browser, and the public register read by anybody."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.agreements import refusals
from rightstart.agreements.barriers import Barrier
from rightstart.agreements.refusals import Recorded, Why
from rightstart.directory.rules import RoleKind
from rightstart.terms import london_date
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, OURS, THEIRS, World


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    return put_back(database, "doors", making.build)


def refuse(world: World, party: str, giver: str, taker: str, role: RoleKind) -> None:
    on = london_date(world.at)
    why = Why(
        barriers=frozenset({Barrier.BOUNDARIES, Barrier.CONSENT}),
        words="The areas were redrawn",
        would_change="A map that both keep",
        from_on=on - timedelta(days=400),
        review_on=on + timedelta(days=90),
    )
    answer = refusals.refuse(party=party, giver=giver, taker=taker, role=role, why=why, by=BY, at=world.at)
    assert isinstance(answer, Recorded)


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_director_records_a_decision_not_to_share_sees_what_it_contradicts_and_ends_it(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    refuse(world, OURS, THEIRS, OURS, RoleKind.IG_LEAD)
    sign_in(page, RoleKind.DIRECTOR)
    page.goto("/agreements")
    page.get_by_role("link", name="Decisions not to share").click()
    page.get_by_role("button", name="Record a decision not to share").click()
    page.get_by_label("Between whom is nothing shared?").select_option(f"CHIS01 {OURS}")
    page.get_by_label("Confidentiality").check()
    page.get_by_label("What would change the decision").fill("A word from the data protection officer")
    page.get_by_role("button", name="Record").click()
    page.get_by_text("There is a problem").wait_for()
    eye.fits(page)
    eye.keep(page, f"refusal-new-{width}")
    page.get_by_label("Day of the next review").fill(f"{london_date(world.at) + timedelta(days=90):%d/%m/%Y}")
    page.get_by_role("button", name="Record").click()
    page.get_by_text("yet agreement DSA-1 is in force").wait_for()
    eye.fits(page)
    eye.keep(page, f"refusal-{width}")
    for address, name in (
        ("/agreements/refusals", "refusals"),
        ("/agreements", "agreements"),
        ("/register", "register"),
    ):
        page.goto(address)
        eye.fits(page)
        eye.keep(page, f"{name}-contradiction-{width}")
    page.goto("/agreements/refusals")
    page.get_by_role("link", name="Calderdale Child Health to Calderdale").click()
    page.get_by_label("Sharing begins").check()
    page.get_by_role("button", name="End it").click()
    page.get_by_text("That opens nothing: births pass").wait_for()


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_every_page_of_it_is_accessible_and_the_register_is_read_by_anybody(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    refuse(world, OURS, OURS, "CAL-02", RoleKind.DIRECTOR)
    page.goto("/account/sign-in/")
    page.get_by_role("link", name="Public register of agreements").click()
    page.get_by_role("heading", name="Decisions not to share").wait_for()
    eye.accessible(page)
    eye.fits(page)
    eye.keep(page, f"register-{width}")
    with page.expect_download() as given:
        page.get_by_role("link", name="Agreements (CSV)").click()
    assert given.value.suggested_filename.startswith("agreements-")
    sign_in(page, RoleKind.DIRECTOR)
    for address in ("/agreements/refusals", "/agreements/refusals/new", "/agreements"):
        page.goto(address)
        eye.accessible(page)
        eye.fits(page)
    page.goto("/agreements/refusals")
    page.get_by_role("link", name="Calderdale to Sunshine Children’s Centre").click()
    page.get_by_role("heading", name="It stays").wait_for()
    eye.accessible(page)
