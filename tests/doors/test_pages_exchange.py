"""Files of families to and from a centre's own system, on its pages."""

from csv import DictReader
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rightstart.directory.rules import RoleKind
from rightstart.joining.models import Export, Joining
from tests.doors.conftest import SignIn
from tests.doors.test_pages_centre import reference, text
from tests.doors.world import PASSWORD, World, born, bring

WORKER = RoleKind.CENTRE_WORKER


@pytest.fixture
def worker(world: World, sign_in: SignIn) -> Client:
    bring(world.at, born(world.at, "R1"))
    return sign_in(WORKER)


def given(client: Client, content: str) -> str:
    file = SimpleUploadedFile("joined.csv", content.encode())
    return client.post(reverse("bring-joins-back"), {"file": file}).content.decode()


def test_a_file_is_taken_only_by_who_gave_the_password_just_now(world: World, worker: Client) -> None:
    address = reverse("export-families")
    for asked in (worker.get(address), worker.post(address, {"whom": "on-list"})):
        assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert not Export.objects.exists()
    worker.post(f"{reverse('account_reauthenticate')}?next={address}", {"password": PASSWORD})
    assert "There is no such family" in worker.post(address, {"whom": "joined"}, follow=True).content.decode()
    file = worker.post(address, {"whom": "on-list"})
    assert file["Content-Disposition"].startswith('attachment; filename="families-')
    assert file["Cache-Control"] == "no-store"
    [row] = DictReader(StringIO(file.content.decode("utf-8-sig")))
    assert (row["parent_name"], row["exported_by"], row["family_reference"]) == (
        *("Alex Smith", WORKER.value),
        reference(world),
    )
    assert Export.objects.latest("pk").reference in worker.get(address).content.decode()


def test_other_roles_take_no_file(sign_in: SignIn) -> None:
    client, address = sign_in(RoleKind.DATA_STEWARD), reverse("export-families")
    client.post(f"{reverse('account_reauthenticate')}?next={address}", {"password": PASSWORD})
    assert client.get(address).status_code == client.post(address, {"whom": "on-list"}).status_code == 403


def test_joins_come_back_with_a_word_on_every_row_and_none_about_anybody(world: World, worker: Client) -> None:
    page = given(worker, f"family_reference,registered_on\n{reference(world)},1/1/2026\nTHORNQUILL,1/1/2026\n")
    assert "What was recorded" in page
    assert "Row 3" in page
    assert "not on your list any more" in page
    assert "THORNQUILL" not in page
    assert Joining.objects.count() == 1
    assert "Alex Smith" in text(worker, "joined")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("family_reference,registered_on\nTHORNQUILL,Thornquill\n", "It is not a real day"),
        ("surname,born\nThornquill,1/1/2026\n", "There is no column “family_reference”"),
        ("family_reference,surname\nX,Thornquill\n", "There is no column “registered_on” or “attended_on”"),
        ("", "Error: "),
    ],
)
def test_a_sheet_that_is_wrong_records_nothing_and_repeats_nothing(
    world: World, worker: Client, content: str, said: str
) -> None:
    page = given(worker, content)
    assert said in page
    assert "thornquill" not in page.casefold()
    assert not Joining.objects.exists()
