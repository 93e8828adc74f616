"""A record whose home is not shown, in a browser: the word for it and the one number to ring, at a desk and on a telephone."""

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.handover.models import DownstreamStop
from rightstart.handover.rules import Way
from rightstart.handover.systems import Told, add_system
from rightstart.intake.models import Quarantined
from rightstart.safeguards.models import FamilyStop
from rightstart.safeguards.rules import MarkerKind
from rightstart.safeguards.stops import Caller, Said, What
from rightstart.terms import BirthId
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, OURS, World, born, bring

LEAD, STEWARD = RoleKind.SAFEGUARDING_LEAD, RoleKind.DATA_STEWARD
NUMBER = "01632 960111"


@pytest.fixture
def addresses(database: str, live: str, settings: Settings) -> list[str]:
    """Two births that may be one, with a protected address: where a council's people see something of them."""
    settings.PASSWORD_HASHERS = making.QUICK
    world: World = put_back(database, "doors", making.build)
    hours = "Monday to Friday, 9 to 5"
    keep_number(organisation_code=OURS, role=LEAD, number=NUMBER, hours=hours, by=BY, at=world.at)
    add_system(
        council=world.council, told=Told("Admissions", "Its office", Way.PAGE, "01632 960001"), by=BY, at=world.at
    )
    good = [born(world.at, f"X{number}", address_line_1=f"{number} Road") for number in range(4)]
    hidden = born(world.at, "R3", born_on="2019-99-99", postcode="ZZZSECUR")
    bring(world.at, born(world.at, "R1", baby_forename="Baby"), born(world.at, "R2"), hidden, *good)
    first = BirthId(Birth.objects.earliest("pk").pk)
    journey.mark(birth=first, kind=MarkerKind.PROTECTED_ADDRESS, source="person", by=BY, at=world.at)
    said = Said(name="Smith", street="", postcode="HX1", born_on=None, about=False)
    journey.stop_family(council=world.council, said=said, what=What.DIED, caller=Caller.HOSPITAL, by=BY, at=world.at)
    reference = Birth.objects.get(pk=first).reference
    return [
        f"/downstream/stops/{DownstreamStop.objects.earliest('pk').reference}",
        f"/births/{reference}",
        "/questions/1",
        f"/quarantine/{Quarantined.objects.get().pk}",
        f"/family-stops/{FamilyStop.objects.get().reference}",
        f"/holds/{reference}/stays",
    ]


@pytest.mark.parametrize("width", ["page", "narrow"])
@pytest.mark.parametrize(
    ("role", "word", "sees"), [(LEAD, "Protected", (0, 1, 2, 4, 5)), (STEWARD, "Not shown", (0, 1, 2, 3))]
)
def test_a_home_that_is_not_shown_has_its_word_and_one_number_to_ring(
    addresses: list[str],
    request: pytest.FixtureRequest,
    eye: Eye,
    width: str,
    role: RoleKind,
    word: str,
    sees: tuple[int, ...],
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, role)
    for place in sees:
        page.goto(addresses[place])
        page.get_by_text("Ask the safeguarding lead of Calderdale only:").first.wait_for()
        assert word in page.locator("main").inner_text(), addresses[place]
        assert page.locator("main a[href^='tel:']").first.get_attribute("href") == "tel:01632960111"
        eye.fits(page)
        eye.keep(page, f"home-{role.value}-{place}-{width}")
