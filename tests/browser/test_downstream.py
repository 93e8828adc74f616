"""A stop at another system seen to in a browser: whom to ring, for whom, and what the office answers."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.handover.rules import Way
from rightstart.handover.systems import Told, add_system
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.browser.conftest import Eye
from tests.browser.test_work import show_again_who, sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, World, born, bring


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    """Two systems, a child that died and one whose parents object."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    for name, office, way in (
        ("School admissions", "Admissions office", Way.FILE),
        ("Offer for two-year-olds", "Early years office", Way.PAGE),
    ):
        add_system(council=made.council, told=Told(name, office, way, "01632 960001"), by=BY, at=made.at)
    khan = {"parent_name": "Noor Khan", "baby_surname": "Khan", "address_line_1": "3 Green Road"}
    bring(made.at, born(made.at, "R1"), born(made.at, "R2", **khan))
    for birth, kind in zip(
        Birth.objects.order_by("pk"), (MarkerKind.DEATH_INFORMAL, MarkerKind.OBJECTION), strict=True
    ):
        journey.mark(birth=BirthId(birth.pk), kind=kind, source="person", by=BY, at=made.at)
    return made


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_steward_rings_an_office_hands_another_its_file_and_notes_the_answer(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/downstream")
    page.get_by_role("heading", name="School admissions").wait_for()
    eye.fits(page)
    eye.keep(page, f"downstream-{width}")
    show_again_who(page)
    with page.expect_download() as given:
        page.get_by_role("button", name="Download as CSV").click()
    assert given.value.suggested_filename == "stops.csv"
    page.goto("/downstream")
    page.locator("tr", has_text="Urgent").filter(has_text="Not told yet").get_by_role("link").click()
    page.get_by_text("Early years office").wait_for()
    eye.fits(page)
    eye.keep(page, f"downstream-stop-{width}")
    page.get_by_role("button", name="It is stopped there").click()
    page.get_by_text("Noted: stopped there.").wait_for()


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_the_list_of_systems_is_kept_and_all_of_it_is_accessible(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/downstream")
    eye.accessible(page)
    page.get_by_role("link", name="Keep the list of systems").click()
    page.get_by_role("heading", name="Enter a system").wait_for()
    eye.accessible(page)
    eye.fits(page)
    eye.keep(page, f"downstream-systems-{width}")
