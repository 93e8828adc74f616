"""Hides how a proof is drawn from published tiles: that an act is in the log, that the log only grew."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rightstart.ledger.checkpoint import Head, believed, claimed
from rightstart.ledger.cosigned import most_cosigned
from rightstart.ledger.files import published_note, reader
from rightstart.ledger.kept import bodies, positions
from rightstart.ledger.merkle import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from rightstart.ledger.tiles import Read, subtree_in


class NoProof(Enum):
    """Why there is no proof to give."""

    UNKNOWN = "unknown"
    """The ledger has no such leaf."""
    NOT_SEALED = "not_sealed"
    NOT_PUBLISHED = "not_published"
    DAMAGED = "damaged"
    """A published file that the proof needs is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Shows a leaf to be in the log: its place, the hashes beside its way to the root, and the signed checkpoint."""

    leaf: bytes
    position: int
    path: tuple[bytes, ...]
    note: str

    def holds(self, key: Ed25519PublicKey) -> bool:
        """Does it convince someone who knows nothing but the log's key?"""
        head = believed(self.note, key)
        return isinstance(head, Head) and verify_inclusion(self.leaf, self.position, head.size, self.path, head.root)


@dataclass(frozen=True, slots=True)
class Consistency:
    """Shows that the log of `size` leaves begins with the log of `old` leaves."""

    old: int
    size: int
    path: tuple[bytes, ...]

    def holds(self, old_root: bytes, root: bytes) -> bool:
        """Does it convince someone who knows the two roots?"""
        return verify_consistency(self.old, self.size, old_root, root, self.path)


def prove_inclusion(leaf: bytes, *, directory: Path, using: str = "default") -> Inclusion | NoProof:
    """The proof that this leaf (by hash) is in the log as published in this directory.

    Its checkpoint is the last one published, or an earlier one where witnesses have cosigned that.
    """
    position = positions([leaf], using=using).get(leaf)
    if position is None:
        return NoProof.NOT_SEALED if bodies([leaf], using=using) else NoProof.UNKNOWN
    read = reader(directory)
    note = published_note(read)
    head = None if note is None else claimed(note)
    if note is None or head is None or position >= head.size:
        return NoProof.NOT_PUBLISHED
    proved = most_cosigned(position, head.size, using=using) or note
    signed = claimed(proved) or head
    try:
        path = inclusion_proof(subtree_in(read, head.size), position, signed.size)
    except LookupError:
        return NoProof.DAMAGED
    return Inclusion(leaf, position, tuple(path), proved)


def prove_consistency(old: int, size: int, *, directory: Path) -> Consistency | NoProof:
    """The proof that the log of `size` leaves, as published in this directory, begins with that of `old` leaves."""
    read = reader(directory)
    published = _published_size(read)
    if not 0 <= old <= size:
        return NoProof.UNKNOWN
    if size > published:
        return NoProof.NOT_PUBLISHED
    try:
        return Consistency(old, size, tuple(consistency_proof(subtree_in(read, published), old, size)))
    except LookupError:
        return NoProof.DAMAGED


def _published_size(read: Read) -> int:
    note = published_note(read)
    head = None if note is None else claimed(note)
    return head.size if head else 0
