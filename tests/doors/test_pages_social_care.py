"""The pages of social care's check: their team sees who waits and answers; nobody else sees them."""

import pytest
from django.urls import reverse

from rightstart.directory.rules import RoleKind
from rightstart.safeguards import social_care
from rightstart.safeguards.social_care import Answer
from tests.doors.conftest import SignIn
from tests.doors.world import BY, World, born, bring

TEAM, LEAD = RoleKind.SOCIAL_CARE, RoleKind.SAFEGUARDING_LEAD


@pytest.fixture
def asked(world: World, sign_in: SignIn) -> World:
    """A council whose team is asked about two births."""
    sign_in(TEAM)
    assert social_care.ask_from_now(council=world.council, by=BY, at=world.at) is None
    bring(
        world.at,
        born(world.at, "R1", baby_surname="Quillfeather", parent_name="Robin Quillfeather", postcode="HX1 4RG"),
        born(world.at, "R2", baby_surname="Thistlewood", parent_name="Sam Thistlewood", address_line_1="9 Low Lane"),
    )
    return world


def test_the_team_answers_for_some_and_the_others_wait(asked: World, sign_in: SignIn) -> None:
    team, page = sign_in(TEAM), reverse("social-care")
    shown = team.get(page)
    assert {"Quillfeather", "Thistlewood", "9 Low Lane"} <= set(_said(shown.content.decode()))
    first, second = (one["birth"] for one in shown.context["births"])
    done = team.post(page, {first: Answer.CLEAR.value, second: ""}, follow=True).content.decode()
    assert "Answered: 1 birth." in done
    assert (first in done, second in done) == (False, True)
    held = team.post(page, {second: Answer.ADOPTION.value}, follow=True).content.decode()
    assert "No birth waits for you" in held


def _said(page: str) -> list[str]:
    return [name for name in ("Quillfeather", "Thistlewood", "9 Low Lane") if name in page]


def test_to_say_nothing_is_told_and_changes_nothing(asked: World, sign_in: SignIn) -> None:
    done = sign_in(TEAM).post(reverse("social-care"), {"nothing": "said"}, follow=True).content.decode()
    assert "Nothing was answered" in done
    assert "Quillfeather" in done


@pytest.mark.parametrize("role", [role for role in RoleKind if role is not TEAM])
def test_nobody_else_sees_whom_social_care_is_asked_about(asked: World, sign_in: SignIn, role: RoleKind) -> None:
    assert sign_in(role).get(reverse("social-care")).status_code == 403


def test_a_lead_has_the_team_asked_and_ends_it(world: World, sign_in: SignIn) -> None:
    page = reverse("social-care-asking")
    sign_in(TEAM)
    lead = sign_in(LEAD)
    assert "Ask from now on" in lead.get(page).content.decode()
    assert "I have agreed this" in lead.post(page, {}).content.decode()
    assert "Births that come from now on wait" in lead.post(page, {"sure": "on"}, follow=True).content.decode()
    assert social_care.asked_since(world.council) is not None
    assert "do not wait" in lead.post(page, {"sure": "on"}, follow=True).content.decode()
    assert social_care.asked_since(world.council) is None
