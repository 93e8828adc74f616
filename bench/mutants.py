"""Changes the rules and the gate in one small place after another, and runs the tests that hold them: do they see it?

Every change that no test sees is explained in `_survivors.py`; one without an explanation, and an explanation without its
change, end this with an error. Runs in copies of the checkout; the gate's tests ask a PostgreSQL of their own.
"""

import argparse
import compileall
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import psycopg
from django.db import connections

from bench._home import HOME, own_database  # isort: skip - first: it makes Django ready
from bench._mutate import Mutant, mutants, query_mutants
from bench._survivors import EXPLAINED, Change
from rightstart.engine import postgres
from tests.server import FAST

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "src/rightstart"
LEFT_OUT: Final = shutil.ignore_patterns(".*", "node_modules", "__pycache__", "screenshots")
YARDS: Final = 2


class Held(NamedTuple):
    """Files, and the options and tests that hold them; of a file that does more, the one place that is meant."""

    files: Sequence[str]
    tests: Sequence[str]
    place: str = ""


class Yard(NamedTuple):
    """Where one change at a time is tried."""

    place: Path
    runner: subprocess.Popen[str]

    def passes(self, tests: Sequence[str]) -> bool:
        """Whether these tests pass with what stands here now."""
        print(*tests, sep="\t", file=self.runner.stdin, flush=True)
        return {"True\n": True, "False\n": False}[self.runner.stdout.readline()]

    def must_pass(self, tests: Sequence[str]) -> None:
        if not self.passes(tests):
            sys.exit(f"The tests do not pass while nothing is changed:\n{(self.place / 'said.txt').read_text()}")


RULES: Final = ("-p", "no:django", "tests/spec/test_tables.py")
GATE: Final = ("-p", "bench._mutant_database")
TOLD: Final = (*GATE, "tests/stages/test_gate_told.py", "tests/stages/test_gate.py")
# Each query of the gate, and the words by which its tests are found.
FACTS: Final = {
    "statements": "clearance or statements or twin or decided",
    "markers": "marker",
    "lifts": "lifted",
    "unsettled": "question",
    "claims": "claims or handed",
    "by_hand": "placed_by_hand",
    "decisions": "another_centre or decided or lifted",
    "stopped": "stopped",
    "asking": "social_care",
    "cleared": "social_care",
}
IN_FACTS: Final = ("tests/stages/test_gate_facts.py", "tests/stages/test_gate.py")
HELD: Final = {
    "safeguards": Held(["safeguards/rules.py"], [*RULES, "tests/rules/test_safeguards_rules.py"]),
    "decision": Held(
        ["release/rules.py"], [*RULES, "tests/rules/test_told_back_rules.py", "tests/rules/test_release_rules.py"]
    ),
    "gate": Held(["release/gate.py"], TOLD),
    "gate: homes": Held(["safeguards/mark.py"], TOLD, "PROTECTED"),
    "gate: word": Held(["release/sql/confirmed.sql"], [*GATE, "tests/stages/test_gate_word.py"]),
    **{
        f"gate: {one}": Held([f"release/sql/{one}.sql"], [*GATE, "-k", words, *IN_FACTS])
        for one, words in FACTS.items()
    },
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/bench mutants", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"some of: {', '.join(HELD)}; all where none is named")
    chosen = parser.parse_args().names or list(HELD)
    with tempfile.TemporaryDirectory(prefix="rs-mutants-") as place, _databases() as databases, ExitStack() as stack:
        yards = [stack.enter_context(_yard(Path(place) / name, name)) for name in databases]
        explained = [_judge(name, HELD[name], yards) for name in chosen]
    return 0 if all(explained) else 1


def _judge(name: str, held: Held, yards: Sequence[Yard]) -> bool:
    """Print what became of every change, and whether all that no test sees is explained."""
    started, changes = time.perf_counter(), list(_changes(held))
    passed = _try(changes, held, yards)
    unseen = [Change(file, mutant.change) for (file, mutant), unseen in zip(changes, passed, strict=True) if unseen]
    counts = f"{len(changes):5} changed {len(changes) - len(unseen):5} seen {len(unseen):4} not seen"
    print(f"{name:<16} {counts} {time.perf_counter() - started:6.0f} s", flush=True)
    reasons = {one: why for one, why in EXPLAINED.items() if one.file in held.files}
    for one in unseen:
        print(f"    {one.file}: {one.words}\n        {reasons.get(one, 'NOT EXPLAINED')}")
    stale = reasons.keys() - set(unseen)
    for one in sorted(stale):
        print(f"    {one.file}: {one.words}\n        EXPLAINED FOR NOTHING: it is seen by now, or no longer there")
    return not stale and reasons.keys() >= set(unseen)


def _changes(held: Held) -> Iterator[tuple[str, Mutant]]:
    for file in held.files:
        text = (ROOT / PACKAGE / file).read_text()
        for mutant in mutants(text) if file.endswith(".py") else query_mutants(text):
            if mutant.change.startswith(held.place):
                yield file, mutant


def _try(changes: Sequence[tuple[str, Mutant]], held: Held, yards: Sequence[Yard]) -> list[bool]:
    """Whether the tests pass nevertheless, change by change; as many at a time as there are yards."""
    free: queue.SimpleQueue[Yard] = queue.SimpleQueue()
    for yard in yards:
        yard.must_pass(held.tests)
        free.put(yard)

    def passes(change: tuple[str, Mutant]) -> bool:
        yard = free.get()
        with _changed(yard.place / PACKAGE / change[0], change[1].text):
            passed = yard.passes(held.tests)
        free.put(yard)
        return passed

    with ThreadPoolExecutor(len(yards)) as pool:
        passed = list(pool.map(passes, changes))
    for yard in yards:  # or what failed may not have failed by the change
        yard.must_pass(held.tests)
    return passed


@contextmanager
def _changed(file: Path, text: str) -> Iterator[None]:
    """The file as it is changed, and then as it was; its time too, by which Python knows what it has compiled."""
    kept = file.rename(file.with_suffix(".kept"))
    file.write_text(text)
    yield
    kept.replace(file)


@contextmanager
def _yard(place: Path, database: str) -> Iterator[Yard]:
    """A copy of the checkout, and a process in it that runs tests."""
    shutil.copytree(ROOT, place, ignore=LEFT_OUT)
    compileall.compile_dir(place, quiet=1)  # once: what is changed must never be taken for compiled
    told = {"PYTHONPATH": f"{place}/src:{place}", "DJANGO_SETTINGS_MODULE": "rightstart.settings"}
    told |= {"RIGHTSTART_DATABASE": database, "PYTHONDONTWRITEBYTECODE": "1"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-m", "bench._mutant_tests"]
    with subprocess.Popen(command, cwd=place, env=os.environ | told, **pipes) as running:
        yield Yard(place, running)
        running.stdin.close()


@contextmanager
def _databases() -> Iterator[list[str]]:
    """A database for each yard, on one server."""
    server = postgres.ensure(HOME, FAST)
    with own_database():
        connections.close_all()
        names = [f"yard{number}" for number in range(YARDS)]
        with psycopg.connect(server.dsn(dbname="postgres"), autocommit=True) as connection:
            for name in names:
                connection.execute(f"CREATE DATABASE {name} TEMPLATE rightstart OWNER rightstart_owner")
        yield names


if __name__ == "__main__":
    sys.exit(main())
