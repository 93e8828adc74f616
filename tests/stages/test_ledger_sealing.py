"""Truths about writing and sealing the ledger, with real transactions beside each other."""

from collections.abc import Callable, Iterator
from datetime import timedelta, timezone
from functools import partial
from hashlib import sha256
from random import Random
from threading import Event, Thread

import msgspec
import psycopg
import pytest
from django.db import connections, transaction
from django.db.transaction import TransactionManagementError

from rightstart.ledger.append import UnfitAct, append
from rightstart.ledger.checkpoint import Head, Signer
from rightstart.ledger.kept import bodies, latest, positions
from rightstart.ledger.merkle import leaf_hash, root
from rightstart.ledger.models import Checkpoint, Entry, Leaf
from rightstart.ledger.seal import Broken, NothingToSeal, Sealed, seal
from tests.stages.sealing import AT, LOG, OTHER, act, in_order, sealed, write, written

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def writer(database: str) -> Iterator[psycopg.Connection]:
    """A worker's connection that has begun to write: it has its transaction number and has inserted nothing."""
    with psycopg.connect(database, user="rightstart_worker") as connection:
        connection.execute("SELECT pg_current_xact_id()")
        yield connection


def test_an_act_is_kept_as_canonical_json_with_its_moment_under_its_leaf_hash() -> None:
    summer = AT.astimezone(timezone(timedelta(hours=1)))
    with transaction.atomic():
        stamped, own = append([act(1), {**act(2), "at": "its own"}], at=summer)
    kept = bodies([stamped, own, bytes(32)])
    assert kept[stamped] == b'{"act":"tested","at":"2026-10-01T12:30:00.000000Z","number":1}'
    assert msgspec.json.decode(kept[own])["at"] == "its own"
    assert [leaf_hash(body) for body in kept.values()] == list(kept)
    assert Leaf.objects.order_by("pk").values_list("at", flat=True)[0] == AT


def test_an_act_and_its_ledger_line_stand_or_fall_together() -> None:
    with pytest.raises(TransactionManagementError):
        append([act(1)], at=AT)
    with transaction.atomic():
        append([act(1)], at=AT)
        transaction.set_rollback(True)
    assert not Leaf.objects.exists()
    with transaction.atomic():
        assert append([], at=AT) == []


def test_an_act_that_cannot_be_a_leaf_or_a_moment_without_zone_writes_nothing() -> None:
    with pytest.raises(UnfitAct), transaction.atomic():
        append([act(1), {"act": "tested", "weight": 3.2}], at=AT)
    with pytest.raises(ValueError, match="zone"), transaction.atomic():
        append([act(1)], at=AT.replace(tzinfo=None))
    assert not Leaf.objects.exists()


def test_sealing_places_leaves_in_order_and_signs_what_they_make() -> None:
    first = written(1, 2, 3)
    one = sealed()
    second = written(4, 5, using="intake")
    two = sealed()
    assert in_order() == first + second
    assert (one.size, one.new, two.size, two.new) == (3, 3, 5, 2)
    assert (one.root, two.root) == (root(first), root(first + second))
    assert LOG.verifier.believed(two.note) == Head(LOG.origin, 5, two.root)
    assert positions([*first, *second, bytes(32)]) == {leaf: place for place, leaf in enumerate(first + second)}


def test_sealing_again_changes_nothing() -> None:
    assert latest() is None
    assert seal(signer=LOG, at=AT) == NothingToSeal(0)
    written(1)
    sealed()
    assert seal(signer=LOG, at=AT) == NothingToSeal(1)
    assert Checkpoint.objects.count() == 1


def test_a_leaf_whose_transaction_is_open_is_waited_for_and_not_lost(writer: psycopg.Connection) -> None:
    before = written(1)
    early = write(writer, 2)
    later = written(3, 4)
    # The open transaction began after nothing that is sealed, so nothing after it may be placed.
    assert seal(signer=LOG, at=AT) == NothingToSeal(0)
    writer.commit()
    sealed()
    assert sorted(in_order()) == sorted([*before, early, *later])


