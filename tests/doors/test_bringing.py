"""What a council brings in for its supplier: the same judgement, the supplier's word and never its own, its own name to it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.states import SuspensionReason
from rightstart.directory.rules import RoleKind
from rightstart.intake.contract import Attestation
from rightstart.intake.door import HandedIn, NotReceived
from rightstart.intake.models import Consignment
from rightstart.intake.shares import LEAST_FILES
from rightstart.terms import Period, london_date
from tests.doors.conftest import SignIn
from tests.doors.world import BY, OURS, THEIRS, World, born, bring, file_of

STEWARD, SENDER = RoleKind.DATA_STEWARD, RoleKind.SUPPLIER_SENDER
ALL = [one.value for one in Attestation]


def brought(world: World, steward: Client, *rows: Mapping[str, str], **more: Any) -> Any:
    on = london_date(world.at)
    given = {
        "supplier": "CHIS01",
        "kind": "births",
        "first_on": f"{on - timedelta(days=7):%d/%m/%Y}",
        "last_on": f"{on - timedelta(days=1):%d/%m/%Y}",
        "as_at": f"{on - timedelta(days=1):%d/%m/%Y} 9:30",
        "attests": ALL,
        "file": SimpleUploadedFile("births.csv", file_of(rows), "text/csv"),
    }
    return steward.post(reverse("send"), given | more)


def quiet_weeks(world: World) -> list[dict[str, str]]:
    """Files without a hold, and then the rows of one that is full of them."""
    for week in range(LEAST_FILES):
        bring(world.at, *(born(world.at, f"P{week}-{n}", address_line_1=f"{week} {n} Road") for n in range(20)))
    return [born(world.at, f"N{n}", contact="hold") for n in range(8)]


def test_the_receipt_says_who_brought_it_in_and_as_of_when_the_supplier_spoke(world: World, sign_in: SignIn) -> None:
    brought(world, sign_in(STEWARD), born(world.at, "R1"))
    kept = Consignment.objects.get()
    assert (kept.receipt["supplier"], kept.receipt["brought_by"]) == ("CHIS01", OURS)
    assert london_date(kept.as_at) == london_date(world.at) - timedelta(days=1)
    page = sign_in(SENDER).get(reverse("receipt", args=[kept.reference])).content.decode()
    assert "Brought in by" in page


def test_when_the_supplier_drew_it_must_be_said_for_that_is_how_old_its_word_is(world: World, sign_in: SignIn) -> None:
    page = brought(world, sign_in(STEWARD), born(world.at, "R1"), as_at="")
    assert page.context["form"]["as_at"].errors
    assert not Consignment.objects.exists()


def test_what_the_supplier_did_not_write_holds_the_births(world: World, sign_in: SignIn) -> None:
    brought(world, sign_in(STEWARD), born(world.at, "R1"), attests=[])
    assert Consignment.objects.get().receipt["attests"] == []
    page = sign_in(STEWARD).get(reverse("worklists-check")).content.decode()
    assert "Held by a safeguard" in page


def test_a_held_file_is_taken_up_by_who_brought_it_in_on_the_suppliers_word(world: World, sign_in: SignIn) -> None:
    steward = sign_in(STEWARD)
    address = brought(world, steward, *quiet_weeks(world))["Location"]
    assert "The file was held" in steward.get(address).content.decode()
    page = steward.get(f"{address}/again").content.decode()
    assert "The supplier wrote to us that it has checked the holds" in page
    taken = steward.post(f"{address}/again", {"attests": ALL, "holds": "on"}, follow=True).content.decode()
    assert "The file was taken in." in taken
    assert Consignment.objects.latest("pk").receipt["brought_by"] == OURS


def test_a_held_file_that_the_supplier_sent_itself_is_not_the_councils_to_confirm(
    world: World, sign_in: SignIn
) -> None:
    rows, steward = quiet_weeks(world), sign_in(STEWARD)
    held = bring(world.at, *rows).receipt
    assert held["status"] == "held"
    address = reverse("receipt", args=[held["consignment"]])
    assert "Take it up again" not in steward.get(address).content.decode()
    steward.post(f"{address}/again", {"attests": ALL, "holds": "on"})
    assert Consignment.objects.latest("pk").status == "held"


def test_a_council_brings_in_for_itself_alone(world: World) -> None:
    on = london_date(world.at)
    handed = HandedIn(file_of([born(world.at, "R1")]), "CHIS01", OURS, Period(on - timedelta(days=7), on))
    forged = HandedIn(handed.content, handed.supplier, OURS, handed.period, brought_by=THEIRS)
    assert journey.bring_in(forged, by=BY, at=world.at) is NotReceived.BROUGHT_BY_ANOTHER


def test_no_supplier_is_offered_whose_agreement_is_not_in_force(world: World, sign_in: SignIn) -> None:
    sign.suspend(reference="DSA-1", party_code=OURS, reason=SuspensionReason.BREACH, by=BY, at=world.at)
    page = sign_in(STEWARD).get(reverse("send")).content.decode()
    assert "There is no supplier to bring a file in for" in page
    assert brought(world, sign_in(STEWARD), born(world.at, "R1")).status_code == 200
    assert not Consignment.objects.exists()
