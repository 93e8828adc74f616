"""A centre's services directory on its pages and by command; what other centres list is theirs, and all read it."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from rightstart.cli.main import commands
from rightstart.directory.rules import RoleKind
from rightstart.ledger.models import Leaf
from rightstart.listings import keep
from rightstart.listings.models import Listing
from rightstart.terms import london_date
from tests.doors.conftest import SignIn
from tests.doors.test_pages_centre import text
from tests.doors.world import BY, World, born, bring
from tests.journey.listing import service

PLAY = {"kind": "stay-and-play", "title": " Baby  play ", "times": "Tuesdays, 10am to 12pm", "in_letters": "on"}


@pytest.fixture
def worker(world: World, sign_in: SignIn) -> Client:
    return sign_in(RoleKind.CENTRE_WORKER)


def listed(client: Client) -> str:
    return text(client, "listings")


def acts() -> list[str]:
    bodies = [json.loads(bytes(one.body)) for one in Leaf.objects.order_by("pk")]
    return [one["act"] for one in bodies if one["act"].startswith("listing.")]


def test_a_centre_lists_changes_and_ends_a_service(world: World, worker: Client) -> None:
    assert "No service is listed yet" in listed(worker)
    assert "Enter what it is called" in worker.post(reverse("add-listing"), {"kind": "other"}).content.decode()
    worker.post(reverse("add-listing"), PLAY)
    assert "Baby play" in listed(worker)
    [one] = Listing.objects.all()
    page = worker.post(reverse("listing", args=[one.reference]), PLAY | {"place": "The library"}, follow=True)
    assert "The library" in page.content.decode()
    assert worker.get(reverse("end-listing", args=[one.reference])).status_code == 200
    ended = {"until_on": f"{london_date(world.at):%d/%m/%Y}"}
    assert (
        "Not offered any more"
        in worker.post(reverse("end-listing", args=[one.reference]), ended, follow=True).content.decode()
    )
    assert "Baby play" not in listed(worker)
    assert (
        "no such service any more" in worker.get(reverse("listing", args=[one.reference]), follow=True).content.decode()
    )
    assert acts() == ["listing.added", "listing.changed", "listing.ended"]


def test_what_another_centre_lists_cannot_be_changed(world: World, worker: Client) -> None:
    theirs = keep.add(centre=world.other_centre, told=service("Clinic", london_date(world.at)), by=BY, at=world.at)
    assert worker.post(reverse("listing", args=[theirs]), PLAY)["Location"] == reverse("listings")
    assert worker.post(reverse("end-listing", args=[theirs]), {"until_on": "1/1/2026"})["Location"] == reverse(
        "listings"
    )
    assert Listing.objects.get().title == "Clinic"
    told = service("Mine", london_date(world.at))
    for answer in (
        keep.change(centre=world.centre, reference=theirs, told=told, by=BY, at=world.at),
        keep.end(centre=world.centre, reference=theirs, until_on=told.from_on, by=BY, at=world.at),
    ):
        assert answer is keep.NotListed.UNKNOWN


def test_a_family_is_shown_what_is_near_and_what_other_centres_of_its_council_offer(
    world: World, worker: Client
) -> None:
    today = london_date(world.at)
    bring(world.at, born(world.at, "R1"))
    address = reverse("family", args=[worker.get(reverse("worklist")).context["found"].families[0].reference])
    assert "Your centre lists no service yet" in worker.get(address).content.decode()
    keep.add(centre=world.centre, told=service("Ours", today), by=BY, at=world.at)
    keep.add(centre=world.centre, told=service("Next month", today + timedelta(days=30)), by=BY, at=world.at)
    keep.add(centre=world.other_centre, told=service("Theirs", today), by=BY, at=world.at)
    page = worker.get(address).content.decode()
    assert page.index("Ours") < page.index("At other centres of your council") < page.index("Theirs")
    assert "Next month" not in page


def test_the_directory_by_command(world: World) -> None:
    def run(*said: str, status: int = 0) -> str:
        done = CliRunner().invoke(commands, ["services", *said], catch_exceptions=False)
        assert done.exit_code == status, done.output
        return done.stdout if status == 0 else done.stderr

    assert "No service is listed." in run("list", "CAL-01")
    reference = json.loads(run("add", "CAL-01", "debt-advice", "Money help", "--times", "Fridays", "--json"))[
        "reference"
    ]
    run("change", "CAL-01", reference, "--booking", "Ring 01632 960123", "--not-in-letters")
    [told] = json.loads(run("list", "CAL-01", "--json"))
    assert (told["title"], told["times"], told["booking"], told["in_letters"]) == (
        *("Money help", "Fridays", "Ring 01632 960123"),
        False,
    )
    assert "no such service" in run("end", "CAL-02", reference, status=1)
    run("end", "CAL-01", reference)
    assert "no such service" in run("change", "CAL-01", reference, "--times", "Mondays", status=1)
    assert "no name" in run("add", "CAL-01", "other", "  ", status=2)
