"""Hides how a witness's word over a checkpoint is read and believed (C2SP tlog-cosignature: Ed25519, cosignature/v1).

A witness is another organisation that has seen a checkpoint to begin with the last one it cosigned, and says so with its key.
"""

from base64 import b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rightstart.ledger.checkpoint import key_id, read_vkey, signatures, signed_text, vkey

WITNESS = b"\x04"
MOMENT_BYTES = 8


@dataclass(frozen=True, slots=True)
class Cosignature:
    """One witness's signature line over a checkpoint, and the moment it tells (seconds since 1970)."""

    line: str
    moment: int


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """Who a witness is to those who check: its name and its public key."""

    name: str
    key: Ed25519PublicKey

    @property
    def id(self) -> bytes:
        """Four bytes that tell this key among others of the same name."""
        return key_id(self.name, WITNESS + self.key.public_bytes_raw())

    @property
    def published(self) -> str:
        """The key in the form that signed-note tools take: name+id+base64."""
        return vkey(self.name, WITNESS + self.key.public_bytes_raw())

    def has_cosigned(self, note: str) -> Cosignature | None:
        """The latest word of this witness over a checkpoint; none where there is none, or where one of them is false."""
        blobs = [blob for name, blob in signatures(note) if (name, blob[:4]) == (self.name, self.id)]
        words = [self._believed(blob, signed_text(note)) for blob in blobs]
        return None if None in words else max((word for word in words if word), key=_moment, default=None)

    def _believed(self, blob: bytes, text: str) -> Cosignature | None:
        moment = int.from_bytes(blob[4 : 4 + MOMENT_BYTES], "big")
        try:
            self.key.verify(blob[4 + MOMENT_BYTES :], cosigned_text(text, moment))
        except InvalidSignature:
            return None
        return Cosignature(f"\u2014 {self.name} {b64encode(blob).decode()}\n", moment)


def _moment(word: Cosignature) -> int:
    return word.moment


def witness_key(text: str) -> WitnessKey | None:
    """The key of a witness as it gives it out (name+id+base64); none where it is a log's, or damaged."""
    read = read_vkey(text, WITNESS)
    return WitnessKey(*read) if read else None


def cosigned_text(text: str, moment: int) -> bytes:
    """What a witness signs: that it has seen this checkpoint's text at this moment."""
    return f"cosignature/v1\ntime {moment}\n{text}".encode()
