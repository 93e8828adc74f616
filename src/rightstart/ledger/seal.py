"""Hides how leaves get their place: in order, behind the busy path, never above the oldest running transaction.

A leaf is written by a transaction that takes no lock and may end in any order. Only when every transaction up to some
number has ended is it known that no leaf below that number can still appear: those leaves are placed, the rest wait.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from rightstart.ledger.checkpoint import Head, Signer
from rightstart.ledger.files import published_note, reader
from rightstart.ledger.kept import latest
from rightstart.ledger.merkle import Frontier
from rightstart.ledger.models import Checkpoint
from rightstart.ledger.tiles import hashes_of

LOCK_SEALING = "SELECT pg_advisory_xact_lock(hashtext('rightstart.ledger.seal'))"

# A horizon that lies in the future comes from another server's life (a restored dump): then all leaves are looked at.
_BOUNDS = """
    SELECT CASE WHEN %s::xid8 > pg_snapshot_xmax(s) THEN '0' ELSE %s END, pg_snapshot_xmin(s)::text
      FROM pg_current_snapshot() s"""

# Places leaves and gives back their hashes, thousands to a row: one snapshot decides both, no leaf is read twice.
# A row seen here whose number lies above the snapshot also comes from a restored dump, and its transaction is over.
_PLACE = """
    COPY (
      WITH placed AS MATERIALIZED (
             SELECT row_number() OVER (ORDER BY l.id) - 1 AS nth, l.id, l.hash
               FROM ledger_leaf l
              WHERE l.xid >= %s::xid8
                AND (l.xid < %s::xid8 OR l.xid >= pg_snapshot_xmax(pg_current_snapshot()))
                AND NOT EXISTS (SELECT FROM ledger_entry e WHERE e.leaf_id = l.id)),
           entered AS (INSERT INTO ledger_entry (position, leaf_id) SELECT %s + nth, id FROM placed)
      SELECT string_agg(hash, '' ORDER BY nth) FROM placed GROUP BY nth / 16384 ORDER BY nth / 16384
    ) TO STDOUT (FORMAT BINARY)"""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The log now has `size` leaves, `new` of them since the last checkpoint; `note` is its signed checkpoint."""

    size: int
    new: int
    root: bytes
    note: str


@dataclass(frozen=True, slots=True)
class NothingToSeal:
    """Every leaf that may be placed has its place; the log has `size` leaves."""

    size: int


@dataclass(frozen=True, slots=True)
class Broken:
    """The last checkpoint kept here is not what this log signed: nothing is sealed upon it."""

    size: int


@dataclass(frozen=True, slots=True)
class Behind:
    """More is published than is kept here: the database is an older one, put back. Sealing would sign another history.

    `size`: how many leaves are published.
    """

    size: int


def seal(
    *, signer: Signer, at: datetime, published: Path | None = None, using: str = "default"
) -> Sealed | NothingToSeal | Broken | Behind:
    """Gives every leaf that may have one its place, and signs a checkpoint over all.

    `published`: where the log is published; nothing is sealed while that is further on. Two at once wait for each other.
    All in one transaction: a crash leaves the log as it was.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(LOCK_SEALING)
        last = latest(using=using)
        frontier = _frontier(last)
        if last and not _is_ours(last, frontier, signer):
            return Broken(last.size)
        if published and (further := _published(published, signer)) > frontier.size:
            return Behind(further)
        grown, horizon = _placed(cursor, frontier, last.horizon if last else "0")
        if grown == frontier:
            return NothingToSeal(frontier.size)
        return _signed(frontier, grown, horizon, signer, at, using)


def _frontier(last: Checkpoint | None) -> Frontier:
    return Frontier(last.size, tuple(hashes_of(bytes(last.peaks)))) if last else Frontier()


def _is_ours(last: Checkpoint, frontier: Frontier, signer: Signer) -> bool:
    """Is what the next checkpoint would build upon what this log's own key has signed?"""
    signed = signer.verifier.believed(last.note)
    return signed == Head(signer.origin, last.size, frontier.root) and bytes(last.root) == frontier.root


def _published(directory: Path, signer: Signer) -> int:
    """How many leaves this log has published; of another log's files the publisher tells."""
    note = published_note(reader(directory))
    head = signer.verifier.believed(note) if note else None
    return head.size if isinstance(head, Head) else 0


def _placed(cursor: CursorWrapper, frontier: Frontier, horizon: str) -> tuple[Frontier, str]:
    """Places what may be placed; gives the frontier after it, and the transaction number below which all is placed."""
    cursor.execute(_BOUNDS, [horizon, horizon])
    floor, ceiling = cursor.fetchone()
    with cursor.copy(_PLACE, [floor, ceiling, frontier.size]) as copy:
        copy.set_types(["bytea"])
        for (hashes,) in copy.rows():
            frontier = frontier.extended(hashes_of(hashes))
    return frontier, ceiling


def _signed(before: Frontier, now: Frontier, horizon: str, signer: Signer, at: datetime, using: str) -> Sealed:
    note = signer.note(now.size, now.root)
    Checkpoint.objects.using(using).create(
        size=now.size, root=now.root, peaks=b"".join(now.peaks), horizon=horizon, note=note, at=at
    )
    return Sealed(now.size, now.size - before.size, now.root, note)
