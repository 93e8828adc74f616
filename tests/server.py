"""Hides the PostgreSQL of a test: how it is set to be fast, and how it is killed."""

import os
import signal
from contextlib import suppress
from pathlib import Path

FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "64MB"}


def pid_file(home: Path) -> Path:
    return home / "postgres" / "data" / "postmaster.pid"


def pid(home: Path) -> int:
    return int(pid_file(home).read_text().splitlines()[0])


def kill(home: Path, *, children_too: bool) -> None:
    """SIGKILL the server as the system's memory guard would: only the first process, or all of them."""
    first = pid(home)
    family = Path(f"/proc/{first}/task/{first}/children").read_text().split() if children_too else []
    for number in [first, *map(int, family)]:
        with suppress(ProcessLookupError):  # a child that saw its parent go was quicker
            os.kill(number, signal.SIGKILL)
