"""The public page where anybody finds their centre: what it answers to each postcode, and that it keeps nothing."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.ledger.models import Leaf
from rightstart.listings import keep
from rightstart.places import register
from rightstart.places.directories import PostcodeRow, PostcodeStatus
from rightstart.rights.models import Try
from rightstart.rights.rules import MOST_OF_ONE
from rightstart.terms import london_date
from tests.doors.world import BY, OURS, THEIRS, World
from tests.journey.listing import service

BORDER = PostcodeRow("HX1 5QB", PostcodeStatus.LIVE, OURS, "E01011107")


def asked(postcode: str, client: Client | None = None, address: str = "192.0.2.1") -> str:
    answer = (client or Client()).post(reverse("find-centre"), {"postcode": postcode}, REMOTE_ADDR=address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_centre_of_a_postcode_is_named_with_how_to_reach_it_and_what_it_offers(world: World) -> None:
    on = london_date(world.at)
    told = {"number": "01422 000000", "hours": "9 to 5", "by": BY, "at": world.at}
    keep_number(organisation_code="CAL-01", role=RoleKind.CENTRE_WORKER, **told)
    keep.add(centre=world.centre, told=service("Baby clinic", on, booking="Ring first"), by=BY, at=world.at)
    keep.add(centre=world.centre, told=service("Next month", on + timedelta(days=30)), by=BY, at=world.at)
    keep.add(centre=world.other_centre, told=service("Theirs", on), by=BY, at=world.at)
    page = asked("hx13xl")
    assert "Your centre for families is Little Stars Family Hub." in page
    assert all(
        words in page for words in ('href="tel:01422000000"', "(9 to 5)", "Baby clinic", "Mondays", "Ring first")
    )
    assert not [words for words in ("Next month", "Theirs", "Sunshine") if words in page]


def test_where_no_centre_answers_for_a_postcode_the_council_and_its_centres_are_named(world: World) -> None:
    page = asked("HX1 9ZZ")
    assert "Your council is Calderdale. No centre is named for your postcode yet" in page
    assert "Little Stars Family Hub" in page
    assert "Sunshine" in page
    assert "Your council is Kirklees. Its centres are not listed here" in asked("HD1 1AA")


def test_a_postcode_in_two_councils_is_told_of_both(world: World) -> None:
    on = london_date(world.at) - timedelta(days=300)
    register.load(councils=[], small_areas=[], postcodes=[BORDER], from_on=on, by=BY, at=world.at)
    page = asked(BORDER.postcode)
    assert "lies in two councils: Calderdale and Kirklees" in page
    assert "Sunshine" in page


@pytest.mark.parametrize("postcode", ["ZZ1 1ZZ", "ZZ99 3VZ", "ZZZ", "BFPO 1"])
def test_an_unknown_or_unreal_postcode_is_answered_kindly(world: World, postcode: str) -> None:
    assert "We do not know this postcode. Please look whether it is typed right." in asked(postcode)


@pytest.mark.parametrize("postcode", ["", "HX1", "Alex Smith", "x" * 30])
def test_what_is_no_postcode_is_asked_for_again(world: World, postcode: str) -> None:
    assert "Error: " in asked(postcode)


def test_nothing_is_kept_of_who_looks_or_where(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, leaves = Client(enforce_csrf_checks=True), Leaf.objects.count()
    answer = client.post(reverse("find-centre"), {"postcode": "HX1 3XL"})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert not client.cookies
    assert "HX1 3XL" not in caplog.text
    assert Leaf.objects.count() == leaves
    assert Try.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)


def test_asking_without_end_from_one_place_ends_and_never_shuts_out_who_says_no(world: World) -> None:
    for _ in range(MOST_OF_ONE):
        asked("HX1 3XL")
    assert "this one was not looked at" in asked("HX1 3XL")
    assert "Your centre for families is" in asked("HX1 3XL", address="192.0.2.9")
    said = Client().post(reverse("say-no"), {"code": "C" * 15}, REMOTE_ADDR="192.0.2.1")
    assert said.headers.get("Location") != reverse("say-no-later")


def test_the_map_of_another_council_answers_for_nobody_here(world: World) -> None:
    assert THEIRS not in asked("HX1 3XL")
