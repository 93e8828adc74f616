"""What runs by itself may run twice, and is taken up again where a worker was killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from rightstart.engine import keys
from rightstart.jobs import chasing
from rightstart.jobs import work as jobs
from rightstart.jobs.by_the_clock import Work
from rightstart.ledger.append import append
from rightstart.ledger.kept import latest
from rightstart.ledger.seal import LOCK_SEALING
from rightstart.ledger.verify import verify_published
from rightstart.terms import Actor

AT = datetime(2026, 10, 20, 6, tzinfo=UTC)
BY = Actor.job("test")
PATIENCE = 30  # seconds to wait for another process; what is asserted is never how long it took


@pytest.fixture(autouse=True)
def _published_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "LEDGER_DIRECTORY", tmp_path)


def act(name: str) -> None:
    with transaction.atomic():
        append([{"act": name}], at=AT)


def rows(query: str, *told: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        return list(cursor.fetchall()) if cursor.description else []


def contents(dsn: str) -> dict[str, str]:
    """Every table with a digest of all it holds, apart from the queue itself."""
    with psycopg.connect(dsn) as eyes:
        tables = eyes.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname IN ('public', 'sec') AND tablename !~ '^procrastinate_'"
        ).fetchall()
        digest = "SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t"
        return {table: eyes.execute(digest.format(table)).fetchone()[0] for (table,) in tables}  # type: ignore[arg-type, index]


@contextmanager
def held(dsn: str, lock: str) -> Iterator[None]:
    with psycopg.connect(dsn) as holder:
        holder.execute(lock)  # type: ignore[arg-type]
        yield


def enqueue(name: str) -> None:
    with suppress(AlreadyEnqueued):
        app.configure_task(name, queueing_lock=name).defer(timestamp=0)


def work_off() -> None:
    """A worker of this process, until nothing waits; in a thread of its own, for a browser's loop may run in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_work_off).result()


def _work_off() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def until(truth: str) -> None:
    give_up = time.monotonic() + PATIENCE
    while not rows(f"SELECT 1 WHERE {truth}"):
        assert time.monotonic() < give_up, f"never came true: {truth}"
        time.sleep(0.05)


def names(work: Work) -> str:
    return work.__name__


EVERY_JOB = [jobs.advance, jobs.carry_unfinished, jobs.hand_over_due, jobs.seal_ledger, jobs.destroy_keys, jobs.retain]
EVERY_JOB += [chasing.chase_access]


@pytest.mark.parametrize("job", EVERY_JOB, ids=names)
def test_a_job_run_twice_changes_nothing_the_second_time(database: str, job: Work) -> None:
    act("first")
    job(BY, AT)
    once = contents(database)
    job(BY, AT)
    assert contents(database) == once


def test_sealing_gives_every_act_its_place_and_publishes_it(database: str) -> None:
    act("first")
    act("second")
    jobs.seal_ledger(BY, AT)
    verdict = verify_published(settings.LEDGER_DIRECTORY, keys.signing_key(settings.HOME).public_key())
    assert (verdict.sound, verdict.size) == (True, 2)


def test_the_daily_pass_waits_until_five_in_london_whatever_the_season(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes: list[datetime] = []
    monkeypatch.setattr(jobs.journey, "advance_all", lambda *, by, at: passes.append(at))
    winter, summer = datetime(2026, 1, 15, 4, 10, tzinfo=UTC), datetime(2026, 7, 15, 4, 10, tzinfo=UTC)
    for at in (winter, winter + timedelta(hours=1), summer):
        jobs.advance(BY, at)
    assert passes == [winter + timedelta(hours=1), summer]


def test_every_job_is_on_the_clock_under_its_own_name_with_nothing_about_anybody() -> None:
    app.perform_import_paths()
    on_the_clock = {task.task.name: task for task in app.periodic_registry.periodic_tasks.values()}
    expected = {"advance", "carry-unfinished", "hand-over-due", "seal-ledger", "destroy-keys", "tidy", "reap"}
    expected |= {
        "ask-witnesses",
        "tell-alerts",
        "chase-access",
        "chase-agreements",
        "chase-feeds",
        "chase-stops",
        "chase-quarantine",
        "chase-retraces",
        "chase-holds",
        "chase-call-backs",
        "chase-downstream",
        "tell-offices",
        "tell-of-quality",
        "end-suppressions",
        "chase-social-care",
        "send-canaries",
        "retain",
        "carry-out-no",
        "chase-untold",
        "watch-breaches",
        "chase-letters",
        "chase-refusals",
        "make-letters",
        "finish-letters",
        "cover",
        "chase-sheets",
    }
    assert set(on_the_clock) == expected
    for name, task in on_the_clock.items():
        assert task.task.queueing_lock == name
        assert set(task.configure_kwargs.get("task_kwargs") or {}) <= {"timestamp"}


def test_a_job_that_fails_tells_where_and_not_what_it_had_in_hand(
    database: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*, by: Actor, at: datetime) -> int:
        raise ValueError("Olivia Smith, 12 Quillbeck Street")

    monkeypatch.setattr(jobs.journey, "hand_over_due", breaks)
    enqueue("hand-over-due")
    work_off()
    assert ("failed",) in rows("SELECT status FROM procrastinate_jobs WHERE task_name = 'hand-over-due'")
    assert "ValueError" in caplog.text
    assert "Olivia" not in caplog.text


def test_the_job_of_a_killed_worker_is_reaped_and_runs_again(database: str) -> None:
    act("first")
    enqueue("seal-ledger")
    with held(database, LOCK_SEALING):
        worker = subprocess.Popen([sys.executable, "-m", "rightstart.cli.main", "work"], env=os.environ)
        try:
            until("EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock')")
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        assert latest() is None
    assert ("doing",) in rows("SELECT status FROM procrastinate_jobs WHERE task_name = 'seal-ledger'")
    until("NOT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock')")
    rows("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")

    enqueue("reap")
    work_off()
    work_off()
    assert rows("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'") == [(0,)]
    sealed = latest()
    assert sealed is not None
    assert sealed.size == 1


def test_a_job_cut_short_while_the_same_one_waits_leaves_it_to_that_one(database: str) -> None:
    enqueue("seal-ledger")
    rows("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'seal-ledger'")
    enqueue("seal-ledger")
    # It must still wait while the other is reaped, whichever of the two the worker takes up first.
    rows("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour' WHERE status = 'todo'")
    enqueue("reap")
    work_off()
    ended = rows("SELECT status FROM procrastinate_jobs WHERE task_name = 'seal-ledger' ORDER BY id")
    assert ended == [("aborted",), ("todo",)]


def test_what_is_kept_loses_its_key_when_its_time_is_over(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[date] = []
    monkeypatch.setattr(jobs.kept, "destroy_due", lambda *, by, at: asked.append(at.date()))
    jobs.destroy_keys(BY, AT)
    assert asked == [AT.date()]
