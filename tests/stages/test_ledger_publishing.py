"""The published log can be rebuilt, proved and checked by whoever has its files and its public key, and nothing else."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from rightstart.ledger import files
from rightstart.ledger.append import append
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.files import Writer
from rightstart.ledger.findings import MOST_KEPT, Kind
from rightstart.ledger.prove import Consistency, Inclusion, NoProof, prove_consistency, prove_inclusion
from rightstart.ledger.publish import NothingToPublish, Published, Unpublishable, Why, publish
from rightstart.ledger.seal import Sealed, seal
from rightstart.ledger.verify import verify_published

AT = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
LOG = Signer("log.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER = Signer("log.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(32)))
KEY = LOG.key.public_key()
EMPTY_ACT = "hash = sha256('\\x007b7d')"  # the leaf hash of {}

pytestmark = pytest.mark.usefixtures("database")


def grow(start: int, end: int) -> tuple[list[bytes], Sealed]:
    """Writes and seals acts numbered `[start, end)`."""
    with transaction.atomic():
        leaves = append([{"act": "tested", "number": number} for number in range(start, end)], at=AT)
    answer = seal(signer=LOG, at=AT)
    assert isinstance(answer, Sealed)
    return leaves, answer


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where the log of a test is published: a directory that does not exist yet."""
    return tmp_path / "ledger"


def kinds(log: Path, **more: list[str]) -> list[tuple[Kind, int | None]]:
    return [(finding.kind, finding.position) for finding in verify_published(log, KEY, **more).findings]


def test_an_empty_ledger_has_nothing_to_publish(log: Path) -> None:
    assert publish(directory=log) == NothingToPublish(0)
    assert not log.exists()


def test_the_files_rebuild_the_log_that_was_signed_however_it_grew(log: Path) -> None:
    size, notes = 0, []
    for new in (1, 254, 1, 1, 300, 213):
        _, sealed = grow(size, size + new)
        assert publish(directory=log) == Published(size + new, new)
        size += new
        verdict = verify_published(log, KEY, earlier=notes)
        assert verdict.sound
        assert (verdict.size, verdict.root) == (size, sealed.root)
        notes.append(sealed.note)
    assert publish(directory=log) == NothingToPublish(size)


def test_growing_step_by_step_leaves_the_same_files_as_publishing_at_once(log: Path, tmp_path: Path) -> None:
    for start, end in ((0, 100), (100, 255), (255, 600)):
        grow(start, end)
        publish(directory=log)
    at_once = tmp_path / "at once"
    assert publish(directory=at_once) == Published(600, 600)
    grown = {path.relative_to(log): path.read_bytes() for path in log.rglob("*") if path.is_file()}
    assert grown == {path.relative_to(at_once): path.read_bytes() for path in at_once.rglob("*") if path.is_file()}


def test_a_partial_tile_stays_until_the_full_one_is_there(log: Path) -> None:
    grow(0, 100)
    publish(directory=log)
    grow(100, 200)
    publish(directory=log)
    assert (log / "tile/0/000.p/100").exists()
    assert (log / "tile/entries/000.p/200").exists()
    grow(200, 300)
    publish(directory=log)
    assert not (log / "tile/0/000.p").exists()
    assert not (log / "tile/entries/000.p").exists()
    assert (log / "tile/0/001.p/44").exists()


def test_a_crash_before_the_checkpoint_promises_nothing_and_is_made_good(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(0, 300)
    publish(directory=log)
    grow(300, 700)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Writer, "settle", crash)
        with pytest.raises(KeyboardInterrupt):
            publish(directory=log)
    assert verify_published(log, KEY).size == 300
    assert verify_published(log, KEY).sound
    assert publish(directory=log) == Published(700, 400)
    assert verify_published(log, KEY).sound


