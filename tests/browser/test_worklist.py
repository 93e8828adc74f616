"""A worker's list and a family's page through their states: first use, chosen, assigned, changed, none that fits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.directory.rules import RoleKind
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.doors import world as making
from tests.doors.world import World, born, bring

NOTE = "Ring first.\n\nGroups: https://www.example.org/times, or write to hub@example.org <b>soon</b>"
Look = Callable[[str], None]


def three_families(made: World) -> None:
    names = ("Khan", "Jones", "Patel")
    rows = [
        born(made.at, f"R{one}", parent_name=f"Alex {one}", baby_surname=one, address_line_1=f"{one} Road")
        for one in names
    ]
    bring(made.at, *rows)


def assign_two_and_show_them(page: Page, look: Look) -> None:
    page.goto("/worklist")
    page.get_by_label("Select Alex Khan").check()
    page.get_by_label("Select Alex Jones").check()
    page.get_by_label("Assign the selected families to").select_option(label="Me")
    look("worklist-assigning")
    page.get_by_role("button", name="Assign").click()
    page.get_by_text("Assigned: 2 families.").wait_for()
    page.get_by_text("Show some of them only").click()
    page.get_by_label("Whose").select_option(label="Assigned to me")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("Show all, due first").wait_for()
    assert page.get_by_role("link", name="Alex Patel").count() == 0
    look("worklist-chosen")


def record_with_a_note(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Alex Khan").click()
    page.get_by_label("At the centre", exact=True).check()
    page.get_by_label("The family will come to the centre").check()
    page.get_by_label("Note").fill(NOTE)
    page.get_by_role("button", name="Record").click()
    page.get_by_role("link", name="Alex Khan").click()
    assert page.get_by_role("link", name="hub@example.org").get_attribute("href") == "mailto:hub@example.org"
    page.get_by_text("<b>soon</b>").wait_for()
    look("family-with-note")


def say_who_referred_it(page: Page, look: Look) -> None:
    page.get_by_role("link", name="The family was referred to you").click()
    page.get_by_label("A midwife").check()
    look("referred")
    page.get_by_role("button", name="Save the referral").click()
    page.get_by_text("Recorded. You may call the family").wait_for()


def say_that_it_has_moved(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Something has changed").click()
    page.get_by_role("button", name="Save the change").click()
    page.get_by_role("alert").wait_for()
    look("changed-errors")
    page.get_by_label("The family has moved away").check()
    page.get_by_label("At the centre").check()
    page.get_by_role("button", name="Save the change").click()
    page.get_by_text("stops everywhere").wait_for()


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_worker_chooses_assigns_and_says_what_has_changed(
    live: str, settings: Settings, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    settings.PASSWORD_HASHERS = making.QUICK
    made = making.build()
    page: Page = request.getfixturevalue(width)

    def look(name: str) -> None:
        eye.look(page, f"{name}-{width}")

    sign_in(page, RoleKind.CENTRE_WORKER)
    page.get_by_text("No family has come to you yet").wait_for()
    look("worklist-first-use")
    three_families(made)
    assign_two_and_show_them(page, look)
    record_with_a_note(page, look)
    say_who_referred_it(page, look)
    say_that_it_has_moved(page, look)
    page.goto("/worklist?show=overdue")
    page.get_by_text("No family fits what you selected").wait_for()
    look("worklist-none-fits")
