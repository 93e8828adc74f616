"""Hides where keys lie and how they are used: outside the database and its backups, so that destroying one is an erasure."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rightstart.engine.durably import on_disk

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
FINGERPRINT_BYTES: Final = 16


class KeyDestroyed(Exception):
    """What was sealed can no longer be opened: its key has been destroyed, as retention demands."""


def directory(home: Path) -> Path:
    """`home/keys`, readable by its owner alone."""
    path = home / "keys"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def named_key(home: Path, name: str) -> bytes:
    """The 32 bytes of one long-lived key (`fingerprint`, `session`, …), made when first asked for; two at once agree."""
    path = directory(home) / f"{name}.key"
    if not path.exists():
        _write_once(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def signing_key(home: Path) -> Ed25519PrivateKey:
    """The key that signs the ledger's checkpoints."""
    return Ed25519PrivateKey.from_private_bytes(named_key(home, "ledger-signing"))


def fingerprint(key: bytes, kind: str, *parts: str) -> bytes:
    """16 bytes that stand for some identifiers under a key: the same in, the same out, and no way back without the key."""
    told = "\x1f".join((kind, *parts)).encode()
    return hashlib.blake2b(told, key=key, digest_size=FINGERPRINT_BYTES).digest()


def ring(home: Path, room: str) -> dict[str, bytes]:
    """Every key of a room of long-lived keys, by name, in the order in which they were added, so that the last is the one for

    what is kept from now on; one is made if there is none.
    """
    found = sorted((directory(home) / room).glob("*.key"))
    if not found:
        add_to_ring(home, room)
        found = sorted((directory(home) / room).glob("*.key"))
    return {path.stem: path.read_bytes() for path in found}


def add_to_ring(home: Path, room: str) -> str:
    """Add a key and give its name; of two added at once both are kept."""
    (directory(home) / room).mkdir(mode=0o700, parents=True, exist_ok=True)
    taken = [int(path.stem) for path in (directory(home) / room).glob("*.key")]
    name = f"{max(taken, default=0) + 1:04}"
    _write_once(_own_key(home, room, name), secrets.token_bytes(KEY_BYTES))
    return name


def seal(home: Path, room: str, name: str, plain: bytes) -> bytes:
    """Encrypt under the key `room/name`, made for this one thing if need be (AES-256-GCM, nonce first)."""
    path = _own_key(home, room, name)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_soon(path, secrets.token_bytes(KEY_BYTES))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(path.read_bytes()).encrypt(nonce, plain, None)


def unseal(home: Path, room: str, name: str, sealed: bytes) -> bytes:
    """The plain bytes; KeyDestroyed where the key is gone or is not the one."""
    try:
        key = _own_key(home, room, name).read_bytes()
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    except (FileNotFoundError, InvalidTag):
        raise KeyDestroyed(f"the key of {room} {name} has been destroyed") from None


def destroy(home: Path, room: str, name: str) -> None:
    """Destroy a thing's own key; done twice it is still destroyed."""
    _own_key(home, room, name).unlink(missing_ok=True)


def _own_key(home: Path, room: str, name: str) -> Path:
    return directory(home) / room / f"{name}.key"


def _write_once(path: Path, content: bytes) -> None:
    """All of it under its name or nothing, on the disk before it is used; whoever comes second keeps the first."""
    draft, file = _drafted(path, content)
    os.fsync(file)
    os.close(file)
    _named(draft, path)


def _write_soon(path: Path, content: bytes) -> None:
    """The same for the key of one new thing, which nobody else looks for yet: on the disk with its name, if need be by the

    end of the block that waits for it (`durably.by_the_end`).
    """
    draft, file = _drafted(path, content)
    _named(draft, path)
    on_disk(file)


def _drafted(path: Path, content: bytes) -> tuple[Path, int]:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(file, content)
    return draft, file


def _named(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
