"""The last-second check: every page, letter, list, export and answer that shows a birth to a centre asks here first."""

from collections.abc import Sequence, Set
from datetime import date, datetime
from typing import Final, NamedTuple

from rightstart.release.gather import gather
from rightstart.release.rules import Passage, decide, passage
from rightstart.terms import BirthId, FamilyId, OrganisationId, london_date


class Answer(NamedTuple):
    """What the gate says of one birth, and the day of its supplier's last word."""

    passage: Passage
    confirmed_on: date | None


_UNKNOWN: Final = Answer(Passage.CLOSED, None)


def ask(
    births: Sequence[BirthId], *, centre: OrganisationId, contacted: Set[FamilyId], at: datetime
) -> dict[BirthId, Answer]:
    """For each birth, whether it may be shown to this centre at this moment. What is not known is closed.

    It decides afresh by the same rules as the pass does: there is no second, weaker check.
    """
    answers = dict.fromkeys(births, _UNKNOWN)
    for one in gather(births, at=at) if births else ():
        if one.birth in answers:
            standing = one.current.standing if one.current else None
            outcome = decide(one.facts, london_date(at))
            may = passage(standing, outcome, centre, contacted=one.family in contacted, stopped=one.facts.stopped)
            answers[one.birth] = Answer(may, one.facts.timing.confirmed_on)
    return answers
