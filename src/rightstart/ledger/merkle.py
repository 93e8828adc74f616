"""Hides how many leaves become one hash: the Merkle tree of RFC 9162 (that of RFC 6962), its proofs and their checks.

Every hash here is 32 bytes of SHA-256. `hashes` are always leaf hashes in the order of the log. Nothing is kept:
a tree is what its leaf hashes say it is. A `Subtree` answers with the tree hash of the leaves `[start, end)`, from
memory or from stored tiles, so that proofs need not know where hashes are kept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"
EMPTY_ROOT = sha256(b"").digest()

Subtree = Callable[[int, int], bytes]


def leaf_hash(body: bytes) -> bytes:
    """The hash of one leaf (RFC 9162, 2.1.1)."""
    return sha256(LEAF + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbouring subtrees (RFC 9162, 2.1.1)."""
    return sha256(NODE + left + right).digest()


def paired(row: Sequence[bytes]) -> list[bytes]:
    """The row above an even row. Spelled out, without `node_hash`: here a large log spends its time."""
    return [sha256(NODE + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=True)]


def root(hashes: Sequence[bytes]) -> bytes:
    """The tree hash of these leaf hashes; of none, the hash of nothing (RFC 9162, 2.1.1)."""
    return Frontier().extended(hashes).root


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that must be known of a log to add to it: its size, and the complete subtrees it is made of, largest first.

    One subtree for each bit that is set in the size, so there are never more than 64 of them.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    @property
    def root(self) -> bytes:
        """The tree hash: the subtrees joined from the smallest to the largest."""
        if not self.peaks:
            return EMPTY_ROOT
        joined = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            joined = node_hash(peak, joined)
        return joined

    def extended(self, hashes: Sequence[bytes]) -> "Frontier":
        """The frontier after these leaf hashes: binary addition, a row of hashes at a time."""
        lowest_first = list(reversed(self.peaks))
        peaks: list[bytes] = []
        row, left = list(hashes), self.size
        while row or left:
            if left & 1:
                row.insert(0, lowest_first.pop(0))
            if len(row) & 1:
                peaks.append(row.pop())
            row, left = paired(row), left >> 1
        return Frontier(self.size + len(hashes), tuple(reversed(peaks)))


def subtree_of(hashes: Sequence[bytes]) -> Subtree:
    """The subtrees of leaf hashes held in memory."""
    return lambda start, end: root(hashes[start:end])


def split(count: int) -> int:
    """The largest power of two below `count` (two or more): where RFC 9162 divides a tree."""
    return 1 << ((count - 1).bit_length() - 1)


def inclusion_proof(subtree: Subtree, index: int, size: int) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root of `size` leaves (RFC 9162, 2.1.3.1).

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError("no such leaf in a tree of this size")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            proof.append(subtree(middle, end))
            end = middle
        else:
            proof.append(subtree(start, middle))
            start = middle
    return proof[::-1]


def consistency_proof(subtree: Subtree, old: int, size: int) -> list[bytes]:
    """The hashes that show the first `old` of `size` leaves to be unchanged (RFC 9162, 2.1.4.1).

    Raises IndexError when the older tree is not a part of the newer one. From an empty tree, and from a tree to
    itself, there is nothing to show.
    """
    if not 0 <= old <= size:
        raise IndexError("the older tree is larger than the newer one")
    if old in (0, size):
        return []
    proof: list[bytes] = []
    start, end = 0, size
    while end != old:
        middle = start + split(end - start)
        if old <= middle:
            proof.append(subtree(middle, end))
            end = middle
        else:
            proof.append(subtree(start, middle))
            start = middle
    if start:
        proof.append(subtree(start, end))
    return proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Does this proof lead from this leaf hash, at this place, to this root? (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, joined = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            joined = node_hash(sibling, joined)
            shift = _trailing_zeros(place)
            place, last = place >> shift, last >> shift
        else:
            joined = node_hash(joined, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and joined == root


def verify_consistency(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """Does this proof show the tree of `size` to begin with the tree of `old`? (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= size:
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if old == size:
        return not proof and old_root == root
    if not proof:
        return False
    shift = _trailing_zeros(old)
    whole = old == 1 << shift
    seed, rest = (old_root, proof) if whole else (proof[0], proof[1:])
    return _joined((old - 1) >> shift, (size - 1) >> shift, seed, rest) == (old_root, root)


def _joined(place: int, last: int, seed: bytes, proof: Iterable[bytes]) -> tuple[bytes, bytes] | None:
    """The older and the newer root that a consistency proof leads to, or none when it is too long or too short."""
    older = newer = seed
    for sibling in proof:
        if last == 0:
            return None
        if place & 1 or place == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            shift = _trailing_zeros(place)
            place, last = place >> shift, last >> shift
        else:
            newer = node_hash(newer, sibling)
        place, last = place >> 1, last >> 1
    return (older, newer) if last == 0 else None


def _trailing_zeros(number: int) -> int:
    return (number & -number).bit_length() - 1
