"""What a worker records of families who join and come, on the pages of a centre and by command."""

import json

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from rightstart.cli.main import commands
from rightstart.directory.rules import RoleKind
from rightstart.joining.models import Attendance, Joining
from rightstart.terms import london_date
from tests.doors.conftest import SignIn
from tests.doors.test_pages_centre import reference, text
from tests.doors.world import OURS, World, born, bring


@pytest.fixture
def worker(world: World, sign_in: SignIn) -> Client:
    bring(world.at, born(world.at, "R1"))
    return sign_in(RoleKind.CENTRE_WORKER)


def today(world: World) -> str:
    return f"{london_date(world.at):%d/%m/%Y}"


def test_a_worker_records_that_a_family_joined_and_came(world: World, worker: Client) -> None:
    assert "No family has joined yet" in text(worker, "joined")
    known_as = reference(world)
    page = reverse("join", args=[known_as])
    assert page in worker.get(reverse("family", args=[known_as])).content.decode()
    assert "Not joined" in worker.get(page).content.decode()
    told = {"joined_on": today(world), "how": "sibling", "through": "health-clinic"}
    assert "Answer: How did it join?" in worker.post(page, told | {"how": ""}).content.decode()
    assert "not in the future" in worker.post(page, told | {"joined_on": "1/1/2090"}).content.decode()
    shown = worker.post(page, told, follow=True).content.decode()
    assert "Through: Health clinic" in shown
    assert "Record that the family joined" not in shown
    assert "recorded already" in worker.post(page, told).content.decode()
    came = {"attended_on": today(world), "kind": "stay-and-play"}
    assert "Has come" in worker.post(reverse("attend", args=[known_as]), came, follow=True).content.decode()
    assert "recorded already" in worker.post(reverse("attend", args=[known_as]), came).content.decode()
    assert (
        "before the family joined"
        in worker.post(reverse("attend", args=[known_as]), came | {"attended_on": "1/1/2020"}).content.decode()
    )
    assert (Joining.objects.count(), Attendance.objects.count()) == (1, 1)
    listed = text(worker, "joined")
    assert all(words in listed for words in ("Alex Smith", "1 day", "Has come", "on 3 days within 365"))
    assert "All done" in text(worker, "worklist")


def test_the_council_reads_how_many_registered_and_came(world: World, worker: Client, sign_in: SignIn) -> None:
    known_as = reference(world)
    worker.post(reverse("join", args=[known_as]), {"joined_on": today(world), "how": "new", "through": ""})
    worker.post(reverse("attend", args=[known_as]), {"attended_on": today(world), "kind": "other"})
    page = text(sign_in(RoleKind.DIRECTOR), "reach")
    assert all(words in page for words in ("Registered", "Attended", "Kept coming", "families who keep coming"))
    done = CliRunner().invoke(commands, ["reach", "--council", OURS, "--json"], catch_exceptions=False)
    [told] = json.loads(done.stdout)["counts"]
    assert (told["registered"], told["attended"], told["sustained"]) == (1, 1, 0)


def test_of_a_family_that_is_not_on_the_list_nothing_is_shown_or_recorded(world: World, worker: Client) -> None:
    for way in ("join", "attend"):
        told = {"joined_on": today(world), "how": "new", "attended_on": today(world), "kind": "other"}
        answer = worker.post(reverse(way, args=["NOBODY"]), told)
        assert (answer.status_code, "not on your list" in answer.content.decode()) == (404, True)
    assert worker.get(reverse("attend", args=["NOBODY"]))["Location"] == reverse("join", args=["NOBODY"])


def test_the_threshold_by_command(world: World) -> None:
    def run(*said: str, status: int = 0) -> str:
        done = CliRunner().invoke(commands, ["joined", "threshold", OURS, *said], catch_exceptions=False)
        assert done.exit_code == status, done.output
        return done.stdout + done.stderr

    assert "on 3 days within 365" in run()
    assert "on 2 days within 90" in run("--times", "2", "--days", "90")
    assert json.loads(run("--json"))["days"] == 90
    assert "2 times at least" in run("--times", "1", "--days", "90", status=1)
    assert "together" in run("--times", "4", status=2)
