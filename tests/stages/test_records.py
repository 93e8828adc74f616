"""Truths about the records kept here and their leaves in the ledger."""

from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rightstart.ledger.audit import verify_store
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.findings import Verdict
from rightstart.ledger.seal import seal
from rightstart.release.records import PROMISED, records
from tests.clean import put_back
from tests.journey.world import World, row

SIGNER = Signer("log.example", Ed25519PrivateKey.generate())


def verdict(folder: Path) -> Verdict:
    return verify_store(key=SIGNER.key.public_key(), directory=folder, records=records(), promised=PROMISED)


@pytest.fixture
def sealed(database: str) -> str:
    """One family handed over, one withheld, all sealed."""
    world = put_back(database, "journey", World)
    world.hand_in(
        row("R1", "Smith", "2026-09-14"), row("R2", "Jones", "2026-09-14", contact="hold", address_line_1="2 Low")
    )
    seal(signer=SIGNER, at=world.at)
    return database


def test_every_decision_is_what_its_leaf_commits_to(sealed: str, tmp_path: Path) -> None:
    assert verdict(tmp_path).sound


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE release_decision SET birth_id = birth_id + 10 WHERE outcome = 'disclose'",
        "UPDATE release_decision SET reason = 'objection' WHERE outcome = 'withheld'",
        "UPDATE release_decision SET payload = sha256('x') WHERE outcome = 'disclose'",
        "DELETE FROM release_decision WHERE outcome = 'withheld'",
    ],
)
def test_a_decision_changed_or_gone_behind_the_ledgers_back_is_a_finding(
    sealed: str, tmp_path: Path, tampering: str
) -> None:
    with psycopg.connect(sealed) as connection:
        connection.execute("SET session_replication_role = replica")
        assert connection.execute(tampering).rowcount == 1
    assert not verdict(tmp_path).sound
