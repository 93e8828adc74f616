"""Keys are on the disk before what was sealed under them counts: at once, or before the transaction commits."""

import os
from pathlib import Path

import pytest

from rightstart.engine import keys, keystore
from rightstart.engine.durably import by_the_end


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The files, by inode, that are on the disk."""
    certain: set[int] = set()
    sync = os.fsync

    def noted(file: int) -> None:
        sync(file)
        certain.add(os.fstat(file).st_ino)

    monkeypatch.setattr(os, "fsync", noted)
    return certain


def inode(path: Path) -> int:
    return path.stat().st_ino


def test_a_key_is_on_the_disk_under_its_name_when_it_was_asked_for(tmp_path: Path, synced: set[int]) -> None:
    keys.seal(tmp_path, "kept", "one", b"told")
    assert inode(tmp_path / "keys" / "kept" / "one.key") in synced
    keystore.take(tmp_path, "notices", 3)
    assert inode(keystore.path_of(tmp_path, "notices")) in synced
    assert not list(tmp_path.rglob(".*"))


def test_within_a_block_it_is_there_by_the_end(tmp_path: Path, synced: set[int]) -> None:
    with by_the_end():
        sealed = keys.seal(tmp_path, "kept", "one", b"told")
        taken = keystore.take(tmp_path, "notices", 3)
        assert keys.unseal(tmp_path, "kept", "one", sealed) == b"told"
        assert keystore.keys_of(tmp_path, "notices", taken) == taken
    assert synced >= {inode(tmp_path / "keys" / "kept" / "one.key"), inode(keystore.path_of(tmp_path, "notices"))}


def test_where_the_disk_refuses_the_block_raises_and_so_nothing_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"), by_the_end():
        keystore.take(tmp_path, "notices", 3)


def test_a_long_lived_key_never_waits_for_the_end(tmp_path: Path, synced: set[int]) -> None:
    with by_the_end():
        keys.named_key(tmp_path, "fingerprint")
        assert inode(tmp_path / "keys" / "fingerprint.key") in synced
