"""The services directory: which kinds of service there are, when one is offered, and how it is told in a line; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

LONGEST: Final = 200  # letters of each of its words


class ListingKind(StrEnum):
    """What a service is for, in the order in which families are told of it."""

    STAY_AND_PLAY = "stay-and-play"
    HEALTH_CLINIC = "health-clinic"
    PARENTING = "parenting"
    FREE_EARLY_EDUCATION = "free-early-education"
    DEBT_ADVICE = "debt-advice"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """What a centre says of one service, in its own words. `place`: where, if not at the centre; `booking`: how to come, if

    one cannot just come. `until_on`: the first day on which it is not offered any more (None: none is set).
    """

    kind: ListingKind
    title: str
    times: str
    place: str
    booking: str
    in_letters: bool
    from_on: date
    until_on: date | None = None

    @property
    def line(self) -> str:
        """As it stands in a letter: the centre's words alone, whatever the language around them."""
        said = ", ".join(filter(None, (self.title, self.times, self.place)))
        return f"{said}. {self.booking}" if self.booking else said


class Stands(StrEnum):
    """Where a service stands on a day."""

    LATER = "later"
    NOW = "now"
    ENDED = "ended"


def stands(told: Told, on: date) -> Stands:
    """An end that is not after the beginning means that it never was."""
    if told.until_on is not None and told.until_on <= max(on, told.from_on):
        return Stands.ENDED
    return Stands.NOW if told.from_on <= on else Stands.LATER


def spelt(words: str) -> str:
    """Words in one line, without the blanks that nobody meant."""
    return " ".join(words.split())


def in_order(found: Iterable[Told]) -> list[Told]:
    """As families are told of them: kind by kind, each in the order in which the centre listed them."""
    kinds = tuple(ListingKind)
    return sorted(found, key=lambda one: kinds.index(one.kind))
