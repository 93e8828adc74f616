"""The log of breaches in a browser: a lead finds it, assesses it, draws the notices and closes it; on a telephone too."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.breaches import watch
from rightstart.breaches.models import Breach
from rightstart.contact.letters import batches, queueing
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.browser.conftest import Eye
from tests.browser.test_work import sign_in
from tests.clean import put_back
from tests.doors import world as making
from tests.doors.world import BY, OURS, World, born, bring


@pytest.fixture
def world(database: str, live: str, settings: Settings) -> World:
    """A letter posted yesterday to a family whose baby's death is known now, and a file with another council's resident."""
    settings.PASSWORD_HASHERS = making.QUICK
    made = put_back(database, "doors", making.build)
    then = made.at - timedelta(days=1)
    told = {"number": "01632 960001", "hours": "9 to 5", "by": BY, "at": then}
    keep_number(organisation_code=OURS, role=RoleKind.DATA_STEWARD, **told)
    bring(then, born(then, "R1"), born(then, "R2", postcode="HD1 1AA", parent_name="Sam Jones"))
    batch = queueing.make(sender=made.council, by=BY, at=then)
    assert isinstance(batch, batches.Batch)
    batches.print_letters(sender=made.council, reference=batch.reference, by=BY, at=then)
    batches.post(sender=made.council, reference=batch.reference, by=BY, at=then)
    birth = BirthId(Birth.objects.get().pk)
    journey.mark(birth=birth, kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=made.at)
    watch.watch(by=BY, at=made.at)
    return made


def looked_at(page: Page, eye: Eye, name: str, width: str) -> None:
    eye.look(page, f"{name}-{width}", axe=width == "page")


@pytest.mark.parametrize("width", ["page", "narrow", "scriptless"])
def test_a_lead_takes_a_breach_from_the_list_to_its_end(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    entry = Breach.objects.get(opened="called-back").reference
    sign_in(page, RoleKind.IG_LEAD)
    eye.keep(page, f"breach-home-{width}")
    page.goto("/breaches")
    looked_at(page, eye, "breaches", width)
    page.get_by_role("link", name=entry).click()
    looked_at(page, eye, "breach-candidate", width)
    page.get_by_role("link", name="Assess it: a breach", exact=True).click()
    page.get_by_role("button", name="Record the assessment").click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, eye, "breach-assess", width)
    for label in (
        "(confidentiality)",
        "became known only after contact",
        "Distress, also to",
        "What was sent was called back",
    ):
        page.get_by_label(label).check()
    page.get_by_label("A high risk to people is likely").check()
    page.get_by_role("button", name="Record the assessment").click()
    page.get_by_text("Recorded in the log").wait_for()
    looked_at(page, eye, "breach-assessed", width)
    page.get_by_role("link", name="Record that the regulator has been told").click()
    looked_at(page, eye, "breach-notify", width)
    page.get_by_role("button", name="Record that the regulator is told").click()
    page.get_by_role("link", name="Record that the people have been told").click()
    page.get_by_label("By the family’s health visitor").check()
    page.get_by_role("button", name="Record that they are told").click()
    page.get_by_role("link", name="Close it").click()
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("Recorded in the log").wait_for()
    looked_at(page, eye, "breach-closed", width)


@pytest.mark.parametrize("width", ["page", "narrow"])
def test_a_file_with_others_residents_and_an_entry_by_hand(
    world: World, request: pytest.FixtureRequest, eye: Eye, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    entry = Breach.objects.get(opened="not-ours").reference
    sign_in(page, RoleKind.SAFEGUARDING_LEAD)
    page.goto(f"/breaches/{entry}")
    looked_at(page, eye, "breach-others", width)
    page.goto("/breaches/open")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text("There is a problem").wait_for()
    looked_at(page, eye, "breach-open", width)
