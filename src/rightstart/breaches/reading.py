"""Hides how a council's log is read: each entry with where it stands, its clock, and each step with who and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from rightstart.breaches.codes import Opened, Risk, Sort
from rightstart.breaches.models import ADVISED, Breach, Concern, Step
from rightstart.breaches.rules import OVER, RUNNING, Act, Done, State, due_at, hours_left, risk, state
from rightstart.directory.people import named
from rightstart.engine.isolation import Viewer, proven
from rightstart.terms import OrganisationId


@dataclass(frozen=True, slots=True)
class StepRow:
    """One act, with what was said in codes; `act` is an `Act` or the officer's advice."""

    act: str
    codes: Mapping[str, Any]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """What an entry is about. `centre`: its name; `from_at` and `until_at` with it alone."""

    sort: Sort
    centre: str | None
    from_at: datetime | None
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log. `steps` and `concerns` in their order; `risk` by the last finding."""

    reference: str
    opened: Opened
    aware_at: datetime
    opened_at: datetime
    opened_by: str
    state: State
    risk: Risk | None
    steps: tuple[StepRow, ...]
    concerns: tuple[ConcernRow, ...]

    @property
    def running(self) -> bool:
        """Whether the regulator is told is not decided yet."""
        return self.state in RUNNING

    @property
    def over(self) -> bool:
        return self.state in OVER

    @property
    def due_at(self) -> datetime:
        return due_at(self.aware_at)

    def hours_left(self, at: datetime) -> int:
        return hours_left(self.aware_at, at)

    def last(self, act: str) -> StepRow | None:
        """The last of its steps of a kind."""
        return next((one for one in reversed(self.steps) if one.act == act), None)

    @property
    def finding(self) -> StepRow | None:
        return self.last(Act.FIND)

    @property
    def done(self) -> tuple[Done, ...]:
        return _done(self.steps)


def entries(viewer: Viewer) -> list[Entry]:
    """A council's whole log: what is not over first, the least time left before others, then the latest."""
    found = _read(Breach.objects.filter(council_id=proven(viewer, "council")))
    waits = sorted((one for one in found if not one.over), key=lambda one: (not one.running, one.due_at))
    return [*waits, *sorted((one for one in found if one.over), key=lambda one: one.opened_at, reverse=True)]


def entry(viewer: Viewer, reference: str) -> Entry | None:
    """One entry of the viewer's own council."""
    return next(iter(_read(Breach.objects.filter(council_id=proven(viewer, "council"), reference=reference))), None)


def waiting(viewer: Viewer) -> list[Entry]:
    """What is not over, of one council."""
    return [one for one in _read(not_over().filter(council_id=proven(viewer, "council"))) if not one.over]


def running() -> list[tuple[OrganisationId, Entry]]:
    """Every entry whose 72 hours run, with the council whose it is."""
    found = list(not_over())
    council = {one.reference: OrganisationId(one.council_id) for one in found}
    return [(council[one.reference], one) for one in _read(not_over()) if one.running]


def not_over() -> QuerySet[Breach]:
    """Without those that were closed, or found to be none; a log only grows, and what runs is few."""
    last = Step.objects.filter(breach=OuterRef("pk"), act__in=(Act.CLOSE, Act.CLEAR, Act.FIND)).order_by("-pk")
    asked = Breach.objects.annotate(last=Subquery(last.values("act")[:1]))
    return asked.filter(Q(last__isnull=True) | Q(last=Act.FIND))


def _read(found: QuerySet[Breach]) -> list[Entry]:
    steps = Prefetch("steps", Step.objects.order_by("pk"))
    concerns = Prefetch("concerns", Concern.objects.order_by("pk"))
    breaches = list(found.order_by("pk").prefetch_related(steps, concerns))
    centres = named({about.centre_id for one in breaches for about in one.concerns.all() if about.centre_id})
    names = {int(number): one.name for number, one in centres.items()}
    return [_entry(one, names) for one in breaches]


def _entry(one: Breach, names: Mapping[int, str]) -> Entry:
    steps = tuple(StepRow(step.act, step.codes, step.at, step.by) for step in one.steps.all())
    about = tuple(
        ConcernRow(Sort(each.sort), names.get(each.centre_id or 0), each.from_at, each.until_at)
        for each in one.concerns.all()
    )
    return Entry(
        reference=one.reference,
        opened=Opened(one.opened),
        aware_at=one.aware_at,
        opened_at=one.opened_at,
        opened_by=one.opened_by,
        state=state(_done(steps)),
        risk=risk(_done(steps)),
        steps=steps,
        concerns=about,
    )


def _done(steps: Iterable[StepRow]) -> tuple[Done, ...]:
    told = (one for one in steps if one.act != ADVISED)
    return tuple(Done(Act(one.act), Risk(one.codes["risk"]) if "risk" in one.codes else None) for one in told)
