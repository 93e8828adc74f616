"""A supplier's hand-overs to one council, synthetic: when each is due, what is in it, and what follows later."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from rightstart.intake.contract import Kind
from rightstart.synth.families import LONGEST_DELAY, Confinement, confinements
from rightstart.synth.homes import births_a_year
from rightstart.synth.oddities import AT_FIRST_PLAIN, EVERY_ODDITY, SPEAKS_AGAIN, Oddity, Twist, twists_of
from rightstart.synth.rows import Row, first_rows, later_rows, to_csv
from rightstart.terms import LONDON, Period

WEEK: Final = timedelta(days=7)
DRAWN_AT: Final = time(6)
DUE_AT: Final = time(9)
# Below this many confinements one of each oddity would be more oddity than birth.
ENOUGH_FOR_ONE_OF_EACH: Final = 100
# Released on day 16, and a day for its centre to see it: a death told of from then on calls a parcel back.
WITH_A_CENTRE_AFTER: Final = timedelta(days=17)
STATUS_BEFORE_LAST: Final = timedelta(days=5)
WITHHELD_FOR: Final = ("adoption", "died", "objection", "protected")


@dataclass(frozen=True, slots=True)
class Handover:
    """One consignment, ready to send: `births_in_period` and `withheld` (by reason) are the supplier's control totals.

    The total counts live babies of this council first sent or withheld in the period, faulty rows too.
    """

    kind: Kind
    council: str
    period: Period
    as_at: datetime
    due_at: datetime
    rows: tuple[Row, ...]
    births_in_period: int
    withheld: Mapping[str, int]

    @property
    def nil(self) -> bool:
        return not self.rows


@dataclass(frozen=True, slots=True)
class Season:
    """Everything a supplier hands one council over some weeks, in the order in which it is due."""

    council: str
    seed: int
    hand_overs: tuple[Handover, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Whose births, in which periods; only the `shown` ones are asked for, the rest is what they look back on."""

    council: str
    seed: int
    periods: tuple[Period, ...]
    shown: tuple[Period, ...]

    def sent(self, family: Confinement) -> Period:
        return next(period for period in self.periods if family.known_on in period)

    def again(self, family: Confinement, twist: Twist) -> Period | None:
        if twist not in SPEAKS_AGAIN:
            return None
        day = self.sent(family).end_on + timedelta(days=SPEAKS_AGAIN[twist])
        return next((period for period in self.periods if day in period), None)


def season(
    council: str,
    until: date,
    weeks: int = 5,
    seed: int = 1,
    births_per_year: float | None = None,
    oddities: Set[Oddity] = EVERY_ODDITY,
    late_deaths: int = 2,
) -> Season:
    """The weekly files of `weeks` whole weeks (Monday to Sunday), the last of them due on or before `until`.

    Besides, on Wednesdays, status files: a nil one in the last week but one, and in the last one that tells of
    `late_deaths` babies long enough sent to be with a centre (fewer where there are not so many; none is a nil).
    The year's births default to the council's real ones. NotCovered for a council without shipped places.
    """
    last = until - timedelta(days=until.weekday())
    periods = tuple(Period(last - WEEK * back, last - WEEK * (back - 1)) for back in range(weeks, 0, -1))
    plan = _Plan(council, seed, periods, periods)
    families = _families(plan, births_per_year)
    least = twists_of(oddities) if len(families) >= ENOUGH_FOR_ONE_OF_EACH else ()
    families = _at_least_one(plan, _only(families, oddities), least)
    hand_overs = [_births(plan, families, period) for period in periods]
    if weeks > 1:
        deaths = late_deaths if Oddity.DEATHS in oddities else 0
        hand_overs.append(_status(plan, families, last - STATUS_BEFORE_LAST, deaths))
    if weeks > 2:
        hand_overs.append(_status(plan, families, last - STATUS_BEFORE_LAST - WEEK, 0))
    return Season(council, seed, tuple(sorted(hand_overs, key=lambda each: each.due_at)))


def births_hand_over(
    council: str,
    period: Period,
    seed: int = 1,
    oddities: Set[Oddity] | None = None,
    births_per_year: float | None = None,
) -> Handover:
    """The births file of one period, any length. It speaks again of births in the file of the period before it.

    With `oddities` None all come in their usual share; a set brings those alone, each at least once where it can be.
    NotCovered for a council without shipped places.
    """
    periods = [period]
    while periods[-1].end_on - periods[0].start_on < period.end_on - period.start_on + 3 * WEEK:
        periods.insert(0, before(periods[0]))
    plan = _Plan(council, seed, tuple(periods), (period,))
    families = _only(_families(plan, births_per_year), EVERY_ODDITY if oddities is None else oddities)
    return _births(plan, _at_least_one(plan, families, twists_of(oddities or frozenset())), period)


