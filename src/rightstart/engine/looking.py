"""Hides which words about people a piece of work opens: whoever looks on need not be told of it by each reader.

A page is looked on from its door. Whatever is unsealed meanwhile counts as shown, unless it is opened only to be weighed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final


@dataclass(slots=True)
class Opened:
    """What was shown: by the slots of keys in each room, by births whose words were not opened, by rows in quarantine."""

    slots: dict[str, set[int]] = field(default_factory=dict)
    births: set[int] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)


_looked_on: Final[ContextVar[Opened | None]] = ContextVar("looked_on", default=None)


@contextmanager
def looking() -> Iterator[Opened]:
    """Look on a piece of work; gives what it opens, complete once the block has ended."""
    opened = Opened()
    token = _looked_on.set(opened)
    try:
        yield opened
    finally:
        _looked_on.reset(token)


def opened_slot(room: str, slot: int) -> None:
    if (looked := _looked_on.get()) is not None:
        looked.slots.setdefault(room, set()).add(slot)


def opened_births(births: Iterable[int]) -> None:
    """What was decided about these births is told, without any of the words that came with them."""
    if (looked := _looked_on.get()) is not None:
        looked.births.update(births)


def opened_row(number: int) -> None:
    """A row in quarantine is shown, which is nobody's birth yet."""
    if (looked := _looked_on.get()) is not None:
        looked.rows.add(number)
