"""Who else must stop: seen and answered by the steward and the safeguarding lead, the list kept by the IG lead."""

import csv
import io
import json
from itertools import chain
from typing import Any

import pytest
from click.testing import CliRunner
from django.urls import reverse

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.cli import downstream as command
from rightstart.cli.main import commands
from rightstart.demo.scene import ELSEWHERE
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import open_viewing
from rightstart.handover.downstream import Answer, NotNoted
from rightstart.handover.rules import Chase, Way
from rightstart.handover.systems import NotKept, SystemRow, Told, add_system
from rightstart.handover.unstopped import StopRow, open_stops
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from rightstart.web.downstream import sentences
from tests.doors.confirming import confirmed
from tests.doors.conftest import SignIn
from tests.doors.proof import every_address, leaks, said
from tests.doors.world import BY, OURS, World, born, bring

STEWARD, IG, SAFE = RoleKind.DATA_STEWARD, RoleKind.IG_LEAD, RoleKind.SAFEGUARDING_LEAD
NAME, HOME, CODE = "Quillfeather", "7 Cobblestone Mews", "HX1 3XL"
SECRET = (NAME, HOME, "Peregrine")
FORM = {"name": "Admissions", "office": "Admissions team", "phone": "01632 960001", "way": "file"}


@pytest.fixture
def sign_in(sign_in: SignIn) -> SignIn:
    """Everybody here has just shown again who they are: files about families are fetched."""
    return lambda who: confirmed(sign_in(who))


def enter(world: World, name: str = "Admissions", way: Way = Way.FILE) -> SystemRow:
    added = add_system(council=world.council, told=Told(name, "Its office", way, "01632 960001"), by=BY, at=world.at)
    assert isinstance(added, SystemRow)
    return added


def withheld(world: World, kind: MarkerKind = MarkerKind.DEATH_INFORMAL) -> None:
    more = {"baby_surname": NAME, "baby_forename": "Peregrine", "parent_name": f"Robin {NAME}", "address_line_1": HOME}
    bring(world.at, born(world.at, "R1", **more))
    birth = BirthId(Birth.objects.get().pk)
    journey.mark(birth=birth, kind=kind, source="person", by=BY, at=world.at)


def stops(world: World) -> list[StopRow]:
    viewer = open_viewing("council", world.council, until=world.at.replace(year=world.at.year + 1))
    return [stop for one in open_stops(viewer, at=world.at) for stop in one.stops]


def told(*order: str) -> Any:
    ran = CliRunner().invoke(commands, ["downstream", *order, "--json"])
    assert ran.exit_code == 0, ran.stderr
    return json.loads(ran.stdout)


def test_the_first_page_says_how_many_are_open(world: World, sign_in: SignIn) -> None:
    enter(world)
    assert "No other system has anything to stop" in sign_in(SAFE).get("/").content.decode()
    withheld(world)
    page = sign_in(SAFE).get("/").content.decode()
    assert ("1 stop is not answered yet by other systems" in page, "Ring another system’s office today" in page) == (
        True,
        True,
    )


def test_the_list_says_whom_to_ring_today_and_names_nobody(world: World, sign_in: SignIn) -> None:
    enter(world)
    withheld(world)
    page = sign_in(STEWARD).get(reverse("downstream")).content.decode()
    for words in ("Ring Its office, 01632 960001", "Ring today", "Urgent", "Not told yet", stops(world)[0].reference):
        assert words in page
    assert not [word for word in SECRET if word in page]


def test_who_sees_to_it_learns_whom_and_never_why_and_the_ig_lead_learns_neither(world: World, sign_in: SignIn) -> None:
    enter(world, way=Way.PAGE)
    withheld(world)
    address = reverse("downstream-stop", args=[stops(world)[0].reference])
    for role, knows in ((STEWARD, True), (SAFE, True), (IG, False)):
        page = sign_in(role).get(address).content.decode()
        assert (f"Peregrine {NAME}" in page, CODE in page) == (knows, knows)
        assert ("all mailings for this family" in page, "It is stopped there" in page) == (True, knows)
        assert not [word for word in (HOME, "Robin", "died", "death") if word in page]
    sign_in(IG).post(address, {"answer": "stopped"})
    assert len(stops(world)) == 1


def test_a_protected_home_is_shown_nowhere(world: World, sign_in: SignIn) -> None:
    system = enter(world)
    withheld(world, MarkerKind.PROTECTED_ADDRESS)
    client = sign_in(SAFE)
    page = client.get(reverse("downstream-stop", args=[stops(world)[0].reference])).content.decode()
    file = client.post(reverse("downstream-file", args=[system.reference])).content.decode("utf-8-sig")
    assert (">Protected<" in page, CODE in page, CODE in file, NAME in file) == (True, False, False, True)


def test_the_office_is_told_and_its_answer_ends_the_stop(world: World, sign_in: SignIn) -> None:
    enter(world, way=Way.PAGE)
    withheld(world)
    client, address = sign_in(STEWARD), reverse("downstream-stop", args=[stops(world)[0].reference])
    assert client.post(address, {"answer": "nonsense"}).status_code == 200
    assert "has been told" in client.post(address, {"answer": "told"}, follow=True).content.decode()
    assert "Told by telephone" in client.get(reverse("downstream")).content.decode()
    assert "must still not be written to" in client.post(address, {"answer": "goes-on"}, follow=True).content.decode()
    page = client.post(address, {"answer": "stopped"}, follow=True).content.decode()
    assert ("Noted: stopped there" in page, "No other system has anything to stop" in page) == (True, True)
    assert "no such stop" in client.get(address, follow=True).content.decode()


