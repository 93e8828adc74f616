"""Stories of families that are forgotten: nothing of them opens any more, and all that was counted or proved stays true."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.ledger.audit import verify_store
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.seal import seal
from rightstart.reach.measure import counts
from rightstart.release.records import PROMISED, records
from rightstart.rights.erase import erase_again, erase_family
from rightstart.rights.models import Erasure
from rightstart.rights.rules import Erased
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, FamilyId
from tests import opened
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, World, row

BORN = date(2026, 9, 14)
TOLD = {"phone": "01632 960123", "email": "robin@example.org", "nhs_number": "9990000018", "uprn": "100051"}
SIGNER = Signer("log.example", Ed25519PrivateKey.generate())
SENT = "SELECT id, sealed FROM {} WHERE sealed IS NOT NULL"


def one(record: str = "R1", surname: str = "Quillfeather", **more: str) -> dict[str, str]:
    """A family whose words are nobody else's."""
    told = {"baby_forename": "Peregrine", "address_line_1": "7 Cobblestone Mews", "parent_name": f"Robin {surname}"}
    return row(record, surname, BORN, **told | more)


def tried(world: World, note: str = "") -> None:
    """Its centre wrote to the first family on its list."""
    [family, *_] = world.families("CAL-01")
    made = {"made": Made(Channel.LETTER, AttemptOutcome.SENT), "made_on": world.today, "note": note}
    journey.record_attempt(viewer=world.viewer("CAL-01"), reference=family.reference, **made, by=BY, at=world.at)


def forget(world: World, record: str = "R1", why: Erased = Erased.REACHED) -> list[BirthId]:
    family = Birth.objects.values_list("family_id", flat=True).get(pk=look.birth_of(record))
    return erase_family(family=FamilyId(family), why=why, by=BY, at=world.at)


def test_nothing_of_a_forgotten_family_is_left_and_its_neighbours_are_untouched(world: World, database: str) -> None:
    world.hand_in(one(**TOLD), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    tried(world, note="The dog of Cobblestone Mews barks")
    [kept, _] = world.families("CAL-01")
    assert (kept.address, kept.attempts[0].note) == (("7 Cobblestone Mews",), "The dog of Cobblestone Mews barks")
    forget(world)
    everything = look.everything_stored(database)
    words = ("Quillfeather", "quillfeather", "Peregrine", "Cobblestone", "960123", "robin@", "9990000018", "100051")
    assert [word for word in words if word in everything] == []
    assert [one.baby_surname for one in opened.notices()] == [one.baby_surname for one in opened.lines()] == ["Jones"]
    assert world.surnames("CAL-01") == ["Jones"]
    world.pass_to(world.today + timedelta(days=1))
    assert world.surnames("CAL-01") == ["Jones"]


def test_twins_are_forgotten_together(world: World) -> None:
    several = {"births_in_confinement": "2"}
    world.hand_in(one(**several, birth_order="1"), one("R2", **several, birth_order="2", baby_forename="Tarquin"))
    assert len(forget(world)) == 2
    assert opened.notices() == opened.lines() == []


def test_what_was_counted_stays_counted(world: World) -> None:
    others = {"contact": "hold", "address_line_1": "2 High Street"}
    world.hand_in(one(), row("R2", "Jones", BORN, **others), row("R3", "Khan", BORN, address_line_1="3 High Street"))
    tried(world)
    before = counts(world.viewer(CALDERDALE))
    assert sum(one.notified for one in before) == 2
    for record in ("R1", "R2", "R3"):
        forget(world, record)
    world.pass_to(world.today + timedelta(days=1))
    assert counts(world.viewer(CALDERDALE)) == before


def test_one_who_is_sent_again_is_a_new_birth_and_one_whom_a_marker_forbids_is_held_again(world: World) -> None:
    forbidden = row("R2", "Jones", BORN - timedelta(days=3), address_line_1="2 High Street")
    world.hand_in(one(), forbidden)
    journey.mark(birth=BirthId(look.birth_of("R2")), kind=MarkerKind.ADOPTION, source="person", by=BY, at=world.at)
    forget(world, "R1")
    forget(world, "R2")
    world.today += timedelta(days=7)
    world.hand_in(one(), forbidden)
    assert {record: outcome for record, (outcome, _) in look.outcomes().items()} == {"R1": "disclose", "R2": "withheld"}
    assert look.count("births_birth") == 4


def test_forgotten_twice_is_forgotten_once(world: World) -> None:
    world.hand_in(one())
    births = forget(world)
    again = erase_family(family=FamilyId(Birth.objects.get().family_id), why=Erased.ASKED, by=BY, at=world.at)
    assert (again, Erasure.objects.get().why) == (births, "reached")


def test_rows_that_a_backup_brings_back_open_nothing_and_are_erased_again(world: World, database: str) -> None:
    world.hand_in(one(), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    with psycopg.connect(database) as everything:
        tables = ("intake_notice", "handover_line")
        saved = {table: everything.execute(SENT.format(table)).fetchall() for table in tables}  # type: ignore[arg-type]
        forget(world)
        for table, rows in saved.items():
            for number, sealed in rows:
                everything.execute(f"UPDATE {table} SET sealed = %s WHERE id = %s", [sealed, number])  # type: ignore[arg-type]
    assert [one.baby_surname for one in opened.notices()] == [one.baby_surname for one in opened.lines()] == ["Jones"]
    assert world.surnames("CAL-01") == ["Jones"]
    assert erase_again(by=BY, at=world.at) == 1
    assert look.ask("SELECT count(*) FROM intake_notice WHERE sealed IS NOT NULL") == [(1,)]
    assert erase_again(by=BY, at=world.at) == 0


@pytest.mark.parametrize("seed", range(6))
def test_whoever_is_forgotten_the_ledger_stays_sound(world: World, tmp_path: Path, seed: int) -> None:
    dice = Random(seed)
    states: list[dict[str, str]] = [
        {},
        {"contact": "hold"},
        {"objection": "yes"},
        {"told_on": ""},
        {"postcode": "HX3 5AA"},
    ]
    for number in range(8):
        world.hand_in(row(f"R{number}", f"Smith{number}", BORN, address_line_1=f"{number} Row", **dice.choice(states)))
    seal(signer=SIGNER, at=world.at)
    known = [f"R{number}" for number in range(8)]
    for record in dice.sample(known, dice.randint(1, 8)):
        forget(world, record)
        world.today += timedelta(days=dice.randint(0, 1))
    for _ in range(dice.randint(0, 1)):
        seal(signer=SIGNER, at=world.at)
    key = SIGNER.key.public_key()
    verdict = verify_store(key=key, directory=tmp_path, records=records(), promised=PROMISED)
    assert verdict.sound, verdict