def test_what_is_older_than_the_oldest_running_transaction_is_sealed_and_what_is_younger_waits(database: str) -> None:
    before = written(1)
    with psycopg.connect(database, user="rightstart_worker") as slow:
        open_leaf = write(slow, 2)
        later = written(3)
        assert sealed().size == 1
        assert in_order() == before
        assert seal(signer=LOG, at=AT) == NothingToSeal(1)
        slow.commit()
    sealed()
    assert in_order() == [*before, open_leaf, *later]


def test_a_lower_leaf_of_a_younger_transaction_comes_after_what_is_published(
    writer: psycopg.Connection, database: str
) -> None:
    with psycopg.connect(database, user="rightstart_worker") as younger:
        lower = write(younger, 1)
        higher = write(writer, 2)
        writer.commit()
        published = sealed()
        assert in_order() == [higher]
        younger.commit()
    assert sealed().size == 2
    assert in_order() == [higher, lower]
    assert published.root == root([higher])


def test_a_transaction_that_is_rolled_back_leaves_no_gap(writer: psycopg.Connection) -> None:
    write(writer, 1)
    kept = written(2)
    writer.rollback()
    sealed()
    assert in_order() == kept


def in_threads(*works: Callable[[], None]) -> list[Thread]:
    """Each work in a thread with connections of its own, started. What a thread raises fails the test."""

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    return threads


def write_from(start: int) -> None:
    """Forty transactions of five acts; a fifth of them is rolled back."""
    chance = Random(start)
    for number in range(start, start + 200, 5):
        with transaction.atomic():
            append([act(number + step) for step in range(5)], at=AT)
            transaction.set_rollback(chance.random() < 0.2)


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_two_sealers_and_four_writers_lose_nothing_and_move_nothing() -> None:
    done, seen = Event(), []

    def seal_on() -> None:
        while not done.is_set():
            if isinstance(answer := seal(signer=LOG, at=AT), Sealed):
                seen.append((answer.size, answer.root))

    sealers = in_threads(seal_on, seal_on)
    for thread in in_threads(*(partial(write_from, start) for start in range(0, 4000, 1000))):
        thread.join()
    done.set()
    for thread in sealers:
        thread.join()
    seal(signer=LOG, at=AT)
    leaves = in_order()
    assert len(leaves) > 400
    assert sorted(leaves) == sorted(bytes(leaf) for leaf in Leaf.objects.values_list("hash", flat=True))
    assert len(seen) > 1
    assert all(tree == root(leaves[:size]) for size, tree in seen)


def test_a_crash_while_sealing_leaves_the_log_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    written(1, 2)

    def crash(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Signer, "note", crash)
        with pytest.raises(KeyboardInterrupt):
            seal(signer=LOG, at=AT)
    assert in_order() == []
    assert sealed().size == 2


def test_leaves_of_a_restored_dump_are_sealed_whatever_number_their_transactions_had(database: str) -> None:
    placed, waiting = written(1), written(2)
    with psycopg.connect(database) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("UPDATE ledger_leaf SET xid = '9000000000'")
        superuser.execute("INSERT INTO ledger_entry SELECT 0, min(id) FROM ledger_leaf")
        superuser.execute(
            "INSERT INTO ledger_checkpoint VALUES (1, %s, %s, '9000000001', %s, now())",
            [root(placed), root(placed), LOG.note(1, root(placed))],
        )
    new = written(3)
    assert sealed().size == 3
    assert in_order() == [*placed, *waiting, *new]
    assert seal(signer=LOG, at=AT) == NothingToSeal(3)
    later = written(4)
    assert sealed().new == 1
    assert in_order()[-1:] == later


@pytest.mark.parametrize("damage", ["root", "peaks", "note"])
def test_nothing_is_sealed_upon_a_checkpoint_that_this_log_did_not_sign(damage: str, database: str) -> None:
    leaves = written(1)
    sealed()
    changed = {"root": bytes(32), "peaks": sha256(b"another").digest(), "note": OTHER.note(1, root(leaves))}[damage]
    with psycopg.connect(database) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(f"UPDATE ledger_checkpoint SET {damage} = %s", [changed])
    written(2)
    assert seal(signer=LOG, at=AT) == Broken(1)
    assert Entry.objects.count() == 1
