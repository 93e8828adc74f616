"""Who stands in for whom: who is away, who takes over and what goes back; when a centre is silent, and who may cover it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from rightstart.agreements.rules import Instrument, Refused, in_force
from rightstart.terms import FamilyId

# Whoever opens a list once a week, on whichever day and across a bank holiday, is never silent by ten days; and of the 28 days
# in which a family is to be contacted once its centre has it, 18 are left to who covers: a letter, and one try more.
SILENT_DAYS: Final = 10
LEAST_DAYS, MOST_DAYS = 3, 28
KEPT_DAYS: Final = 365  # who was away, once they are back

# -- people ------------------------------------------------------------------------------------------------------------


class Why(StrEnum):
    """How it is known that somebody is away: it was said, or they have not been at work though families wait for them."""

    SAID = "said"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from a day until they are back on another (None: nobody knows), and who covers (None: nobody is named)."""

    from_on: date
    back_on: date | None = None
    cover: int | None = None

    def stands(self, on: date) -> bool:
        return self.from_on <= on and (self.back_on is None or on < self.back_on)

    def meets(self, other: "Absence") -> bool:
        """Whether both hold on any one day."""
        first, second = sorted((self, other), key=lambda one: one.from_on)
        return first.back_on is None or second.from_on < first.back_on

    def leaves_undone(self, due_on: date) -> bool:
        """Whether a family is due before they are back, or as soon as they are."""
        return self.back_on is None or due_on <= self.back_on


@dataclass(frozen=True, slots=True)
class Held:
    """A family on the list in somebody's hands: in whose stead, by when it is due, and whether they have tried to reach it."""

    family: FamilyId
    person: int
    for_whom: int | None
    due_on: date
    tried: bool


@dataclass(frozen=True, slots=True)
class Team:
    """Who works at a centre today, who of them is away, and who stands in where nobody is named (None: nobody does)."""

    here: Collection[int]
    away: Mapping[int, Absence]
    stand_in: int | None = None

    def at_work(self, person: int | None) -> bool:
        return person in self.here and person not in self.away


class Then(StrEnum):
    """What becomes of a family: a cover takes it, it is everybody's, it goes back, or who covered keeps it."""

    COVERED = "covered"
    FREED = "freed"
    BACK = "back"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Move:
    """`to`: who takes care of it from now (None: nobody, so that everybody sees it as nobody's); `for_whom`: in whose stead."""

    held: Held
    then: Then
    to: int | None
    for_whom: int | None = None


def whom(person: int, team: Team) -> int | None:
    """Who takes over from somebody not at work: their cover, or that one's own cover, else the stand-in, else nobody."""
    asked, seen = person, {person}
    while (absence := team.away.get(asked)) and absence.cover is not None and absence.cover not in seen:
        asked = absence.cover
        if team.at_work(asked):
            return asked
        seen.add(asked)
    return team.stand_in if team.at_work(team.stand_in) else None


def moves(held: Iterable[Held], team: Team) -> list[Move]:
    """Which families change hands now. Run again after them: none."""
    found = (_move(one, team) for one in held)
    return [one for one in found if one is not None]


def _move(one: Held, team: Team) -> Move | None:
    if one.for_whom is not None and (team.at_work(one.for_whom) or one.for_whom not in team.here):
        return _afterwards(one, team)
    if team.at_work(one.person):
        return None
    absence = team.away.get(one.person)
    if absence and not absence.leaves_undone(one.due_on):
        return None
    return _taken_over(one, one.for_whom if one.for_whom is not None else one.person, team)


def _afterwards(one: Held, team: Team) -> Move | None:
    """Whoever was away is back, or has left: what the cover has tried to reach stays with the cover, all else goes back."""
    if team.at_work(one.person) and (one.tried or not team.at_work(one.for_whom)):
        return Move(one, Then.STAYS, one.person)
    if team.at_work(one.for_whom):
        return Move(one, Then.BACK, one.for_whom)
    return _taken_over(one, one.person, team)


def _taken_over(one: Held, stead: int, team: Team) -> Move:
    to = whom(one.person, team)
    if to is None:
        return Move(one, Then.FREED, None)
    return Move(one, Then.COVERED, to, stead if stead in team.here else None)


# -- silence -----------------------------------------------------------------------------------------------------------


def silent_since(waits_since: datetime, touched_at: datetime | None, days: int, at: datetime) -> datetime | None:
    """Since when somebody, or a whole centre, has let families wait without a step, once that is so many days; else None."""
    since = waits_since if touched_at is None else max(waits_since, touched_at)
    return since if at - since >= timedelta(days=days) else None


class Over(StrEnum):
    """How a centre's silence ended, or its cover: somebody of it took a step, nothing waits any more, or another one covers."""

    CAME_BACK = "came-back"
    NOTHING_WAITS = "nothing-waits"
    COVER_CHANGED = "cover-changed"


class NoCover(StrEnum):
    """Why one centre may not cover another."""

    NOT_NAMED = "not-named"
    ITSELF = "itself"
    NOT_OURS = "not-ours"
    NOT_IN_FORCE = "not-in-force"
    NOT_TOGETHER = "not-together"


def permits(centre: Sequence[Instrument], cover: Sequence[Instrument], on: date) -> Instrument | NoCover:
    """The one agreement in force under which both centres may be told, so that who covers is told no more than it allows.

    `centre`, `cover`: every version of every instrument that covers each. Of two agreements, or two versions, neither says
    that what went to the one centre may be shown to the other.
    """
    of_centre, of_cover = in_force(centre, on), in_force(cover, on)
    if isinstance(of_centre, Refused) or isinstance(of_cover, Refused):
        return NoCover.NOT_IN_FORCE
    return of_cover if of_centre.version_id == of_cover.version_id else NoCover.NOT_TOGETHER
