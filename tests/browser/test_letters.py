"""First letters in a browser: made, printed, one of them taken out of the pile, and posted; and what a centre says in its own."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact.letters import queueing
from rightstart.contact.letters.offices import choose_sender
from rightstart.contact.letters.rules import Sender
from rightstart.contact.models import LetterBatch
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from rightstart.web.letters import soon
from tests.browser.conftest import Eye
from tests.browser.test_work import show_again_who, sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, OURS, World, born, bring


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    """Two families to be written to."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    told = {"number": "01632 960001", "hours": "9 to 5", "by": BY, "at": made.at}
    keep_number(organisation_code=OURS, role=RoleKind.DATA_STEWARD, **told)
    khan = {"parent_name": "Noor Khan", "baby_surname": "Khan", "address_line_1": "3 Green Road"}
    bring(made.at, born(made.at, "R1"), born(made.at, "R2", **khan))
    return made


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_steward_prints_takes_out_what_must_not_go_and_posts_the_rest(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/letters")
    page.get_by_role("button", name="Make a batch").click()
    page.wait_for_url("**/letters/*")
    show_again_who(page)
    with page.expect_download() as given:
        page.get_by_role("button", name="Print letters").click()
    assert given.value.suggested_filename.startswith("letters-")
    page.get_by_text("Somebody else prints for us").click()
    with page.expect_download() as given:
        page.get_by_role("button", name="Download for hybrid mail").click()
    assert given.value.suggested_filename.startswith("hybrid-mail-")
    eye.keep(page, f"letters-hybrid-{width}")
    birth = BirthId(Birth.objects.earliest("pk").pk)
    journey.mark(birth=birth, kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at)
    page.get_by_role("button", name="Check again and mark as posted").click()
    page.get_by_text("Take the letters named below out of the pile first").wait_for()
    eye.fits(page)
    eye.keep(page, f"letters-take-out-{width}")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Taken out of the pile and destroyed").click()
    page.get_by_text("Noted: 1 letter.").wait_for()
    page.get_by_role("button", name="Check again and mark as posted").click()
    page.get_by_text("Posted: 1 letter.").wait_for()
    eye.keep(page, f"letters-posted-{width}")


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_every_page_of_letters_is_accessible(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/letters")
    page.get_by_role("button", name="Make a batch").click()
    page.get_by_role("heading", name="1. Print").wait_for()
    eye.accessible(page)
    page.get_by_label("Numbers of the letters").fill("the first")
    page.get_by_role("button", name="Take out").click()
    page.get_by_text("Enter numbers with commas between them").first.wait_for()
    eye.accessible(page)
    for address in ("/letters", "/letters/sender", "/letters/families"):
        page.goto(address)
        eye.accessible(page)
        eye.fits(page)


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_batch_shows_how_far_it_is_survives_a_reload_and_says_when_it_does_not_go_on(
    world: World, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, eye: Eye, width: str
) -> None:
    monkeypatch.setattr(queueing, "STEP", 1)
    monkeypatch.setattr(soon, "finish", lambda: None)  # nothing goes on before the page was looked at
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/letters")
    page.get_by_role("button", name="Make a batch").click()
    page.get_by_text("1 of 2 letters made").wait_for()
    assert page.get_by_role("button", name="Print letters").count() == 0
    LetterBatch.objects.update(broke_at=world.at)
    page.reload()
    page.get_by_role("button", name="Try again now").wait_for()
    eye.fits(page)
    eye.keep(page, f"letters-broken-off-{width}")
    LetterBatch.objects.update(broke_at=None)
    page.reload()
    page.get_by_text("1 of 2 letters made").wait_for()
    if width != "scriptless":
        eye.accessible(page)
    eye.keep(page, f"letters-being-made-{width}")
    queueing.finish(at=world.at)
    page.get_by_role("button", name="Print letters").wait_for()  # nobody has touched the page


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_worker_makes_a_letter_for_one_family_and_for_those_selected(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    choose_sender(council=world.council, sender=Sender.CENTRES, by=BY, at=world.at)
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.get_by_role("link", name="Noor Khan").click()
    eye.accessible(page)
    eye.keep(page, f"letter-for-a-family-{width}")
    page.get_by_role("button", name="Make a letter for this family").click()
    page.get_by_text("1 letter waits to be printed.").wait_for()
    page.goto("/worklist")
    page.get_by_label("Select Alex Smith").check()
    eye.fits(page)
    eye.accessible(page)
    eye.keep(page, f"letters-selected-{width}")
    page.get_by_role("button", name="Make letters for the selected families").click()
    page.get_by_text("1 letter waits to be printed.").wait_for()
    eye.keep(page, f"letters-of-those-selected-{width}")
    page.goto("/letters/families")
    page.get_by_role("button", name="Make these letters").click()
    page.get_by_text("Enter at least one reference").first.wait_for()
    eye.accessible(page)
    eye.keep(page, f"letters-for-certain-{width}")


def test_a_centre_writes_its_welcome(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.goto("/letters/words")
    eye.accessible(page)
    page.get_by_label("Welcome").fill("Come in, the kettle is on.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("It stands in every letter").wait_for()
    with page.expect_download() as given:
        page.get_by_role("link", name="Example of your letter (PDF)").click()
    assert given.value.suggested_filename == "example-letter.pdf"
