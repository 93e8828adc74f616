"""One archive shows an auditor what was agreed, by whom it was signed, what flowed, and what was called back; and names nobody."""

import csv
import io
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from rightstart.agreements import sign
from rightstart.agreements.barriers import Barrier
from rightstart.agreements.refusals import Why, refuse
from rightstart.agreements.sign import Hop
from rightstart.directory.rules import RoleKind
from rightstart.ledger.prove import NoProof
from rightstart.ledger.publish import publish
from rightstart.reach.evidence import Evidence, evidence
from tests.clean import put_back
from tests.journey.world import BY, CALDERDALE, SUPPLIER, World, row
from tests.stages.sealing import LOG, sealed

OWN, SUPPLYING = "INT-CAL", f"DSA-{CALDERDALE}"


@pytest.fixture
def world(database: str) -> World:
    """Two families handed over, one of them called back."""
    world = put_back(database, "journey", World)
    world.hand_in(row("R1", "Smith", "2026-09-14"), row("R2", "Khan", "2026-09-13", address_line_1="2 High Street"))
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Smith", "2026-09-14", action="withdraw"))
    return world


def pack(world: World, tmp_path: Path, reference: str, code: str = CALDERDALE) -> zipfile.ZipFile:
    sealed()
    publish(directory=tmp_path / "published")
    told = {
        "key": LOG.verifier.published,
        "published": tmp_path / "published",
        "papers": lambda _: {"dpia.pdf": b"%PDF-"},
    }
    made = evidence(world.viewer(code), reference, **told, at=world.at)
    assert isinstance(made, Evidence)
    assert made == evidence(world.viewer(code), reference, **told, at=world.at)
    return zipfile.ZipFile(io.BytesIO(made.content))


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_what_went_is_counted_by_month_and_each_disclosure_has_its_place_in_the_ledger(
    world: World, tmp_path: Path
) -> None:
    archive = pack(world, tmp_path, OWN)
    [month] = rows(archive, "flow.csv")
    counted = {"births": "2", "families": "2", "called back": "1", "answered": "0"}
    assert month == {"version": "1", "month": "2026-10-01"} | counted
    entries = rows(archive, "ledger-entries.csv")
    assert (len(entries), all(one["position"].isdecimal() for one in entries)) == (2, True)


def test_what_was_signed_is_checked_by_the_program_in_the_archive(world: World, tmp_path: Path) -> None:
    pack(world, tmp_path, SUPPLYING).extractall(tmp_path / "pack")
    checker = tmp_path / "pack" / "signed" / "verify_agreement.py"
    done = subprocess.run([sys.executable, "-I", str(checker)], capture_output=True, text=True, check=False)
    assert (done.returncode, "Everything fits" in done.stdout) == (0, True), done.stdout


def test_the_page_tells_versions_their_changes_and_decisions_not_to_share(world: World, tmp_path: Path) -> None:
    world.agree(SUPPLYING, Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, CALDERDALE, [CALDERDALE], frequency="monthly")
    sign.end(reference=SUPPLYING, party_code=SUPPLIER, ended_on=world.today, by=BY, at=world.at)
    later = world.today + timedelta(days=90)
    why = Why(barriers=frozenset({Barrier.CAPACITY}), would_change="More hands", from_on=world.today, review_on=later)
    party = {"party": SUPPLIER, "giver": SUPPLIER, "taker": CALDERDALE, "role": RoleKind.SUPPLIER_SENDER}
    refuse(**party, why=why, by=BY, at=world.at)
    archive = pack(world, tmp_path, SUPPLYING)
    page = archive.read("index.html").decode()
    assert "How often: weekly becomes monthly." in page
    assert [one["why"] for one in rows(archive, "refusals.csv")] == ["capacity"]
    assert "papers/dpia.pdf" in archive.namelist()
    assert [one["accepted"] for one in rows(archive, "flow.csv")] == ["2"]


def test_nobody_is_in_it(world: World, tmp_path: Path) -> None:
    for reference in (OWN, SUPPLYING):
        archive = pack(world, tmp_path, reference) if reference == OWN else _again(world, tmp_path, reference)
        told = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
        assert not any(word in told for word in ("Smith", "Khan", "High Street", "HX1 1UJ", "R1,"))


def _again(world: World, tmp_path: Path, reference: str) -> zipfile.ZipFile:
    told = {"key": LOG.verifier.published, "published": tmp_path / "published", "papers": lambda _: {}}
    made = evidence(world.viewer(SUPPLIER), reference, **told, at=world.at)
    assert isinstance(made, Evidence)
    return zipfile.ZipFile(io.BytesIO(made.content))


def test_a_stranger_gets_none_and_what_is_not_sealed_has_no_proof(world: World, tmp_path: Path) -> None:
    told = {"key": LOG.verifier.published, "published": tmp_path, "papers": lambda _: {}, "at": world.at}
    assert evidence(world.viewer("E08000034"), OWN, **told) is None
    assert evidence(world.viewer(CALDERDALE), OWN, **told) is NoProof.NOT_SEALED
