"""Visit sheets in a browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact.rules import SENT
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import open_viewing
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, london_date
from tests.browser.conftest import Eye
from tests.browser.test_work import show_again_who, sign_in
from tests.doors import world as making
from tests.doors.world import BY, World, born, bring


@pytest.fixture
def world(live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = making.build()
    bring(made.at, born(made.at, "R1"))
    viewer = open_viewing("centre", made.centre, until=made.at + timedelta(days=1))
    [family] = worklist(viewer, at=made.at).families
    told = {"made_on": london_date(made.at), "note": "", "by": BY, "at": made.at}
    journey.record_attempt(viewer=viewer, reference=family.reference, made=SENT, **told)
    return made


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_worker_takes_a_sheet_strikes_out_and_destroys_it(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    def look(name: str) -> None:
        eye.look(page, f"visits-{name}-{width}")

    sign_in(page, RoleKind.CENTRE_WORKER)
    page.goto("/visit-sheets")
    look("none")
    show_again_who(page)
    page.goto("/worklist")
    page.get_by_label("Select Alex Smith").check()
    page.get_by_role("button", name="Visit sheet of the selected families").click()
    page.get_by_text("You have selected 1 family").wait_for()
    look("take")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the sheet").click()
    assert taken.value.suggested_filename.startswith("visit-sheet-")
    birth = BirthId(Birth.objects.latest("pk").pk)
    journey.mark(birth=birth, kind=MarkerKind.OBJECTION, source="person", by=BY, at=world.at)
    page.goto("/worklist")
    look("worklist")
    page.get_by_role("link", name="Go to your visit sheets").click()
    look("strike")
    page.get_by_role("button", name="It is struck out").click()
    page.get_by_role("button", name="They are destroyed").click()
    look("at-fault")
    page.locator("input[name=sheet]").check()
    page.get_by_role("button", name="They are destroyed").click()
    page.get_by_text("Destroyed: 1 sheet").wait_for()
