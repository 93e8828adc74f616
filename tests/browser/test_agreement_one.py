"""In a browser: one agreement read, put to signature, approved and signed by keyboard alone, or by a link without an account."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory import roles
from rightstart.directory.rules import RoleKind
from rightstart.terms import london_date
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, OURS, PASSWORD, World, draft_on

WIDTHS = ["page", "narrow", "scriptless"]


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.locmem.EmailBackend", "mail.example.org"
    settings.SITE_ADDRESS = live
    made = put_back(database, "doors", making.build)
    draft_on(made.at, "DSA-1", "CHIS01", OURS, frequency="daily", giver_gateway="NHS Act 2006 s.269; Our own power")
    return made


def looked_at(page: Page, eye: Eye, name: str, width: str) -> None:
    eye.look(page, f"{name}-{width}", axe=width == "page")


def confirmed(page: Page) -> None:
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_agreement_is_put_to_signature_approved_advised_on_and_signed(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/agreements/one?reference=DSA-1&version=2")
    page.get_by_text("How often: weekly becomes daily.").wait_for()
    looked_at(page, eye, "one-draft", width)
    page.get_by_role("button", name="Put it to signature").click()
    looked_at(page, eye, "propose", width)
    page.get_by_role("button", name="Put it to signature").click()
    page.get_by_text("Everybody whose turn it is is told").wait_for()
    looked_at(page, eye, "one-proposed", width)
    page.get_by_label("Your comment").fill("Who rings whom when a file is late?")
    page.get_by_role("button", name="Comment").click()
    page.get_by_text("Your comment stands beside the agreement.").wait_for()
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, RoleKind.DATA_PROTECTION_OFFICER)
    page.get_by_role("link", name="An agreement waits for your advice").click()
    page.get_by_role("button", name="Give your advice").click()
    page.get_by_label("Go ahead only with changes").check()
    page.get_by_label("Why, and which changes").fill("Say in the leaflet who is told.")
    looked_at(page, eye, "advise", width)
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("Your advice is recorded.").wait_for()
    looked_at(page, eye, "one-advised", width)


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_an_approval_and_a_signature_need_the_keyboard_alone(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    making.proposed("DSA-1", 2, world.at)
    for role, button, done in (
        (RoleKind.CALDICOTT_GUARDIAN, "Read and approve", "Approved."),
        (RoleKind.SIRO, "Read and sign", "Signed."),
        (RoleKind.DIRECTOR, "Read and sign", "All who must have signed"),
    ):
        sign_in(page, role)
        page.goto("/agreements/one?reference=DSA-1&version=2")
        tabbed_to(page, eye, button)
        page.keyboard.press("Enter")
        confirmed(page)
        page.get_by_text("What it does not mean").wait_for()
        looked_at(page, eye, f"sign-{role.value}", width)
        page.get_by_label(re.compile("I have read the document")).focus()
        page.keyboard.press("Space")
        eye.focus(page)
        page.keyboard.press("Enter")
        page.get_by_text(done).first.wait_for()
        looked_at(page, eye, f"one-signed-{role.value}", width)
        page.get_by_role("button", name="Sign out").click()


def tabbed_to(page: Page, eye: Eye, words: str) -> None:
    for _ in range(60):
        if words in eye.focus(page):
            return
    raise AssertionError(f"{words} is not reached by the keyboard")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_party_without_an_account_signs_by_a_link(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    making.proposed("DSA-1", 2, world.at)
    for email, kind in (("siro@example.org", RoleKind.SIRO), ("guardian@example.org", RoleKind.CALDICOTT_GUARDIAN)):
        roles.end_role(
            email=email, organisation_code="CHIS01", kind=kind, until_on=london_date(world.at), by=BY, at=world.at
        )
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/agreements/one?reference=DSA-1&version=2")
    page.get_by_role("link", name="Send a link to a party without an account").click()
    page.get_by_label("Which office is it for?").select_option("CHIS01 caldicott-guardian")
    page.get_by_label("E-mail address of that office").fill("caldicott@example.org")
    looked_at(page, eye, "invite", width)
    page.get_by_role("button", name="Send the link").click()
    page.get_by_text("The link is on its way.").wait_for()
    looked_at(page, eye, "one-invited", width)
    page.get_by_role("button", name="Sign out").click()
    link = re.search(r"http\S+/document/\S+", mail.outbox[-1].body)
    assert link
    page.goto(link[0])
    looked_at(page, eye, "document", width)
    page.get_by_role("button", name="Send me a code to approve").click()
    page.get_by_text("A code is on its way").wait_for()
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
    assert code
    page.get_by_role("button", name="Approve this document").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    looked_at(page, eye, "document-sign", width)
    page.get_by_label(re.compile("I have read the document")).check()
    page.get_by_label("Code from the e-mail").fill(code[0])
    page.get_by_role("button", name="Approve this document").click()
    page.get_by_text("Approved.", exact=True).wait_for()
    looked_at(page, eye, "document-approved", width)
    page.goto("/document/nothing")
    page.get_by_role("heading", name="This link opens nothing").wait_for()
    looked_at(page, eye, "document-gone", width)
