"""A worker that dies, as if by SIGKILL from outside, at the n-th thing it asks of the database.

A process of its own, for a fork of one in which threads have run may stand still for ever.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date

import psycopg
import pytest

import rightstart.engine.ignition  # noqa: F401
from rightstart import journey
from tests.journey.world import BY, World


class Watch:
    """Counts what is asked of the database, and kills its own process at the n-th thing where it is told to."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int | None = None) -> None:
        self.asked, self.at = 0, at
        for name in ("execute", "copy"):
            patch.setattr(psycopg.Cursor, name, self._counted(getattr(psycopg.Cursor, name)))

    def _counted(self, done: Callable[..., object]) -> Callable[..., object]:
        def count(*given: object, **more: object) -> object:
            self.asked += 1
            if self.asked == self.at:
                os.kill(os.getpid(), signal.SIGKILL)
            return done(*given, **more)

        return count


def do_it_all(world: World, rows: Sequence[dict[str, str]]) -> None:
    """A file comes in, and the day's pass and hand-over are made."""
    world.answer(rows)
    journey.advance_all(by=BY, at=world.at)
    journey.hand_over_due(by=BY, at=world.at)


if __name__ == "__main__":
    step, today, rows = sys.argv[1:]
    with pytest.MonkeyPatch.context() as patch:
        Watch(patch, int(step))
        do_it_all(World.as_it_stands(date.fromisoformat(today)), json.loads(rows))
