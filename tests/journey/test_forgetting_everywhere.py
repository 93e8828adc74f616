"""The canary of forgetting: a family goes through all that we do, is forgotten, and no word of it stands anywhere any more."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connections

from rightstart import journey
from rightstart.allocation.redraw import HandPlaced, place_by_hand
from rightstart.births.models import Birth
from rightstart.cli.main import commands
from rightstart.contact.letters import batches, queueing
from rightstart.contact.letters.paper import Form, as_pdf
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.engine.keys import named_key
from rightstart.intake import kept, keys, quarantine
from rightstart.intake.quarantine import Readmitted
from rightstart.ledger.own import own_signer
from rightstart.ledger.publish import publish
from rightstart.ledger.seal import seal
from rightstart.rights.erase import erase_family
from rightstart.rights.rules import Erased
from rightstart.terms import FamilyId
from tests import opened
from tests.journey import look, traces
from tests.journey.world import BY, CALDERDALE, SUPPLIER, World, row

BORN = date(2026, 9, 14)
# Nobody else's words: whatever of these is found anywhere is a trace of this one family.
TOLD = {
    "record_id": "REC-THORNQUILL-17",
    "baby_surname": "Thornquill",
    "baby_forename": "Ptolemaios",
    "parent_name": "Robinetta Thornquill",
    "address_line_1": "7 Gravelstone Mews",
    "phone": "07700 900731",
    "email": "robinetta@marigolds.example",
    "nhs_number": "9997314638",
    "uprn": "100051234567",
}
NOTE = "A barking wolfhound guards the gate"
PLACED = "Moved beside the lighthouse of Thornquill's aunt"
WORDS = (*TOLD.values(), "Robinetta", "Gravelstone", "marigolds", "wolfhound", "lighthouse")


@pytest.fixture(autouse=True)
def _published_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "LEDGER_DIRECTORY", tmp_path / "ledger")


def run(*words: object) -> str:
    done = CliRunner().invoke(commands, [*map(str, words), "--json"], catch_exceptions=False)
    connections.close_all()
    assert done.exit_code == 0, done.output
    return done.output + done.stderr


def through_quarantine(world: World) -> None:
    """Its first row has a fault that a steward puts right; four others come with it."""
    faulty = row("", "", "31/02/2026", told_on=str(BORN)) | TOLD
    others = [row(f"X{number}", f"Other{number}", BORN, address_line_1=f"{number} Road") for number in range(4)]
    world.hand_in(faulty, *others)
    steward = world.viewer(CALDERDALE)
    [waits] = quarantine.waiting(steward, at=world.at)
    right = {"born_on": str(BORN)}
    mended = journey.readmit(viewer=steward, number=waits.number, changes=right, by=BY, at=world.at)
    assert isinstance(mended, Readmitted)
    journey.hand_over_due(by=BY, at=world.at)


def through_our_hands(world: World) -> None:
    """Placed by hand for a reason, written to, noted, searched for and explained; and a parent's word is heard."""
    reference = look.birth_reference("Thornquill")
    placed = place_by_hand(birth_reference=reference, centre_code="CAL-01", reason=PLACED, by=BY, at=world.at)
    assert isinstance(placed, HandPlaced)
    batch = queueing.make(sender=world.ids[CALDERDALE], by=BY, at=world.at)
    assert isinstance(batch, batches.Batch)
    sheets = batches.print_letters(sender=world.ids[CALDERDALE], reference=batch.reference, by=BY, at=world.at)
    assert isinstance(sheets, list)
    assert as_pdf(batch.reference, sheets, Form.LETTERS, on=world.today)
    batches.post(sender=world.ids[CALDERDALE], reference=batch.reference, by=BY, at=world.at)
    [family] = [one for one in world.families("CAL-01") if one.babies[0].surname == "Thornquill"]
    phoned = {"made": Made(Channel.PHONE, AttemptOutcome.NO_ANSWER), "made_on": world.today, "note": NOTE}
    journey.record_attempt(viewer=world.viewer("CAL-01"), reference=family.reference, **phoned, by=BY, at=world.at)


def forget(world: World) -> list[int]:
    family = Birth.objects.values_list("family_id", flat=True).get(pk=look.birth_of(TOLD["record_id"]))
    return list(erase_family(family=FamilyId(family), why=Erased.ASKED, by=BY, at=world.at))


@pytest.fixture
def known(world: World) -> World:
    """The family has been through it all, and everything that runs by itself has run."""
    keep_number(
        organisation_code="CAL-01",
        role=RoleKind.CENTRE_WORKER,
        number="01422 000000",
        hours="9 to 5",
        by=BY,
        at=world.at,
    )
    through_quarantine(world)
    through_our_hands(world)
    world.pass_to(world.today + timedelta(days=1))
    seal(signer=own_signer(), at=world.at)
    publish(directory=settings.LEDGER_DIRECTORY)
    return world


def test_no_word_of_a_family_stands_in_plain_even_before_it_is_forgotten(
    known: World, database: str, tmp_path: Path
) -> None:
    told = opened.notice(record_id=TOLD["record_id"])
    assert (told.nhs_number, told.email) == (TOLD["nhs_number"], TOLD["email"])
    [family] = [one for one in known.families("CAL-01") if one.babies[0].surname == "Thornquill"]
    assert NOTE in [one.note for one in family.attempts]
    run("backup", tmp_path / "monday")
    assert traces.in_backup(tmp_path / "monday", ["Calderdale", "handover_line"]) == {"calderdale", "handover_line"}
    assert traces.in_backup(tmp_path / "monday", WORDS) == set()
    assert traces.in_rows(WORDS, database) == set()
    traces.settle(database)
    assert {"base", "pg_wal"} <= {part for path in traces.in_files(["Calderdale"]) for part in Path(path).parts}
    assert traces.in_files(WORDS) == {}


def test_no_fingerprint_leads_to_a_forgotten_family(known: World, database: str) -> None:
    secret, born = named_key(settings.HOME, "fingerprint"), BORN
    surname = keys.name_key(TOLD["baby_surname"])
    marks = {
        "record": keys.record_key(secret, SUPPLIER, TOLD["record_id"]),
        "number": keys.nhs_key(secret, TOLD["nhs_number"]),
        "confinement": keys.confinement_key(secret, surname, born, "HX1 1UJ"),
        "surname": keys.found_by(secret, known.ids[CALDERDALE], surname),
    }
    shown = {name: (mark or b"").hex() for name, mark in marks.items()}
    before = look.everything_stored(database)
    assert [name for name, mark in shown.items() if mark not in before] == []
    forget(known)
    after = look.everything_stored(database)
    assert [name for name, mark in shown.items() if mark in after] == []


def test_after_a_family_is_forgotten_no_word_of_it_stands_anywhere(
    known: World, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    forget(known)
    known.pass_to(known.today + timedelta(days=31))
    kept.destroy_due(by=BY, at=known.at)
    seal(signer=own_signer(), at=known.at)
    publish(directory=settings.LEDGER_DIRECTORY)
    assert traces.in_rows(WORDS, database) == set()
    traces.settle(database)
    assert traces.in_files(WORDS) == {}
    assert [word for word in WORDS if word.lower() in caplog.text.lower()] == []
