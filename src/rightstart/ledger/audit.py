"""Hides how the rows kept here are checked against what was signed and published, and records against their leaves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, assert_never

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connections

from rightstart.ledger.append import ERASURE
from rightstart.ledger.checkpoint import Head, believed, claimed
from rightstart.ledger.files import published_note, reader
from rightstart.ledger.findings import Kind, Notes, Verdict
from rightstart.ledger.kept import batched, bodies, entries_between, positions
from rightstart.ledger.merkle import Frontier, leaf_hash
from rightstart.ledger.models import Checkpoint
from rightstart.ledger.tiles import WIDTH, Read, read_tile
from rightstart.ledger.verify import compare

NOWHERE = bytes(32)
RECORDS = 4_096

_UNSIGNED = "SELECT position FROM ledger_entry WHERE position >= %s ORDER BY position"
_WAITING = """
    SELECT l.hash, l.body FROM ledger_leaf l
     WHERE NOT EXISTS (SELECT FROM ledger_entry e WHERE e.leaf_id = l.id)"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that is here: the leaf it names, and commitments made anew from it, by their key in the act."""

    leaf: bytes
    commitments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Gone:
    """A record whose personal part is gone: the leaf it names. An erasure leaf must show that it should be."""

    leaf: bytes


Record: TypeAlias = Kept | Gone


class _Kind(msgspec.Struct):
    """What a check needs of any act."""

    act: str
    of: list[str] = []


@dataclass(slots=True)
class _Promises:
    """Which leaves promise a record kept elsewhere, and which erasures have been shown."""

    kinds: frozenset[str]
    open: dict[bytes, int | None] = field(default_factory=dict)
    erased: set[bytes] = field(default_factory=set)

    def see(self, leaf: bytes, body: bytes, position: int | None) -> bool:
        """Notes what one act says; False when it can't be read."""
        try:
            kind = _decode(body)
            if kind.act == ERASURE:
                self.erased.update(bytes.fromhex(erased) for erased in kind.of)
        except ValueError:
            return False
        if kind.act in self.kinds:
            self.open[leaf] = position
        return True


_decode = msgspec.json.Decoder(_Kind).decode
_read_act = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


def verify_store(
    *,
    key: Ed25519PublicKey,
    directory: Path,
    records: Iterable[Record] = (),
    promised: frozenset[str] = frozenset(),
    using: str = "default",
) -> Verdict:
    """Re-hashes every leaf kept here and compares with each checkpoint signed and with the published tiles.

    `records` are what other packages keep, one for each leaf they name. Every leaf whose act is one of
    `promised` must be named by a record or by an erasure. `directory` is where the log is published; an empty one is
    nothing to compare with. A million leaves take well under a minute.
    """
    notes, promises = Notes(), _Promises(promised)
    signed = _signed(key, notes, using)
    published = _published(directory, signed, notes)
    frontier = Frontier()
    for hashes in _hashes(max(signed, default=0), promises, notes, using):
        _compare_published(published, frontier.size, hashes, notes)
        compare(frontier, hashes, signed, notes)
        frontier = frontier.extended(hashes)
    _outside(frontier.size, promises, notes, using)
    _recorded(records, promises, notes, using)
    return notes.verdict(frontier.size, frontier.root)


def _signed(key: Ed25519PublicKey, notes: Notes, using: str) -> dict[int, bytes]:
    """Every root that our key has signed, by size. A checkpoint row that says otherwise than its note is a finding."""
    signed: dict[int, bytes] = {}
    for row in Checkpoint.objects.using(using).order_by("size").iterator():
        head = believed(row.note, key)
        if isinstance(head, Head) and (head.size, head.root) == (row.size, bytes(row.root)):
            signed[head.size] = head.root
        else:
            notes.add(Kind.CHECKPOINT_NOT_SIGNED_BY_US, row.size)
    return signed


def _published(directory: Path, signed: dict[int, bytes], notes: Notes) -> tuple[Read, int]:
    """The published files and how many leaves they say they hold."""
    read = reader(directory)
    note = published_note(read)
    head = None if note is None else claimed(note)
    size = head.size if head else 0
    if size > max(signed, default=0):
        notes.add(Kind.STORE_BEHIND, size)
    return read, size


