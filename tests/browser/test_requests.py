"""Families' requests in a browser: at a desk, on a small telephone, and without scripts."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact.follow_up import SENT
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind
from rightstart.rights.requests import keeping
from rightstart.rights.requests.detail import Detail
from rightstart.rights.requests.keeping import Asked, Known
from rightstart.rights.requests.rules import Asker, RequestKind
from rightstart.safeguards.rules import MarkerKind, ParentKnownBy
from rightstart.terms import BirthId, london_date
from tests.browser.conftest import Eye
from tests.browser.test_work import show_again_who, sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.population import viewing
from tests.doors.world import BY, World, born, bring

WIDTHS = ["page", "narrow", "scriptless"]
KNOWN = Known(ParentKnownBy.PHOTO_AND_RED_BOOK, Asker.NAMED)


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    bring(made.at, born(made.at, "R1"))
    return made


def opened(world: World, asked: Asked) -> str:
    told = {"birth": Birth.objects.get().reference, "asked": asked, "by": BY, "at": world.at}
    reference = keeping.open_request(viewer=viewing(world, "council"), **told)
    assert isinstance(reference, str)
    return reference


def seen(page: Page, eye: Eye, address: str, name: str, *, scripts: bool) -> None:
    """A page fits its window, is accessible, and is kept to be looked at."""
    page.goto(address)
    eye.fits(page)
    if scripts:
        eye.accessible(page)
    eye.keep(page, name)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_lead_notes_a_request_makes_its_pack_and_answers(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    [family] = worklist(viewing(world, "centre"), at=world.at).families
    made = {"made": SENT, "made_on": london_date(world.at), "note": "A friendly letter", "by": BY, "at": world.at}
    journey.record_attempt(viewer=viewing(world, "centre"), reference=family.reference, **made)
    sign_in(page, RoleKind.IG_LEAD)
    seen(page, eye, "/requests/note", f"request-note-{width}", scripts=width != "scriptless")
    page.get_by_role("button", name="Note the request").click()
    page.get_by_text("There is a problem").wait_for()
    eye.keep(page, f"request-note-wrong-{width}")
    page.get_by_label("Reference of the birth").fill(Birth.objects.get().reference)
    page.get_by_label("A copy of what is held").check()
    page.get_by_label("I saw a photo identity, and the baby").check()
    page.get_by_label("The parent whom the record names").check()
    page.get_by_role("button", name="Note the request").click()
    page.get_by_text("Tell the parent the reference").wait_for()
    eye.fits(page)
    eye.keep(page, f"requests-{width}")
    page.get_by_role("table").get_by_role("link").first.click()
    show_again_who(page)
    page.get_by_label("A friendly letter").check()
    eye.fits(page)
    eye.keep(page, f"request-{width}")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Make the pack").click()
    assert kept.value.suggested_filename.endswith(".zip")
    page.reload()
    page.get_by_label("The copy was given").check()
    page.get_by_role("button", name="Note how it ended").click()
    page.get_by_text("With this letter comes a copy").wait_for()
    eye.keep(page, f"request-answered-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_requests_fits_and_is_accessible(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    scripts = width != "scriptless"
    unknown = opened(world, Asked(RequestKind.ACCESS, None))
    complaint = opened(world, Asked(RequestKind.COMPLAINT, KNOWN, "You wrote to my old address"))
    home = opened(world, Asked(RequestKind.CORRECTION, KNOWN, "We moved", Detail.ADDRESS, "9 New Road\nHX1 3XL"))
    sign_in(page, RoleKind.IG_LEAD)
    for name in ("requests", f"requests/{unknown}", f"requests/{unknown}/who", f"requests/{complaint}", "complaints"):
        seen(page, eye, f"/{name}", f"{name.replace('/', '-')[:22]}-ig-{width}", scripts=scripts)
    page.context.clear_cookies()
    sign_in(page, RoleKind.DATA_STEWARD)
    for name in ("", "corrections", f"corrections/{home}"):
        seen(page, eye, f"/{name}", f"{name.replace('/', '-')[:14] or 'home'}-steward-{width}", scripts=scripts)


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_the_safeguarding_lead_chooses_what_a_guarded_familys_pack_tells(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    reference = opened(world, Asked(RequestKind.ACCESS, KNOWN))
    kind = MarkerKind.PROFESSIONAL_ADVICE
    journey.mark(birth=BirthId(Birth.objects.get().pk), kind=kind, source="person", by=BY, at=world.at)
    sign_in(page, RoleKind.SAFEGUARDING_LEAD)
    seen(page, eye, f"/requests/{reference}", f"request-guarded-{width}", scripts=True)
    show_again_who(page)
    with page.expect_download():
        page.get_by_role("button", name="Make the pack").click()
    page.reload()
    page.get_by_text("What the last pack left out").wait_for()
    eye.accessible(page)
    eye.keep(page, f"request-guarded-packed-{width}")
