"""What is kept here is held against what was signed, what was published, and the records that the acts commit to."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from rightstart.ledger.append import Act, append, commit, erasure
from rightstart.ledger.audit import Gone, Kept, Record, verify_store
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.findings import Kind
from rightstart.ledger.publish import publish
from rightstart.ledger.seal import seal

AT = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
LOG = Signer("log.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER = Signer("log.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(32)))
KEY = LOG.key.public_key()
SALT = bytes(range(16))
DECIDED = frozenset({"decided"})

pytestmark = pytest.mark.usefixtures("database")


def write(acts: list[Act]) -> list[bytes]:
    with transaction.atomic():
        return append(acts, at=AT)


def grow(start: int, end: int) -> list[bytes]:
    leaves = write([decided(number) for number in range(start, end)])
    seal(signer=LOG, at=AT)
    return leaves


def decided(number: int) -> Act:
    return {"act": "decided", "birth": committed(number)}


def committed(number: int) -> str:
    return commit(SALT, str(number).encode())


def kept(leaves: Iterable[bytes]) -> list[Record]:
    return [Kept(leaf, {"birth": committed(number)}) for number, leaf in enumerate(leaves)]


def found(log: Path, records: Iterable[Record] = (), promised: frozenset[str] = frozenset()) -> list[tuple]:
    verdict = verify_store(key=KEY, directory=log, records=records, promised=promised)
    assert verdict.sound is (verdict.findings == ())
    return [(finding.kind, finding.position) for finding in verdict.findings]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "ledger"


@pytest.fixture
def published(log: Path) -> list[bytes]:
    """A log of 300 decisions in two checkpoints, published."""
    leaves = grow(0, 100) + grow(100, 300)
    publish(directory=log)
    return leaves


def tamper(database: str, *statements: str) -> None:
    """What only a superuser who means to can do: the tables' own guards are put aside."""
    with psycopg.connect(database) as superuser:
        superuser.execute("SET session_replication_role = replica")
        for statement in statements:
            superuser.execute(statement)


def at(position: int) -> str:
    return f"(SELECT leaf_id FROM ledger_entry WHERE position = {position})"


def test_a_store_that_nobody_touched_is_sound(log: Path, published: list[bytes]) -> None:
    assert found(log, kept(published), DECIDED) == []
    verdict = verify_store(key=KEY, directory=log)
    assert verdict.size == 300


def test_an_empty_store_is_sound_and_one_ahead_of_its_files_too(log: Path) -> None:
    assert found(log) == []
    leaves = grow(0, 300)
    assert found(log, kept(leaves), DECIDED) == []


@pytest.mark.parametrize(
    ("statement", "findings"),
    [
        (f"UPDATE ledger_leaf SET body = '{{}}' WHERE id = {at(7)}", {(Kind.LEAF_ALTERED, 7)}),
        (
            f"DELETE FROM ledger_leaf WHERE id = {at(150)}",
            {(Kind.LEAF_GONE, 150), (Kind.PUBLISHED_DIFFERS, 150), (Kind.HISTORY_REWRITTEN, 300)},
        ),
        (
            "DELETE FROM ledger_entry WHERE position = 20",
            {
                (Kind.PLACE_EMPTY, 20),
                (Kind.PUBLISHED_DIFFERS, 20),
                (Kind.HISTORY_REWRITTEN, 100),
                (Kind.HISTORY_REWRITTEN, 300),
            },
        ),
        (
            "DELETE FROM ledger_entry WHERE position >= 298",
            {
                (Kind.PLACE_EMPTY, 298),
                (Kind.PLACE_EMPTY, 299),
                (Kind.PUBLISHED_DIFFERS, 298),
                (Kind.PUBLISHED_DIFFERS, 299),
                (Kind.HISTORY_REWRITTEN, 300),
            },
        ),
        (
            f"UPDATE ledger_leaf SET body = '{{}}', hash = sha256('\\x007b7d') WHERE id = {at(260)}",
            {(Kind.LEAF_UNREADABLE, 260), (Kind.PUBLISHED_DIFFERS, 260), (Kind.HISTORY_REWRITTEN, 300)},
        ),
        (
            "UPDATE ledger_checkpoint SET root = sha256('another') WHERE size = 100",
            {(Kind.CHECKPOINT_NOT_SIGNED_BY_US, 100)},
        ),
        (
            "DELETE FROM ledger_checkpoint WHERE size = 300",
            {(Kind.STORE_BEHIND, 300), *((Kind.ENTRY_UNSIGNED, position) for position in range(100, 300))},
        ),
    ],
)
def test_tampering_with_the_store_is_found_and_named(
    log: Path, published: list[bytes], database: str, statement: str, findings: set[tuple[Kind, int]]
) -> None:
    tamper(database, statement)
    assert set(found(log)) == findings


