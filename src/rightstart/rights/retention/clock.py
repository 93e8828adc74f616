"""Hides how it is found whose time is over, and how each is erased: a preview in counts, and the night's run."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db import transaction

from rightstart.alerts import tell
from rightstart.contact.rules import AttemptOutcome
from rightstart.engine.bulk import Row, ask, named
from rightstart.intake.ending import end_quarantine
from rightstart.rights.erase import erase_family
from rightstart.rights.retention.rules import (
    ALERT_MONTHS,
    QUARANTINE_MONTHS,
    Kept,
    Open,
    Verdict,
    months_after,
    verdict,
)
from rightstart.rights.rules import Erased
from rightstart.safeguards import ending
from rightstart.terms import LONDON, Actor, FamilyId, OrganisationId, london_date

AHEAD_MONTHS: Final = 12
SHORTEST: Final = 1  # month that an agreement may say


@dataclass(frozen=True, slots=True)
class Going:
    """So many families of one kind whose time is over in one month, by its first day; of those overdue, what keeps them."""

    why: Erased
    month: date
    families: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What will go in the year ahead, month by month, and what is kept although its time is over, by what is open."""

    due: int
    going: tuple[Going, ...]
    kept: tuple[tuple[Open, int], ...]


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run erased: families by why, markers, rows of quarantine that nobody put right, and settled alerts."""

    families: dict[Erased, int]
    markers: int
    rows: int
    alerts: int


def preview(*, council: OrganisationId | None, at: datetime) -> Preview:
    """What retention will take of one council's families, or of all; changes nothing."""
    today = london_date(at)
    last = months_after(today, AHEAD_MONTHS)
    verdicts = [one for _, one in _verdicts(council, months_after(last, -SHORTEST)) if one.ends_on < last]
    going = Counter((one.why, max(one.ends_on, today).replace(day=1)) for one in verdicts if not one.open)
    kept = Counter(reason for one in verdicts if one.ends_on <= today for reason in one.open)
    told = (Going(why, month, count) for (why, month), count in going.items())
    return Preview(
        due=sum(one.due(today) for one in verdicts),
        going=tuple(sorted(told, key=lambda one: (one.month, one.why))),
        kept=tuple(sorted(kept.items())),
    )


def run(*, by: Actor, at: datetime) -> Ran:
    """Erase every family whose time is over, each by itself, then what else has ended. Cut short, the next run goes on."""
    gone = Counter[Erased]()
    due = [family for family, one in _verdicts(None, london_date(at)) if one.due(london_date(at))]
    for family in due:
        if (why := _erase(family, by, at)) is not None:
            gone[why] += 1
    markers = ending.end_due(by=by, at=at)
    rows = end_quarantine(before=_midnight(months_after(london_date(at), -QUARANTINE_MONTHS)), by=by, at=at)
    alerts = tell.forget_settled(before=months_after(london_date(at), -ALERT_MONTHS))
    return Ran(dict(gone), markers, rows, alerts)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time.min, LONDON)


@transaction.atomic
def _erase(family: FamilyId, by: Actor, at: datetime) -> Erased | None:
    """Erase one family, unless something has come up since it was chosen."""
    found = [one for _, one in _verdicts(None, london_date(at), family)]
    if not found or not found[0].due(london_date(at)):
        return None
    erase_family(family=family, why=found[0].why, by=by, at=at)
    return found[0].why


def _verdicts(
    council: OrganisationId | None, before: date, family: FamilyId | None = None
) -> Iterator[tuple[FamilyId, Verdict]]:
    """Of families whose time began so long before a day that it could be over by then."""
    asked = {"council": council, "before": months_after(before, -SHORTEST), "family": family}
    for row in ask(named("rights", "kept"), asked):
        yield FamilyId(row[0]), verdict(_kept(row))


def _kept(row: Row) -> Kept:
    _, _, since_on, outcomes, tried_on, months, still_open = row
    return Kept(since_on, frozenset(map(AttemptOutcome, outcomes)), tried_on, months, frozenset(map(Open, still_open)))
