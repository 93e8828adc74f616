"""Where a home is not shown: in words as far as each role may know them, with one office to ask and no other."""

import json
import re
from html import unescape

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.births.models import Birth, Review
from rightstart.cli.main import commands
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import forget_number, keep_number
from rightstart.handover.models import DownstreamStop
from rightstart.handover.rules import Way
from rightstart.handover.systems import Told, add_system
from rightstart.intake.models import Notice, Quarantined
from rightstart.intake.sealed import blank_homes
from rightstart.safeguards import social_care
from rightstart.safeguards.lift import Asked, ask_lift
from rightstart.safeguards.models import FamilyStop
from rightstart.safeguards.rules import THROUGH_HEALTH_VISITOR, LiftReason, MarkerKind
from rightstart.terms import Actor, BirthId
from tests.doors.conftest import SignIn
from tests.doors.world import BY, OURS, PASSWORD, World, born, bring

STEWARD, LEAD, IG = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD
NUMBER, OTHERS = "01632 960111", "01632 960222"
ASK = f"Ask the safeguarding lead of Calderdale only: {NUMBER} (office hours)"
PROTECTED, NOT_KNOWN, NOT_SHOWN = "Protected", "Not known", "Not shown"
HOME = "12 Parkinson Lane"


@pytest.fixture(autouse=True)
def numbers(world: World) -> None:
    """The lead's number, and the steward's, who is not to be asked in the lead's place."""
    for role, number in ((LEAD, NUMBER), (STEWARD, OTHERS)):
        keep_number(organisation_code=OURS, role=role, number=number, hours="office hours", by=BY, at=world.at)


def text(client: Client, name: str, *given: object) -> str:
    page = client.get(reverse(name, args=given), follow=True).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(page))).replace("\u00a0", " ")


def row(page: str, key: str) -> str:
    """What stands from a key on, as far as a home's row goes."""
    return page.split(f" {key} ", 1)[1][:200].strip()


def mark(world: World, kind: MarkerKind) -> None:
    journey.mark(birth=BirthId(Birth.objects.earliest("pk").pk), kind=kind, source="person", by=BY, at=world.at)


def forget_home() -> None:
    """As if nobody had ever said where the family lives."""
    blank_homes(list(Notice.objects.values_list("pk", flat=True)))


@pytest.fixture
def stopped(world: World) -> str:
    """A child whose family another system is asked to stop writing to; gives where that is seen."""
    add_system(
        council=world.council, told=Told("Admissions", "Its office", Way.PAGE, "01632 960001"), by=BY, at=world.at
    )
    bring(world.at, born(world.at, "R1"))
    return "downstream-stop"


@pytest.mark.parametrize(
    ("kind", "told"), [(MarkerKind.PROTECTED_ADDRESS, f"{PROTECTED} {ASK}"), (MarkerKind.OBJECTION, NOT_KNOWN)]
)
def test_who_may_know_why_reads_whether_a_home_is_protected_or_not_known_and_a_steward_the_same_for_both(
    world: World, sign_in: SignIn, stopped: str, kind: MarkerKind, told: str
) -> None:
    mark(world, kind)
    forget_home()
    reference = DownstreamStop.objects.get().reference
    assert row(text(sign_in(LEAD), stopped, reference), "Postcode").startswith(told)
    steward = text(sign_in(STEWARD), stopped, reference)
    assert row(steward, "Postcode").startswith(f"{NOT_SHOWN} {ASK}")
    assert PROTECTED not in steward
    assert OTHERS not in steward


def test_where_no_number_is_kept_the_page_says_so_and_names_no_other_office(
    world: World, sign_in: SignIn, stopped: str
) -> None:
    forget_number(organisation_code=OURS, role=LEAD, by=BY, at=world.at)
    mark(world, MarkerKind.PROTECTED_ADDRESS)
    page = text(sign_in(LEAD), stopped, DownstreamStop.objects.get().reference)
    assert "Ask the safeguarding lead of Calderdale only. No telephone number is kept" in page
    assert OTHERS not in page


@pytest.mark.parametrize(
    ("kind", "told"), [(MarkerKind.PROTECTED_ADDRESS, f"{PROTECTED} {ASK}"), (None, f"{NOT_KNOWN} ")]
)
def test_a_stopped_family_is_laid_beside_the_call_with_the_truth_about_its_home(
    world: World, sign_in: SignIn, kind: MarkerKind | None, told: str
) -> None:
    twin = {"births_in_confinement": "2", "baby_forename": "Ada"}
    bring(world.at, born(world.at, "R1", birth_order="1", **twin), born(world.at, "R2", birth_order="2", **twin))
    if kind:
        mark(world, kind)
    forget_home()
    call = {"what": "died", "name": "Smith", "born_on": "", "postcode": "HX1", "caller": "health-visitor"}
    sign_in(STEWARD).post(reverse("family-stops"), call | {"street": ""})
    page = text(sign_in(LEAD), "family-stop", FamilyStop.objects.get().reference)
    candidates = page.split("Frozen birth")[1:]
    assert len(candidates) >= 1
    assert all(row(one, "Address").startswith(told.strip()) for one in candidates)
    assert (ASK in page) is (kind is not None)


@pytest.mark.parametrize("protected", [True, False])
def test_two_births_are_compared_without_a_home_that_is_kept_from_their_reader(
    world: World, sign_in: SignIn, protected: bool
) -> None:
    alike = {"nhs_number": "", "baby_forename": ""}
    bring(world.at, born(world.at, "R1", **alike), born(world.at, "R2", **alike | {"baby_forename": "Ada"}))
    question = Review.objects.get().pk
    plain = text(sign_in(STEWARD), "question", question)
    assert (HOME in plain, ASK in plain) == (True, False)
    if protected:
        mark(world, MarkerKind.PROTECTED_ADDRESS)
    forget_home()
    steward, lead = (text(sign_in(role), "question", question) for role in (STEWARD, LEAD))
    assert (PROTECTED in steward, NOT_SHOWN in steward, ASK in steward, "Not compared" in steward) == (
        False,
        *(True,) * 3,
    )
    assert (PROTECTED in lead, NOT_KNOWN in lead, ASK in lead) == (protected, not protected, protected)
    assert NOT_SHOWN not in lead


