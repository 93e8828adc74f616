"""Hides when what was written to a file is on the disk: at once, or by the end of a block while other work goes on."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final, NamedTuple

MOST_AT_ONCE: Final = 4


class _Waiting(NamedTuple):
    """Who sees to it, and what is still on its way."""

    by: ThreadPoolExecutor
    for_: list[Future[None]]


_WAITING: Final[ContextVar[_Waiting | None]] = ContextVar("waiting", default=None)


@contextmanager
def by_the_end() -> Iterator[None]:
    """What is given to `on_disk` within this block is on the disk when the block ends well, and perhaps not before.

    For the inside of one transaction: what it writes is worth nothing until it is committed, and that comes after. If the disk
    refuses, the block raises, and nothing is committed.
    """
    with ThreadPoolExecutor(MOST_AT_ONCE) as by:
        waiting = _Waiting(by, [])
        token = _WAITING.set(waiting)
        try:
            yield
        finally:
            _WAITING.reset(token)
        for one in waiting.for_:
            one.result()


def on_disk(file: int) -> None:
    """Have all that was written to an open file on the disk, by whatever name it has by now; closes it."""
    waiting = _WAITING.get()
    if waiting is None:
        _synced(file)
    else:
        waiting.for_.append(waiting.by.submit(_synced, file))


def on_disk_now(path: Path) -> None:
    """What a file or a directory holds is on the disk when this returns."""
    _synced(os.open(path, os.O_RDONLY))


def _synced(file: int) -> None:
    try:
        os.fsync(file)
    finally:
        os.close(file)
