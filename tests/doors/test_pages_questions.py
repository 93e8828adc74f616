"""What a council's people see of two births that may be one, and how they answer and take it back."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.births.models import Birth, Review
from rightstart.births.rules import Answer, ReviewKind
from rightstart.directory.rules import RoleKind
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from rightstart.web.questions import sentences
from tests.doors.conftest import SignIn
from tests.doors.world import BY, World, born, bring

STEWARD, SAFE = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD
ALIKE: dict[str, Any] = {"nhs_number": "", "baby_forename": ""}


def page(client: Client, name: str, *given: object) -> str:
    return client.get(reverse(name, args=given), follow=True).content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def lines(html: str) -> dict[str, str]:
    """What each row of the comparison ends in."""
    body = html.split("What the two records say", 1)[1]
    rows = re.findall(r'<th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', body, re.DOTALL)
    return {words(name).strip(): words(rest).strip() for name, rest in rows}


@pytest.fixture
def asked(world: World) -> int:
    """A question about two records: of one supplier, of one home, one of them named."""
    bring(world.at, born(world.at, "R1", **ALIKE), born(world.at, "R2", **ALIKE | {"baby_forename": "Ada"}))
    return int(Review.objects.get().pk)


def mark(world: World, kind: MarkerKind) -> None:
    younger = BirthId(Review.objects.get().birth_id)
    journey.mark(birth=younger, kind=kind, source="person", by=BY, at=world.at)


def test_both_births_stand_side_by_side_with_each_difference_in_words(sign_in: SignIn, asked: int) -> None:
    told = lines(page(sign_in(STEWARD), "question", asked))
    assert told["Surname"].split().count("Smith") == 2
    assert told["Surname"].endswith("The same")
    assert "12 Parkinson Lane" in told["Address"]
    assert told["Forename"].endswith("Only one says")
    assert told["Its record"].startswith("Known first R1 Came second R2")
    assert told["NHS number"].endswith("Neither says")


def test_a_protected_address_is_shown_to_nobody_who_compares(world: World, sign_in: SignIn, asked: int) -> None:
    mark(world, MarkerKind.PROTECTED_ADDRESS)
    for role in (STEWARD, SAFE):
        told = lines(page(sign_in(role), "question", asked))
        for part in ("Address", "Postcode"):
            assert told[part].endswith("Not compared")
            assert ("Protected" in told[part], "Not shown" in told[part]) == (role is SAFE, role is STEWARD)


def test_an_adopted_child_is_laid_beside_another_for_those_alone_who_may_know(
    world: World, sign_in: SignIn, asked: int
) -> None:
    mark(world, MarkerKind.ADOPTION)
    steward = sign_in(STEWARD)
    shown = page(steward, "question", asked)
    assert "Parkinson Lane" not in shown
    assert "Your safeguarding lead answers" in shown
    steward.post(reverse("question", args=[asked]), {"answer": "same"})
    assert Review.objects.get(pk=asked).answer is None
    assert "Parkinson Lane" in page(sign_in(SAFE), "question", asked)


def test_an_answer_says_who_gave_it_and_can_be_taken_back_by_another(sign_in: SignIn, asked: int) -> None:
    client = sign_in(STEWARD)
    client.post(reverse("question", args=[asked]), {"answer": "same"})
    assert Birth.objects.filter(identities__isnull=False).distinct().count() == 1
    shown = words(page(client, "questions"))
    assert "Same: one baby" in shown
    second = sign_in(SAFE)
    assert "Given by" in words(page(second, "undo_answer", asked))
    second.post(reverse("undo_answer", args=[asked]))
    shown = words(page(client, "questions"))
    assert "Undone by" in shown
    assert "Two records may be one baby" in shown
    assert Birth.objects.filter(identities__isnull=False).distinct().count() == 2


def test_an_answer_taken_back_twice_is_said_kindly(sign_in: SignIn, asked: int) -> None:
    client = sign_in(STEWARD)
    assert "Nobody has answered this" in page(client, "undo_answer", asked)
    client.post(reverse("question", args=[asked]), {"answer": "keep-both"})
    client.post(reverse("undo_answer", args=[asked]))
    assert "Nobody has answered this" in page(client, "undo_answer", asked)


@pytest.mark.parametrize("role", [RoleKind.CENTRE_WORKER, RoleKind.SUPPLIER_SENDER, RoleKind.IG_LEAD])
def test_others_neither_compare_nor_take_back(sign_in: SignIn, asked: int, role: RoleKind) -> None:
    client = sign_in(role)
    assert client.get(reverse("question", args=[asked])).status_code == 403
    assert client.post(reverse("undo_answer", args=[asked])).status_code == 403


def test_every_question_has_its_answers_and_every_answer_its_words() -> None:
    assert set(sentences.OFFERED) == set(sentences.WHAT_FOLLOWS) == set(ReviewKind)
    offered = {(kind, answer) for kind, answers in sentences.OFFERED.items() for answer in answers}
    assert offered == set(sentences.GIVEN)
    assert {answer for _, answer in offered} == set(Answer)
    assert set(sentences.LIKENED) == set(sentences.Likened)