@pytest.mark.parametrize("postcode", ["ZZZSECUR", "zzzsecur", "HX1 3XL"])
def test_a_row_of_quarantine_tells_a_steward_neither_a_protected_home_nor_that_it_is_one(
    world: World, sign_in: SignIn, postcode: str
) -> None:
    good = [born(world.at, f"X{number}", address_line_1=f"{number} Road") for number in range(4)]
    bring(world.at, born(world.at, "R1", born_on="2019-99-99", postcode=postcode), *good)
    page = text(sign_in(STEWARD), "quarantined", Quarantined.objects.get().pk)
    kept = postcode != "HX1 3XL"
    assert (f"{NOT_SHOWN} {ASK}" in page, "ZZZ" in page.upper(), "HX1 3XL" in page) == (kept, False, not kept)


def test_social_care_reads_of_no_home_but_whom_to_ask(world: World, sign_in: SignIn) -> None:
    social_care.ask_from_now(council=world.council, by=BY, at=world.at)
    bring(world.at, born(world.at, "R1"))
    assert HOME in text(sign_in(RoleKind.SOCIAL_CARE), "social-care")
    forget_home()
    assert row(text(sign_in(RoleKind.SOCIAL_CARE), "social-care"), "Address").startswith(f"{NOT_SHOWN} {ASK}")


@pytest.mark.parametrize("kind", [MarkerKind.PROTECTED_ADDRESS, MarkerKind.ADOPTION])
def test_a_birth_told_of_names_whom_to_ask_and_to_a_steward_whatever_holds_it(
    world: World, sign_in: SignIn, kind: MarkerKind
) -> None:
    bring(world.at, born(world.at, "R1"))
    mark(world, kind)
    reference = Birth.objects.get().reference
    steward, lead = (text(sign_in(role), "birth", reference) for role in (STEWARD, LEAD))
    protected = kind is MarkerKind.PROTECTED_ADDRESS
    assert (f"Address {NOT_SHOWN} {ASK}" in steward, PROTECTED in steward) == (True, False)
    assert (f"Address {PROTECTED} {ASK}" in lead) is protected
    assert (f"Address {PROTECTED} {ASK}" in text(sign_in(LEAD), "hold_stays", reference)) is protected


@pytest.mark.parametrize("kind", [MarkerKind.PROTECTED_ADDRESS, MarkerKind.PARENT_DIED, MarkerKind.ADOPTION])
def test_a_hold_says_whether_help_goes_through_the_health_visitor_alone(
    world: World, sign_in: SignIn, kind: MarkerKind
) -> None:
    bring(world.at, born(world.at, "R1"))
    mark(world, kind)
    shown = text(sign_in(LEAD), "hold_stays", Birth.objects.get().reference)
    assert ("Through the family’s health visitor" in shown) is (kind in THROUGH_HEALTH_VISITOR)


def test_a_graver_reason_and_a_twin_s_marker_hide_from_nobody_who_may_know_it_that_a_home_is_protected(
    world: World, sign_in: SignIn
) -> None:
    twin = {"births_in_confinement": "2"}
    bring(world.at, born(world.at, "R1", birth_order="1", **twin), born(world.at, "R2", birth_order="2", **twin))
    mark(world, MarkerKind.PROTECTED_ADDRESS)
    mark(world, MarkerKind.DEATH_INFORMAL)
    for reference in Birth.objects.values_list("reference", flat=True):
        assert f"Address {PROTECTED} {ASK}" in text(sign_in(LEAD), "birth", reference)
        assert f"{ASK}." in CliRunner().invoke(commands, ["explain", reference]).stdout


def test_whoever_confirms_a_lift_of_a_protected_address_reads_whom_to_ask(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    mark(world, MarkerKind.PROTECTED_ADDRESS)
    told = {"kind": MarkerKind.PROTECTED_ADDRESS, "reason": LiftReason.SOCIAL_CARE_CLEARED, "roles": {LEAD}}
    asked = ask_lift(birth=BirthId(Birth.objects.get().pk), by=Actor.person(99), at=world.at, **told)
    assert isinstance(asked, Asked)
    client, address = sign_in(IG), reverse("confirm_lift", args=[asked.lift])
    client.post(f"{reverse('account_reauthenticate')}?next={address}", {"password": PASSWORD})
    assert f"Address {NOT_SHOWN} {ASK}" in text(client, "confirm_lift", asked.lift)


def test_the_command_names_whom_to_ask_where_an_address_is_protected_and_only_there(world: World) -> None:
    bring(world.at, born(world.at, "R1"))
    order = ["explain", Birth.objects.get().reference]
    assert json.loads(CliRunner().invoke(commands, [*order, "--json"]).stdout)["address_ask"] is None
    mark(world, MarkerKind.PROTECTED_ADDRESS)
    assert f"{ASK}." in CliRunner().invoke(commands, order).stdout
    asks = json.loads(CliRunner().invoke(commands, [*order, "--json"]).stdout)["address_ask"]
    assert asks == {"organisation": "Calderdale", "role": LEAD.value, "number": NUMBER, "hours": "office hours"}
    keep_number(organisation_code=OURS, role=LEAD, number=NUMBER, hours="", by=BY, at=world.at)
    assert f"only: {NUMBER}." in CliRunner().invoke(commands, order).stdout
