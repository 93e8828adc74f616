"""Hides what the ledger's leaves are held against: each decision kept here, with its commitments made anew from what it holds."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from django.db import connection

from rightstart.ledger.audit import Gone, Kept, Record

PROMISED: Final = frozenset({"decided"})  # acts of which every one must have its record here
ROWS_AT_ONCE: Final = 10_000

DECISIONS: Final = "SELECT birth_id, outcome, reason, salt, payload, leaf_hash FROM release_decision"


def records() -> Iterator[Record]:
    """Every decision: whom it is about, and why nothing went or what did, bound as its leaf says.

    What was handed over is kept as its commitment only, so that it can be erased; the reason is committed to anew. One without
    its salt is gone: it was erased with its family.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(DECISIONS)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            for birth, outcome, reason, salt, payload, leaf in rows:
                held = bytes(salt)
                if not held:
                    yield Gone(bytes(leaf))
                    continue
                content = bytes(payload) if outcome == "disclose" else sha256(held + reason.encode()).digest()
                about = sha256(held + birth.to_bytes(8)).hexdigest()
                yield Kept(bytes(leaf), {"birth": about, "content": content.hex()})
