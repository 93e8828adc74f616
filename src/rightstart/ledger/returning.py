"""Hides how a log whose rows were brought back from a backup catches up with what it has published since, so that it never forks.

What is published is signed: its entries are read again, checked against the checkpoint and put in their places. The next seal
goes on from there.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from django.db import connections, transaction

from rightstart.engine.bulk import ask, insert_rows
from rightstart.ledger.checkpoint import Head, Signer
from rightstart.ledger.files import published_note, reader
from rightstart.ledger.kept import latest
from rightstart.ledger.merkle import Frontier, leaf_hash
from rightstart.ledger.models import Checkpoint, Entry
from rightstart.ledger.seal import LOCK_SEALING
from rightstart.ledger.tiles import WIDTH, Read, bundle_path, hashes_of, unbundled, width_at

WAITING = """
SELECT l.id, l.hash FROM ledger_leaf l
WHERE l.hash = ANY(%(hashes)s::bytea[]) AND NOT EXISTS (SELECT FROM ledger_entry e WHERE e.leaf_id = l.id) ORDER BY l.id
"""


class CannotReturn(Enum):
    """Why the log does not catch up; nothing was changed, and nothing may be sealed before it does."""

    FOREIGN = "foreign"
    """What is published was not signed with this log's key."""
    DAMAGED = "damaged"
    """The published files are not what their checkpoint says, or do not begin with what is kept here."""
    FORKED = "forked"
    """This log has gone on another way than the one that is published."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The log has `size` leaves again; `leaves` are the hashes and bodies that came back from its files."""

    size: int
    leaves: tuple[tuple[bytes, bytes], ...] = ()


@transaction.atomic
def bring_back(*, directory: Path, signer: Signer, at: datetime) -> Returned | CannotReturn:
    """Bring the rows kept here up to the last published checkpoint. Run it twice: nothing more happens."""
    with connections["default"].cursor() as cursor:
        cursor.execute(LOCK_SEALING)
    last = latest()
    frontier = Frontier(last.size, tuple(hashes_of(bytes(last.peaks)))) if last else Frontier()
    read = reader(directory)
    note = published_note(read)
    if note is None:
        return Returned(frontier.size)
    head = signer.verifier.believed(note)
    if not isinstance(head, Head):
        return CannotReturn.FOREIGN
    if head.size <= frontier.size:
        ours = head.size == 0 or Checkpoint.objects.filter(size=head.size, root=head.root).exists()
        return Returned(frontier.size) if ours else CannotReturn.FORKED
    try:
        missing = list(_entries(read, frontier.size, head.size))
    except LookupError:
        return CannotReturn.DAMAGED
    leaves = [(leaf_hash(body), body) for body in missing]
    grown = frontier.extended([leaf for leaf, _ in leaves])
    if grown.root != head.root:
        return CannotReturn.DAMAGED
    _place(leaves, frontier.size, at)
    signed = signer.note(grown.size, grown.root)
    Checkpoint.objects.create(
        size=grown.size, root=grown.root, peaks=b"".join(grown.peaks), horizon="0", note=signed, at=at
    )
    return Returned(grown.size, tuple(leaves))


def _entries(read: Read, start: int, end: int) -> Iterator[bytes]:
    """The bodies at these places of a log of `end` leaves. Raises LookupError where a bundle is missing or damaged."""
    for index in range(start // WIDTH, -(-end // WIDTH)):
        width = width_at(0, index, end)
        found = read(bundle_path(index, width)) or read(bundle_path(index))
        bodies = unbundled(found) if found else None
        if bodies is None or len(bodies) < width:
            raise LookupError
        yield from bodies[max(0, start - index * WIDTH) : width]


def _place(leaves: list[tuple[bytes, bytes]], start: int, at: datetime) -> None:
    """Give these leaves their places: a leaf that is kept here and waits for one keeps its row."""
    kept = _waiting(leaves)
    missing = [(leaf, body) for leaf, body in leaves if not (kept.get(leaf) and kept[leaf].pop())]
    if missing:
        hashes, bodies = map(list, zip(*missing, strict=True))
        insert_rows("ledger_leaf", {"hash": hashes, "body": bodies, "at": at})
    waiting = _waiting(leaves)
    places = [waiting[leaf].pop(0) for leaf, _ in leaves]
    Entry.objects.bulk_create(Entry(position=start + nth, leaf_id=leaf) for nth, leaf in enumerate(places))


def _waiting(leaves: list[tuple[bytes, bytes]]) -> dict[bytes, list[int]]:
    """Of these leaves the rows that have no place, by hash: two acts that are the same to the last byte share one."""
    found: dict[bytes, list[int]] = defaultdict(list)
    for number, leaf in ask(WAITING, {"hashes": [leaf for leaf, _ in leaves]}):
        found[bytes(leaf)].append(number)
    return found
