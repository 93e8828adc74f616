"""Hides how the programs that others run without Right Start are run in tests: each by its file, and nothing of ours in sight."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ALONE = Path(__file__).parents[1] / "src/rightstart/ledger/alone"


def run(program: str, *words: object, told: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run one of the programs; isolated (-I), so that neither the checkout nor its environment is found."""
    order = [sys.executable, "-I", str(ALONE / program), *map(str, words)]
    return subprocess.run(order, capture_output=True, text=True, input=told, check=False)


def check(what: str, place: object, key: str, *more: object, told: str | None = None) -> tuple[bool, str]:
    """Whether the checker finds a log or a proof sound, and all that it says."""
    done = run("check_ledger.py", what, place, "--key", key, *more, told=told)
    assert done.returncode in {0, 1}, done.stderr
    assert done.stderr == ""
    assert ("Sound." in done.stdout) is (done.returncode == 0)
    return done.returncode == 0, done.stdout


def witness(home: Path, name: str) -> str:
    """A new witness's public key."""
    done = run("witness_ledger.py", "key", "--home", home, "--name", name)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@contextmanager
def serving(home: Path, *logs: str) -> Iterator[str]:
    """The address of a witness that answers by HTTP."""
    order = [sys.executable, "-I", str(ALONE / "witness_ledger.py"), "serve", "--home", str(home), "--port", "0"]
    order += [word for log in logs for word in ("--log", log)]
    with subprocess.Popen(order, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout
            found = re.search(r"http://[0-9.:]+", server.stdout.readline())
            assert found
            yield found[0]
        finally:
            server.kill()


def witnessed_by(keys: Sequence[str]) -> list[str]:
    """The switches that name these witnesses."""
    return [word for key in keys for word in ("--witness", key)]