def _hashes(size: int, promises: _Promises, notes: Notes, using: str) -> Iterator[list[bytes]]:
    """The leaf hashes kept at places 0 to `size`, each checked against its body; of none, a hash of nothing."""
    expected = 0
    for batch in entries_between(0, size, using=using):
        hashes: list[bytes] = []
        for position, leaf, body in batch:
            hashes += _empty(expected, position, notes)
            hashes.append(_checked(position, leaf, body, promises, notes))
            expected = position + 1
        yield hashes
    yield _empty(expected, size, notes)


def _empty(start: int, end: int, notes: Notes) -> list[bytes]:
    for position in range(start, end):
        notes.add(Kind.PLACE_EMPTY, position)
    return [NOWHERE] * (end - start)


def _checked(position: int, leaf: bytes, body: bytes, promises: _Promises, notes: Notes) -> bytes:
    if not leaf:
        notes.add(Kind.LEAF_GONE, position)
        return NOWHERE
    if leaf_hash(body) != leaf:
        notes.add(Kind.LEAF_ALTERED, position)
    elif not promises.see(leaf, body, position):
        notes.add(Kind.LEAF_UNREADABLE, position)
    return leaf


def _compare_published(published: tuple[Read, int], start: int, hashes: list[bytes], notes: Notes) -> None:
    """Compares with the leaf hashes published here; a tile that is missing is the published log's own fault."""
    read, size = published
    end = min(start + len(hashes), size)
    for index in range(start // WIDTH, -(-end // WIDTH)):
        tile = read_tile(read, 0, index, size) or []
        for position, theirs in enumerate(tile, index * WIDTH):
            if start <= position < end and hashes[position - start] != theirs:
                notes.add(Kind.PUBLISHED_DIFFERS, position)


def _outside(size: int, promises: _Promises, notes: Notes, using: str) -> None:
    """Looks at what no checkpoint covers: places given without a signature, and leaves that wait for theirs."""
    with connections[using].cursor() as cursor:
        cursor.execute(_UNSIGNED, [size])
        for (position,) in cursor.fetchall():
            notes.add(Kind.ENTRY_UNSIGNED, position)
        cursor.execute(_WAITING)
        for leaf, body in cursor.fetchall():
            if leaf_hash(body) != bytes(leaf):
                notes.add(Kind.LEAF_ALTERED, None, bytes(leaf).hex())
            elif not promises.see(bytes(leaf), bytes(body), None):
                notes.add(Kind.LEAF_UNREADABLE, None, bytes(leaf).hex())


def _recorded(records: Iterable[Record], promises: _Promises, notes: Notes, using: str) -> None:
    """Puts each record beside its leaf; then tells of every leaf that promised a record and has none."""
    for batch in batched(records, RECORDS):
        said = bodies((record.leaf for record in batch), using=using)
        for record in batch:
            promises.open.pop(record.leaf, None)
            if kind := _fault(record, said.get(record.leaf), promises.erased):
                notes.add(kind, positions([record.leaf], using=using).get(record.leaf), record.leaf.hex())
    for leaf, position in promises.open.items():
        if leaf not in promises.erased:
            notes.add(Kind.RECORD_GONE, position, leaf.hex())


def _fault(record: Record, body: bytes | None, erased: set[bytes]) -> Kind | None:
    """What is wrong between a record and its leaf."""
    match record:
        case _ if body is None:
            return Kind.RECORD_WITHOUT_LEAF
        case Gone():
            return None if record.leaf in erased else Kind.RECORD_GONE
        case Kept():
            return None if _commits(body, record.commitments) else Kind.RECORD_ALTERED
        case _:
            assert_never(record)


def _commits(body: bytes, commitments: Mapping[str, str]) -> bool:
    """Does this act hold each of these commitments, under its key?"""
    try:
        act = _read_act(body)
    except msgspec.MsgspecError:
        return False
    return all(bytes(act.get(key, b"")) == msgspec.json.encode(value) for key, value in commitments.items())
