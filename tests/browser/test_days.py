"""The day of each role, told as a story in one council: what they see, what they must know by it, and what they do."""

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.directory.rules import RoleKind
from rightstart.terms import london_date
from tests.browser import days
from tests.browser.acting import another, confirmed, go, press, refused, said
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, World, born, file_of


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    return put_back(database, "days", days.build)


def send(page: Page, world: World, file: Path, rows: Sequence[dict[str, str]]) -> None:
    """Send a week's file in which everything was checked."""
    file.write_bytes(file_of(rows))
    page.goto("/send")
    page.get_by_label("First day of the period").fill(f"{london_date(world.at) - timedelta(days=7):%d/%m/%Y}")
    page.get_by_label("Last day of the period").fill(f"{london_date(world.at) - timedelta(days=1):%d/%m/%Y}")
    page.locator("input[type=file]").set_input_files(file)
    for box in page.get_by_role("group", name="What did you check").get_by_role("checkbox").all():
        box.check()
    press(page, "Send", "What became of each row")


def test_a_sender_sends_what_is_due_and_puts_right_what_came_back(
    world: World, page: Page, eye: Eye, tmp_path: Path
) -> None:
    sign_in(page, RoleKind.SUPPLIER_SENDER)
    assert "Next due by" in said(page)
    go(page, "A row came back to you", "Rows that came back to you")
    assert "Which day was it?" in said(page)
    assert "Booth" not in said(page)  # the row is named by its number: what stood in it is gone
    eye.show(page, "sent-back", page.get_by_role("heading", name="Rows that came back to you"))
    on = london_date(world.at) - timedelta(days=17)
    mended = born(world.at, "R11", parent_name="Lee Booth", baby_surname="Booth", born_on=str(on))
    new = [born(world.at, f"N{n}", baby_surname=f"Wood{n}", address_line_1=f"{n} Low Lane") for n in range(4)]
    send(page, world, tmp_path / "births.csv", [mended, *new, born(world.at, "N9", postcode="?")])
    assert "Accepted" in said(page)
    assert re.search(r"Rows in the file\s+6\s.*Taken in\s+5\s", said(page), re.DOTALL)
    assert re.search(r"Row 7\s+postcode", said(page))  # as the spreadsheet numbers it, and which column
    page.goto("/quarantine")
    page.get_by_text("Nothing waits").wait_for()
    assert "Rows that came back to you" not in said(page)  # ticked off by having come right


def test_a_steward_answers_what_waits_until_nothing_does(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.DATA_STEWARD)
    assert "1 question waits for an answer. 1 birth has no centre." in said(page)
    assert "1 row waits to be corrected or rejected." in said(page)
    assert not {"Adoption", "Taylor"} & set(said(page).split())  # a steward need not know who is withheld, or why
    go(page, "Go to the questions", "Questions")
    eye.show(page, "questions", page.get_by_role("heading", name="Questions", exact=True))
    go(page, "Two records may be one baby", "Two records may be one baby")
    page.get_by_label("Same: it is one baby").check()
    press(page, "Settle", "You can undo this below")
    page.get_by_role("row", name="No centre’s reach area").get_by_role("link").click()
    go(page, "Place it with a centre by hand", "Place this birth by hand")
    page.get_by_label("Which centre serves this home?").select_option("Sunshine Children’s Centre")
    page.get_by_label("Why?").fill("Its street was built after the map was drawn")
    press(page, "Place", "Handed to Sunshine Children’s Centre.")
    page.goto("/quarantine")
    page.get_by_role("table").get_by_role("link", name="Row").first.click()
    page.get_by_label("postcode").fill("HX1 3XL")
    press(page, "Correct and take in", "Corrected and taken in.")
    page.goto("/areas")
    go(page, "See it as a map", "The map of reach areas")
    assert re.search(r"No centre\s+1\s", said(page))  # the hole in the map, through which the next birth would fall
    page.goto("/")
    assert said(page).count("Nothing waits.") == 4  # rows, what came back, corrections, questions


