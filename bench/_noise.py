"""How a baby is told of again under a new record id, and what goes wrong in it: frozen with the confinements."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from rightstart.places.directories import Sex
from rightstart.synth.families import forename, surname
from rightstart.synth.homes import gazetteer, home
from rightstart.terms import nhs_check_digit

CHIS, TRUST, REGISTRAR = "chis", "trust", "registrar"
PLACEHOLDERS: Final = (
    *("", "", "", "", "Baby", "Baby", "Baby {surname}", "Baby of {mother}", "BB", "Infant", "Baby Boy", "Baby Girl"),
    *("Male Infant", "Female Infant", "Unnamed", "Not yet named", "B/O {mother}", "."),
)
OF_TWINS: Final = ("", "Twin {order}", "Twin {letter}", "Baby {order}", "Baby {letter}", "Twin {order} {surname}", "BB")


@dataclass(frozen=True, slots=True)
class Record:
    """What one record says, and (never shown to any matching) which baby and confinement it truly tells of."""

    baby: int
    confinement: int
    council: str
    supplier: str
    record_id: str
    as_at: datetime
    surname: str
    forename: str
    parent: str
    born_on: date
    line_1: str
    postcode: str
    order: int | None
    total: int | None
    number: str


def sent_again(one: Record, dice: Random) -> Record:
    """The same baby under a new record id: half from the same supplier (a new system, a list sent anew), half from another."""
    supplier = one.supplier if dice.random() < 0.5 else dice.choice((TRUST, REGISTRAR))
    later = one.as_at + timedelta(days=dice.choice((0, 1, 3, 7, 14, 30, 60)), minutes=17)
    noisy = replace(one, supplier=supplier, as_at=later)
    for chance, noise in NOISES:
        if dice.random() < chance:
            noisy = noise(noisy, dice)
    return noisy


def _typo(text: str, dice: Random) -> str:
    """One letter left out, doubled, changed, or two changed about."""
    if len(text) < 3:
        return text
    place = dice.randrange(1, len(text) - 1)
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    return dice.choice(
        (
            text[:place] + text[place + 1 :],
            text[:place] + text[place] + text[place:],
            text[:place] + letter + text[place + 1 :],
            text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :],
        )
    )


def _marks(text: str, dice: Random) -> str:
    """Hyphens, apostrophes and capitals as another system writes them."""
    return dice.choice(
        (text.upper(), text.replace("-", " "), text.replace("'", " "), text.replace("'", "’"), text.lower())
    )


def _half_name(one: Record, dice: Random) -> Record:
    """A double-barrelled name cut to one half; a plain one stays."""
    return replace(one, surname=dice.choice(one.surname.split("-")))


def _parent_otherwise(one: Record, dice: Random) -> Record:
    first, _, last = one.parent.partition(" ")
    if not last:
        return one
    middle = forename(Sex.FEMALE, dice)
    ways = (
        f"{first} {middle} {last}",
        f"{first[0]} {last}",
        f"Mrs {first} {last}",
        f"{last.upper()} {first}",
        f"{last}, {first}",
    )
    return replace(one, parent=dice.choice(ways))


def _day_transposed(one: Record, dice: Random) -> Record:
    """Day and month changed about where that is a day at all, and not after the record."""
    day, month = one.born_on.day, one.born_on.month
    if day > 12 or date(one.born_on.year, day, month) > one.as_at.date():
        return one
    return replace(one, born_on=date(one.born_on.year, day, month))


def _moved(one: Record, dice: Random) -> Record:
    place = home(one.council.partition("/")[0], dice)
    return replace(one, line_1=place.line_1, postcode=place.postcode)


def _postcode_typo(one: Record, dice: Random) -> Record:
    """Another postcode of the council, as one wrong letter gives: where that is none, the row would wait in quarantine."""
    area = one.postcode.partition(" ")[0]
    alike = [
        each.postcode
        for rows in gazetteer(one.council.partition("/")[0]).live.values()
        for each in rows[:3]
        if each.postcode.startswith(f"{area} ")
    ]
    return replace(one, postcode=dice.choice(alike)) if area and alike else one


def _flip_flop(one: Record, dice: Random) -> Record:
    number, _, street = one.line_1.partition(" ")
    ways = (
        f"{number}, {street}",
        f"{number} {street}".upper(),
        f"Flat 1, {number} {street}",
        f"{number} {street[:-4]}",
    )
    return replace(one, line_1=dice.choice(ways))


def _named_later(one: Record, dice: Random) -> Record:
    sex = Sex.MALE if dice.random() < 0.513 else Sex.FEMALE
    stands_for_none = not one.forename or one.forename.split(maxsplit=1)[0] in _FIRST_WORDS
    return replace(one, forename=forename(sex, dice)) if stands_for_none else one


_FIRST_WORDS: Final = frozenset(
    {words.split(maxsplit=1)[0] for words in (*PLACEHOLDERS, *OF_TWINS) if words} | {"Not", "B/O", "."}
)

Noise = Callable[[Record, Random], Record]
NOISES: Final[tuple[tuple[float, Noise], ...]] = (
    (0.10, lambda one, dice: replace(one, number="")),
    # A number that was superseded: another valid one, drawn from a part of the range that no baby has here.
    (0.005, lambda one, dice: replace(one, number=_superseded(dice))),
    (0.02, lambda one, dice: replace(one, surname=_typo(one.surname, dice))),
    (0.03, lambda one, dice: replace(one, surname=surname(dice))),  # the other parent's
    (0.25, lambda one, dice: replace(one, surname=_marks(one.surname, dice))),
    (0.10, _half_name),
    (0.03, lambda one, dice: replace(one, parent=_typo(one.parent, dice))),
    (0.08, _parent_otherwise),
    (0.04, lambda one, dice: replace(one, parent="")),
    (0.01, _day_transposed),
    (0.01, lambda one, dice: replace(one, born_on=one.born_on + timedelta(days=dice.choice((-1, 1))))),
    (0.04, _moved),
    (0.01, _postcode_typo),
    (0.01, lambda one, dice: replace(one, postcode="")),
    (0.30, _flip_flop),
    (0.60, _named_later),
    (0.02, lambda one, dice: replace(one, forename=_typo(one.forename, dice))),
    (0.10, lambda one, dice: replace(one, order=None, total=None)),
)


def _superseded(dice: Random) -> str:
    while True:
        nine = f"999{dice.randrange(1_000_000):06d}"
        check = nhs_check_digit(nine)
        if check is not None:
            return nine + check