def births_file(council: str, period: Period, seed: int = 1, oddities: Set[Oddity] | None = None) -> bytes:
    """The same as CSV under contract 1.0. Use one seed for one store: another seed's births may share NHS numbers."""
    return to_csv(births_hand_over(council, period, seed, oddities).rows)


def before(period: Period) -> Period:
    """The period before: the month before a month, else as many days."""
    if period.start_on.day == 1 and period.end_on.day == 1:
        return Period((period.start_on - timedelta(days=1)).replace(day=1), period.start_on)
    return Period(period.start_on - (period.end_on - period.start_on), period.start_on)


def _families(plan: _Plan, births_per_year: float | None) -> list[Confinement]:
    """Every confinement that became known in the plan's periods."""
    whole = Period(plan.periods[0].start_on, plan.periods[-1].end_on)
    rate = births_a_year(plan.council) if births_per_year is None else births_per_year
    first = whole.start_on - LONGEST_DELAY
    days = (first + timedelta(days=n) for n in range((whole.end_on - first).days))
    born = (family for day in days for family in confinements(plan.council, day, plan.seed, rate))
    return sorted((each for each in born if each.known_on in whole), key=lambda each: (each.known_on, each.stem))


def _only(families: Sequence[Confinement], oddities: Set[Oddity]) -> list[Confinement]:
    wanted = set(twists_of(oddities))
    return [each if each.twist in wanted else replace(each, twist=Twist.PLAIN) for each in families]


def _at_least_one(plan: _Plan, families: list[Confinement], twists: Sequence[Twist]) -> list[Confinement]:
    """Bend a plain confinement for each twist of which nothing would be seen."""
    rng = Random(f"{plan.seed}/{plan.council}/{plan.periods[-1]}/at-least-one")
    for twist in twists:
        shows = [place for place, each in enumerate(families) if _shows(plan, each, twist)]
        plain = [place for place in shows if families[place].twist is Twist.PLAIN]
        if plain and not any(families[place].twist is twist for place in shows):
            place = rng.choice(plain)
            families[place] = replace(families[place], twist=twist)
    return families


def _shows(plan: _Plan, family: Confinement, twist: Twist) -> bool:
    """Whether this twist of this confinement would be seen in what is asked for, in all its parts where it has two."""
    first = twist in AT_FIRST_PLAIN or plan.sent(family) in plan.shown
    later = twist not in SPEAKS_AGAIN or plan.again(family, twist) in plan.shown
    # One file alone cannot hold both parts of a baby named later: the nameless one will do.
    return first and (later or (twist not in AT_FIRST_PLAIN and len(plan.shown) == 1))


def _births(plan: _Plan, families: Sequence[Confinement], period: Period) -> Handover:
    fresh = [each for each in families if each.known_on in period]
    rows = [row for each in fresh if each.twist is not Twist.WITHHELD for row in first_rows(each, period.end_on)]
    for each in families:
        if plan.again(each, each.twist) == period:
            rows += later_rows(each, plan.sent(each).end_on, period.end_on)
    withheld = Counter(each.rng("withheld").choice(WITHHELD_FOR) for each in fresh if each.twist is Twist.WITHHELD)
    return Handover(
        kind=Kind.BIRTHS,
        council=plan.council,
        period=period,
        as_at=datetime.combine(period.end_on, DRAWN_AT, LONDON),
        due_at=datetime.combine(period.end_on, DUE_AT, LONDON),
        rows=tuple(rows),
        births_in_period=sum(map(_live, fresh)),
        withheld=dict(withheld),
    )


def _live(family: Confinement) -> int:
    lost = {Twist.STILLBORN: 1, Twist.TWIN_STILLBORN: 1, Twist.NOT_OURS: len(family.babies)}
    return len(family.babies) - lost.get(family.twist, 0)


def _status(plan: _Plan, families: Sequence[Confinement], on: date, deaths: int) -> Handover:
    told = _late_deaths(plan, families, on, deaths)
    return Handover(
        kind=Kind.STATUS,
        council=plan.council,
        period=Period(on - WEEK, on),
        as_at=datetime.combine(on, DRAWN_AT, LONDON),
        due_at=datetime.combine(on, DUE_AT, LONDON),
        rows=tuple({"record_id": f"{each.stem}-1", "contact": "died"} for each in told),
        births_in_period=0,
        withheld={},
    )


def _late_deaths(plan: _Plan, families: Sequence[Confinement], on: date, deaths: int) -> list[Confinement]:
    """Families with nothing else odd about them whose birth must be with a centre by now, chosen by the seed."""
    plain = [each for each in families if each.twist is Twist.PLAIN and each.born_on <= on - WITH_A_CENTRE_AFTER]
    known = [each for each in plain if plan.sent(each).end_on < on - timedelta(days=1)]
    chosen = Random(f"{plan.seed}/{plan.council}/{on}/late").sample(known, min(deaths, len(known)))
    return sorted(chosen, key=lambda each: each.stem)
