"""Important notices on a person's pages, and whom to ring where something has to be stopped by telephone."""

import re
from collections.abc import Mapping
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact import notices
from rightstart.contact.rules import AttemptOutcome, Channel
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import NumberKept, keep_number
from rightstart.engine import bulk
from rightstart.engine.bulk import Question
from rightstart.release import halt
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from rightstart.web import frame
from tests.doors.conftest import SignIn
from tests.doors.test_pages_centre import attempt, reference, text
from tests.doors.world import BY, OURS, World, born, bring

WORKER, STEWARD, LEAD = RoleKind.CENTRE_WORKER, RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD
CHANGED = "Something has changed for a family you have dealt with"
TRIED = "A centre had already tried to contact a family that was called back"


def keep(world: World, code: str, role: RoleKind, number: str, hours: str = "Monday to Friday, 9 to 5") -> None:
    kept = keep_number(organisation_code=code, role=role, number=number, hours=hours, by=BY, at=world.at)
    assert isinstance(kept, NumberKept)


def words(client: Client, name: str) -> str:
    """What a page says, without its markup."""
    page = re.sub(r"<[^>]+>", " ", unescape(text(client, name)))
    return re.sub(r"\s+([.,):])", r"\1", re.sub(r"\s+", " ", page))


@pytest.fixture
def posted(world: World, sign_in: SignIn) -> str:
    """A letter was recorded by the centre's worker; gives the reference."""
    bring(world.at, born(world.at, "R1"))
    client, told = sign_in(WORKER), reference(world)
    client.post(reverse("family", args=[told]), attempt(world, Channel.LETTER, AttemptOutcome.SENT))
    return told


def mark(world: World) -> None:
    [birth] = Birth.objects.all()
    journey.mark(birth=BirthId(birth.pk), kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at)


def test_every_page_says_that_something_has_changed_until_the_notices_are_opened(
    world: World, sign_in: SignIn, posted: str
) -> None:
    client = sign_in(WORKER)
    assert CHANGED not in text(client, "worklist")
    mark(world)
    for name in ("worklist", "ledger"):
        assert CHANGED in text(client, name)
    page = text(client, "notices")
    assert CHANGED not in page
    assert ("New" in page, posted in page, "Do not contact this family" in page) == (True, True, True)
    assert not [word for word in ("Smith", "Olivia", "Parkinson", "died", "death") if word in page]
    assert reverse("family", args=[posted]) not in page
    assert CHANGED not in text(client, "worklist")


def test_a_family_that_is_on_the_list_is_led_to(world: World, sign_in: SignIn, posted: str) -> None:
    client = sign_in(WORKER)
    client.post(reverse("family", args=[posted]), attempt(world, Channel.LETTER, AttemptOutcome.RETURNED_MAIL))
    bring(timezone.now(), born(world.at, "R1", action="correct", address_line_1="7 Low Street"))
    page = text(client, "notices")
    assert reverse("family", args=[posted]) in page
    assert ("Another address is known" in page, "Low Street" in page) == (True, False)


def test_a_cleared_notice_is_gone_and_clearing_it_twice_does_nothing(
    world: World, sign_in: SignIn, posted: str
) -> None:
    mark(world)
    client = sign_in(WORKER)
    assert posted in text(client, "notices")
    done = client.post(reverse("notices_cleared"), {"reference": [posted]}, follow=True).content.decode()
    assert ("Cleared: 1 notice" in done, "No notices" in done) == (True, True)
    again = client.post(reverse("notices_cleared"), {"reference": [posted]}, follow=True).content.decode()
    assert "cleared before" in again


@pytest.mark.parametrize("role", [STEWARD, LEAD])
def test_the_council_is_told_that_a_letter_may_be_on_its_way_and_whom_to_ring(
    world: World, sign_in: SignIn, posted: str, role: RoleKind
) -> None:
    keep(world, "CAL-01", WORKER, "01632 960101")
    mark(world)
    client = sign_in(role)
    assert TRIED in text(client, "call-backs")
    said = words(client, "notices")
    assert f"{posted} New" in said
    assert "Whom to ring Little Stars Family Hub, the centre’s workers: 01632 960101 (Monday to Friday, 9 to 5)" in said
    assert "Smith" not in said
    assert TRIED not in text(client, "call-backs")


@pytest.mark.parametrize("role", [RoleKind.SUPPLIER_SENDER, RoleKind.IG_LEAD, RoleKind.DIRECTOR])
def test_others_have_no_notices(sign_in: SignIn, role: RoleKind) -> None:
    client = sign_in(role)
    assert client.get(reverse("notices")).status_code == 403
    assert reverse("notices") not in client.get("/", follow=True).content.decode()


def test_the_worker_reads_whom_to_ring_where_something_is_on_its_way(
    world: World, sign_in: SignIn, posted: str
) -> None:
    mark(world)
    client = sign_in(WORKER)
    unknown = "ring at once. No number is known: ask Calderdale"
    assert unknown in words(client, "worklist")
    assert unknown in words(client, "notices")
    keep(world, OURS, STEWARD, "020 7946 0102", "")
    assert "ring at once. Calderdale, data steward: 020 7946 0102" in words(client, "worklist")
    keep(world, OURS, LEAD, "020 7946 0101")
    assert "ring at once. Calderdale, safeguarding lead: 020 7946 0101 (Monday" in words(client, "worklist")
    assert 'href="tel:02079460101"' in text(client, "notices")


def test_the_call_backs_page_says_whom_to_ring_and_where_no_number_is_known(
    world: World, sign_in: SignIn, posted: str
) -> None:
    mark(world)
    client = sign_in(STEWARD)
    said = words(client, "call-backs")
    assert ("Ring the centre today" in said, "No number is known: ask Little Stars Family Hub" in said) == (True, True)
    keep(world, "CAL-01", WORKER, "01632 960101")
    said = words(client, "call-backs")
    assert "Little Stars Family Hub, the centre’s workers: 01632 960101 Monday to Friday, 9 to 5" in said


def test_a_page_asks_for_its_banners_in_one_round_trip(
    world: World, sign_in: SignIn, posted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(world)
    asked: list[set[str]] = []

    def together(questions: Mapping[str, Question]) -> dict[str, list[tuple[object, ...]]]:
        asked.append({one.query for one in questions.values()})
        return bulk.ask_together(questions)

    monkeypatch.setattr(frame, "ask_together", together)
    page = text(sign_in(WORKER), "worklist")
    assert page.count('id="noticed"') == 1
    assert asked == [{halt.STANDING, notices.UNOPENED}]