def test_a_file_has_what_the_office_needs_and_is_told_from_then_on(world: World, sign_in: SignIn) -> None:
    system = enter(world)
    withheld(world)
    [stop] = stops(world)
    given = sign_in(STEWARD).post(reverse("downstream-file", args=[system.reference]))
    heads, line = csv.reader(io.StringIO(given.content.decode("utf-8-sig")))
    assert heads == ["surname", "forename", "date of birth", "postcode", "reference"]
    assert (line[:2], line[3:]) == ([NAME, "Peregrine"], [CODE, stop.reference])
    assert [one.told_how for one in stops(world)] == [Way.FILE]


def test_no_file_leaves_while_everything_is_stopped_and_the_page_says_so(world: World, sign_in: SignIn) -> None:
    system = enter(world)
    withheld(world)
    client = sign_in(SAFE)
    client.post(reverse("stop-everything"), {"reason": "drill"})
    page = client.get(reverse("downstream")).content.decode()
    assert ("no file and no e-mail leaves" in page, "Download as CSV" in page) == (True, False)
    refused = client.post(reverse("downstream-file", args=[system.reference]), follow=True).content.decode()
    assert ("Ring the office instead" in refused, NAME in refused) == (True, False)
    assert [one.told_at for one in stops(world)] == [None]


def test_the_ig_lead_keeps_the_list_on_a_page(world: World, sign_in: SignIn) -> None:
    client, address = sign_in(IG), reverse("downstream-systems")
    wrong = client.post(address, FORM | {"way": "email"}).content.decode()
    assert "Enter whom the office rings" in wrong
    wrong = client.post(address, FORM | {"way": "email", "ring": "Data steward", "email": "x"}).content.decode()
    assert "Enter an e-mail address of the office" in wrong
    page = client.post(address, FORM, follow=True).content.decode()
    assert ("Admissions team" in page, "End Admissions today" in page) == (True, True)
    [kept] = told("list", "--council", OURS)
    ended = client.post(reverse("end-downstream-system", args=[kept["reference"]]), follow=True).content.decode()
    assert "Admissions has ended" in ended
    again = client.post(reverse("end-downstream-system", args=[kept["reference"]]), follow=True).content.decode()
    assert "It has ended already" in again
    assert sign_in(STEWARD).get(address).status_code == 403


def test_the_list_is_kept_by_command_too(world: World) -> None:
    entry = (
        "--council",
        OURS,
        "--name",
        "Offer for two-year-olds",
        "--office",
        "Early years",
        "--phone",
        "01632 960002",
    )
    added = told("add", *entry, "--way", "page", "--from", "2026-01-01")
    assert told("add", *entry, "--way", "file")["system"] == added["system"]
    assert [(one["way"], one["from_on"]) for one in told("list", "--council", OURS)] == [("file", "2026-01-01")]
    refused = CliRunner().invoke(commands, ["downstream", "add", *entry, "--way", "email"])
    assert (refused.exit_code, "--ring" in refused.stderr) == (1, True)
    assert "by file" in CliRunner().invoke(commands, ["downstream", "list", "--council", OURS]).stdout
    early = CliRunner().invoke(commands, ["downstream", "end", added["system"], "--until", "2025-01-01", "--json"])
    assert json.loads(early.stdout)["reason"] == "dates"
    assert told("end", added["system"], "--until", "2026-12-01")["until"] == "2026-12-01"
    assert CliRunner().invoke(commands, ["downstream", "end", "nothing"]).exit_code == 1


@pytest.mark.parametrize("role", RoleKind)
def test_no_address_but_a_stops_own_shows_whom_it_is_about_and_that_only_to_who_sees_to_it(
    world: World, sign_in: SignIn, role: RoleKind
) -> None:
    system = enter(world)
    withheld(world)
    [stop] = stops(world)
    client, own = sign_in(role), reverse("downstream-stop", args=[stop.reference])
    for address in chain.from_iterable(every_address({"reference": [system.reference, stop.reference]})):
        shown = said(client.get(address))
        assert (NAME in shown) is (address == own and role in {STEWARD, SAFE}), (role, address)
        assert role in {STEWARD, SAFE, IG} or leaks({address: shown}, [stop.reference]) == []
    if role not in {STEWARD, SAFE}:
        assert client.post(reverse("downstream-file", args=[system.reference])).status_code == 403


def test_each_council_of_the_demonstration_has_two_systems_that_are_said_to_be_made_up() -> None:
    assert len({one.name for one in ELSEWHERE}) == 2
    assert all("(fictitious)" in one.name and "(fictitious)" in one.office for one in ELSEWHERE)


def test_every_code_has_its_words() -> None:
    tables = ((sentences.WAYS, Way), (sentences.TOLD, Way), (sentences.TAGS, Chase), (sentences.ANSWERS, Answer))
    kept = ((sentences.NOT_NOTED, NotNoted), (sentences.NOT_KEPT, NotKept), (command.NOT_KEPT, NotKept))
    for table, members in (*tables, *kept, (command.WAYS, Way)):
        assert set(table) == set(members)
