"""Hides how very many things have a key of their own each: side by side in one file outside the database and its backups.

A key is known by its slot, its place in the file. Slots are given out once and never again, also where an older database is
restored beside the file. Destroying a key is overwriting it with zeros: what was sealed under it is noise from then on, in
every backup of the database.
"""

import fcntl
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from secrets import token_bytes
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rightstart.engine.durably import on_disk
from rightstart.engine.keys import KEY_BYTES, NONCE_BYTES, KeyDestroyed, directory

DESTROYED: Final = bytes(KEY_BYTES)
# So few keys are read one by one; of more, and close together, the whole stretch is quicker.
_CLOSE: Final = 4


def path_of(home: Path, room: str) -> Path:
    """The file in which the keys of a room stand."""
    return directory(home) / f"{room}.keys"


def take(home: Path, room: str, count: int) -> dict[int, bytes]:
    """So many new keys by their slots, on the disk before they are used, or by the end of a block that waits for that."""
    keys = token_bytes(KEY_BYTES * count)
    file = _open(path_of(home, room), os.O_RDWR | os.O_CREAT)
    try:
        first = _append(file, keys)
    finally:
        on_disk(file)
    return {first + number: keys[number * KEY_BYTES :][:KEY_BYTES] for number in range(count)}


def _append(file: int, keys: bytes) -> int:
    """Write at the end, where nobody else does at the same time; gives the first slot. A torn end is left behind unused."""
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        first = -(-os.fstat(file).st_size // KEY_BYTES)
        os.pwrite(file, keys, first * KEY_BYTES)
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
    return first


def keys_of(home: Path, room: str, slots: Iterable[int]) -> dict[int, bytes]:
    """The keys in these slots; what is destroyed, or was never there, is left out."""
    wanted = set(slots)
    if not wanted or not path_of(home, room).exists():
        return {}
    file = _open(path_of(home, room), os.O_RDONLY)
    try:
        found = _read(file, wanted)
    finally:
        os.close(file)
    return {slot: key for slot, key in found.items() if len(key) == KEY_BYTES and key != DESTROYED}


def _read(file: int, slots: set[int]) -> dict[int, bytes]:
    first, last = min(slots), max(slots)
    if last - first >= _CLOSE * len(slots):
        return {slot: os.pread(file, KEY_BYTES, slot * KEY_BYTES) for slot in slots}
    stretch = os.pread(file, (last - first + 1) * KEY_BYTES, first * KEY_BYTES)
    return {slot: stretch[(slot - first) * KEY_BYTES :][:KEY_BYTES] for slot in slots}


def destroy(home: Path, room: str, slots: Iterable[int]) -> None:
    """Destroy these keys, on the disk before it returns; done twice they are still destroyed."""
    gone = set(slots)
    if not gone:
        return
    file = _open(path_of(home, room), os.O_RDWR | os.O_CREAT)
    try:
        for slot in gone:
            os.pwrite(file, DESTROYED, slot * KEY_BYTES)
        os.fdatasync(file)
    finally:
        os.close(file)


def destroyed(home: Path, room: str, slots: Iterable[int]) -> set[int]:
    """Those of these slots in which no key is left."""
    asked = set(slots)
    return asked - keys_of(home, room, asked).keys()


def sealed(key: bytes, plain: bytes, *, about: bytes) -> bytes:
    """Encrypt under one key (AES-256-GCM, nonce first); `about` says what it is, so that it cannot stand for something else."""
    nonce = token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, about)


def opened(keys: Mapping[int, bytes], slot: int, closed: bytes, *, about: bytes) -> bytes:
    """The plain bytes; KeyDestroyed where the key is gone or is not the one."""
    try:
        return AESGCM(keys[slot]).decrypt(closed[:NONCE_BYTES], closed[NONCE_BYTES:], about)
    except (KeyError, InvalidTag):
        raise KeyDestroyed("the key of what was sealed has been destroyed") from None


def _open(path: Path, flags: int) -> int:
    return os.open(path, flags, 0o600)
