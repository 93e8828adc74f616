"""A family is stopped by whoever takes the call; who it was is seen and said by those alone who may know what is withheld."""

import json

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from rightstart.births.models import Birth
from rightstart.cli.main import commands
from rightstart.directory.rules import RoleKind
from rightstart.safeguards.models import FamilyStop
from tests.doors.conftest import SignIn
from tests.doors.world import OURS, World, born, bring

STEWARD, IG, SAFE, CENTRE = (
    RoleKind.DATA_STEWARD,
    RoleKind.IG_LEAD,
    RoleKind.SAFEGUARDING_LEAD,
    RoleKind.CENTRE_WORKER,
)
CALL = {"what": "died", "name": "Smith", "street": "Parkinson Lane", "caller": "health-visitor"}


def stop(client: Client, **more: str) -> str:
    return client.post(reverse("family-stops"), CALL | more, follow=True).content.decode()


@pytest.mark.parametrize("role", [STEWARD, IG, SAFE])
def test_whoever_may_mark_stops_a_family_and_is_told_how_many_are_frozen_and_not_whom(
    world: World, sign_in: SignIn, role: RoleKind
) -> None:
    bring(
        world.at,
        born(world.at, "R1"),
        born(world.at, "R2", baby_surname="Khan", parent_name="Noor Khan", address_line_1="3 Hill"),
    )
    told = stop(sign_in(role))
    assert "1 birth that may be meant is frozen from this moment" in told
    assert "Olivia" not in told
    assert "Parkinson" not in sign_in(role).get(reverse("family-stops")).content.decode()
    assert "Khan" in sign_in(CENTRE).get(reverse("worklist")).content.decode()
    assert "Alex Smith" not in sign_in(CENTRE).get(reverse("worklist")).content.decode()


def test_too_little_is_answered_with_what_would_do(world: World, sign_in: SignIn) -> None:
    assert "Give two details or more" in stop(sign_in(STEWARD), street="")
    assert "Give two details or more" in stop(sign_in(STEWARD), name="", street="1")
    assert not FamilyStop.objects.exists()


def test_only_who_may_know_what_is_withheld_sees_the_candidates_and_answers(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    stop(sign_in(STEWARD))
    address = reverse("family-stop", args=[FamilyStop.objects.get().reference])
    for role in (STEWARD, IG, CENTRE, RoleKind.SUPPLIER_SENDER, RoleKind.DIRECTOR):
        assert sign_in(role).get(address).status_code == 403
    lead = sign_in(SAFE)
    sheet = lead.get(address).content.decode()
    assert "Parkinson Lane" in sheet
    assert "Olivia Smith" in sheet
    assert "Alex Smith" in sheet
    told = lead.post(address, {"birth": Birth.objects.get().reference, "answer": "family"}, follow=True)
    assert "It is marked for good" in told.content.decode()
    assert FamilyStop.objects.get().closed_how == "found"


def test_a_protected_address_is_not_shown_to_anybody_who_confirms(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    bring(world.at, {"record_id": "R1", "postcode": "ZZZSECUR", "contact": "hold"})
    stop(sign_in(STEWARD), street="", name="Smith", born_on="", postcode="HX1")
    address = reverse("family-stop", args=[FamilyStop.objects.get().reference])
    assert "12 Parkinson Lane" not in sign_in(SAFE).get(address).content.decode()


def test_a_stop_is_ended_by_a_person(world: World, sign_in: SignIn) -> None:
    stop(sign_in(STEWARD))
    lead, reference = sign_in(SAFE), FamilyStop.objects.get().reference
    told = lead.post(reverse("close-family-stop", args=[reference]), follow=True).content.decode()
    assert "what was said is destroyed" in told
    assert (
        "There is no such stop any more"
        in lead.get(reverse("family-stop", args=[reference]), follow=True).content.decode()
    )


def test_the_command_reads_what_was_said_from_standard_input_and_never_from_its_options(world: World) -> None:
    bring(world.at, born(world.at, "R1"))
    done = CliRunner().invoke(
        commands,
        ("stop-family", "--council", OURS, "--what", "died", "--caller", "hospital", "--json"),
        input=json.dumps({"name": "Smith", "postcode": "HX1 3XL"}),
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["frozen"] == 1
    too_little = ("stop-family", "--council", OURS, "--what", "hold", "--caller", "family", "--json")
    refused = CliRunner().invoke(commands, too_little, input=json.dumps({"name": "Smith"}))
    assert (refused.exit_code, json.loads(refused.stdout)["reason"]) == (1, "too-few")
    assert CliRunner().invoke(commands, too_little, input="Smith of Parkinson Lane").exit_code == 2
