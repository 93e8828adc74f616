"""The ledger: leaves written and sealed in bulk, published, one act proved, and everything verified, beside hashing alone.

*Hashing alone* is the least that any such log costs: each leaf hashed and the tree over all, in memory, nothing kept or read.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from django.db import transaction

from bench._home import HOME, own_database  # isort: skip - first: it makes Django ready
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench._measure import percentile
from rightstart.ledger.append import append, leaf_of
from rightstart.ledger.audit import verify_store
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.files import reader
from rightstart.ledger.merkle import inclusion_proof, leaf_hash, root
from rightstart.ledger.prove import Inclusion, prove_inclusion
from rightstart.ledger.publish import publish
from rightstart.ledger.seal import Sealed, seal
from rightstart.ledger.tiles import subtree_in
from rightstart.ledger.verify import verify_published
from rightstart.release.disclose import Decided

AT = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
LOG = Signer("bench.example/ledger", Ed25519PrivateKey.generate())
CHECKER = Path(__file__).parents[1] / "src/rightstart/ledger/alone/check_ledger.py"
AT_ONCE, PROOFS = 5_000, 2_000
T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench ledger", description=__doc__)
    parser.add_argument("--leaves", type=int, default=1_000_000)
    leaves = parser.parse_args().leaves
    print("setting up …", flush=True)
    with own_database():
        _bench(leaves)


def _bench(count: int) -> None:
    bodies = [leaf_of(act(number)).body for number in range(count)]
    _, plain = timed(lambda: root([leaf_hash(body) for body in bodies]))
    print(f"\n{count:,} leaves of {sum(map(len, bodies)) // count} bytes")
    told("hashing alone (control)", plain, count, plain)
    hashes, written = timed(lambda: write(count))
    told("written, each in its act's transaction of 5,000", written, count, plain)
    answer, sealed = timed(lambda: seal(signer=LOG, at=AT))
    assert isinstance(answer, Sealed)
    assert answer.root == root(hashes)
    told("sealed in one go (aim >= 100,000/s)", sealed, count, plain)
    log = HOME / "ledger"
    _, published = timed(lambda: publish(directory=log))
    told("published as tiles", published, count, plain)
    prove(log, hashes)
    verify(log, count, plain)


def act(number: int) -> Decided:
    """A decision as passes write it by the thousand."""
    code, items = f"{number:064x}", ("address", "baby_forename", "baby_surname", "born_on", "parent_name", "postcode")
    return Decided(
        at="2026-10-01T12:30:00.000000Z", birth=code, by="job:advance", content=code[::-1], items=items,
        outcome="disclose", to="CAL-01", under="II-1/1",
    )  # fmt: skip


def write(count: int) -> list[bytes]:
    hashes: list[bytes] = []
    for start in range(0, count, AT_ONCE):
        with transaction.atomic():
            hashes += append([act(number) for number in range(start, min(count, start + AT_ONCE))], at=AT)
    return hashes


def prove(log: Path, hashes: list[bytes]) -> None:
    """One act proved, from anywhere in the log: of the tree alone, and with finding its place in the database."""
    chance, count = Random(1), len(hashes)
    wanted = [chance.randrange(count) for _ in range(PROOFS)]
    read = reader(log)
    tree = [timed(lambda at=at: inclusion_proof(subtree_in(read, count), at, count))[1] for at in wanted]
    whole = []
    for at in wanted:
        proof, seconds = timed(lambda at=at: prove_inclusion(hashes[at], directory=log))
        assert isinstance(proof, Inclusion)
        whole.append(seconds)
    assert proof.holds(LOG.key.public_key())
    for label, seconds in (
        ("inclusion proof from tiles (aim < 1 ms)", tree),
        ("… with its place and checkpoint", whole),
    ):
        print(f"{label:<50} p50 {1000 * percentile(seconds, 50):6.2f} ms, p95 {1000 * percentile(seconds, 95):6.2f} ms")


def verify(log: Path, count: int, plain: float) -> None:
    verdict, files = timed(lambda: verify_published(log, LOG.key.public_key()))
    assert verdict.sound
    told("verified from the files (aim <= 10 s a million)", files, count, plain)
    order = [sys.executable, "-I", str(CHECKER), "log", str(log), "--key", LOG.verifier.published]
    _, alone = timed(lambda: subprocess.run(order, check=True, capture_output=True))
    told("… by the program that needs nothing of ours", alone, count, plain)
    kept, store = timed(lambda: verify_store(key=LOG.key.public_key(), directory=log))
    assert kept.sound
    told("verified in the store, beside the files", store, count, plain)


def told(label: str, seconds: float, count: int, plain: float) -> None:
    print(f"{label:<50} {seconds:8.2f} s {count / seconds:12,.0f} leaves/s {seconds / plain:7.2f} ×", flush=True)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


if __name__ == "__main__":
    main()
