"""How a centre and a council find a family by what somebody says on the telephone, and whom nobody finds."""

import pytest
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.rights.erase import erase_family
from rightstart.rights.rules import Erased
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, FamilyId, london_date
from tests.doors.conftest import SignIn
from tests.doors.world import BY, World, born, bring

WORKER, STEWARD, LEAD = RoleKind.CENTRE_WORKER, RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD
NEVER = "never listed here"


@pytest.fixture(autouse=True)
def families(world: World) -> None:
    bring(
        world.at,
        born(world.at, "R1", baby_surname="O’Neill", parent_name="Noor Khan", address_line_1="1 Hill"),
        born(world.at, "R2", baby_surname="Jones", parent_name="Sam Jones", baby_forename="Tom", postcode="HX1 4RG"),
        born(
            world.at, "R3", baby_surname="Jones", parent_name="Kim Brown", baby_forename="Amy", address_line_1="9 Row"
        ),
    )


def found(client: Client, **asked: str) -> str:
    return client.post(reverse("births_search"), asked, follow=True).content.decode()


def on_list(client: Client, words: str) -> str:
    return client.post(reverse("worklist_search"), {"words": words}, follow=True).content.decode()


@pytest.mark.parametrize("asked", ["oneill", "O'NEILL", "Khan", "noor khan"])
def test_a_steward_finds_a_birth_by_either_surname_however_it_is_written(sign_in: SignIn, asked: str) -> None:
    page = found(sign_in(STEWARD), surname=asked)
    assert "1 birth found" in page
    assert "O’Neill" in page
    assert "Jones" not in page


def test_each_detail_narrows_what_is_found(world: World, sign_in: SignIn) -> None:
    client, on = sign_in(STEWARD), f"{london_date(world.at):%d/%m/%Y}"
    assert "2 births found" in found(client, surname="Jones")
    assert "1 birth found" in found(client, surname="Jones", postcode="hx14rg")
    assert "2 births found" in found(client, postcode="HX1 3XL")
    assert "No birth found" in found(client, surname="Jones", postcode="HX1 3XL", born_on=on)
    assert "Enter a surname or a postcode" in found(client, born_on=on)


@pytest.mark.parametrize("kind", [MarkerKind.ADOPTION, MarkerKind.PROTECTED_ADDRESS, MarkerKind.DEATH_FORMAL])
def test_what_a_marker_withholds_is_found_by_the_lead_alone(world: World, sign_in: SignIn, kind: MarkerKind) -> None:
    journey.mark(birth=BirthId(Birth.objects.earliest("pk").pk), kind=kind, source="person", by=BY, at=world.at)
    steward, lead = found(sign_in(STEWARD), surname="Khan"), found(sign_in(LEAD), surname="Khan")
    assert ("No birth found" in steward, NEVER in steward) == (True, True)
    assert ("1 birth found" in lead, NEVER in lead) == (True, False)
    assert NEVER in found(sign_in(STEWARD), surname="Jones")


def test_whoever_is_erased_is_found_by_nobody(world: World, sign_in: SignIn) -> None:
    first = Birth.objects.earliest("pk")
    erase_family(family=FamilyId(first.family_id), why=Erased.REACHED, by=BY, at=world.at)
    assert "No birth found" in found(sign_in(LEAD), surname="Khan")
    assert "1 birth found" in found(sign_in(LEAD), postcode="HX1 3XL")


@pytest.mark.parametrize("words", ["noo", "khan noor", "O'Neill", "hx1 3xl"])
def test_a_centre_finds_its_family_by_the_beginning_of_a_name_or_by_its_postcode(sign_in: SignIn, words: str) -> None:
    assert "Noor Khan" in on_list(sign_in(WORKER), words)


def test_a_centre_finds_no_family_of_another(sign_in: SignIn) -> None:
    page = on_list(sign_in(WORKER), "jones")
    assert "Kim Brown" in page
    assert "Sam Jones" not in page
    assert "No such family on your list" in on_list(sign_in(WORKER), "sam")
    assert "at least two letters" in on_list(sign_in(WORKER), "s")


def test_a_withheld_family_is_gone_from_a_centres_search_at_once(world: World, sign_in: SignIn) -> None:
    first = BirthId(Birth.objects.earliest("pk").pk)
    journey.mark(birth=first, kind=MarkerKind.OBJECTION, source="person", by=BY, at=world.at)
    assert "No such family on your list" in on_list(sign_in(WORKER), "noor")


def test_what_was_looked_for_stands_in_no_address(sign_in: SignIn) -> None:
    client = sign_in(STEWARD)
    assert client.get(reverse("births_search"), {"surname": "Khan"})["Location"] == reverse("births")
    assert "?" not in reverse("births_search")


def test_what_was_looked_for_is_found_again_by_the_same_person_alone_and_kept_by_the_browser_sealed(
    sign_in: SignIn,
) -> None:
    client, other = sign_in(WORKER), sign_in(WORKER)
    assert "Noor Khan" in on_list(client, "noor")
    kept = client.cookies["searched"]
    assert (kept["path"], kept["httponly"], kept["samesite"]) == (reverse("worklist_search"), True, "Strict")
    assert "noor" not in kept.value.lower()
    assert "Noor Khan" in client.get(reverse("worklist_search")).content.decode()
    other.cookies["searched"] = kept.value
    assert other.get(reverse("worklist_search"))["Location"] == reverse("worklist")
