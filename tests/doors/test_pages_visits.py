"""Visit sheets on a centre's pages: asked for twice, taken as paper or table with who and when on it, and given account of."""

import io
from csv import DictReader
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact.rules import AttemptOutcome, Channel
from rightstart.directory.rules import RoleKind
from rightstart.release.models import Sight
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from rightstart.visits.models import VisitSheet
from tests.doors.confirming import confirmed
from tests.doors.conftest import SignIn
from tests.doors.test_pages_centre import attempt, reference
from tests.doors.world import BY, World, born, bring

WORKER, MANAGER = RoleKind.CENTRE_WORKER, RoleKind.CENTRE_MANAGER


@pytest.fixture
def worker(world: World, sign_in: SignIn) -> Client:
    """Somebody of a centre whose one family a letter was sent to."""
    bring(world.at, born(world.at, "R1", parent_name="=Alex Smith", language="pl", interpreter="yes"))
    client = confirmed(sign_in(WORKER))
    client.post(reverse("family", args=[reference(world)]), attempt(world, Channel.LETTER, AttemptOutcome.SENT))
    return client


def take(client: Client, world: World, form: str) -> bytes:
    answer = client.post(reverse("take-sheet"), {"reference": [reference(world)], "form": form})
    assert answer["Content-Disposition"] == f'attachment; filename="visit-sheet-{newest().reference}.{form}"'
    return answer.content


def newest() -> VisitSheet:
    return VisitSheet.objects.latest("pk")


def test_a_sheet_is_taken_only_by_who_showed_again_who_they_are(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client, told = sign_in(WORKER), {"reference": [reference(world)], "form": "pdf"}
    for answer in (client.get(reverse("take-sheet")), client.post(reverse("take-sheet"), told)):
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not VisitSheet.objects.exists()
    assert sign_in(RoleKind.DATA_STEWARD).get(reverse("take-sheet")).status_code == 403


def test_every_page_of_the_paper_says_who_took_it_and_until_when(world: World, worker: Client) -> None:
    read = PdfReader(io.BytesIO(take(worker, world, "pdf")))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    for page in read.pages:
        text = " ".join(page.extract_text().split())
        assert f"Sheet {newest().reference}. Taken by centre-worker, Little Stars Family Hub" in text
        assert "Destroy it by" in text
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for said in ("Alex Smith", "12 Parkinson Lane", "Polish, interpreter needed", "Ring only", "no answer", "Day:"):
        assert said in text
    assert set(Sight.objects.filter(page="take-sheet").values_list("organisation_id", flat=True)) == {world.centre}


def test_the_tables_say_the_same_in_every_row_and_run_as_no_formula(world: World, worker: Client) -> None:
    [row] = DictReader(StringIO(take(worker, world, "csv").decode("utf-8-sig")))
    assert (row["parent_name"], row["sheet"], row["taken_by"]) == ("'=Alex Smith", newest().reference, WORKER.value)
    assert row["destroy_by"]
    assert take(worker, world, "xlsx").startswith(b"PK")


def test_a_holder_is_told_to_strike_out_and_says_so_and_destroys(world: World, worker: Client, sign_in: SignIn) -> None:
    assert (
        "You have selected 1 family"
        in worker.post(reverse("take-sheet"), {"reference": [reference(world)], "to": "nobody"}).content.decode()
    )
    shown = reference(world)
    take(worker, world, "pdf")
    birth = BirthId(Birth.objects.latest("pk").pk)
    journey.mark(birth=birth, kind=MarkerKind.OBJECTION, source="person", by=BY, at=world.at)
    assert "Strike it out now" in worker.get(reverse("worklist")).content.decode()
    page = worker.get(reverse("sheets")).content.decode()
    assert shown in page
    assert "Smith" not in page
    told = {"sheet": newest().reference}
    assert "Struck out: 1 family" in worker.post(reverse("struck-out"), told, follow=True).content.decode()
    assert shown not in worker.get(reverse("sheets")).content.decode()
    assert "Answer: Which sheets are destroyed?" in worker.post(reverse("sheets-destroyed")).content.decode()
    assert newest().reference in sign_in(MANAGER).get(reverse("sheets")).content.decode()
    assert "1 still held" in sign_in(MANAGER).get(reverse("team")).content.decode()
    assert "Destroyed: 1 sheet" in worker.post(reverse("sheets-destroyed"), told, follow=True).content.decode()
    assert "No sheet is out" in worker.get(reverse("sheets")).content.decode()


def test_of_families_that_cannot_be_visited_there_is_no_sheet(world: World, worker: Client) -> None:
    told = {"reference": ["NOBODY"], "form": "pdf"}
    said = worker.post(reverse("take-sheet"), told, follow=True).content.decode()
    assert "None of these families may be visited or rung at the moment" in said
    assert "Answer: What do you need?" in worker.post(reverse("take-sheet"), {"form": ""}).content.decode()
