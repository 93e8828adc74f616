"""Hides how it is found whose time is over, and how each is erased: a preview in counts, and the night's run."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from rightstart.alerts import tell
from rightstart.contact.rules import AttemptOutcome
from rightstart.directory import signing_in
from rightstart.engine.bulk import Row, ask, named
from rightstart.engine.isolation import Viewer, proven
from rightstart.intake.ending import end_quarantine
from rightstart.rights.erase import erase_family
from rightstart.rights.retention.rules import (
    ALERT_MONTHS,
    QUARANTINE_MONTHS,
    Kept,
    Open,
    Verdict,
    verdict,
)
from rightstart.rights.rules import Erased
from rightstart.safeguards import ending
from rightstart.terms import Actor, FamilyId, london_date, london_midnight, months_after

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


NOTHING: Final = Preview(0, (), ())


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run erased: families by why, markers, rows of quarantine that nobody put right, and settled alerts."""

    families: dict[Erased, int]
    markers: int
    rows: int
    alerts: int


def preview(viewer: Viewer, *, at: datetime) -> Preview:
    """What retention will take of the families of the viewer's council; changes nothing."""
    council = proven(viewer, "council")
    if council is None:
        return NOTHING
    today = london_date(at)
    last = months_after(today, AHEAD_MONTHS)
    verdicts = [one for _, one in _verdicts(OF_COUNCIL, last, council=council) if one.ends_on < last]
    going = Counter((one.why, max(one.ends_on, today).replace(day=1)) for one in verdicts if not one.open)
    kept = Counter(reason for one in verdicts if one.ends_on <= today for reason in one.open)
    return _preview(sum(one.due(today) for one in verdicts), going, kept)


def together(found: Sequence[Preview]) -> Preview:
    """The previews of several councils as one."""
    going, kept = Counter[tuple[Erased, date]](), Counter[Open]()
    for each in found:
        going.update({(one.why, one.month): one.families for one in each.going})
        kept.update(dict(each.kept))
    return _preview(sum(one.due for one in found), going, kept)


def _preview(due: int, going: Mapping[tuple[Erased, date], int], kept: Mapping[Open, int]) -> Preview:
    told = (Going(why, month, count) for (why, month), count in going.items())
    return Preview(due, tuple(sorted(told, key=lambda one: (one.month, one.why))), tuple(sorted(kept.items())))


def run(*, by: Actor, at: datetime) -> Ran:
    """Erase every family whose time is over, each by itself, then what else has ended. Cut short, the next run goes on."""
    gone = Counter[Erased]()
    due = [family for family, one in _verdicts(OF_COUNCIL, london_date(at), council=None) if one.due(london_date(at))]
    for family in due:
        if (why := _erase(family, by, at)) is not None:
            gone[why] += 1
    markers = ending.end_due(by=by, at=at)
    rows = end_quarantine(before=london_midnight(months_after(london_date(at), -QUARANTINE_MONTHS)), by=by, at=at)
    signing_in.forget(at=at)
    alerts = tell.forget_settled(before=months_after(london_date(at), -ALERT_MONTHS))
    return Ran(dict(gone), markers, rows, alerts)


@transaction.atomic
def _erase(family: FamilyId, by: Actor, at: datetime) -> Erased | None:
    """Erase one family, unless something has come up since it was chosen."""
    found = [one for _, one in _verdicts(OF_FAMILY, london_date(at), family=family)]
    if not found or not found[0].due(london_date(at)):
        return None
    erase_family(family=family, why=found[0].why, by=by, at=at)
    return found[0].why


# Whose births: one family's are looked up, so that a night that forgets a thousand families reads each once more and not all.
OF_COUNCIL: Final = """
WITH chosen AS (SELECT * FROM births_birth b WHERE %(council)s::bigint IS NULL OR b.council_id = %(council)s::bigint),
"""
OF_FAMILY: Final = "WITH chosen AS (SELECT * FROM births_birth b WHERE b.family_id = %(family)s::bigint),\n"


def _verdicts(chosen: str, before: date, **whose: int | None) -> Iterator[tuple[FamilyId, Verdict]]:
    """Of the chosen families those whose time began so long before a day that it could be over by then."""
    asked = {"before": months_after(before, -SHORTEST), **whose}
    for row in ask(chosen + named("rights", "kept"), asked):
        yield FamilyId(row[0]), verdict(_kept(row))


def _kept(row: Row) -> Kept:
    _, _, since_on, outcomes, tried_on, months, still_open = row
    return Kept(since_on, frozenset(map(AttemptOutcome, outcomes)), tried_on, months, frozenset(map(Open, still_open)))
