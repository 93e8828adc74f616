"""Hides how those who do one thing take turns in the database: each kind of thing under a number of its own, until its end.

Two that take a turn for the same follow one another; those who share it go together, and whoever takes it waits for all of them.
"""

from enum import IntEnum
from typing import Final

from django.db import connections

from rightstart.engine.bulk import Question


class Turn(IntEnum):
    """What is done by one at a time."""

    COUNCIL = 1
    INTAKE = 2
    REDRAWING = 3
    SENDING = 5
    STATING = 6
    BREACHES = 7
    JOINING = 8
    LETTERS = 9
    ASSIGNING = 10
    ATTEMPTS = 11
    SILENCE = 12


TAKE: Final = "SELECT pg_advisory_xact_lock(%s, %s)"
SHARE: Final = "SELECT pg_advisory_xact_lock_shared(%(turn)s::int, 0)"
NUMBERS: Final = 2**31  # of those the database has: two that fall on one wait for each other for nothing


def take(turn: Turn, of: int = 0, *, using: str = "default") -> None:
    """Take the turn for one council, centre or family (0: for all) until the end of the caller's transaction."""
    with connections[using].cursor() as cursor:
        cursor.execute(TAKE, [turn.value, of % NUMBERS])


def sharing(turn: Turn) -> Question:
    """The same together with others, as a question that can be asked beside more."""
    return Question(SHARE, {"turn": turn.value})
