"""What outlives a suppressed child's record: which facts are kept as fingerprints, how long, and what agreeing with them means."""

from collections.abc import Iterator, Set
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from rightstart.safeguards.rules import MarkerKind


class Trait(StrEnum):
    """The facts, always of one council and together, that one fingerprint stands for."""

    NAMES_AND_DAY = "names-and-day"
    SURNAME_DAY_AND_HOME = "surname-day-and-home"
    SURNAME_AND_DAY = "surname-and-day"
    DAY_AND_HOME = "day-and-home"
    PARENT_AND_DAY = "parent-and-day"


class Lasts(NamedTuple):
    """How many years from the birth a kind of fingerprint is kept, and what it means that a newcomer agrees with it."""

    years: int
    means: MarkerKind


# The dated ends that a DPIA states. Up to the start of school a family can come again as somebody new (admissions are where
# letters to the bereaved went out); what agrees with others too is kept while the systems that feed ours still settle.
_AGAIN, _LIKE = MarkerKind.SUPPRESSED, MarkerKind.RESEMBLES_SUPPRESSED
LASTS: Final[dict[Trait, Lasts]] = {
    Trait.NAMES_AND_DAY: Lasts(6, _AGAIN),
    Trait.SURNAME_DAY_AND_HOME: Lasts(6, _AGAIN),
    Trait.SURNAME_AND_DAY: Lasts(2, _LIKE),
    Trait.DAY_AND_HOME: Lasts(2, _LIKE),
    Trait.PARENT_AND_DAY: Lasts(2, _LIKE),
}

_LESSER: Final = frozenset(trait for trait, lasts in LASTS.items() if lasts.means is _LIKE)

# Whoever is withheld for one of these stays so under whatever id or number: the facts that time, a move or a file do not change.
SUPPRESSES: Final = frozenset(
    {
        *(MarkerKind.STILLBIRTH, MarkerKind.DEATH_FORMAL, MarkerKind.DEATH_INFORMAL, MarkerKind.PROTECTED_ADDRESS),
        *(MarkerKind.ADOPTION, MarkerKind.LOOKED_AFTER, MarkerKind.CONCEALED_BIRTH, MarkerKind.PARENT_DIED),
        *(MarkerKind.OBJECTION, MarkerKind.PROFESSIONAL_ADVICE),
    }
)


class Child(NamedTuple):
    """What one statement says a child is, in comparable keys; None where it does not say."""

    surname: str
    forename: str | None
    parent: str | None
    born_on: date
    home: str | None


def traits(child: Child) -> Iterator[tuple[Trait, tuple[str, ...]]]:
    """Each trait all of whose facts are said, with these facts."""
    day = child.born_on.isoformat()
    yield Trait.SURNAME_AND_DAY, (child.surname, day)
    if child.forename:
        yield Trait.NAMES_AND_DAY, (child.surname, child.forename, day)
    if child.home:
        yield Trait.SURNAME_DAY_AND_HOME, (child.surname, day, child.home)
        yield Trait.DAY_AND_HOME, (day, child.home)
    if child.parent:
        yield Trait.PARENT_AND_DAY, (child.parent, day)


def first_traits(child: Child, today: date) -> Iterator[tuple[Trait, tuple[str, ...]]]:
    """What to look for first: while the lesser traits last, whoever agrees by a fuller one agrees by one of these as well."""
    told = traits(child)
    return (one for one in told if one[0] in _LESSER) if _lesser_last(child.born_on, today) else told


@lru_cache(maxsize=1024)
def _lesser_last(born_on: date, today: date) -> bool:
    """Whether every lesser trait of one born on that day is kept still."""
    return all(ends_on(trait, born_on) > today for trait in _LESSER)


def ends_on(trait: Trait, born_on: date) -> date:
    """The first day on which a fingerprint is kept no more."""
    years, last = LASTS[trait].years, (born_on.month, born_on.day)
    return date(born_on.year + years, *last) if last != (2, 29) else date(born_on.year + years, 3, 1)


def likeness(agreeing: Set[Trait]) -> MarkerKind | None:
    """What a newcomer is held for that agrees with what is kept: the same child again, or near enough for a person to say."""
    found = {LASTS[trait].means for trait in agreeing}
    return _AGAIN if _AGAIN in found else next(iter(found), None)
