"""Stories of last month's backup, put back after a night in which families were forgotten."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from rightstart import journey
from rightstart.engine import keystore
from rightstart.engine.keys import directory
from rightstart.handover.hand_over import confirm_destroyed
from rightstart.intake.models import Notice
from rightstart.intake.sealed import ROOM
from rightstart.ledger.own import own_signer
from rightstart.ledger.seal import Behind, seal
from rightstart.release.searching import Asked, search
from rightstart.rights import restored as made_good
from rightstart.rights.retention import clock
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, months_after
from tests import opened
from tests.journey import look
from tests.journey.test_backups import _published_apart, go_on, run, sealed_and_published, verdict
from tests.journey.world import BY, CALDERDALE, World, row

__all__ = ["_published_apart"]

BORN = date(2026, 9, 14)
OVER = months_after(BORN, 12)
ALONE = {"address_line_1": "7 Cobblestone Mews", "baby_forename": "Peregrine"}


@pytest.fixture
def monday(world: World, tmp_path: Path) -> Path:
    """A backup of three families: nobody has tried one, one was adopted, one came just now; the night of the first two is near."""
    world.hand_in(
        row("R1", "Quillfeather", BORN, **ALONE), row("R2", "Hawksworth", BORN, address_line_1="2 High Street")
    )
    journey.mark(birth=BirthId(look.birth_of("R2")), kind=MarkerKind.ADOPTION, source="person", by=BY, at=world.at)
    confirm_destroyed(references=world.called_back(), centre=world.ids["CAL-01"], by=BY, at=world.at)
    world.pass_to(OVER - timedelta(days=20))
    world.hand_in(row("R3", "Khan", world.today - timedelta(days=20), address_line_1="3 High Street"))
    sealed_and_published(world)
    assert run("backup", tmp_path / "monday").exit_code == 0
    return tmp_path / "monday"


def restored(world: World, backup: Path) -> dict[str, object]:
    done = run("restore", backup, "--replace")
    assert done.exit_code == 0, done.output
    told: dict[str, object] = json.loads(done.stdout)
    return told


def night(world: World) -> int:
    world.today = OVER
    return sum(clock.run(by=BY, at=world.at).families.values())


def names() -> list[str]:
    return sorted({one.baby_surname for one in (*opened.notices(), *opened.lines())})


def test_whom_the_night_forgot_no_backup_brings_back(world: World, monday: Path) -> None:
    [found] = search(world.viewer(CALDERDALE), Asked(surname="Quillfeather"), knows=True).births
    assert night(world) == 2
    sealed_and_published(world)
    assert restored(world, monday)["forgotten"] == 2
    assert names() == ["Khan"]
    for asked in (Asked(surname="Quillfeather"), Asked(surname="Hawksworth"), Asked(born_on=BORN)):
        assert search(world.viewer(CALDERDALE), asked, knows=True).births == ()
    assert "Cobblestone" not in run("explain", found.reference).output
    assert (night(world), run("restore", "--catch-up").exit_code, names()) == (0, 0, ["Khan"])
    go_on(world)
    assert world.surnames("CAL-01") == []  # its supplier has still to say that nothing has changed
    world.pass_to(OVER + timedelta(days=1))
    assert world.surnames("CAL-01") == ["Khan"]
    sealed_and_published(world)
    assert verdict().sound, verdict()


def test_a_suppressed_child_that_is_sent_again_after_a_restore_is_held_by_what_outlived_its_record(
    world: World, monday: Path
) -> None:
    night(world)
    sealed_and_published(world)
    restored(world, monday)
    again = row("R77", "Hawksworth", BORN, address_line_1="9 Elsewhere Row", nhs_number="9990000018")
    world.hand_in(again)
    assert look.outcomes()["R77"] == ("withheld", "suppressed")
    go_on(world)
    world.pass_to(OVER + timedelta(days=1))
    assert "Hawksworth" not in world.surnames("CAL-01")


def test_a_restore_cut_short_while_it_forgets_lets_nothing_out_and_is_finished_by_catching_up(
    world: World, monday: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night(world)
    size = sealed_and_published(world)

    def cut(**told: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(made_good, "erase_family", cut)
        with pytest.raises(RuntimeError):
            run("restore", monday, "--replace")
    assert (names(), look.count("rights_erasure"), world.surnames("CAL-01")) == (["Khan"], 0, [])
    assert seal(signer=own_signer(), at=world.at, published=settings.LEDGER_DIRECTORY) == Behind(size)
    assert json.loads(run("restore", "--catch-up").stdout)["forgotten"] == 2
    assert look.count("rights_erasure") == 2
    assert sealed_and_published(world) > size
    assert verdict().sound, verdict()


def test_keys_from_an_older_mirror_bring_nobody_back_whom_the_ledger_says_was_forgotten(
    world: World, monday: Path, tmp_path: Path
) -> None:
    assert run("backup", "--keys", tmp_path / "mirror").exit_code == 0
    night(world)
    sealed_and_published(world)
    (directory(settings.HOME) / f"{ROOM}.keys").write_bytes((tmp_path / "mirror" / f"{ROOM}.keys").read_bytes())
    assert restored(world, monday)["forgotten"] == 2
    assert names() == ["Khan"]
    slots = Notice.objects.filter(sealed__isnull=True).values_list("key", flat=True)
    assert keystore.destroyed(settings.HOME, ROOM, slots) == set(slots)
    sealed_and_published(world)
    assert verdict().sound, verdict()