def test_many_files_are_flushed_at_once_and_few_one_by_one(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[str] = []
    monkeypatch.setattr(files, "MANY", 2)
    monkeypatch.setattr(files.os, "sync", lambda: flushed.append("disk"))
    monkeypatch.setattr(files, "on_disk_now", lambda place: flushed.append(place.name))
    grow(0, 600)
    publish(directory=log)
    assert flushed == ["disk", "checkpoint", "ledger"]


def test_nothing_is_published_over_another_log(log: Path) -> None:
    grow(0, 3)
    log.mkdir()
    for note in (OTHER.note(3, bytes(32)), LOG.note(4, bytes(32)), "no note at all"):
        (log / "checkpoint").write_text(note)
        assert publish(directory=log) == Unpublishable(Why.FOREIGN, 0)
        assert (log / "checkpoint").read_text() == note


@pytest.mark.parametrize("damage", [b"", bytes(32 * 44)])
def test_nothing_is_published_upon_damaged_tiles(log: Path, damage: bytes) -> None:
    grow(0, 300)
    publish(directory=log)
    (log / "tile/0/001.p/44").write_bytes(damage)
    grow(300, 301)
    assert publish(directory=log) == Unpublishable(Why.DAMAGED, 300)
    assert verify_published(log, KEY).size == 300


@pytest.mark.parametrize(
    ("tampering", "position"),
    [
        ("UPDATE ledger_leaf SET body = '{}' WHERE id = (SELECT leaf_id FROM ledger_entry WHERE position = 270)", 270),
        ("DELETE FROM ledger_leaf WHERE id = (SELECT leaf_id FROM ledger_entry WHERE position = 5)", 5),
        ("DELETE FROM ledger_entry WHERE position = 258", 258),
        ("DELETE FROM ledger_entry WHERE position = 299", 0),
        ("UPDATE ledger_entry SET leaf_id = 100000 + leaf_id WHERE position = 8", 8),
        (f"UPDATE ledger_leaf SET body = '{{}}', {EMPTY_ACT} WHERE id = (SELECT min(id) FROM ledger_leaf)", 0),
    ],
)
def test_rows_that_are_no_longer_what_was_signed_are_not_published(
    log: Path, database: str, tampering: str, position: int
) -> None:
    grow(0, 300)
    with psycopg.connect(database) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(tampering)
    assert publish(directory=log) == Unpublishable(Why.ALTERED, position)
    assert not (log / "checkpoint").exists()


def changed(path: str, content: bytes) -> Callable[[Path], object]:
    return lambda log: (log / path).write_bytes(content)


def removed(path: str) -> Callable[[Path], object]:
    return lambda log: (log / path).unlink()


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (removed("checkpoint"), [(Kind.CHECKPOINT_MISSING, None)]),
        (changed("checkpoint", b"\xff\n"), [(Kind.CHECKPOINT_UNREADABLE, None)]),
        (changed("checkpoint", OTHER.note(600, bytes(32)).encode()), [(Kind.CHECKPOINT_NOT_SIGNED_BY_US, None)]),
        (changed("checkpoint", LOG.note(600, bytes(32)).encode()), [(Kind.ROOT_DIFFERS, None)]),
        (removed("tile/0/001"), [(Kind.TILE_MISSING, 256)]),
        (removed("tile/0/002.p/88"), [(Kind.TILE_MISSING, 512)]),
        (removed("tile/1/000.p/2"), [(Kind.TILE_MISSING, 0)]),
        (removed("tile/entries/001"), [(Kind.BUNDLE_MISSING, 256)]),
        (changed("tile/entries/001", b"\x00"), [(Kind.BUNDLE_UNREADABLE, 256)]),
        (changed("tile/entries/002.p/88", b"\x00\x01a"), [(Kind.BUNDLE_UNREADABLE, 512)]),
    ],
)
def test_damage_to_the_files_is_found_and_named(
    log: Path, damage: Callable[[Path], object], found: list[tuple[Kind, int | None]]
) -> None:
    grow(0, 600)
    publish(directory=log)
    damage(log)
    assert kinds(log) == found