def test_a_history_signed_anew_by_another_key_is_not_believed(log: Path, published: list[bytes]) -> None:
    verdict = verify_store(key=OTHER.key.public_key(), directory=log)
    assert {finding.kind for finding in verdict.findings} == {
        Kind.CHECKPOINT_NOT_SIGNED_BY_US,
        Kind.STORE_BEHIND,
        Kind.ENTRY_UNSIGNED,
    }


def test_a_leaf_that_waits_for_its_place_is_checked_too(log: Path, published: list[bytes], database: str) -> None:
    write([decided(300)])
    assert found(log) == []
    tamper(database, "UPDATE ledger_leaf SET body = '{}' WHERE id = (SELECT max(id) FROM ledger_leaf)")
    assert found(log) == [(Kind.LEAF_ALTERED, None)]
    tamper(database, "UPDATE ledger_leaf SET hash = sha256('\\x007b7d') WHERE id = (SELECT max(id) FROM ledger_leaf)")
    assert found(log) == [(Kind.LEAF_UNREADABLE, None)]


def test_a_missing_tile_is_left_to_the_check_of_the_files(log: Path, published: list[bytes]) -> None:
    (log / "tile/0/000").unlink()
    assert found(log) == []


def test_a_record_that_was_altered_is_found(log: Path, published: list[bytes]) -> None:
    records = kept(published)
    records[42] = Kept(published[42], {"birth": committed(43)})
    records[43] = Kept(published[43], {"no such key": committed(43)})
    assert found(log, records, DECIDED) == [(Kind.RECORD_ALTERED, 42), (Kind.RECORD_ALTERED, 43)]


def test_a_record_whose_act_the_ledger_does_not_have_is_found(log: Path, published: list[bytes]) -> None:
    assert found(log, [Kept(bytes(32), {}), Gone(bytes(31) + b"1")]) == [(Kind.RECORD_WITHOUT_LEAF, None)] * 2


def test_a_record_whose_leaf_cannot_be_read_commits_to_nothing(
    log: Path, published: list[bytes], database: str
) -> None:
    tamper(database, f"UPDATE ledger_leaf SET body = 'no JSON' WHERE id = {at(3)}")
    assert (Kind.RECORD_ALTERED, 3) in found(log, [Kept(published[3], {"birth": committed(3)})])


def test_a_record_that_is_gone_is_right_with_an_erasure_and_a_finding_without(
    log: Path, published: list[bytes]
) -> None:
    records = kept(published)
    records[10], records[11] = Gone(published[10]), Gone(published[11])
    del records[12:14]
    everything_gone = [(Kind.RECORD_GONE, place) for place in (10, 11, 12, 13)]
    assert found(log, records, DECIDED) == everything_gone
    write([erasure(published[10:13:2], by="job:retain")])
    assert found(log, records, DECIDED) == [(Kind.RECORD_GONE, 11), (Kind.RECORD_GONE, 13)]
    seal(signer=LOG, at=AT)
    assert found(log, records, DECIDED) == [(Kind.RECORD_GONE, 11), (Kind.RECORD_GONE, 13)]
