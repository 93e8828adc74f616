"""Hides how a log's size and root become a signed text that others can check (C2SP tlog-checkpoint, signed-note)."""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
ROOT_BYTES = KEY_BYTES = 32
_NAME = re.compile(r"[^\s+\x00-\x1f]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_SIGNATURE = re.compile("\u2014 ([^\\s+]+) ([A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint says: which log, how many leaves, which root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{hash_line(self.root)}\n"


def hash_line(one: bytes) -> str:
    """A hash as checkpoints and proofs write it, one a line."""
    return b64encode(one).decode()


class Distrust(Enum):
    """Why a signed checkpoint is not believed."""

    UNREADABLE = "unreadable"
    ANOTHER_LOG = "another_log"
    UNSIGNED = "unsigned"
    FORGED = "forged"


def key_id(name: str, told: bytes) -> bytes:
    """Four bytes that tell a key among others of the same name; `told` is its kind and the public key (signed-note)."""
    return sha256(name.encode() + b"\n" + told).digest()[:4]


def vkey(name: str, told: bytes) -> str:
    """A public key in the form that signed-note tools take: name+id+base64."""
    return f"{name}+{key_id(name, told).hex()}+{b64encode(told).decode()}"


def read_vkey(text: str, kind: bytes) -> tuple[str, Ed25519PublicKey] | None:
    """Name and key of a public Ed25519 key of this kind; none where it is another, or damaged."""
    name, _, rest = text.strip().partition("+")
    told = _unbased(rest.partition("+")[2])
    if told is None or not told.startswith(kind) or len(told) != 1 + KEY_BYTES or not _NAME.fullmatch(name):
        return None
    return (name, Ed25519PublicKey.from_public_bytes(told[1:])) if vkey(name, told) == text.strip() else None


@dataclass(frozen=True, slots=True)
class Verifier:
    """Who a log is to those who check it: its name (the checkpoint's origin) and its public key."""

    origin: str
    key: Ed25519PublicKey

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.origin):
            raise ValueError("a log's name is not empty and has no blanks and no plus")

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell this key among others of the same name (signed-note, Signatures)."""
        return key_id(self.origin, ED25519 + self.key.public_bytes_raw())

    @property
    def published(self) -> str:
        """The key in the form that signed-note tools take: name+id+base64."""
        return vkey(self.origin, ED25519 + self.key.public_bytes_raw())

    def believed(self, note: str) -> Head | Distrust:
        """What this signed checkpoint says, if this log's key has signed it; else why it is not believed.

        Signatures of other keys (witnesses) are passed over, as signed-note asks.
        """
        parsed = _parsed(note)
        if parsed is None:
            return Distrust.UNREADABLE
        head, signatures = parsed
        if head.origin != self.origin:
            return Distrust.ANOTHER_LOG
        return self._signed(head, signed_text(note), signatures)

    def _signed(self, head: Head, text: str, signatures: list[tuple[str, bytes]]) -> Head | Distrust:
        ours = [blob[4:] for name, blob in signatures if (name, blob[:4]) == (self.origin, self.key_id)]
        if not ours:
            return Distrust.UNSIGNED
        try:
            for signature in ours:
                self.key.verify(signature, text.encode())
        except InvalidSignature:
            return Distrust.FORGED
        return head


@dataclass(frozen=True, slots=True)
class Signer:
    """Who a log is to itself: its name and its signing key. The key is never shown."""

    origin: str
    key: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        """The half of this that may be given away."""
        return Verifier(self.origin, self.key.public_key())

    def note(self, size: int, root: bytes) -> str:
        """The signed checkpoint of a log of `size` leaves with this root."""
        return self.signed(Head(self.origin, size, root).text)

    def signed(self, text: str) -> str:
        """A signed note: the text (ending in a newline), a blank line, one signature."""
        blob = self.verifier.key_id + self.key.sign(text.encode())
        return f"{text}\n\u2014 {self.origin} {b64encode(blob).decode()}\n"


def claimed(note: str) -> Head | None:
    """What a signed checkpoint says, believed or not; none when it can't be read."""
    parsed = _parsed(note)
    return parsed[0] if parsed else None


def believed(note: str, key: Ed25519PublicKey) -> Head | Distrust:
    """What this signed checkpoint says, if this key has signed it, under whatever name the log goes."""
    head = claimed(note)
    if head is None or not _NAME.fullmatch(head.origin):
        return Distrust.UNREADABLE
    return Verifier(head.origin, key).believed(note)


def signed_text(note: str) -> str:
    """The text of a well-formed note, which is what each of its signatures is over."""
    return note[: note.rindex("\n\n") + 1]


def signatures(note: str) -> list[tuple[str, bytes]]:
    """The name and the bytes (key id first) of each signature line; of what can't be read, none."""
    parsed = _parsed(note)
    return parsed[1] if parsed else []


def _parsed(note: str) -> tuple[Head, list[tuple[str, bytes]]] | None:
    """The head and the signatures of a well-formed signed checkpoint. Extension lines may follow the root."""
    text, blank, tail = note.rpartition("\n\n")
    head = _head(text.split("\n"))
    signatures = [_signature(line) for line in tail.split("\n")[:-1]]
    if not (blank and tail.endswith("\n") and head) or None in signatures:
        return None
    return head, [found for found in signatures if found]


def _head(lines: list[str]) -> Head | None:
    if len(lines) < 3 or "" in lines or not _SIZE.fullmatch(lines[1]):
        return None
    root = _unbased(lines[2])
    return Head(lines[0], int(lines[1]), root) if root and len(root) == ROOT_BYTES else None


def _signature(line: str) -> tuple[str, bytes] | None:
    found = _SIGNATURE.fullmatch(line)
    blob = _unbased(found[2]) if found else None
    return (found[1], blob) if found and blob and len(blob) > 4 else None


def _unbased(text: str) -> bytes | None:
    """Standard base 64, and only its one right spelling, so that no two texts mean the same signature."""
    try:
        found = b64decode(text, validate=True)
    except (NotBase64, ValueError):
        return None
    return found if b64encode(found).decode() == text else None
