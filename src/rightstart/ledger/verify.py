"""Hides how a published log is rebuilt and checked from its files alone: no database, no hash taken on trust."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rightstart.ledger.checkpoint import Distrust, Head, believed, claimed
from rightstart.ledger.cosignature import WitnessKey
from rightstart.ledger.files import CHECKPOINT, cosigned_path, published_note, reader
from rightstart.ledger.findings import Cosigned, Kind, Notes, Verdict
from rightstart.ledger.merkle import EMPTY_ROOT, Frontier, leaf_hash
from rightstart.ledger.tiles import WIDTH, Read, Tile, Tiling, bundle_path, read_tile, unbundled, width_at


def verify_published(
    directory: Path,
    key: Ed25519PublicKey,
    *,
    earlier: Sequence[str] = (),
    witnesses: Sequence[WitnessKey] = (),
    quorum: int = 0,
) -> Verdict:
    """Rebuilds the log in this directory and compares it with its signed checkpoint and its tiles.

    `key` is the log's public key, known from elsewhere. `earlier` are signed checkpoints seen before: the log must
    begin with each of them, and with the last that each of `witnesses` has cosigned; so many as `quorum` must have
    cosigned any. A million leaves take some seconds.
    """
    notes, read = Notes(), reader(directory)
    head = _head(read, key, notes)
    if head is None:
        return notes.verdict(0, EMPTY_ROOT)
    words, cosigned_notes = _words(read, witnesses, notes)
    if len(words) < quorum:
        notes.add(Kind.TOO_FEW_WITNESSES)
    rebuilt = rebuild(read, head.size, notes, _sizes([*earlier, *cosigned_notes], key, head, notes))
    if rebuilt is None:
        return notes.verdict(head.size, head.root, words)
    if rebuilt != head.root:
        notes.add(Kind.ROOT_DIFFERS)
    return notes.verdict(head.size, rebuilt, words)


def _words(read: Read, witnesses: Sequence[WitnessKey], notes: Notes) -> tuple[tuple[Cosigned, ...], list[str]]:
    """How far each witness's word goes, and the checkpoints that say so. Two names for one key are one witness."""
    found: dict[bytes, Cosigned] = {}
    said: list[str] = []
    for public, witness in {one.key.public_bytes_raw(): one for one in witnesses}.items():
        apart = read(cosigned_path(witness.id))
        if apart is not None and witness.has_cosigned(apart.decode(errors="replace")) is None:
            notes.add(Kind.COSIGNATURE_FALSE, None, witness.name)
        for note in (apart, read(CHECKPOINT)):
            text = (note or b"").decode(errors="replace")
            head, word = claimed(text), witness.has_cosigned(text)
            if head and word and (public not in found or found[public].size < head.size):
                found[public] = Cosigned(witness.name, head.size, word.moment)
                said.append(text)
    return tuple(found.values()), said


def _head(read: Read, key: Ed25519PublicKey, notes: Notes) -> Head | None:
    note = published_note(read)
    if note is None:
        notes.add(Kind.CHECKPOINT_MISSING)
        return None
    match believed(note, key):
        case Head() as head:
            return head
        case Distrust.UNREADABLE:
            notes.add(Kind.CHECKPOINT_UNREADABLE)
        case _:
            notes.add(Kind.CHECKPOINT_NOT_SIGNED_BY_US)
    return None


def _sizes(earlier: Sequence[str], key: Ed25519PublicKey, head: Head, notes: Notes) -> dict[int, bytes]:
    """The root that each earlier checkpoint signed, by size. One larger than the log shows that leaves were dropped."""
    signed: dict[int, bytes] = {}
    for note in earlier:
        match believed(note, key):
            case Head() as old if old.size > head.size or signed.setdefault(old.size, old.root) != old.root:
                notes.add(Kind.HISTORY_REWRITTEN, old.size)
            case Head():
                pass
            case _:
                notes.add(Kind.CHECKPOINT_NOT_SIGNED_BY_US)
    return signed


def rebuild(read: Read, size: int, notes: Notes, signed: dict[int, bytes]) -> bytes | None:
    """The root of the published entries, every tile compared on the way; none when entries are missing for good."""
    tiling, frontier = Tiling(), Frontier()
    for index in range(-(-size // WIDTH)):
        hashes = _hashes(read, index, size, notes)
        if hashes is None:
            return None
        compare(frontier, hashes, signed, notes)
        frontier = frontier.extended(hashes)
        for tile in tiling.add(hashes):
            _compare_tile(read, tile, size, notes)
    for tile in tiling.unfilled():
        _compare_tile(read, tile, size, notes)
    return tiling.root


def _hashes(read: Read, index: int, size: int, notes: Notes) -> list[bytes] | None:
    """Leaf hashes made from an entry bundle; where it can't be read, its tile's, so that the rest is checked too."""
    width = width_at(0, index, size)
    path = bundle_path(index, width)
    bundle = read(path) or read(bundle_path(index))
    entries = None if bundle is None else unbundled(bundle)
    if entries is not None and len(entries) >= width:
        return [leaf_hash(entry) for entry in entries[:width]]
    notes.add(Kind.BUNDLE_MISSING if bundle is None else Kind.BUNDLE_UNREADABLE, index * WIDTH, path)
    return read_tile(read, 0, index, size)


def compare(frontier: Frontier, hashes: Sequence[bytes], signed: dict[int, bytes], notes: Notes) -> None:
    """Compares with every root that was signed for a size reached by these hashes."""
    for size in _reached(frontier.size, frontier.size + len(hashes), signed):
        if frontier.extended(hashes[: size - frontier.size]).root != signed[size]:
            notes.add(Kind.HISTORY_REWRITTEN, size)


def _reached(start: int, end: int, signed: dict[int, bytes]) -> Iterator[int]:
    if len(signed) < end - start:
        return (size for size in signed if start < size <= end)
    return (size for size in range(start + 1, end + 1) if size in signed)


def _compare_tile(read: Read, tile: Tile, size: int, notes: Notes) -> None:
    found = read_tile(read, tile.level, tile.index, size)
    first = tile.index * WIDTH << 8 * tile.level
    if found is None:
        notes.add(Kind.TILE_MISSING, first, tile.path)
        return
    for nth, (ours, theirs) in enumerate(zip(tile.hashes, found, strict=True)):
        if ours != theirs:
            notes.add(Kind.TILE_DIFFERS, first + (nth << 8 * tile.level), tile.path)
