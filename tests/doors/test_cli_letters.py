"""First letters by command: from a batch to the post, and what is said where something hinders it."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.cli.main import commands
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests.doors.population import families
from tests.doors.world import BY, OURS, World, born, bring


@pytest.fixture
def letters(world: World) -> Callable[..., Result]:
    told = {"number": "01422 000000", "hours": "9 to 5", "by": BY, "at": world.at}
    keep_number(organisation_code=OURS, role=RoleKind.DATA_STEWARD, **told)
    bring(
        world.at,
        born(world.at, "R1"),
        born(world.at, "R2", baby_surname="Brown", parent_name="Kim Brown", address_line_1="2 Ash Grove"),
    )

    def run(*words: str, by: str = OURS) -> Result:
        return CliRunner().invoke(commands, ["letters", *words, "--by", by], catch_exceptions=False)

    return run


def told(done: Result) -> Any:
    return json.loads(done.stdout)


def test_from_a_batch_to_the_post(world: World, letters: Callable[..., Result], tmp_path: Path) -> None:
    assert "No batch of letters yet" in letters("list").output
    made = told(letters("make", "--json"))
    paper = tmp_path / "letters.pdf"
    assert "2 in" in letters("print", made["batch"], "--to", str(paper)).output
    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.stat().st_mode & 0o077 == 0
    birth = Birth.objects.earliest("pk")
    journey.mark(birth=BirthId(birth.pk), kind=MarkerKind.ADOPTION, source="person", by=BY, at=world.at)
    hindered = letters("post", made["batch"])
    assert hindered.exit_code == 1
    assert "must be taken out of the pile first" in hindered.output
    [shown] = told(letters("list", "--json"))
    [stop] = shown["to_stop"]
    assert f"number {stop['number']}" in letters("list").output
    assert "Noted: 1" in letters("account", made["batch"], str(stop["number"]), "--as", "taken-out").output
    assert "Posted: 1" in letters("post", made["batch"]).output


def test_a_letter_is_made_for_one_family(world: World, letters: Callable[..., Result]) -> None:
    one = families(world)[0].reference
    assert told(letters("make", "--family", one, "--json"))["letters"] == 1
    assert "each has its letter already" in letters("make", "--family", one).output


def test_a_batch_is_written_for_hybrid_mail(letters: Callable[..., Result], tmp_path: Path) -> None:
    made = told(letters("make", "--json"))
    out = tmp_path / "letters.zip"
    assert "2 in" in letters("hybrid-mail", made["batch"], "--to", str(out)).output
    assert out.stat().st_mode & 0o077 == 0
    assert zipfile.ZipFile(out).namelist()[-1] == "manifest.csv"


def test_what_hinders_is_said_with_the_remedy(letters: Callable[..., Result], tmp_path: Path) -> None:
    for words, said in (
        (("post", "NOBODY"), "There is no such batch"),
        (("print", "NOBODY", "--to", str(tmp_path / "a.pdf")), "There is no such batch"),
    ):
        done = letters(*words)
        assert done.exit_code == 1
        assert said in done.output
    assert "Somebody else sends these letters" in letters("make", by="CAL-01").output
    assert "There is no council or" in letters("make", by="XXX").output
    batch = told(letters("make", "--json"))["batch"]
    nowhere = letters("print", batch, "--to", str(tmp_path / "nowhere" / "a.pdf"))
    assert nowhere.exit_code == 1
    assert "Nothing was printed" in nowhere.output
    assert "Print the letters first" in letters("post", batch).output
    assert "Taken out: 2" in letters("take-out", batch, "1", "2").output


def test_a_council_leaves_its_letters_to_its_centres(letters: Callable[..., Result]) -> None:
    assert "sends its own" in letters("sender", "centres").output
    assert "Somebody else sends these letters" in letters("make").output
    assert told(letters("make", "--json", by="CAL-01"))["letters"] == 2
