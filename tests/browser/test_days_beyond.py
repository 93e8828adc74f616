"""The day of each role at a centre, of who keeps people, and of who only looks on, in the council of the other days."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from rightstart.terms import london_date
from tests.browser import days
from tests.browser.acting import another, go, press, refused, said
from tests.browser.conftest import Eye
from tests.browser.test_work import open_family, record_a_letter, sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import World

ANA, MARY = days.NAMES[RoleKind.CENTRE_WORKER], days.NAMES[RoleKind.CENTRE_MANAGER]


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    return put_back(database, "days", days.build)


def test_a_worker_destroys_copies_writes_and_sees_a_family_join(world: World, page: Page) -> None:
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.get_by_role("heading", name="Families to contact").wait_for()
    assert not {"Taylor", "Hall"} & set(said(page).split())  # called back: only its reference is there to be found by
    for box in page.get_by_role("checkbox", name="Urgent").all():
        box.check()
    press(page, "Copies are destroyed", "Confirmed as destroyed: 2")
    open_family(page)
    family = page.url
    assert "This opens once the family has answered, or was referred to you." in said(page)  # no visit before
    assert "Baby clinic" in said(page)
    record_a_letter(page)
    page.goto(family)
    page.get_by_role("link", name="Joining and after").click()
    page.get_by_label("It joined now").check()
    page.get_by_label("Through which service?").select_option("Health clinic")
    press(page, "Record that it joined", "Through: Health clinic")
    page.goto("/worklist")
    assert "Alex Smith" not in said(page)
    page.goto("/joined")
    page.get_by_role("link", name="Alex Smith").wait_for()


def test_a_manager_sees_who_has_what_and_has_an_absence_covered(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.CENTRE_MANAGER)
    page.get_by_label("Select Alex Smith").check()
    page.get_by_label("Assign the selected families to").select_option(ANA)
    page.get_by_role("button", name="Assign", exact=True).click()
    page.goto("/team")
    assert page.get_by_role("row", name=ANA).inner_text().split("\t")[1] == "1"
    assert "Not in these weeks" in page.get_by_role("row", name=ANA).inner_text()  # silent: who has not been at work
    go(page, "Say who is away", "Who is away")
    page.get_by_label("Who is away?").select_option(ANA)
    page.get_by_label("Day back at work").fill(f"{london_date(world.at) + timedelta(days=40):%d/%m/%Y}")
    page.get_by_label("Who covers?").select_option(days.COVER)
    press(page, "Save", "1 family changed hands")
    page.goto("/team")
    assert page.get_by_role("row", name=days.COVER).first.inner_text().split("\t")[1] == "1"
    eye.show(page, "team", page.get_by_role("heading", level=1))
    page.goto("/worklist")
    page.get_by_text(f"Covering for {ANA}").wait_for()


def test_an_administrator_enters_looks_at_and_ends_and_sees_no_family(world: World, page: Page, eye: Eye) -> None:
    sign_in(page, RoleKind.ADMINISTRATOR)
    assert "The roles of 10 people are to be looked at." in said(page)
    go(page, "See people and their roles", "People of Calderdale")
    eye.show(page, "people", page.get_by_role("heading", level=1))
    page.get_by_role("button", name="Enter a person").click()
    page.get_by_label("Full name").fill("Nia New")
    page.get_by_label("Email address at work").fill("nia@example.org")
    page.get_by_label("Where do they work?").select_option("CAL-01")
    page.get_by_label("Role").select_option("centre-worker")
    press(page, "Enter this person", "This is the only time that the link is shown.")
    for name, button, then in (
        (ANA, "They still need every role", "Confirmed."),
        (days.COVER, "End this role", "It opens nothing any more."),
    ):
        page.goto("/people")
        page.get_by_role("link", name=name).first.click()
        press(page, button, then)
    page.goto("/people")
    page.get_by_role("link", name=days.NAMES[RoleKind.ADMINISTRATOR]).first.click()
    page.get_by_text("Somebody else confirms your own roles.").wait_for()
    assert refused(page, "/worklist")
    another(page, RoleKind.CENTRE_WORKER)
    assert days.COVER not in said(page)  # to whom nothing can be assigned any more


def test_a_monitor_reads_figures_with_their_base_and_takes_a_checkpoint(world: World, page: Page) -> None:
    sign_in(page, RoleKind.MONITOR_VIEWER)
    go(page, "See who shares", "Who shares births, and how regularly")
    assert "2 of the 153 councils of England are entered here; of the others nothing is known." in said(page)
    assert "Too early to say" in said(page)  # not known, and so not counted as not sharing
    assert "0\nnot at all" in said(page)
    go(page, "Calderdale", "How regularly births are shared")
    page.goto("/ledger")
    page.get_by_text("The signed checkpoint").click()
    page.get_by_text(
        "example.org/log"
    ).first.wait_for()  # its first line: whoever has it sees whether anything is changed later
    assert not {"Smith", "Khan", "Calderdale"} & set(said(page).split())
    assert refused(page, "/births")
