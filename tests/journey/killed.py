"""Workers that die, as if by SIGKILL from outside, at the n-th thing they ask of the database; or their database dies then.

They are forks of one process that has imported everything and has done nothing yet: that import takes a second, a fork some
milliseconds. It is a process of its own, for a fork of one in which threads have run may stand still for ever.
"""

import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import django.db
import psycopg
import pytest

import rightstart.engine.ignition  # noqa: F401
from rightstart import journey
from rightstart.engine import postgres
from rightstart.intake.contract import Kind
from rightstart.safeguards.mark import Statement
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests import server
from tests.journey.world import BY, World

NAME: Final = "worker to be killed"
LONGEST_SECONDS: Final = 60


class Order(NamedTuple):
    """What a worker is to do, and who is struck at which of the things asked of the database; 0: nobody."""

    act: str
    told: Mapping[str, Any]
    today: date
    at: int = 0
    struck: str = "worker"


class Ended(NamedTuple):
    """How a worker ended (`done`, `failed` by its database, `killed`, `broken`), and what it had asked if it could tell.

    `commits`: the moment just before each COMMIT; in the next one it is sent and not answered, in the third it is done.
    """

    how: str
    asked: int = 0
    commits: Sequence[int] = ()


class Watch:
    """Counts what is asked of the database, and strikes at the n-th thing where it is told to."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, strike: Callable[[], None]) -> None:
        self.asked, self.at, self.strike = 0, at, strike
        self.commits: list[int] = []
        for name in ("execute", "executemany", "copy"):
            patch.setattr(psycopg.Cursor, name, self._counted(getattr(psycopg.Cursor, name)))
        patch.setattr(psycopg.Connection, "commit", self._committed(psycopg.Connection.commit))

    def _count(self) -> None:
        self.asked += 1
        if self.asked == self.at:
            self.strike()

    def _counted(self, done: Callable[..., object]) -> Callable[..., object]:
        def count(*given: object, **more: object) -> object:
            self._count()
            return done(*given, **more)

        return count

    def _committed(self, done: Callable[..., None]) -> Callable[..., None]:
        def commit(connection: psycopg.Connection) -> None:
            self._count()
            self.commits.append(self.asked)
            if self.asked + 1 == self.at:
                connection.pgconn.send_query(b"COMMIT")
                connection.pgconn.flush()
            self._count()
            done(connection)
            self._count()

        return commit


# -- what workers do ---------------------------------------------------------------------------------------------------


def do_it_all(world: World, *, rows: Sequence[dict[str, str]]) -> None:
    """A file comes in, and the day's pass and hand-over are made."""
    world.answer(rows)
    journey.advance_all(by=BY, at=world.at)
    journey.hand_over_due(by=BY, at=world.at)


def hand_in(world: World, *, rows: Sequence[dict[str, str]], kind: str) -> None:
    world.answer(rows, kind=Kind(kind))


def mark(world: World, *, birth: int, kind: str) -> None:
    journey.mark(birth=BirthId(birth), kind=MarkerKind(kind), source="social-care", by=BY, at=world.at)


def stop(world: World, *, key: str, kind: str) -> None:
    stated = Statement(bytes.fromhex(key), MarkerKind(kind), world.at)
    journey.stop([stated], source="feed", by=BY, at=world.at)


ACTS: Final[Mapping[str, Callable[..., None]]] = {"all": do_it_all, "file": hand_in, "mark": mark, "stop": stop}
STRIKES: Final[Mapping[str, Callable[[], None]]] = {
    "worker": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "server": lambda: server.kill(postgres.home(), children_too=True),
    "postmaster": lambda: server.kill(postgres.home(), children_too=False),
}


# -- the process that forks them ---------------------------------------------------------------------------------------


class Workers:
    """The process that has everything ready, as a test speaks to it."""

    def __init__(self) -> None:
        # Polars keeps threads for its memory unless told not to; the name is what the database calls the workers by.
        told = {"_RJEM_MALLOC_CONF": "background_thread:false", "PGAPPNAME": NAME}
        order = [sys.executable, "-m", "tests.journey.killed"]
        pipe, env = subprocess.PIPE, os.environ | told
        self._process = subprocess.Popen(order, stdin=pipe, stdout=pipe, text=True, env=env, start_new_session=True)

    def do(self, order: Order) -> Ended:
        """Have one worker do this, and wait for its end."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(order, default=date.isoformat), file=self._process.stdin, flush=True)
        assert select.select([self._process.stdout], [], [], LONGEST_SECONDS)[0], f"it stands still: {order}"
        return Ended(*json.loads(self._process.stdout.readline()))

    def dismiss(self) -> None:
        with self._process as process:
            os.killpg(process.pid, signal.SIGKILL)  # with a worker that stands still, if there is one


def work(order: Order) -> Ended:
    with pytest.MonkeyPatch.context() as patch:
        watch = Watch(patch, order.at, STRIKES[order.struck])
        how = "done"
        try:
            ACTS[order.act](World.as_it_stands(order.today), **order.told)
        except (psycopg.Error, django.db.Error):
            how = "failed"
        return Ended(how, watch.asked, watch.commits)


def fork(order: Order) -> Ended | None:
    """One worker; where it could not tell itself how it ended, that is told for it."""
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        return Ended("killed" if os.WIFSIGNALED(status) else "broken") if status else None
    try:
        print(json.dumps(work(order)), flush=True)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def serve() -> None:
    for line in sys.stdin:
        act, told, today, *strike = json.loads(line)
        if ended := fork(Order(act, told, date.fromisoformat(today), *strike)):
            print(json.dumps(ended), flush=True)


if __name__ == "__main__":
    serve()
