"""Synthetic confinements: how a seed settles who is born on a day, to whom and where, whatever else is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from itertools import accumulate
from math import exp, sqrt
from random import Random
from typing import Final

from rightstart.places.directories import Sex, SurnameList, given_names, surnames
from rightstart.synth.homes import Home, covered, gazetteer, home, home_in, home_under_another_centre
from rightstart.synth.oddities import MULTIPLE, Twist, twist_at
from rightstart.terms import DEMO_NHS_NUMBERS, NHSNumberFault, nhs_check_digit, nhs_number

CONFINEMENTS_A_BIRTH: Final = 1 / 1.015
LONGEST_DELAY: Final = timedelta(days=16)
DELAYS: Final = ((1, 2, 3, 4, 5, 8, 12, 16), (20, 30, 20, 10, 8, 6, 4, 2))
LANGUAGES: Final = (("en", "", "ur", "pa", "pl", "ar", "ro", "gu"), (80, 6, 5, 3, 3, 1, 1, 1))
# A guess at the two towns' mix; weights inside a pool are the list's own.
POOLS: Final = ((SurnameList.EN_GB, SurnameList.EN_IN), (85, 15))

# A million nine-digit stems in the test range, dealt out in blocks by day and council: no two births of 500 days alike.
STEMS: Final = len(DEMO_NHS_NUMBERS) // 10
STEMS_A_BLOCK: Final = 1000
STRIDE: Final = 611_953  # shares no factor with a million, so neighbours in a block do not look it


class TooMany(ValueError):
    """More births asked for in a day than there are test NHS numbers for."""


@dataclass(frozen=True, slots=True)
class Baby:
    forename: str
    nhs_number: str


@dataclass(frozen=True, slots=True)
class Confinement:
    """One mother's giving birth. Two babies are always at hand: a twist may turn any confinement into twins."""

    stem: str
    council: str
    born_on: date
    known_on: date
    told_on: date
    seen_on: date
    surname: str
    parent_name: str
    home: Home
    language: str
    interpreter: str
    pair: tuple[Baby, Baby]
    twist: Twist

    @property
    def babies(self) -> tuple[Baby, ...]:
        return self.pair if self.twist in MULTIPLE else self.pair[:1]

    def rng(self, purpose: str) -> Random:
        """A source of its own for each purpose, so that one more draw here changes nothing there."""
        return Random(f"{self.stem}/{purpose}")

    def sent_home(self) -> Home:
        """The home as the supplier first sends it: for some twists not an ordinary one."""
        places, rng = gazetteer(self.council), self.rng("home")
        odd = {
            Twist.TERMINATED: places.ended,
            Twist.CROSS_BORDER: places.straddling,
            Twist.NOT_OURS: places.elsewhere,
        }.get(self.twist)
        return home_in(odd, places, rng) if odd else self.home

    def next_home(self) -> Home:
        """Where the family moves: in the same council, under another centre."""
        return home_under_another_centre(self.council, self.home.postcode, self.rng("move"))


def confinements(council: str, day: date, seed: int, births_per_year: float) -> Iterator[Confinement]:
    """All confinements of a council's day. The n-th is the same however many there are.

    `births_per_year` sets the mean. TooMany above some 450 confinements on a day.
    """
    numbers = nhs_numbers(council, day, seed)
    mean = births_per_year * CONFINEMENTS_A_BIRTH / 365.25
    for place in range(1, count(Random(f"{seed}/{council}/{day}"), mean) + 1):
        # A record id tells nothing about its birth: suppliers' own ids travel further than they should.
        stem = blake2b(f"{seed}/{council}/{day}/{place}".encode(), digest_size=6).hexdigest()
        pair = next(numbers, None), next(numbers, None)
        if pair[0] is None or pair[1] is None:
            raise TooMany(f"{council} on {day}")
        yield _confinement(Random(stem), council, day, stem, (pair[0], pair[1]))


def _confinement(rng: Random, council: str, day: date, stem: str, numbers: tuple[str, str]) -> Confinement:
    twist = twist_at(rng.random())
    family, [delay], [language] = surname(rng), rng.choices(*DELAYS), rng.choices(*LANGUAGES)
    known_by = family if rng.random() < 0.85 else surname(rng)
    return Confinement(
        stem=stem,
        council=council,
        born_on=day,
        known_on=day + timedelta(days=delay),
        told_on=day + timedelta(days=rng.randint(0, min(2, delay))),
        seen_on=day + timedelta(days=rng.randint(10, 14) if rng.random() < 0.85 else rng.randint(15, 25)),
        surname=family,
        parent_name=f"{forename(Sex.FEMALE, rng)} {known_by}",
        home=home(council, rng),
        language=language,
        interpreter="yes" if language not in {"", "en"} and rng.random() < 0.4 else "no",
        pair=(_baby(rng, numbers[0]), _baby(rng, numbers[1])),
        twist=twist,
    )


def _baby(rng: Random, number: str) -> Baby:
    # 51.3 % of births in England and Wales are boys (ONS 2017).
    sex = Sex.MALE if rng.random() < 0.513 else Sex.FEMALE
    return Baby(forename(sex, rng), number if rng.random() < 0.97 else "")


def nhs_numbers(council: str, day: date, seed: int) -> Iterator[str]:
    """Valid numbers of the test range for a council's day, never given to another council or day within 500 days."""
    block = day.toordinal() % (STEMS // STEMS_A_BLOCK // len(covered())) * len(covered()) + covered().index(council)
    shift = Random(f"{seed}/numbers").randrange(STEMS)
    for place in range(block * STEMS_A_BLOCK, (block + 1) * STEMS_A_BLOCK):
        nine = str(DEMO_NHS_NUMBERS.start // 10 + (place * STRIDE + shift) % STEMS)
        number = f"{nine}{nhs_check_digit(nine) or ''}"
        if not isinstance(nhs_number(number), NHSNumberFault):
            yield number


def count(rng: Random, mean: float) -> int:
    """A Poisson draw: Knuth's way where it is quick, its normal neighbour where the mean is large."""
    if mean > 50:
        return max(0, round(rng.gauss(mean, sqrt(mean))))
    limit, product, drawn = exp(-mean), rng.random(), 0
    while product > limit:
        product, drawn = product * rng.random(), drawn + 1
    return drawn


@cache
def _forenames(sex: Sex) -> tuple[list[str], list[int]]:
    # "Baby" is a registered name, but in a feed it says that there is none yet.
    names = [each for each in given_names() if each.sex is sex and each.name != "Baby"]
    return [each.name for each in names], list(accumulate(each.births for each in names))


@cache
def _surnames(pool: SurnameList) -> tuple[list[str], list[float]]:
    names = [each for each in surnames() if each.pool is pool]
    return [each.surname for each in names], list(accumulate(each.weight for each in names))


def forename(sex: Sex, rng: Random) -> str:
    """A given name, as often as it is given."""
    names, weights = _forenames(sex)
    return rng.choices(names, cum_weights=weights)[0]


def surname(rng: Random) -> str:
    """A surname, as often as its pool has it."""
    [pool] = rng.choices(*POOLS)
    names, weights = _surnames(pool)
    return rng.choices(names, cum_weights=weights)[0]
