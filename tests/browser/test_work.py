"""A day's work done in a browser: by pointer, by keyboard, on a telephone, without JavaScript, and read aloud."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.browser.conftest import Eye
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, PASSWORD, SEATS, World, born, bring, file_of


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    """Three families on the worklist, one held, two rows in quarantine, one call-back to answer."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    families = [
        born(made.at, "R1"),
        born(made.at, "R2", parent_name="Noor Khan", baby_surname="Khan", language="ur", interpreter="yes"),
        born(made.at, "R3", parent_name="", baby_surname="Nowak", baby_forename="", address_line_1="3 Green Road"),
        born(made.at, "R4", parent_name="Jo Taylor", baby_surname="Taylor", address_line_1="9 Hill Top"),
    ]
    held = born(made.at, "R5", parent_name="Robin Hall", baby_surname="Hall", contact="hold")
    faulty = [born(made.at, "R6", postcode="HX1"), born(made.at, "R7", born_on="2019-99-99")]
    bring(made.at, *families, held, *faulty)
    last = Birth.objects.order_by("pk")[3]
    journey.mark(birth=BirthId(last.pk), kind=MarkerKind.ADOPTION, source="person", by=BY, at=made.at)
    return made


def sign_in(page: Page, role: RoleKind) -> None:
    page.goto("/")
    page.get_by_label("Email address").fill(SEATS[role][0])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def show_again_who(page: Page) -> None:
    """Shows again who one is, as a file about families asks, and comes back to the same page."""
    here = urlsplit(page.url).path
    page.goto(f"/account/confirm/?next={here}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(f"**{here}")


def open_family(page: Page) -> None:
    page.get_by_role("link", name="Alex Smith").click()
    page.get_by_role("heading", name="Alex Smith").wait_for()


def record_a_letter(page: Page) -> None:
    page.get_by_label("Letter", exact=True).check()
    page.get_by_label("Sent, no reply yet").check()
    page.get_by_role("button", name="Record").click()
    page.get_by_text("Recorded.").wait_for()


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_worker_finds_what_to_do_and_records_it(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.get_by_role("heading", name="Families to contact").wait_for()
    eye.fits(page)
    eye.keep(page, f"worklist-{width}")
    open_family(page)
    eye.fits(page)
    eye.keep(page, f"family-{width}")
    eye.show(page, "family")
    record_a_letter(page)
    eye.keep(page, f"recorded-{width}")
    assert "Wait for a reply" in page.inner_text("main")


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_worker_records_what_a_family_says_while_its_supplier_is_silent(
    database: str, live: str, settings: Settings, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    settings.PASSWORD_HASHERS = making.QUICK
    before = put_back(database, "doors", making.build).at - timedelta(days=9)
    bring(before, born(before, "R1"))
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.get_by_role("heading", name="Families to contact").wait_for()
    eye.fits(page)
    eye.keep(page, f"worklist-waits-{width}")
    open_family(page)
    eye.fits(page)
    eye.keep(page, f"family-waits-{width}")
    page.get_by_label("Telephone", exact=True).check()
    page.get_by_label("The family asked not to be contacted").check()
    page.get_by_role("button", name="Record").click()
    page.get_by_text("stops everywhere").wait_for()


def test_a_worker_answers_a_call_back(world: World, page: Page) -> None:
    sign_in(page, RoleKind.CENTRE_WORKER)
    assert "Jo Taylor" not in page.inner_text("main")
    page.get_by_role("checkbox", name="Urgent").check()
    page.get_by_role("button", name="Copies are destroyed").click()
    page.get_by_text("Confirmed as destroyed: 1").wait_for()
    assert page.get_by_role("checkbox", name="Urgent").count() == 0


def test_what_is_wrong_with_an_attempt_is_said_and_led_to(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.CENTRE_WORKER)
    open_family(page)
    page.get_by_label("Letter", exact=True).check()
    page.get_by_label("No answer").check()
    page.get_by_role("button", name="Record").click()
    page.get_by_role("link", name="This cannot come of the way").click()
    assert page.evaluate("document.activeElement.name") == "outcome"
    eye.accessible(page)
    eye.keep(page, "family-objection")


def test_the_worklist_is_worked_by_keyboard_alone(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.CENTRE_WORKER)
    seen = [eye.focus(page)]
    while "Alex Smith" not in seen[-1]:
        assert len(seen) < 40, seen
        seen.append(eye.focus(page))
    assert seen[0] == "Skip to main content"
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Alex Smith").wait_for()
    page.get_by_label("Letter", exact=True).focus()
    page.keyboard.press("Space")
    eye.focus(page)
    page.keyboard.press("Space")
    while eye.focus(page) != "Record":
        pass
    page.keyboard.press("Enter")
    page.get_by_text("Recorded.").wait_for()


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_supplier_sends_a_file_and_reads_its_receipt(
    world: World, request: pytest.FixtureRequest, eye: Eye, tmp_path: Path, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.SUPPLIER_SENDER)
    page.get_by_role("main").get_by_role("link", name="Send a file").click()
    eye.fits(page)
    eye.keep(page, f"send-{width}")
    file = tmp_path / "births.csv"
    file.write_bytes(
        file_of(
            [born(world.at, f"N{n}", baby_surname=f"Test{n}") for n in range(4)] + [born(world.at, "N9", postcode="?")]
        )
    )
    page.get_by_label("First day of the period").fill("1/10/2026")
    page.get_by_label("Last day of the period").fill("7/10/2026")
    page.locator("input[type=file]").set_input_files(file)
    for box in page.get_by_role("group", name="What did you check").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Accepted").wait_for()
    eye.fits(page)
    eye.keep(page, f"receipt-{width}")
    eye.show(page, "receipt")


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_everything_is_stopped_from_any_page_and_every_page_says_so(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/stop-everything")
    eye.fits(page)
    eye.keep(page, f"stop-everything-{width}")
    eye.show(page, "stop-everything")
    page.get_by_label("A protected address was").check()
    page.get_by_role("button", name="Stop everything now").click()
    page.get_by_text("Everything is stopped since").wait_for()
    eye.fits(page)
    if width == "page":
        eye.accessible(page)
    eye.keep(page, f"stopped-{width}")
    page.goto("/")
    assert "Everything is stopped since" in page.inner_text("body")
