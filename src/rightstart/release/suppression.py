"""What may be told of few births: never counts from which it could be worked out that a certain child is withheld."""

from dataclasses import dataclass
from typing import Final

LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Became:
    """How many births are with a centre, are withheld by a safeguard, and wait for anything else.

    `withheld` None: it is not told, and whatever it is stands among those that wait.
    """

    handed: int
    withheld: int | None
    waiting: int


def told(handed: int, withheld: int, waiting: int) -> Became:
    """The withheld by themselves only where they are five or more and five or more others are not; else among those that wait.

    Then none may be withheld as well as some, so nothing is told of anybody.
    """
    if withheld >= LEAST and handed + waiting >= LEAST:
        return Became(handed, withheld, waiting)
    return Became(handed, None, waiting + withheld)
