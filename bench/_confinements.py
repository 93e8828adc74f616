"""Synthetic confinements as feeds tell of them: who was born, what each record says, and which records are one baby.

Written from what is known of the field, before any tuning, and frozen since. A council is a copy of one of the two whose places
are shipped, with its real postcodes, so that as many babies are born in a postcode as in life. One year is drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final

from bench._noise import CHIS, OF_TWINS, PLACEHOLDERS, Record, sent_again
from rightstart.places.directories import Sex
from rightstart.synth.families import forename, surname
from rightstart.synth.homes import Home, births_a_year, covered, gazetteer, home, home_in
from rightstart.terms import nhs_check_digit

YEAR: Final = date(2026, 1, 1)
BIRTHS_A_YEAR: Final = sum(births_a_year(council) for council in covered())
MULTIPLE: Final = 0.0155  # of confinements (ONS); one in 66 of these gives three
TRIPLETS: Final = 1 / 66
UNNAMED: Final = 0.55
NO_NUMBER: Final = 0.10
RESENT: Final = 0.05
# Confinements beside another that is easily taken for it, of all.
BESIDE: Final = (("same-house", 0.001), ("cousins", 0.0005), ("namesakes", 0.001))


@dataclass(frozen=True, slots=True)
class Family:
    council: str
    born_on: date
    surname: str
    mother: str
    mothers_surname: str
    home: Home


def records(confinements: int, seed: int) -> list[Record]:
    """All records of so many confinements, in the order in which they arrive."""
    dice = Random(f"matching/{seed}")
    numbers = _numbers(dice)
    told = [record for number in range(confinements) for record in _confinement(number, confinements, dice, numbers)]
    babies = {record: place for place, record in enumerate(told)}
    told = [replace(record, baby=place) for record, place in babies.items()]
    again = [sent_again(one, dice) for one in told if dice.random() < RESENT]
    again += [sent_again(one, dice) for one in again if dice.random() < 0.1]
    everything = told + [one for one in again if one is not None]
    everything = [replace(one, record_id=f"{one.supplier}-{place}") for place, one in enumerate(everything)]
    return sorted(everything, key=lambda one: (one.as_at, one.record_id))


# -- who is born -------------------------------------------------------------------------------------------------

_previous: list[Family] = []


def _confinement(place: int, of: int, dice: Random, numbers: Iterator[str]) -> Iterator[Record]:
    family = _family(place, of, dice)
    count = 1
    if dice.random() < MULTIPLE:
        count = 3 if dice.random() < TRIPLETS else 2
    declared = dice.random()
    unnamed = dice.random() < UNNAMED
    parent = f"{family.mother} {family.mothers_surname}" if dice.random() > 0.04 else ""
    as_at = datetime.combine(family.born_on, datetime.min.time(), UTC) + timedelta(
        days=dice.choice((1, 2, 3, 5, 8, 12))
    )
    for order in range(1, count + 1):
        sex = Sex.MALE if dice.random() < 0.513 else Sex.FEMALE
        name = _placeholder(family, order, count, dice) if unnamed else forename(sex, dice)
        past_midnight = timedelta(days=1) if order > 1 and dice.random() < 0.02 else timedelta()
        yield Record(
            baby=0,
            confinement=place,
            council=family.council,
            supplier=CHIS,
            record_id=f"{place}/{order}",
            as_at=as_at + timedelta(minutes=order),
            surname=family.surname,
            forename=name,
            parent=parent,
            born_on=family.born_on + past_midnight,
            line_1=family.home.line_1,
            postcode=family.home.postcode if dice.random() > 0.005 else "",
            order=_declared(order, count, declared)[0],
            total=_declared(order, count, declared)[1],
            number=next(numbers) if dice.random() > NO_NUMBER else "",
        )


def _declared(order: int, count: int, chance: float) -> tuple[int | None, int | None]:
    """Of several babies nine in ten come with order and total, one in twenty with the total alone; of one baby two in five."""
    if count > 1:
        return (order, count) if chance < 0.9 else (None, count) if chance < 0.95 else (None, None)
    return (1, 1) if chance < 0.4 else (None, None)


def _family(place: int, of: int, dice: Random) -> Family:
    if place == 0:
        _previous.clear()
    chance = dice.random()
    for kind, share in BESIDE:
        chance -= share
        if chance < 0 and _previous:
            family = _beside(kind, _previous[-1], dice)
            break
    else:
        family = _anywhere(of, dice)
    _previous[:] = [family]
    return family


def _anywhere(of: int, dice: Random) -> Family:
    [council] = dice.choices(covered(), [births_a_year(each) for each in covered()])
    copy = dice.randrange(max(1, round(of / BIRTHS_A_YEAR)))
    name = surname(dice)
    if dice.random() < 0.08:
        name = f"{name}-{surname(dice)}"  # of both parents
    elif dice.random() < 0.01:
        name = f"O'{name}"
    ended = gazetteer(council).ended
    place = home_in(ended, gazetteer(council), dice) if dice.random() < 0.008 else home(council, dice)
    return Family(
        council=f"{council}/{copy}",
        born_on=YEAR + timedelta(days=dice.randrange(365)),
        surname=name,
        mother=forename(Sex.FEMALE, dice),
        mothers_surname=name if dice.random() < 0.7 else surname(dice),
        home=place,
    )


def _beside(kind: str, other: Family, dice: Random) -> Family:
    """A confinement that is easily taken for another: in one house, of one family on one day, or of a mother of that name."""
    council = other.council.partition("/")[0]
    mother = forename(Sex.FEMALE, dice)
    if kind == "same-house":  # two sisters-in-law, some days apart
        near = timedelta(days=dice.randint(-4, 4))
        return replace(other, mother=mother, mothers_surname=other.surname, born_on=other.born_on + near)
    if kind == "cousins":  # on the same day, in the same street
        line_1 = f"{dice.randint(1, 120)} {other.home.line_1.partition(' ')[2]}"
        return replace(other, mother=mother, mothers_surname=surname(dice), home=replace(other.home, line_1=line_1))
    elsewhere = home(council, dice)  # two mothers of one name, babies of one week and one surname
    return replace(other, born_on=other.born_on + timedelta(days=dice.randint(0, 3)), home=elsewhere)


def _placeholder(family: Family, order: int, count: int, dice: Random) -> str:
    words = dice.choice(PLACEHOLDERS if count == 1 or dice.random() < 0.3 else OF_TWINS)
    mother = f"{family.mother} {family.mothers_surname}"
    return words.format(surname=family.surname, mother=mother, order=order, letter="ABC"[order - 1])


def _numbers(dice: Random) -> Iterator[str]:
    """Valid numbers of the test range, each once."""
    while True:
        place, step = dice.randrange(1_000_000), 611_953
        for _ in range(1_000_000):
            place = (place + step) % 1_000_000
            nine = f"999{place:06d}"
            check = nhs_check_digit(nine)
            if check is not None:
                yield nine + check