def test_a_changed_entry_is_found_at_its_place_though_its_tile_is_whole(log: Path) -> None:
    grow(0, 600)
    publish(directory=log)
    bundle = log / "tile/entries/000"
    bundle.write_bytes(bundle.read_bytes().replace(b'"number":77}', b'"number":78}'))
    found = kinds(log)
    assert (Kind.TILE_DIFFERS, 77) in found
    assert (Kind.ROOT_DIFFERS, None) in found


def test_a_changed_upper_tile_is_found(log: Path) -> None:
    grow(0, 600)
    publish(directory=log)
    tile = log / "tile/1/000.p/2"
    tile.write_bytes(tile.read_bytes()[:32] + bytes(32))
    assert kinds(log) == [(Kind.TILE_DIFFERS, 256)]


def test_entries_lost_with_their_tile_end_the_check(log: Path) -> None:
    grow(0, 600)
    publish(directory=log)
    shutil.rmtree(log / "tile")
    verdict = verify_published(log, KEY)
    assert [finding.kind for finding in verdict.findings] == [Kind.BUNDLE_MISSING]
    assert not verdict.sound


def test_a_log_that_does_not_begin_with_what_it_signed_before_is_found(log: Path) -> None:
    _, small = grow(0, 10)
    grow(10, 300)
    publish(directory=log)
    assert kinds(log, earlier=[small.note, small.note]) == []
    assert kinds(log, earlier=[LOG.note(10, bytes(32))]) == [(Kind.HISTORY_REWRITTEN, 10)]
    assert kinds(log, earlier=[LOG.note(301, small.root)]) == [(Kind.HISTORY_REWRITTEN, 301)]
    assert kinds(log, earlier=[OTHER.note(10, small.root)]) == [(Kind.CHECKPOINT_NOT_SIGNED_BY_US, None)]


def test_of_very_many_findings_a_thousand_are_kept_and_all_are_counted(log: Path) -> None:
    grow(0, 1280)
    publish(directory=log)
    for index in range(5):
        (log / f"tile/0/00{index}").write_bytes(bytes(8192))
    verdict = verify_published(log, KEY)
    assert (len(verdict.findings), verdict.found) == (MOST_KEPT, 1280)


def test_every_act_can_be_shown_to_be_in_the_published_log(log: Path) -> None:
    leaves, first = grow(0, 300)
    publish(directory=log)
    more, second = grow(300, 520)
    assert prove_inclusion(more[0], directory=log) is NoProof.NOT_PUBLISHED
    publish(directory=log)
    for leaf in (leaves[0], leaves[255], leaves[256], more[-1]):
        proof = prove_inclusion(leaf, directory=log)
        assert isinstance(proof, Inclusion)
        assert proof.holds(KEY)
        assert not proof.holds(OTHER.key.public_key())
        assert not Inclusion(bytes(32), proof.position, proof.path, proof.note).holds(KEY)
    grown = prove_consistency(300, 520, directory=log)
    assert isinstance(grown, Consistency)
    assert grown.holds(first.root, second.root)
    assert not grown.holds(second.root, first.root)


def test_where_there_is_no_proof_the_reason_is_given(log: Path) -> None:
    assert prove_inclusion(bytes(32), directory=log) is NoProof.UNKNOWN
    assert prove_consistency(0, 1, directory=log) is NoProof.NOT_PUBLISHED
    assert prove_consistency(2, 1, directory=log) is NoProof.UNKNOWN
    with transaction.atomic():
        [leaf] = append([{"act": "tested"}], at=AT)
    assert prove_inclusion(leaf, directory=log) is NoProof.NOT_SEALED
    grow(1, 300)
    assert prove_inclusion(leaf, directory=log) is NoProof.NOT_PUBLISHED
    publish(directory=log)
    (log / "tile/0/001.p/44").unlink()
    assert prove_inclusion(leaf, directory=log) is NoProof.DAMAGED
    assert prove_consistency(7, 300, directory=log) is NoProof.DAMAGED
