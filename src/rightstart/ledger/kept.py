"""Hides how the ledger's own rows are read: in order, a stream at a time, never all at once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import connections

from rightstart.ledger.models import Checkpoint

BATCH = 16_384
"""Rows held at a time: 64 whole tiles, some five megabytes of bodies."""

_ENTRIES = """
    SELECT e.position, l.hash, l.body FROM ledger_entry e LEFT JOIN ledger_leaf l ON l.id = e.leaf_id
     WHERE e.position >= %s AND e.position < %s ORDER BY e.position"""
_POSITIONS = """
    SELECT l.hash, min(e.position) FROM ledger_leaf l JOIN ledger_entry e ON e.leaf_id = l.id
     WHERE l.hash = ANY(%s) GROUP BY l.hash"""
_BODIES = "SELECT hash, body FROM ledger_leaf WHERE hash = ANY(%s)"

T = TypeVar("T")


def latest(*, using: str = "default") -> Checkpoint | None:
    """The last checkpoint signed, or none before the first."""
    return Checkpoint.objects.using(using).order_by("-size").first()


def positions(leaves: Iterable[bytes], *, using: str = "default") -> dict[bytes, int]:
    """The place of each of these leaves (by hash) that has one. A leaf not yet sealed, or not known, is left out.

    Two acts that are the same to the last byte share a hash: the earlier place is given.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(_POSITIONS, [list(leaves)])
        return {bytes(leaf): position for leaf, position in cursor.fetchall()}


def bodies(leaves: Iterable[bytes], *, using: str = "default") -> dict[bytes, bytes]:
    """The canonical JSON of each of these leaves (by hash) that is kept, sealed or not."""
    with connections[using].cursor() as cursor:
        cursor.execute(_BODIES, [list(leaves)])
        return {bytes(leaf): bytes(body) for leaf, body in cursor.fetchall()}


def entries_between(start: int, end: int, *, using: str = "default") -> Iterator[list[tuple[int, bytes, bytes]]]:
    """Place, leaf hash and body of each entry in `[start, end)`, in order, a batch at a time.

    As the server sends them: an ordinary cursor would first hold them all. An entry whose leaf is gone has an empty
    hash and an empty body.
    """
    with (
        connections[using].cursor() as cursor,
        cursor.copy(f"COPY ({_ENTRIES}) TO STDOUT (FORMAT BINARY)", [start, end]) as copy,
    ):
        copy.set_types(["int8", "bytea", "bytea"])
        yield from batched((place, leaf or b"", body or b"") for place, leaf, body in copy.rows())


def batched(items: Iterable[T], most: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of `most`, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, most)):
        yield batch
