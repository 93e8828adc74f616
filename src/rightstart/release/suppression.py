"""What a supplier may be told of its births: never anything from which it could work out that a certain child is withheld."""

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


def for_supplier(found: Became) -> Became | None:
    """Only how many are with a centre and how many are not, and of fewer than five births nothing.

    A supplier knows its own holds and sees one receipt on many days: any count of the withheld, less what it knows or less what it
    was yesterday, could point at one child.
    """
    waiting = found.waiting + (found.withheld or 0)
    return Became(found.handed, None, waiting) if found.handed + waiting >= LEAST else None
