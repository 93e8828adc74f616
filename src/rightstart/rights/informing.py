"""Hides how it is known whose parents were told within a month that the council holds their birth, and whose were not (Art 14).

The database counts births by day and by what is known of each; the rules decide, so that no birth is looked at by itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from rightstart.agreements.wording import Informer
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.directory.people import organisations
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.bulk import Row, ask, named
from rightstart.engine.isolation import Viewer, proven
from rightstart.ledger.append import append
from rightstart.release.rules import OutcomeKind
from rightstart.release.standing import find_birth
from rightstart.rights.models import Exemption
from rightstart.rights.rules import Clock, Exempt, Untold, clock, due_on, why_untold
from rightstart.terms import Actor, OrganisationId, london_date

PAGE_SIZE: Final = 50
# Under an agreement that leaves it to one of these, the day on which the supplier says parents were told is enough.
TOLD_BEFORE: Final = (Informer.GIVER, Informer.HEALTH_VISITOR)


@dataclass(frozen=True, slots=True)
class Counted:
    """So many births of one supplier and one day; `why` and `clock` are of those whose parents are not told."""

    council: OrganisationId
    supplier: str
    name: str
    obtained_on: date
    births: int
    told_before: bool = False
    written: bool = False
    exempt: Exempt | None = None
    why: Untold | None = None
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """One birth whose parents are not told and soon must be, or should have been."""

    birth: str
    supplier: str
    obtained_on: date
    due_on: date
    why: Untold
    clock: Clock


@dataclass(frozen=True, slots=True)
class Page:
    """Those who wait, the longest first. `total`: of all pages."""

    waits: tuple[Waits, ...]
    total: int
    page: int


def counts(viewer: Viewer, *, at: datetime) -> list[Counted]:
    """Every birth that the viewer's council holds, in counts; rows in quarantine too."""
    council = proven(viewer, "council")
    return [] if council is None else list(_counted(council, london_date(at)))


def waiting(viewer: Viewer, *, at: datetime, page: int = 1) -> Page:
    """The births whose parents are to be told within days, or are late, by reference. Rows in quarantine have none."""
    council, today = proven(viewer, "council"), london_date(at)
    if council is None:
        return Page((), 0, page)
    asked = _asked(council) | {
        "until": _latest_due_by(today),
        "size": PAGE_SIZE,
        "skip": PAGE_SIZE * (page - 1),
    }
    rows = ask(named("rights", "untold") + named("rights", "untold_list"), asked)
    return Page(tuple(_waits(row, today) for row in rows), rows[0][-1] if rows else 0, page)


def _latest_due_by(today: date) -> date:
    """The last day on which what came is due within SOON_DAYS: a later day is never due sooner."""
    day = today
    while clock(day, today) is Clock.IN_TIME:
        day -= timedelta(days=1)
    return day


def _waits(row: Row, today: date) -> Waits:
    birth, supplier, obtained_on, outcome, marked, came_back, _ = row
    why = why_untold(_kind(outcome), marked=marked, came_back=came_back)
    return Waits(birth, supplier, obtained_on, due_on(obtained_on), why, clock(obtained_on, today))


def _counted(council: OrganisationId | None, today: date) -> Iterator[Counted]:
    asked = _asked(council)
    for row in ask(named("rights", "untold") + named("rights", "untold_counts"), asked):
        yield _of_births(row, today)
    for of, code, name, day, rows in ask(named("rights", "untold_rows"), {"council": council}):
        why = Untold.QUARANTINED
        yield Counted(OrganisationId(of), code, name, day, rows, why=why, clock=clock(day, today))


def _of_births(row: Row, today: date) -> Counted:
    council, code, name, day, told_before, written, exempt, outcome, marked, came_back, births = row
    waits: dict[str, Any] = {}
    if not (told_before or written or exempt):
        why = why_untold(_kind(outcome), marked=marked, came_back=came_back)
        waits = {"why": why, "clock": clock(day, today)}
    reason = Exempt(exempt) if exempt else None
    return Counted(OrganisationId(council), code, name, day, births, told_before, written, reason, **waits)


def _asked(council: OrganisationId | None) -> dict[str, object]:
    return {"council": council, "informers": [one.value for one in TOLD_BEFORE]}


def _kind(outcome: str | None) -> OutcomeKind | None:
    return OutcomeKind(outcome) if outcome else None


def by_clock(found: Iterable[Counted]) -> Counter[Clock]:
    """How many are not told, by where their month stands."""
    counted: Counter[Clock] = Counter()
    for one in found:
        if one.clock is not None:
            counted[one.clock] += one.births
    return counted


@transaction.atomic
def exempt(*, viewer: Viewer, reference: str, reason: Exempt, by: Actor, at: datetime) -> bool:
    """A lead's word that the parents of this birth need not be told; False where the council has no such birth.

    The first word stands. The ledger says why, and not about whom.
    """
    birth = find_birth(viewer, reference)
    if birth is None:
        return False
    [leaf] = append([{"act": "informing.exempt", "reason": reason.value, "by": str(by)}], at=at)
    told = {"reason": reason.value, "at": at, "by": str(by), "leaf_hash": leaf}
    Exemption.objects.get_or_create(birth_id=birth, defaults=told)
    return True


def chase(*, at: datetime) -> int:
    """Tell each council's information governance lead while some are late or soon will be; gives how many are late."""
    pressing: Counter[OrganisationId] = Counter()
    late = 0
    for one in _counted(None, london_date(at)):
        if one.clock in (Clock.SOON, Clock.LATE):
            pressing[one.council] += one.births
        late += one.births if one.clock is Clock.LATE else 0
    kind, role = AlertKind.PARENTS_UNTOLD, RoleKind.IG_LEAD
    for council in organisations(OrganisationKind.COUNCIL):
        if pressing[council.id]:
            raise_alert(to=council.id, role=role, kind=kind, at=at)
        else:
            settle_alert(kind=kind, to=council.id, at=at)
    return late
