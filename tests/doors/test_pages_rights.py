"""The public page where anybody says no by a code, and the staff's page: what they say, and what they never tell."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rightstart.contact.letters import batches, queueing
from rightstart.contact.letters.rules import RANDOM, in_groups, with_check
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.engine.isolation import open_viewing
from rightstart.rights.rules import MOST_OF_ONE
from rightstart.safeguards.models import Marker
from rightstart.web.rights import soon
from tests.doors.conftest import SignIn
from tests.doors.population import viewing
from tests.doors.world import BY, OURS, World, born, bring

NOBODYS = in_groups(with_check("C" * RANDOM))
MISTYPED = "That is not how a code looks"


@pytest.fixture
def letter(world: World) -> Iterator[batches.Sheet]:
    """The one letter of a family that was handed over."""
    told = {"number": "01422 000000", "hours": "9 to 5", "by": BY, "at": world.at}
    keep_number(organisation_code=OURS, role=RoleKind.DATA_STEWARD, **told)
    bring(world.at, born(world.at, "R1"))
    made = queueing.make(sender=world.council, by=BY, at=world.at)
    assert isinstance(made, batches.Batch)
    [sheet] = batches.print_letters(sender=world.council, reference=made.reference, by=BY, at=world.at)  # type: ignore[misc]
    yield sheet
    settled()


def settled() -> None:
    """Whatever was typed has been carried out."""
    soon.carry_out().result()


def on_list(world: World) -> int:
    return worklist(viewing(world, "centre"), at=world.at).total


def said(code: str, address: str = "192.0.2.1", client: Client | None = None) -> tuple[object, ...]:
    """Everything that whoever types a code is told: the answer, and the page to which it leads."""
    asked = client or Client()
    first = asked.post(reverse("say-no"), {"code": code}, REMOTE_ADDR=address)
    then = asked.get(first["Location"], REMOTE_ADDR=address)
    return first.status_code, first.content, sorted(first.items()), then.status_code, then.content, sorted(then.items())


def test_a_right_code_stops_contact_at_once_without_an_account(world: World, letter: batches.Sheet) -> None:
    page = Client().post(reverse("say-no"), {"code": in_groups(letter.code).lower()}, follow=True).content.decode()
    assert "If the code is right, nobody from the centre will contact you from this moment" in page
    settled()
    assert on_list(world) == 0


def test_a_right_and_a_wrong_code_are_answered_alike_byte_by_byte(world: World, letter: batches.Sheet) -> None:
    right, wrong, used = said(letter.code), said(NOBODYS), said(letter.code)
    assert right == wrong == used
    assert right[0] == 302


def test_a_mistyped_code_is_seen_by_what_anybody_can_work_out(world: World, letter: batches.Sheet) -> None:
    for code in (letter.code[:-1], "hello", letter.code[:-1] + ("C" if letter.code[-1] != "C" else "D")):
        page = Client().post(reverse("say-no"), {"code": code})
        assert (page.status_code, MISTYPED in page.content.decode()) == (200, True)
    assert "Error: " in Client().post(reverse("say-no"), {"code": ""}).content.decode()


def test_guessing_ends_with_the_same_words_for_every_code(world: World, letter: batches.Sheet) -> None:
    for _ in range(MOST_OF_ONE):
        said(NOBODYS)
    assert said(NOBODYS) == said(letter.code)
    assert b"this one was not looked at" in said(letter.code)[4]  # type: ignore[operator]
    assert b"from this moment" in said(NOBODYS, "192.0.2.9")[4]  # type: ignore[operator]


def test_the_machines_of_one_home_count_as_one(world: World, letter: batches.Sheet) -> None:
    for number in range(MOST_OF_ONE):
        said(NOBODYS, f"2001:db8::{number + 1:x}")
    assert b"this one was not looked at" in said(NOBODYS, "2001:db8::ffff")[4]  # type: ignore[operator]
    assert b"from this moment" in said(NOBODYS, "2001:db8:0:1::1")[4]  # type: ignore[operator]


def test_nothing_stays_in_the_browser_and_nothing_is_asked_of_it(world: World, letter: batches.Sheet) -> None:
    client = Client(enforce_csrf_checks=True)
    for address in ("say-no", "say-no-heard", "say-no-later"):
        page = client.get(reverse(address))
        assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
        assert not [word for word in ("Little Stars", "Calderdale", "Smith") if word in page.content.decode()]
    said(letter.code, client=client)
    assert not client.cookies
    assert 'autocomplete="off"' in client.get(reverse("say-no")).content.decode()
    assert client.get("/no")["Location"] == reverse("say-no")


def test_a_code_stands_in_no_log_and_no_address(
    world: World, letter: batches.Sheet, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = Client().post(reverse("say-no"), {"code": letter.code})
    settled()
    assert letter.code not in caplog.text + answer["Location"]


def test_what_breaks_meanwhile_is_answered_the_same_and_done_by_the_next(
    world: World, letter: batches.Sheet, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("Alex Smith")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(soon.journey, "mark", broken)
        assert b"from this moment" in said(letter.code)[4]  # type: ignore[operator]
        settled()
    assert "RuntimeError" in caplog.text
    assert "Smith" not in caplog.text
    settled()
    assert on_list(world) == 0


@pytest.mark.parametrize("role", [RoleKind.DATA_STEWARD, RoleKind.IG_LEAD, RoleKind.CENTRE_WORKER])
def test_staff_stop_a_family_on_the_telephone(
    world: World, letter: batches.Sheet, sign_in: SignIn, role: RoleKind
) -> None:
    client = sign_in(role)
    unknown = client.post(reverse("told-no"), {"said": "NOBODY"}).content.decode()
    assert "No family has this reference or code" in unknown
    page = client.post(reverse("told-no"), {"said": letter.reference}, follow=True).content.decode()
    assert "Nobody contacts this family from this moment" in page
    assert on_list(world) == 0
    assert set(Marker.objects.values_list("kind", "source")) == {("objection", "telephone")}


def test_a_worker_comes_to_it_from_the_familys_page(world: World, letter: batches.Sheet, sign_in: SignIn) -> None:
    client = sign_in(RoleKind.CENTRE_WORKER)
    page = client.get(reverse("family", args=[letter.reference])).content.decode()
    way = f"{reverse('told-no')}?said={letter.reference}"
    assert f'href="{way}"' in page
    assert f'value="{letter.reference}"' in client.get(way).content.decode()


def test_another_centre_cannot_stop_by_a_reference_that_is_not_its_own(
    world: World, letter: batches.Sheet, sign_in: SignIn
) -> None:
    client = sign_in(RoleKind.DATA_STEWARD)
    bring(world.at + timedelta(minutes=1), born(world.at, "R2", postcode="HX1 4RG", parent_name="Sam Jones"))
    viewer = open_viewing("centre", world.other_centre, until=timezone.now() + timedelta(hours=1))
    [other] = worklist(viewer, at=world.at + timedelta(minutes=1)).families
    assert client.post(reverse("told-no"), {"said": other.reference}).status_code == 302
    worker = sign_in(RoleKind.CENTRE_WORKER)
    assert worker.post(reverse("told-no"), {"said": other.reference}).status_code == 200
