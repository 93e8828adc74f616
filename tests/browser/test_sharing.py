"""Who shares births, as a national monitor and a council's director see it."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.directory.rules import RoleKind
from rightstart.intake.contract import Attestation
from rightstart.intake.door import HandedIn
from rightstart.terms import Period, london_date, months_after
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.doors import world as making
from tests.doors.world import BY, OURS, World, agree_on

MISSED = 4  # months ago


@pytest.fixture
def world(live: str, settings: Settings) -> World:
    """A council with eleven months of files, one of them left out."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = making.build()
    this = london_date(made.at).replace(day=1)
    begun = months_after(this, -11)
    before = made.at - (london_date(made.at) - begun)
    agree_on(before, "DSA-0", "CHIS01", OURS)
    for back in [one for one in range(11, 0, -1) if one != MISSED]:
        month = Period(months_after(this, -back), months_after(this, 1 - back))
        handed = HandedIn(b"", "CHIS01", OURS, month, attests=frozenset(Attestation), nil=True)
        journey.bring_in(handed, by=BY, at=made.at - (london_date(made.at) - month.end_on) + timedelta(days=6))
    return made


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_monitor_sees_who_shares_and_opens_one_council(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)

    def look(name: str) -> None:
        eye.look(page, f"sharing-{name}-{width}", axe=width == "page")

    sign_in(page, RoleKind.MONITOR_VIEWER)
    look("home")
    page.get_by_role("link", name="See who shares").click()
    page.get_by_role("heading", name="Who shares births, and how regularly").wait_for()
    eye.show(page, "who-shares")
    look("all")
    page.get_by_role("link", name="Calderdale").click()
    page.get_by_role("heading", name="How regularly births are shared").wait_for()
    assert (
        page.get_by_role("img", name="9 in time, 1 missed")
        .or_(page.get_by_role("img", name="10 in time, 1 missed"))
        .count()
    )
    look("council")
