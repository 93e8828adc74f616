"""An agreement drafted question by question in a browser, and one that is signed already entered with the keyboard alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.agreements.guiding import Question
from rightstart.directory.rules import RoleKind
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.drafting import PDF, typed
from tests.doors.world import PASSWORD, World


@pytest.fixture
def world(database: str, live: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """A council that has agreed nothing yet."""
    settings.PASSWORD_HASHERS = making.QUICK
    monkeypatch.setattr(making, "agree", lambda at: None)
    return put_back(database, "nothing-agreed", making.build)


def looked_at(page: Page, eye: Eye, name: str, width: str) -> None:
    """The page fits, axe finds nothing, and a picture is kept where one is asked for."""
    eye.look(page, f"drafting-{name}-{width}", axe=width == "page")


def answer(page: Page, question: Question) -> None:
    """What people alone can say; everything else stands there as a suggestion."""
    match question:
        case Question.PART:
            page.get_by_label("It receives details of families").check()
        case Question.WITH:
            page.get_by_label("A supplier that tells us of births").check()
        case Question.PARTIES:
            page.get_by_label("Which organisation is it with?").select_option(label="Calderdale Child Health")
        case Question.ITEMS:
            page.get_by_label("NHS number").check()
        case Question.HEALTH:
            page.get_by_label("Condition in UK GDPR Article 9").fill("Article 9(2)(h)")
            page.get_by_label("Condition in the Data Protection Act").fill("Schedule 1 paragraph 2")
        case Question.CONFIDENTIALITY:
            page.get_by_role("group", name="Calderdale Child Health").get_by_label("Parents consent").check()
            page.get_by_role("group", name="position of Calderdale?").get_by_label("The details are not held").check()
        case Question.ASSESSMENT:
            page.get_by_label("Reference of the data").fill("DPIA-12")
            page.get_by_label("Its day").fill("1/11/2026")
        case Question.CONTACTS:
            first = page.get_by_role("group", name="Contact 1")
            first.get_by_label("Organisation").select_option(label="Calderdale")
            first.get_by_label("Office", exact=True).select_option(label="Information governance lead")
            first.get_by_label("E-mail address").fill("ig@council.example")
        case _:
            pass


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_an_ig_lead_drafts_an_agreement_question_by_question(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/agreements")
    looked_at(page, eye, "none", width)
    page.get_by_role("button", name="Draft an agreement").click()
    looked_at(page, eye, "start", width)
    page.get_by_role("button", name="Start a new agreement").click()
    for number, question in enumerate(Question, 1):
        page.wait_for_url(f"**/{question.value}")
        page.get_by_text(f"Question {number} of").wait_for()
        answer(page, question)
        looked_at(page, eye, f"{number:02}-{question.value}", width)
        page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Check your answers").wait_for()
    assert page.get_by_text("Still blank").count() == 0
    looked_at(page, eye, "check", width)
    page.get_by_role("link", name="Change Purpose").click()
    page.get_by_label("Purpose").fill("")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    looked_at(page, eye, "problem", width)
    page.get_by_label("Purpose").fill("To welcome every new baby")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="All questions of this draft").click()
    looked_at(page, eye, "tasks", width)
    page.get_by_role("link", name="Check your answers").or_(
        page.get_by_role("button", name="Check your answers")
    ).click()
    page.get_by_text("To welcome every new baby").wait_for()
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_text("is drafted. Nothing flows under it").wait_for()
    looked_at(page, eye, "made", width)


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_the_next_version_shows_what_changes_before_it_is_made(
    database: str, live: str, settings: Settings, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    settings.PASSWORD_HASHERS = making.QUICK
    put_back(database, "doors", making.build)
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/agreements")
    page.get_by_role("link", name="Draft its next version of II-1").click()
    assert page.get_by_label("Which agreement?").input_value() == "II-1"
    looked_at(page, eye, "next-start", width)
    page.get_by_role("button", name="Draft its next version").click()
    looked_at(page, eye, "next-tasks", width)
    page.get_by_role("link", name="Change The parties").click()
    page.get_by_label("Sunshine Children’s Centre").uncheck()
    looked_at(page, eye, "next-parties", width)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="All questions of this draft").click()
    page.get_by_role("link", name="Answer Days").click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_text("Who receives: no longer Sunshine Children’s Centre.").wait_for()
    looked_at(page, eye, "next-check", width)
    page.get_by_role("link", name="All questions of this draft").click()
    page.get_by_role("link", name="Throw this draft away").click()
    looked_at(page, eye, "drop", width)
    page.go_back()
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_text("Version 2 of II-1 is drafted.").wait_for()


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_what_is_open_and_what_cannot_stand_is_led_to(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/agreements/draft")
    page.get_by_role("button", name="Start a new agreement").click()
    for question in (Question.PART, Question.WITH, Question.PARTIES):
        page.wait_for_url(f"**/{question.value}")
        answer(page, question)
        page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(f"**/{Question.OPERATORS.value}")
    page.goto(page.url.replace(Question.OPERATORS.value, Question.GIVER.value))
    page.get_by_label("Children Act 2004 s.10").uncheck()
    page.get_by_label("National Health Service Act 2006 s.269").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    looked_at(page, eye, "refused", width)
    page.get_by_role("link", name="All questions of this draft").click()
    looked_at(page, eye, "half-tasks", width)
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_text("Still blank").wait_for()
    looked_at(page, eye, "half-check", width)


FOCUSED = """() => { const e = document.activeElement;
    return [...(e.labels || [])].map(one => one.innerText).join(" ") || e.innerText || ""; }"""


def tab_to(page: Page, eye: Eye, words: str) -> None:
    """Goes on with Tab, seeing each time where the focus is, until it is on what is labelled so."""
    for _ in range(80):
        eye.focus(page)
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"Tab does not lead to {words!r}")


def test_a_signed_agreement_is_entered_and_confirmed_with_the_keyboard_alone(
    world: World, page: Page, eye: Eye, tmp_path: Path
) -> None:
    (tmp_path / "signed.pdf").write_bytes(PDF)
    sign_in(page, RoleKind.DIRECTOR)
    page.goto("/agreements")
    tab_to(page, eye, "I have a signed agreement already")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="I have a signed agreement already").wait_for()
    tab_to(page, eye, "The signed agreement")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(tmp_path / "signed.pdf")
    tab_to(page, eye, "Calderdale Child Health")
    page.keyboard.press("Space")
    for label, words in (
        ("Task of who gives", "To tell the council of births"),
        ("Law on which who gives relies", "Children Act 2004 s.10"),
        ("Task of who receives", "To offer early childhood services"),
        ("Law on which who receives relies", "Childcare Act 2006 ss.1–4"),
        ("First day", typed(world, -10)),
        ("Last day", typed(world, 700)),
    ):
        tab_to(page, eye, label)
        page.keyboard.type(words)
    tab_to(page, eye, "Contact that has begun")
    page.keyboard.press("Space")
    tab_to(page, eye, "Continue")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check the entry beside the paper").wait_for()
    tab_to(page, eye, "Confirm the signatures")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Password").wait_for()
    tab_to(page, eye, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Confirm the signatures").wait_for()
    for label in ("signed for Calderdale Child Health?", "signed for Calderdale?"):
        tab_to(page, eye, f"On which day was it {label}")
        page.keyboard.type(typed(world, -11))
    tab_to(page, eye, "Both signatures stand")
    page.keyboard.press("Space")
    tab_to(page, eye, "Confirm")
    page.keyboard.press("Enter")
    page.get_by_text("It is in force. Its reference is DSA-33-1.").wait_for()


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_signed_agreement_is_entered_and_confirmed(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str, tmp_path: Path
) -> None:
    page: Page = request.getfixturevalue(width)
    (tmp_path / "signed.pdf").write_bytes(PDF)
    sign_in(page, RoleKind.DIRECTOR)
    page.goto("/agreements")
    page.get_by_role("button", name="I have a signed agreement already").click()
    looked_at(page, eye, "signed", width)
    page.get_by_label("The signed agreement").set_input_files(tmp_path / "signed.pdf")
    page.get_by_label("Calderdale Child Health").check()
    page.get_by_label("Task of who gives").fill("To tell the council of births")
    page.get_by_label("Law on which who gives relies").fill("Children Act 2004 s.10")
    page.get_by_label("Task of who receives").fill("To offer early childhood services")
    page.get_by_label("Law on which who receives relies").fill("NHS Act 2006 s.269")
    page.get_by_label("First day").fill(typed(world, -10))
    page.get_by_label("Last day").fill(typed(world, 700))
    page.get_by_label("Contact that has begun").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    looked_at(page, eye, "signed-problem", width)
    page.get_by_label("The signed agreement").set_input_files(tmp_path / "signed.pdf")
    page.get_by_label("Law on which who receives relies").fill("Childcare Act 2006 ss.1–4")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check the entry beside the paper").wait_for()
    looked_at(page, eye, "signed-check", width)
    page.get_by_role("button", name="Confirm the signatures").click()
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("On which day was it signed for Calderdale Child Health?").fill(typed(world, -11))
    page.get_by_label("On which day was it signed for Calderdale?").fill(typed(world, -11))
    page.get_by_label("Both signatures stand").check()
    looked_at(page, eye, "signed-confirm", width)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_text("It is in force. Its reference is DSA-33-1.").wait_for()
    looked_at(page, eye, "signed-in-force", width)
