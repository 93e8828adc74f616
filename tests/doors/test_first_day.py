"""The first day of the smallest setting: one analyst, a signed paper, two spreadsheets and a CSV, from nothing to a worklist."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rightstart import journey
from rightstart.cli.main import commands
from rightstart.intake.contract import Attestation
from rightstart.terms import london_date
from tests.doors import world as making
from tests.doors.drafting import PDF, paper_form
from tests.doors.world import BY, OURS, PASSWORD, World, born, file_of

STEWARD, DIRECTOR = "steward@example.org", "director@example.org"
CENTRES = """code,name,telephone,hours
CAL-01,Little Stars Family Hub,01632 960001,Weekdays
CAL-02,Sunshine Children’s Centre,01632 960002,Weekdays
"""
PEOPLE = f"""email,name,role,at,telephone,hours
{STEWARD},Sam Steward,data steward,,,
{DIRECTOR},Dana Director,director,,,
ig@example.org,Ines Govern,ig-lead,,,
safe@example.org,Sasha Safe,safeguarding-lead,,01632 960003,Weekdays
worker@example.org,Wren Worker,centre-worker,CAL-01,,
"""
AREAS = "postcode,centre\nHX1 3XL,little stars family hub\nHX1 4RG,CAL-02\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, words, catch_exceptions=False)


def told(*words: str) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def client(email: str) -> Client:
    found = Client()
    found.force_login(get_user_model().objects.get(email=email))
    return found


@pytest.fixture
def council(database: str, settings: Any, tmp_path: Path) -> World:
    """The council and its supplier by name, its places, and whom the two lists tell of."""
    settings.PASSWORD_HASHERS = making.QUICK
    at = timezone.now()
    told("people", "organisation", "council", OURS, "Calderdale")
    told("people", "organisation", "council", making.THEIRS, "Kirklees")
    told("people", "organisation", "supplier", "CHIS01", "Calderdale Child Health")
    making._places(at - timedelta(days=35))
    for name, content in (("centres", CENTRES), ("people", PEOPLE)):
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
        told("people", "load", str(tmp_path / f"{name}.csv"), "--council", OURS)
    return World(at, *(making._id(code) for code in (OURS, "CAL-01", "CAL-02", "CHIS01")))


def steps(person: Client) -> dict[str, str]:
    """Each step of the page with its state in words."""
    page = person.get(reverse("first-day"))
    assert page.status_code == 200
    return {task.title: task.tag.text if task.tag else task.said.split(" ")[0] for task in page.context["tasks"]}


def signed_on_paper(world: World, others: list[str], **more: Any) -> None:
    """The signed paper with its short entry, confirmed by the director who signs in afresh."""
    director = client(DIRECTOR)
    form = paper_form(world, others=others, paper=SimpleUploadedFile("signed.pdf", PDF, "application/pdf"), **more)
    key = director.post(reverse("signed_already"), form)["Location"].split("/")[3]
    assert "Waiting" in steps(director).values()  # for the director's word on the signatures
    address = reverse("signed-confirm", args=[key])
    if (asked := director.get(address)).status_code == 302:
        director.post(asked["Location"], {"password": PASSWORD})
    on = f"{london_date(world.at) - timedelta(days=31):%d/%m/%Y}"
    parties = director.get(address).context["form"].fields
    said = {name: on for name in parties if name.startswith("on_")}
    said |= {name: "director" for name in parties if name.startswith("role_")}
    if others == ["CHIS01"]:
        said["role_0"] = "signing-director"
    page = director.post(address, said | {"stands": "on"}, follow=True).content.decode()
    assert "It is in force" in page, page


def known_password() -> None:
    for one in get_user_model().objects.all():
        one.set_password(PASSWORD)
        one.save()


def brought(world: World, steward: Client) -> str:
    """The CSV that came by e-mail, brought in on the supplier's behalf; the page of its receipt."""
    on = london_date(world.at)
    rows = [
        born(world.at, "R1"),
        born(
            world.at, "R2", baby_surname="Khan", baby_forename="Amy", address_line_1="3 Low Street", postcode="HX1 4RG"
        ),
    ]
    form = {
        "supplier": "CHIS01",
        "kind": "births",
        "births_in_period": "2",
        "first_on": f"{on - timedelta(days=7):%d/%m/%Y}",
        "last_on": f"{on - timedelta(days=1):%d/%m/%Y}",
        "as_at": f"{on - timedelta(days=1):%d/%m/%Y} 9:30",
        "attests": [one.value for one in Attestation],
        "file": SimpleUploadedFile("births.csv", file_of(rows), "text/csv"),
    }
    answer = steward.post(reverse("send"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    return steward.get(answer["Location"]).content.decode()


def test_from_nothing_to_a_checked_worklist_and_its_first_receipt(council: World) -> None:
    known_password()
    steward = client(STEWARD)
    assert [state for state in steps(steward).values() if state == "Done"] == ["Done"] * 2
    signed_on_paper(council, ["CHIS01"], attests=[one.value for one in Attestation])
    items = [one for one in paper_form(council)["items"] if one != "nhs_number"]
    signed_on_paper(council, ["CAL-01", "CAL-02"], items=items)
    assert steps(steward)["Reach areas: which centre serves which postcodes"] == "Next"
    sheet = SimpleUploadedFile("areas.csv", AREAS.encode(), "text/csv")
    preview = steward.post(reverse("areas"), {"file": sheet, "from_on": f"{london_date(council.at):%d/%m/%Y}"})
    assert "Nothing is drawn yet" in preview.content.decode()
    drawn = steward.post(reverse("areas-draw"), {"map": preview.context["map"]}, follow=True).content.decode()
    assert "The map is drawn from" in drawn
    assert "Brought in by" in brought(council, steward)
    journey.hand_over_due(by=BY, at=timezone.now())
    assert steps(steward)["Worklists checked"] == "Next"
    checked = steward.post(reverse("worklists-check"), follow=True).content.decode()
    assert "You have looked: 2 births are on a worklist, 0 not." in checked
    assert "12 Parkinson Lane" in client("worker@example.org").get(reverse("worklist")).content.decode()
    assert set(steps(steward).values()) == {"Done"}
    assert {one["state"] for one in told("first-day", "--council", OURS)["steps"]} == {"done"}


def test_the_command_tells_the_same_in_words(council: World) -> None:
    said = run("first-day", "--council", OURS)
    assert (said.exit_code, "2 of 9 steps done" in said.stdout) == (0, True), said.output
    assert run("first-day", "--council", "E99999999").exit_code == 1


def test_a_map_with_a_fault_is_not_drawn_and_nothing_of_its_cells_is_repeated(council: World) -> None:
    wrong = SimpleUploadedFile("areas.csv", b"postcode,centre\n1 Secret Street,CAL-01\nHX1 3XL,Nowhere\n", "text/csv")
    page = client(STEWARD).post(reverse("areas"), {"file": wrong, "from_on": "1/11/2026"}).content.decode()
    assert ("Nothing was drawn" in page, "Secret" in page) == (True, False)
    assert told("area", "list", "--council", OURS) == []


def test_nobody_draws_a_map_that_was_not_looked_at(council: World) -> None:
    page = client(STEWARD).post(reverse("areas-draw"), {"map": "made up"}, follow=True).content.decode()
    assert "nothing was drawn" in page
    assert client("ig@example.org").get(reverse("areas")).status_code == 403


def test_a_list_with_a_fault_enters_nobody(council: World, tmp_path: Path) -> None:
    before = told("people", "list")
    (tmp_path / "more.csv").write_text("email,name,role,at\nnew@example.org,New One,director,\nbad,Bad One,wizard,\n")
    refused = run("people", "load", str(tmp_path / "more.csv"), "--council", OURS)
    assert (refused.exit_code, "row 3" in refused.stderr, "Bad One" in refused.stderr) == (2, True, False)
    assert told("people", "list") == before


def test_who_was_entered_gets_a_first_password_once(council: World, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("email,name,role,at\nnew@example.org,New One,centre-worker,CAL-02\n")
    first, again = (told("people", "load", str(tmp_path / "more.csv"), "--council", OURS) for _ in range(2))
    assert ([*first["passwords"]], again["passwords"]) == (["new@example.org"], {})
    assert Client().login(username="new@example.org", password=first["passwords"]["new@example.org"])


def test_the_two_who_are_no_stewards_look_and_change_nothing(council: World) -> None:
    for email in (DIRECTOR, "ig@example.org"):
        person = client(email)
        assert "steps done" in person.get(reverse("first-day")).content.decode()
        person.post(reverse("worklists-check"))
    assert client("worker@example.org").get(reverse("first-day")).status_code == 403
    assert "2 of 9 steps done" in run("first-day", "--council", OURS).stdout
