"""Gives a benchmark a home and a PostgreSQL of its own, and takes them away at its end: nobody's data is ever touched.

To be imported before Django reads its settings. A benchmark's own worker processes inherit the home.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_INHERITED = "RIGHTSTART_BENCH_HOME"

HOME = Path(os.environ.get(_INHERITED) or tempfile.mkdtemp(prefix="rs-bench-"))
for _outside in [name for name in os.environ if name.startswith("RIGHTSTART_") or name == "DATABASE_URL"]:
    del os.environ[_outside]
os.environ["RIGHTSTART_HOME"] = os.environ[_INHERITED] = str(HOME)
HOME.chmod(0o711)  # the server's user passes through

from rightstart.engine import database, keys, postgres  # noqa: E402

keys.named_key(HOME, "session")  # there before the settings are read, so that every process signs sessions alike

from django.db import connections  # noqa: E402

import rightstart.engine.ignition  # noqa: E402, F401


@contextmanager
def own_database() -> Iterator[None]:
    """The database, ready; gone at the end, whatever happened."""
    try:
        database.make_ready()
        yield
    finally:
        connections.close_all()
        postgres.discard(HOME)
        shutil.rmtree(HOME, ignore_errors=True)
