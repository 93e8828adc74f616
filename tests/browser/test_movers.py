"""Families who move and letters that come back, in a browser: wide, on a telephone and without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.births.models import Birth
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import open_viewing
from rightstart.intake import quarantine
from rightstart.terms import london_date
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, OURS, THEIRS, World, agree_on, born, bring

WIDTHS = pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
ARRIVALS = InstrumentKind.ARRIVALS_SHARING


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    """One family moved away, one letter came back, one row was put right; everything is agreed."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    then = made.at - timedelta(days=35)
    agree_on(then, "DSA-1", "CHIS01", OURS, tells_back=True)
    agree_on(then, "ARR-1", "CHIS01", OURS, kind=ARRIVALS)
    agree_on(then, "ARR-2", OURS, THEIRS, Hop.COUNCIL_TO_COUNCIL, ARRIVALS)
    others = [other(made, n) for n in range(4)]
    bring(made.at, born(made.at, "R1"), born(made.at, "R2", born_on="31/02/2026"), *others)
    _mend(made)
    _letter_comes_back(made)
    bring(made.at, other(made, 1) | {"postcode": "HD1 1AA", "action": "correct"})
    return made


def other(made: World, number: int) -> dict[str, str]:
    """A family that is like no other one."""
    names = ("Khan", "Nowak", "Taylor", "Hall")
    home = {"address_line_1": f"{number + 1} Green Road", "parent_name": f"Sam {names[number]}"}
    return born(made.at, f"X{number}", baby_surname=names[number], baby_forename="", **home)


def _mend(made: World) -> None:
    viewer = open_viewing("council", made.council, until=made.at + timedelta(days=1))
    [waits] = quarantine.waiting(viewer, at=made.at)
    right = {"born_on": str(london_date(made.at) - timedelta(days=20)), "parent_name": "Noor Khan"}
    journey.readmit(viewer=viewer, number=waits.number, changes=right, by=BY, at=made.at)


def _letter_comes_back(made: World) -> None:
    viewer = open_viewing("centre", made.centre, until=made.at + timedelta(days=1))
    family = next(one for one in worklist(viewer, at=made.at).families if one.addressee == "Alex Smith")
    back = Made(Channel.LETTER, AttemptOutcome.RETURNED_MAIL)
    told = {"made": back, "made_on": london_date(made.at), "note": "", "by": BY, "at": made.at}
    journey.record_attempt(viewer=viewer, reference=family.reference, **told)


def look(page: Page, eye: Eye, name: str, width: str) -> None:
    eye.look(page, f"{name}-{width}", axe=width == "page")


@WIDTHS
def test_a_supplier_answers_a_returned_letter_and_an_offer(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.SUPPLIER_SENDER)
    page.goto("/send/arrival")
    look(page, eye, "arrival", width)
    page.goto("/told-back")
    look(page, eye, "told-back", width)
    page.get_by_role("button", name="We have put our record right").click()
    page.get_by_text("What was offered is destroyed").wait_for()
    page.get_by_role("link", name="R1").click()
    page.get_by_role("heading", name="An address seems wrong").wait_for()
    look(page, eye, "returned-letter", width)
    page.get_by_label("No other address is known").check()
    page.get_by_role("button", name="Answer").click()
    page.get_by_text("The family’s centre is told").wait_for()


@WIDTHS
def test_a_family_is_handed_to_its_new_council(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.SAFEGUARDING_LEAD)
    page.goto("/alerts")
    page.get_by_role("link", name="A family has moved to another council").click()
    page.get_by_role("link", name="Hand this family to its new council").click()
    page.get_by_role("heading", name="Hand this family").wait_for()
    look(page, eye, "hand-on", width)
    page.get_by_label("New council").select_option(label="Kirklees")
    page.get_by_label("First line of the new address").fill("9 New Road")
    page.get_by_label("New postcode").fill("HD1 1AA")
    page.get_by_label("gave us this address").check()
    page.get_by_role("button", name="Hand on").click()
    page.get_by_text("Handed to its new council").wait_for()
    assert Birth.objects.filter(council_id=world.council).count() + 1 == Birth.objects.count()


@WIDTHS
def test_a_worker_sees_that_an_address_is_asked_for(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, RoleKind.CENTRE_WORKER)
    page.get_by_role("heading", name="Families to contact").wait_for()
    look(page, eye, "worklist-returned", width)
    page.get_by_role("link", name="Alex Smith").click()
    page.get_by_role("heading", name="Alex Smith").wait_for()
    look(page, eye, "family-returned", width)
    assert "the right address is being asked for" in page.inner_text("main")
