"""Finding one's centre in a browser: on a desk, on a small telephone, and without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.listings import keep
from rightstart.terms import london_date
from tests.browser.conftest import Eye
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, World
from tests.journey.listing import service


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    told = {"number": "01632 960001", "hours": "Monday to Friday, 9 to 5", "by": BY, "at": made.at}
    keep_number(organisation_code="CAL-01", role=RoleKind.CENTRE_WORKER, **told)
    on = london_date(made.at) - timedelta(days=1)
    for title, booking in (("Baby clinic", ""), ("Baby massage", "Ring to book")):
        keep.add(centre=made.centre, told=service(title, on, booking=booking), by=BY, at=made.at)
    return made


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_anybody_finds_the_centre_for_a_postcode(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    page.goto("/find-your-centre")
    for typed, said in (
        ("HX1", "Enter a full postcode"),
        ("HX1 3XL", "Your centre for families is Little Stars Family Hub."),
        ("HX1 9ZZ", "No centre is named for your postcode yet"),
        ("ZZ1 1ZZ", "We do not know this postcode"),
    ):
        page.get_by_label("Postcode").fill(typed)
        page.get_by_role("button", name="Find").click()
        page.get_by_text(said).first.wait_for()
        eye.fits(page)
        if width != "scriptless":
            eye.accessible(page)
        eye.keep(page, f"find-{typed.replace(' ', '')}-{width}")
    assert page.context.cookies() == []
    assert page.url.endswith("/find-your-centre")
    page.goto("/find-your-centre/later")
    if width != "scriptless":
        eye.accessible(page)
