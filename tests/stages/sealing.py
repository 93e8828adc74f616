"""What tests of the ledger share: a log, acts to write, and how they are sealed."""

from datetime import UTC, datetime

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from rightstart.ledger.append import Act, append, leaf_of
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.models import Entry
from rightstart.ledger.seal import Sealed, seal

AT = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
LOG = Signer("log.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER = Signer("log.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(32)))


def act(number: int, kind: str = "tested") -> Act:
    return {"act": kind, "number": number}


def written(*numbers: int, using: str = "default") -> list[bytes]:
    """Acts written and committed; their leaf hashes."""
    with transaction.atomic(using=using):
        return append([act(number) for number in numbers], at=AT, using=using)


def sealed() -> Sealed:
    answer = seal(signer=LOG, at=AT)
    assert isinstance(answer, Sealed)
    return answer


def in_order() -> list[bytes]:
    """The leaf hashes at places 0, 1, 2, …; fails on a gap."""
    rows = list(Entry.objects.order_by("position").values_list("position", "leaf__hash"))
    assert [position for position, _ in rows] == list(range(len(rows)))
    return [bytes(leaf) for _, leaf in rows]


def write(connection: psycopg.Connection, number: int) -> bytes:
    leaf = leaf_of(act(number))
    connection.execute("INSERT INTO ledger_leaf (hash, body, at) VALUES (%s, %s, %s)", [leaf.hash, leaf.body, AT])
    return leaf.hash
