"""A person is told in a browser that a family has changed: at a desk, on a telephone, without JavaScript, by keyboard."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact.rules import AttemptOutcome, Channel
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.test_pages_centre import attempt, reference
from tests.doors.world import BY, OURS, SEATS, World, born, bring

WORKER, LEAD = RoleKind.CENTRE_WORKER, RoleKind.SAFEGUARDING_LEAD
WIDTHS = pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
CHANGED = "Something has changed for a family you have dealt with"


@pytest.fixture
def world(database: str, live: str, settings: Settings, client: Client) -> World:
    """A letter was recorded, and then its family was called back."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    twins = {"births_in_confinement": "2", "baby_surname": "Khan", "parent_name": "Noor Khan"}
    bring(
        made.at,
        born(made.at, "R1", **twins, birth_order="1", baby_forename="Zara"),
        born(made.at, "R2", **twins, birth_order="2", baby_forename="Adam"),
    )
    client.force_login(get_user_model().objects.get(email=SEATS[WORKER][0]))
    client.post(reverse("family", args=[reference(made)]), attempt(made, Channel.LETTER, AttemptOutcome.SENT))
    for code, role, number in ((OURS, LEAD, "01632 960101"), ("CAL-01", WORKER, "020 7946 0101")):
        told = {"organisation_code": code, "role": role, "number": number, "hours": "Monday to Friday, 9 to 5"}
        keep_number(**told, by=BY, at=made.at)
    first = Birth.objects.order_by("pk")[0]
    journey.mark(birth=BirthId(first.pk), kind=MarkerKind.ADOPTION, source="person", by=BY, at=made.at)
    return made


@WIDTHS
def test_a_worker_reads_what_to_do_and_clears_it(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, WORKER)
    page.get_by_text(CHANGED).wait_for()
    eye.fits(page)
    eye.keep(page, f"notices-banner-{width}")
    page.get_by_role("link", name="Read what to do now").click()
    page.get_by_role("heading", name="Important notices").wait_for()
    eye.fits(page)
    eye.keep(page, f"notices-{width}")
    assert page.get_by_text(CHANGED).count() == 0
    page.get_by_role("button", name="Clear the notice about").click()
    page.get_by_text("Cleared: 2 notices.").wait_for()
    eye.fits(page)
    eye.keep(page, f"notices-cleared-{width}")


@WIDTHS
def test_the_council_reads_whom_to_ring(world: World, request: pytest.FixtureRequest, eye: Eye, width: str) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, LEAD)
    page.goto("/call-backs")
    page.get_by_role("link", name="020 7946 0101").first.wait_for()
    eye.fits(page)
    eye.keep(page, f"call-backs-ring-{width}")
    page.goto("/notices")
    page.get_by_role("link", name="020 7946 0101").wait_for()
    eye.fits(page)
    eye.keep(page, f"notices-council-{width}")


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_banner_and_notices_are_accessible_and_reached_by_keyboard(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, WORKER)
    page.get_by_text(CHANGED).wait_for()
    eye.accessible(page)
    for _ in range(25):
        if eye.focus(page) == "Read what to do now":
            break
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Important notices").wait_for()
    eye.accessible(page)
    for _ in range(25):
        if eye.focus(page).startswith("Clear"):
            break
    page.keyboard.press("Enter")
    page.get_by_text("Cleared: 2 notices.").wait_for()
    eye.accessible(page)
