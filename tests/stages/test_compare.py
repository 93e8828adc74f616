"""Truths about what a council's own role is given of two births to compare."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from rightstart import journey
from rightstart.births.models import Review
from rightstart.release.compare import sides
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.clean import put_back
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

BORN = "2026-09-14"


@pytest.fixture
def question(world: World) -> int:
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Smith", BORN, baby_forename="Ada"))
    return int(Review.objects.get().pk)


@pytest.fixture
def world(database: str) -> World:
    return put_back(database, "journey", World)


def test_a_council_is_given_the_two_births_of_its_question_the_elder_first(world: World, question: int) -> None:
    elder, younger = sides(world.viewer(CALDERDALE), question)
    assert [elder.record_id, younger.record_id] == ["R1", "R2"]
    assert [elder.forename, younger.forename] == ["Olivia", "Ada"]


def test_the_latest_word_is_what_is_compared(world: World, question: int) -> None:
    world.today += timedelta(days=1)
    world.hand_in(row("R2", "Smith", BORN, baby_forename="Bea", action="correct"))
    assert [side.forename for side in sides(world.viewer(CALDERDALE), question)] == ["Olivia", "Bea"]


def test_another_council_is_given_nothing_and_a_centre_may_not_even_ask(world: World, question: int) -> None:
    assert sides(world.viewer(KIRKLEES), question) == []
    with pytest.raises(DatabaseError, match="permission denied"):
        sides(world.viewer("CAL-01"), question)


def test_contradicting_identities_are_given_to_nobody(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, nhs_number="9990000018"))
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Brown", BORN, nhs_number="9990000026", action="correct"))
    reviews = Review.objects.filter(kind="identity-conflict")
    assert [sides(world.viewer(CALDERDALE), review.pk) for review in reviews] == [[], []]


@pytest.mark.parametrize("kind", [MarkerKind.PROTECTED_ADDRESS, MarkerKind.UNSAFE_ADDRESS])
def test_an_address_under_a_marker_never_leaves_the_database(world: World, question: int, kind: MarkerKind) -> None:
    birth = BirthId(Review.objects.get().birth_id)
    journey.mark(birth=birth, kind=kind, source="person", by=BY, at=world.at)
    told = {side.record_id: side for side in sides(world.viewer(CALDERDALE), question)}
    assert (told["R2"].address, told["R2"].postcode, told["R2"].protected) == (None, None, True)


def test_a_birth_whose_identity_must_not_be_linked_is_sealed(world: World, question: int) -> None:
    birth = BirthId(Review.objects.get().birth_id)
    journey.mark(birth=birth, kind=MarkerKind.ADOPTION, source="person", by=BY, at=world.at)
    told = {side.record_id: side.sealed for side in sides(world.viewer(CALDERDALE), question)}
    assert told == {"R1": False, "R2": True}
