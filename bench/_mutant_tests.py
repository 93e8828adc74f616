"""Runs, in a copy of the checkout, the tests that each line read names, and answers whether they passed.

The libraries are read once; each run is a fork of that, which then reads the product afresh, so that it meets what is changed.
"""

import os
import signal
import sys

import cryptography.x509
import django.core.management
import django.db.migrations
import django.db.models
import django.forms
import django.template
import django.urls
import hypothesis.strategies
import msgspec
import polars as pl
import procrastinate
import psycopg_pool
import pytest

READ_ONCE = (cryptography, django, hypothesis, msgspec, pl, procrastinate, psycopg_pool, pytest)
PASSED = 0
LONGEST_SECONDS = 120  # whoever takes longer turns in circles
EXAMPLES = 40  # of each property; the ordinary run of the tests draws more
OPTIONS = (
    *("-x", "-q", "-c", "/dev/null", "--rootdir=.", "--noconftest", "--import-mode=importlib"),
    *("--assert=plain", "-p", "no:xdist", "-p", "no:cacheprovider"),
)


def main() -> None:
    # The same examples each time, so that the same change has the same fate; and nobody reads the shortest one.
    told = {"derandomize": True, "database": None, "deadline": None, "max_examples": EXAMPLES}
    told |= {"phases": [hypothesis.Phase.explicit, hypothesis.Phase.generate]}
    hypothesis.settings.register_profile("mutants", suppress_health_check=list(hypothesis.HealthCheck), **told)
    hypothesis.settings.load_profile("mutants")
    for line in sys.stdin:
        print(_passes(line.rstrip("\n").split("\t")), flush=True)


def _passes(tests: list[str]) -> bool:
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST_SECONDS)
        os._exit(_run(tests))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == PASSED


def _run(tests: list[str]) -> int:
    """What a run says is kept beside the tests: the last one's words tell why the unchanged did not pass."""
    said = os.open("said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    try:
        django.setup()
        return int(pytest.main([*OPTIONS, *tests]))
    except BaseException:  # what cannot even be read is seen too
        return 1


if __name__ == "__main__":
    main()