def test_an_ig_lead_says_what_a_breach_is_before_its_72_hours_end(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.IG_LEAD)
    assert "71 hours are left of the first one’s 72." in said(page)
    page.goto("/breaches")
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_text("only the supplier knows whose they are").wait_for()
    eye.show(page, "breach", page.locator(".govuk-caption-l"))
    page.get_by_role("link", name="Assess it: a breach", exact=True).click()
    for label in ("(confidentiality)", "A supplier’s file held", "A risk to people is unlikely", "None that is likely"):
        page.get_by_label(label).check()
    press(page, "Record the assessment", "Recorded in the log")
    assert page.get_by_role("link", name="Decide that the regulator need not be told").count()
    page.goto("/agreements/one?reference=DSA-1&version=2")
    page.get_by_text("How often: weekly becomes daily.").wait_for()
    page.get_by_label("Your comment").fill("Who rings whom when a file is late?")
    press(page, "Comment", "Your comment stands beside the agreement.")
    page.goto("/people")
    page.get_by_role("link", name=days.NAMES[RoleKind.IG_LEAD]).first.click()
    page.get_by_text("Somebody else confirms your own roles.").wait_for()
    page.goto("/people")
    page.get_by_role("link", name=days.NAMES[RoleKind.ADMINISTRATOR]).first.click()
    press(page, "They still need every role", "Confirmed.")
    assert page.get_by_role("button", name="End this role").count() == 0  # that is for an administrator


def test_a_safeguarding_lead_stops_a_family_during_a_call(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.SAFEGUARDING_LEAD)
    assert "1 request waits for a second person." in said(page)
    page.goto("/family-stops")
    page.get_by_label("The baby has died").check()
    page.get_by_label("A name").fill("Khan")
    page.get_by_label("A street").fill("3 Green Road")
    page.get_by_label("A health visitor or midwife").check()
    press(page, "Stop them now", "1 birth that may be meant is frozen from this moment")
    assert "Khan" not in said(page)  # whom it froze is for who confirms it
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("heading", name="Which family is it?").wait_for()
    eye.show(page, "which-family", page.locator(".govuk-caption-l"))
    press(page, "This is the family", "It is marked for good")
    page.goto("/holds")
    assert said(page).count("Adoption") == 2
    assert "The baby has died (told, not yet registered)" in said(page)
    page.goto("/lifts")
    page.get_by_role("link", name="Look and confirm").click()
    confirmed(page, "Social care says that the family may be contacted")
    press(page, "Confirm the lift", "There is a problem")  # not on the reason alone
    page.get_by_label("I have checked this myself").check()
    press(page, "Confirm the lift", "The birth was judged again by every rule.")
    another(page, RoleKind.CENTRE_WORKER)
    page.get_by_role("heading", name="Families to contact").wait_for()
    assert "Noor Khan" not in said(page)
    assert "died" not in said(page)  # a centre never learns why


def test_nobody_writes_before_social_care_has_answered(world: World, page: Page) -> None:
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.get_by_role("heading", name="Families to contact").wait_for()
    assert "Lou Grant" not in said(page)
    another(page, RoleKind.SOCIAL_CARE)
    assert "1 birth waits for your answer." in said(page)
    go(page, "Answer", "Does your team know of anything against contact?")
    page.get_by_label("Nothing against contact that we know of").check()
    press(page, "Save these answers", "Answered: 1 birth.")
    journey.hand_over_due(by=BY, at=timezone.now())
    another(page, RoleKind.CENTRE_WORKER)
    page.get_by_role("link", name="Lou Grant").wait_for()


def test_a_paper_goes_from_advice_by_approval_to_a_directors_signature(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.DATA_PROTECTION_OFFICER)
    go(page, "An agreement waits for your advice", "Data sharing agreement DSA-1")
    page.get_by_role("button", name="Give your advice").click()
    page.get_by_label("Go ahead only with changes").check()
    page.get_by_label("Why, and which changes").fill("Say in the leaflet who is told.")
    press(page, "Record it", "Your advice is recorded.")
    for role, waits, button, done in (
        (RoleKind.CALDICOTT_GUARDIAN, "your approval", "approve", "Approved."),
        (RoleKind.DIRECTOR, "your signature", "sign", "Signed."),
    ):
        another(page, role)
        go(page, f"An agreement waits for {waits}", "Data sharing agreement DSA-1")
        assert "How often: weekly becomes daily." in said(page)
        page.get_by_role("button", name=f"Read and {button}").click()
        confirmed(page, "What it does not mean")
        assert "Say in the leaflet who is told." in said(page)  # nobody signs without having had the advice before them
        eye.show(page, "sign-agreement", page.get_by_role("heading", level=1))
        page.get_by_label(re.compile("I have read the document")).check()
        press(page, f"{button.capitalize()} this document", done)
    assert "Nothing moves under this version" in said(page)  # a director’s hand alone brings nothing into force
    assert "Still to come" in said(page)
    page.goto("/who-shares")
    page.get_by_text("Too early to say").first.wait_for()
    assert refused(page, "/family-stops")  # a director sees no family
