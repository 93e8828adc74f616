"""Saying no in a browser: on a small telephone, without scripts, and by a worker who was rung."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart.births.models import Birth
from rightstart.contact.letters import batches, queueing
from rightstart.contact.letters.rules import RANDOM, in_groups, with_check
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.web.rights import soon
from tests.browser.conftest import Eye
from tests.browser.test_work import show_again_who, sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.population import viewing
from tests.doors.world import BY, OURS, World, agree_on, born, bring

WIDTHS = ["page", "narrow", "scriptless"]


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> Iterator[World]:
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    told = {"number": "01632 960001", "hours": "9 to 5", "by": BY, "at": made.at}
    keep_number(organisation_code=OURS, role=RoleKind.DATA_STEWARD, **told)
    bring(made.at, born(made.at, "R1"))
    yield made
    soon.carry_out().result()


def letter(world: World) -> batches.Sheet:
    made = queueing.make(sender=world.council, by=BY, at=world.at)
    assert isinstance(made, batches.Batch)
    [sheet] = batches.print_letters(sender=world.council, reference=made.reference, by=BY, at=world.at)  # type: ignore[misc]
    return sheet


@pytest.mark.parametrize("width", WIDTHS)
def test_a_parent_says_no_with_the_letter_in_hand(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sheet = letter(world)
    page.goto("/no")
    eye.fits(page)
    eye.keep(page, f"say-no-{width}")
    page.get_by_label("The code on the letter").fill(in_groups(sheet.code).lower()[:-1])
    page.get_by_role("button", name="Stop contacting us").click()
    page.get_by_text("That is not how a code looks").first.wait_for()
    eye.keep(page, f"say-no-mistyped-{width}")
    page.get_by_label("The code on the letter").fill(in_groups(sheet.code).lower())
    page.get_by_role("button", name="Stop contacting us").click()
    page.get_by_text("nobody from the centre will contact you from this moment").wait_for()
    eye.fits(page)
    eye.keep(page, f"say-no-heard-{width}")
    assert page.context.cookies() == []
    soon.carry_out().result()
    assert worklist(viewing(world, "centre"), at=world.at).total == 0


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_every_page_of_saying_no_is_accessible(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    for address in ("/say-no", "/say-no/heard", "/say-no/later"):
        page.goto(address)
        eye.accessible(page)
        eye.fits(page)
        eye.keep(page, f"{address.strip('/').replace('/', '-')}-{width}")
    page.goto("/say-no")
    page.get_by_label("The code on the letter").fill("C2D3F")
    page.get_by_role("button", name="Stop contacting us").click()
    page.get_by_text("That is not how a code looks").first.wait_for()
    eye.accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_steward_who_is_rung_stops_the_family(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sheet = letter(world)
    sign_in(page, RoleKind.DATA_STEWARD)
    page.goto("/told-no")
    if width == "page":
        eye.accessible(page)
    eye.fits(page)
    eye.keep(page, f"told-no-{width}")
    field = page.get_by_label("The reference or the code on the letter")
    field.fill(with_check("C" * RANDOM))
    page.get_by_role("button", name="Stop contact now").click()
    page.get_by_text("No family has this reference or code").first.wait_for()
    field.fill(sheet.reference.lower())
    page.get_by_role("button", name="Stop contact now").click()
    page.get_by_text("Nobody contacts this family from this moment").wait_for()
    eye.keep(page, f"told-no-stopped-{width}")


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_worker_stops_the_family_from_its_own_page(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sheet = letter(world)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.goto(f"/families/{sheet.reference}")
    eye.keep(page, f"family-said-no-{width}")
    page.get_by_role("link", name="They said no: stop contact").click()
    page.get_by_role("button", name="Stop contact now").click()
    page.get_by_text("Nobody contacts this family from this moment").wait_for()
    page.goto("/worklist")
    eye.keep(page, f"worklist-after-no-{width}")


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_lead_sees_whose_parents_are_to_be_told_and_answers_one_who_asks(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    then = world.at - timedelta(days=34)
    agree_on(then, "DSA-1", "CHIS01", OURS, informed_by="taker")
    bring(then, born(then, "L1", baby_surname="Green", parent_name="Kit Green", address_line_1="9 Mill Lane"))
    birth = Birth.objects.earliest("pk").reference
    sign_in(page, RoleKind.IG_LEAD)
    page.goto("/informing")
    eye.accessible(page)
    eye.fits(page)
    eye.keep(page, f"informing-{width}")
    page.get_by_role("link", name="Need not be told").first.click()
    eye.accessible(page)
    page.goto("/askings")
    eye.accessible(page)
    eye.fits(page)
    page.get_by_label("Reference of the birth").fill(birth)
    page.get_by_label("I saw a photo identity, and the baby’s health record").check()
    page.get_by_role("button", name="I have seen who it is").click()
    page.get_by_text("Noted. A lead now reads the account").wait_for()
    eye.keep(page, f"askings-{width}")
    page.locator("table").get_by_role("link").click()
    eye.accessible(page)
    eye.fits(page)
    eye.keep(page, f"asking-{width}")
    show_again_who(page)
    with page.expect_download() as given:
        page.get_by_role("button", name="Print it for the parent").click()
    assert given.value.suggested_filename.startswith("who-was-told-")
    if folder := os.environ.get("RIGHTSTART_SHOTS"):
        given.value.save_as(f"{folder}/account-{width}.pdf")
