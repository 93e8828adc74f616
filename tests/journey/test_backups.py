"""Stories of backups: what is put back is whole and proved, and whoever was forgotten meanwhile stays forgotten."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.db import connections

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.cli.main import commands
from rightstart.contact.letters import queueing
from rightstart.contact.letters.rules import NotDone
from rightstart.engine import backups, keystore
from rightstart.intake.models import Notice
from rightstart.intake.sealed import ROOM
from rightstart.ledger.audit import verify_store
from rightstart.ledger.findings import Verdict
from rightstart.ledger.own import own_signer
from rightstart.ledger.publish import Unpublishable, publish
from rightstart.ledger.seal import Behind, NothingToSeal, Sealed, seal
from rightstart.ledger.verify import verify_published
from rightstart.release.records import PROMISED, records
from rightstart.rights.erase import erase_family
from rightstart.rights.rules import Erased
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId, FamilyId
from tests import opened
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

BORN = date(2026, 9, 14)


@pytest.fixture(autouse=True)
def _published_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "LEDGER_DIRECTORY", tmp_path / "ledger")


def run(*words: object) -> Result:
    done = CliRunner().invoke(commands, [*map(str, words), "--json"], catch_exceptions=False)
    connections.close_all()
    return done


def refused(*words: object) -> str:
    done = run(*words)
    assert done.exit_code == 1, done.output
    return str(json.loads(done.stdout)["reason"])


def sealed_and_published(world: World) -> int:
    answer = seal(signer=own_signer(), at=world.at)
    assert isinstance(answer, Sealed | NothingToSeal)
    publish(directory=settings.LEDGER_DIRECTORY)
    return answer.size


def forget(world: World, record: str) -> None:
    family = Birth.objects.values_list("family_id", flat=True).get(pk=look.birth_of(record))
    erase_family(family=FamilyId(family), why=Erased.NEVER_REACHED, by=BY, at=world.at)


def go_on(world: World) -> None:
    """Two people of each council say that it may."""
    for council in (CALDERDALE, KIRKLEES):
        for person in (Actor.person(1), Actor.person(2)):
            journey.resume(council=world.ids[council], by=person, at=world.at)


def verdict() -> Verdict:
    key = own_signer().key.public_key()
    return verify_store(key=key, directory=settings.LEDGER_DIRECTORY, records=records(), promised=PROMISED)


@pytest.fixture
def backed_up(world: World, tmp_path: Path) -> Path:
    """Two families, sealed and published, and a backup of them."""
    world.hand_in(row("R1", "Quillfeather", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    sealed_and_published(world)
    done = run("backup", tmp_path / "monday")
    assert done.exit_code == 0, done.output
    return tmp_path / "monday"


def test_last_months_backup_brings_no_forgotten_family_back(world: World, backed_up: Path) -> None:
    forget(world, "R1")
    world.hand_in(row("R3", "Khan", BORN, address_line_1="3 High Street"))
    size = sealed_and_published(world)
    told = json.loads(run("restore", backed_up, "--replace").stdout)
    assert (told["forgotten"], told["lost"]) == (1, 1)
    assert told["entries"] > 0
    assert [one.baby_surname for one in opened.notices()] == [one.baby_surname for one in opened.lines()] == ["Jones"]
    go_on(world)
    assert world.surnames("CAL-01") == ["Jones"]
    assert sealed_and_published(world) > size
    assert verdict().sound, verdict()
    assert verify_published(settings.LEDGER_DIRECTORY, key=own_signer().key.public_key()).sound


def test_what_was_lost_comes_again_and_a_child_who_may_not_travel_is_held_again(world: World, backed_up: Path) -> None:
    world.hand_in(row("R1", "Quillfeather", BORN, contact="died"))
    forget(world, "R1")
    sealed_and_published(world)
    assert run("restore", backed_up, "--replace").exit_code == 0
    world.hand_in(row("R1", "Quillfeather", BORN, contact="died"), row("R4", "Ali", BORN, address_line_1="4 Row"))
    assert look.outcomes()["R1"][0] == "withheld"
    go_on(world)
    assert world.surnames("CAL-01") == ["Jones", "Ali"]


def test_each_centre_reads_its_own_lines_and_no_more_after_a_restore(world: World, backed_up: Path) -> None:
    assert run("restore", backed_up, "--replace").exit_code == 0
    go_on(world)
    assert (world.surnames("CAL-01"), world.surnames("CAL-02")) == (["Quillfeather", "Jones"], [])
    world.hand_in(row("R5", "Brown", BORN, postcode="HX2 7AA"))
    assert world.surnames("CAL-02") == ["Brown"]


def test_a_backup_that_is_not_whole_is_not_put_back(world: World, backed_up: Path) -> None:
    assert refused("restore", backed_up) == "not-empty"
    assert refused("backup", backed_up) == "exists"
    assert refused("restore", backed_up.parent / "tuesday") == "no-backup"
    whole = (backed_up / "database.dump").read_bytes()
    (backed_up / "database.dump").write_bytes(whole[:-1] + b"x")
    assert refused("restore", backed_up, "--replace") == "changed"
    (backed_up / "database.dump").unlink()
    assert refused("restore", backed_up, "--replace") == "incomplete"
    assert world.surnames("CAL-01") == ["Quillfeather", "Jones"]


def test_a_restore_that_fails_on_the_way_leaves_everything_as_it_was(world: World, backed_up: Path) -> None:
    manifest = json.loads((backed_up / "manifest.json").read_text())
    (backed_up / "database.dump").write_bytes(b"PGDMP nothing else")
    manifest["parts"]["database.dump"] = {"bytes": 18, "sha256": sha256(b"PGDMP nothing else").hexdigest()}
    (backed_up / "manifest.json").write_text(json.dumps(manifest))
    assert refused("restore", backed_up, "--replace") == "restore-failed"
    assert world.surnames("CAL-01") == ["Quillfeather", "Jones"]


def test_a_no_that_was_said_since_the_backup_lets_nobody_write_until_people_have_asked(
    world: World, backed_up: Path
) -> None:
    journey.mark(birth=BirthId(look.birth_of("R1")), kind=MarkerKind.OBJECTION, source="person", by=BY, at=world.at)
    assert world.surnames("CAL-01") == ["Jones"]
    sealed_and_published(world)
    told = json.loads(run("restore", backed_up, "--replace").stdout)
    assert (told["protections"] > 0, told["stopped"]) == (True, 2)
    batch = queueing.make(sender=world.ids[CALDERDALE], by=BY, at=world.at)
    assert (batch, [one.address for one in world.families("CAL-01")]) == (NotDone.HALTED, [])


def test_a_database_put_back_by_other_means_seals_nothing_until_it_has_caught_up(world: World, backed_up: Path) -> None:
    forget(world, "R1")
    size = sealed_and_published(world)
    assert backups.put_back(backed_up) is None
    assert seal(signer=own_signer(), at=world.at, published=settings.LEDGER_DIRECTORY) == Behind(size)
    assert refused("ledger", "seal") == "behind"
    doctor = {one["what"]: one for one in json.loads(run("doctor").stdout)}
    assert "--catch-up" in doctor["published ledger"]["mend"]
    told = json.loads(run("restore", "--catch-up").stdout)
    assert (told["made_at"], told["forgotten"]) == (None, 1)
    assert sealed_and_published(world) > size
    assert verdict().sound, verdict()


def test_a_log_that_went_on_another_way_is_told_of(world: World, backed_up: Path) -> None:
    forget(world, "R1")
    size = sealed_and_published(world)
    assert backups.put_back(backed_up) is None
    while look.count("ledger_entry") <= size:
        world.hand_in(row(f"R{look.count('ledger_leaf')}", "Khan", BORN, address_line_1="3 High Street"))
        seal(signer=own_signer(), at=world.at)
    assert refused("restore", "--catch-up") == "forked"
    assert isinstance(publish(directory=settings.LEDGER_DIRECTORY), Unpublishable)


def test_a_ledger_signed_by_another_key_is_not_taken_for_ones_own(
    world: World, backed_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LEDGER_NAME", "another.example")
    assert refused("restore", backed_up, "--replace") == "foreign"


def test_no_backup_holds_a_key(backed_up: Path) -> None:
    keys = keystore.keys_of(settings.HOME, ROOM, Notice.objects.values_list("key", flat=True))
    assert len(keys) == 2
    for part in backed_up.iterdir():
        assert not any(key in part.read_bytes() for key in keys.values())


def test_the_keys_have_one_mirror_in_which_a_destroyed_key_is_destroyed_too(world: World, tmp_path: Path) -> None:
    world.hand_in(row("R1", "Quillfeather", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    slot = Notice.objects.order_by("pk").values_list("key", flat=True)[0]
    [key] = keystore.keys_of(settings.HOME, ROOM, [slot]).values()
    mirror = tmp_path / "mirror"
    assert run("backup", "--keys", mirror).exit_code == 0
    assert key in (mirror / f"{ROOM}.keys").read_bytes()
    forget(world, "R1")
    assert run("backup", "--keys", mirror).exit_code == 0
    assert key not in (mirror / f"{ROOM}.keys").read_bytes()
    assert refused("backup", "--keys", settings.HOME / "mirror") == "inside"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()
    assert refused("backup", "--keys", tmp_path / "other") == "foreign"
