"""Whether a birth may be of the family somebody telephoned about: what partial details fit, erring towards a stop."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum, auto
from typing import Final

# Somebody who names a day may be out by a night; one who says "about" may be out by a week.
NAMED_DAYS: Final = 1
ABOUT_DAYS: Final = 7
LEAST_LETTERS: Final = 3  # of a name or a street: fewer fit everybody


class Answer(StrEnum):
    """Whether a birth fits the details given: yes and possible are both frozen, and a person says which it is."""

    YES = "yes"
    POSSIBLE = "possible"
    NO = "no"


class Enough(StrEnum):
    """Whether details say enough to look for a family by."""

    ENOUGH = "enough"
    TOO_FEW = "too-few"
    NOTHING_NARROWS = "nothing-narrows"


@dataclass(frozen=True, slots=True)
class Details:
    """What was said, as comparable keys: a name's key (the baby's or a parent's), a street as plain letters and digits, a day

    (perhaps "about"), a postcode whole or its district alone in its one spelling. None where nothing was said.
    """

    name_key: str | None = None
    street: str | None = None
    born_on: date | None = None
    about: bool = False
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a birth, in the same keys; None where it is not known."""

    surname_key: str
    born_on: date
    parent_key: str | None = None
    street: str | None = None
    postcode: str | None = None


class Bearing(Enum):
    """How one detail bears on one birth."""

    AGREES = auto()
    ROUGHLY = auto()
    SILENT = auto()
    CONTRADICTS = auto()


def enough(details: Details) -> Enough:
    """Two details or more, one of them a street, a day or a postcode: a name alone fits families all over."""
    narrowing = [detail for detail in (details.street, details.born_on, details.postcode) if detail is not None]
    if len(narrowing) + (details.name_key is not None) < 2:
        return Enough.TOO_FEW
    return Enough.ENOUGH if narrowing else Enough.NOTHING_NARROWS


def fits(details: Details, facts: Facts) -> Answer:
    """Yes: two or more agree and nothing is against it. Possible: what agrees weighs more than what speaks against it.

    A week and a district agree with many, so they weigh half; a detail that speaks against weighs whole. What is not known of a
    birth is silent: it does not free it.
    """
    bearings = tuple(_bearings(details, facts))
    whole, half = bearings.count(Bearing.AGREES), bearings.count(Bearing.ROUGHLY)
    against = bearings.count(Bearing.CONTRADICTS)
    if enough(details) is not Enough.ENOUGH or 2 * whole + half <= 2 * against:
        return Answer.NO
    return Answer.YES if whole + half >= 2 and not against else Answer.POSSIBLE


def plain_street(line: str) -> str | None:
    """An address line as compared: letters and digits alone, in small letters; None where hardly anything is left."""
    plain = "".join(letter for letter in line.casefold() if letter.isalnum())
    return plain if len(plain) >= LEAST_LETTERS else None


def _bearings(details: Details, facts: Facts) -> Iterator[Bearing]:
    """One bearing for each detail that was given."""
    if details.name_key is not None:
        yield _named(details.name_key, facts)
    if details.street is not None:
        yield Bearing.SILENT if facts.street is None else _said(details.street in facts.street)
    if details.born_on is not None:
        yield _born(abs((details.born_on - facts.born_on).days), about=details.about)
    if details.postcode is not None:
        yield _at_postcode(details.postcode, facts.postcode)


def _named(said: str, facts: Facts) -> Bearing:
    """The baby's surname, a parent's whole name, or the end of it; a parent whose name is not known may bear it."""
    if said == facts.surname_key or said.endswith(facts.surname_key) or (facts.parent_key or "").endswith(said):
        return Bearing.AGREES
    return Bearing.SILENT if facts.parent_key is None else Bearing.CONTRADICTS


def _at_postcode(said: str, postcode: str | None) -> Bearing:
    """Whole against whole, or the district (what stands before the blank) against a district."""
    if not postcode:
        return Bearing.SILENT
    return Bearing.ROUGHLY if said == postcode.partition(" ")[0] else _said(said == postcode)


def _born(days_off: int, *, about: bool) -> Bearing:
    if days_off <= NAMED_DAYS:
        return Bearing.AGREES
    return Bearing.ROUGHLY if about and days_off <= ABOUT_DAYS else Bearing.CONTRADICTS


def _said(agrees: bool) -> Bearing:
    return Bearing.AGREES if agrees else Bearing.CONTRADICTS
