"""Hides how requests are read: each with where it stands, by when it is due, and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet

from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, proven
from rightstart.rights.known import family_of, giver_of
from rightstart.rights.models import Request, RequestStep
from rightstart.rights.requests import rules, words
from rightstart.rights.requests.detail import Detail
from rightstart.rights.requests.rules import (
    Asker,
    Changed,
    Days,
    Declined,
    Delay,
    Ground,
    Next,
    Outcome,
    RequestKind,
    Step,
    may_answer,
    may_review,
)
from rightstart.rights.requests.words import Words
from rightstart.rights.rules import Clock, Giver, clock_of
from rightstart.safeguards.rules import ParentKnownBy
from rightstart.terms import BirthId, OrganisationId, london_date

SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as a council's people see it. `giver`: whose answer it is as things stand; nobody is told why."""

    number: int
    reference: str
    birth: str
    birth_id: BirthId
    kind: RequestKind
    known_by: ParentKnownBy | None
    asker: Asker | None
    detail: Detail | None
    opened_on: date
    days: Days
    owner: str | None
    done: frozenset[Step]
    acknowledged_on: date | None
    delay: Delay | None
    declined: Declined | None
    next: Next
    due_on: date
    outcome: Outcome | None
    ground: Ground | None
    changed: tuple[Changed, ...]
    closed_on: date | None
    giver: Giver

    @property
    def leads_only(self) -> bool:
        return self.giver is Giver.SAFEGUARDING_LEAD

    def clock(self, today: date) -> Clock | None:
        """Where it stands against its last day; None once it is answered."""
        return None if self.outcome is not None else clock_of(self.due_on, today)

    def late(self, today: date) -> bool:
        return self.clock(today) is Clock.LATE

    def soon(self, today: date) -> bool:
        return self.clock(today) is Clock.SOON


def requests_of(viewer: Viewer) -> list[RequestRow]:
    """A council's requests: the open ones by when they are due, then the latest that are answered."""
    found = Request.objects.filter(council_id=proven(viewer, "council"))
    waiting = rows_of(found.filter(closed_at__isnull=True).order_by("opened_at"))
    return [
        *sorted(waiting, key=lambda one: one.due_on),
        *rows_of(found.filter(closed_at__isnull=False).order_by("-closed_at")[:SHOWN]),
    ]


def request_of(viewer: Viewer, reference: str) -> RequestRow | None:
    found = rows_of(Request.objects.filter(council_id=proven(viewer, "council"), reference=reference))
    return found[0] if found else None


def of_family(births: Iterable[BirthId], viewer: Viewer) -> list[RequestRow]:
    """What was requested about the babies of one family, oldest first."""
    found = Request.objects.filter(council_id=proven(viewer, "council"), birth__in=list(births))
    return rows_of(found.order_by("opened_at"))


def to_review(viewer: Viewer, roles: frozenset[RoleKind]) -> list[RequestRow]:
    """The corrections that wait for somebody of these roles: to be decided about, or their supplier to be told by hand."""
    found = Request.objects.filter(council_id=proven(viewer, "council"), kind=RequestKind.CORRECTION.value)
    rows = rows_of(found.filter(closed_at__isnull=True).order_by("opened_at"))
    turns = (Next.REVIEW, Next.TELL_SUPPLIER)
    return [one for one in rows if one.next in turns and may_review(one.giver, roles)]


def complaints_log(viewer: Viewer) -> list[RequestRow]:
    """Every complaint of a council with its outcome, oldest first; holds nothing about anybody."""
    found = Request.objects.filter(council_id=proven(viewer, "council"), kind=RequestKind.COMPLAINT.value)
    return rows_of(found.order_by("opened_at"))


def every_open() -> list[tuple[OrganisationId, RequestRow]]:
    """The open requests of all councils, for the job that looks after them."""
    found = list(_whole(Request.objects.filter(closed_at__isnull=True).order_by("pk")))
    return [(OrganisationId(one.council_id), row_of(one)) for one in found]


def words_of(viewer: Viewer, reference: str, roles: frozenset[RoleKind]) -> Words:
    """What the family said, for whoever may answer it or review it; nothing once it is erased."""
    one = request_of(viewer, reference)
    if one is None or not (may_answer(one.giver, roles) or (one.detail and may_review(one.giver, roles))):
        return Words()
    return words.of_requests([one.number]).get(one.number, Words())


def rows_of(found: QuerySet[Request]) -> list[RequestRow]:
    return [row_of(one) for one in _whole(found)]


def _whole(found: QuerySet[Request]) -> QuerySet[Request]:
    return found.select_related("birth", "owner").prefetch_related("steps")


def row_of(one: Request) -> RequestRow:
    """Where a request stands."""
    steps = {Step(each.step): each for each in sorted(one.steps.all(), key=lambda each: each.pk)}
    done = frozenset(steps) | ({Step.KNOWN} if one.known_by else set())
    kind, days, birth = RequestKind(one.kind), _days(one, steps), BirthId(one.birth_id)
    extended, declined, told = (steps.get(each) for each in (Step.EXTENDED, Step.DECLINED, Step.ACKNOWLEDGED))
    return RequestRow(
        number=one.pk,
        reference=one.reference,
        birth=one.birth.reference,
        birth_id=birth,
        kind=kind,
        known_by=ParentKnownBy(one.known_by) if one.known_by else None,
        asker=Asker(one.asker) if one.asker else None,
        detail=Detail(one.detail) if one.detail else None,
        opened_on=london_date(one.opened_at),
        days=days,
        owner=one.owner.name if one.owner else None,
        done=done,
        acknowledged_on=_on(told.at if told else None),
        delay=Delay(extended.why) if extended else None,
        declined=Declined(declined.why) if declined else None,
        next=rules.next_step(kind, done),
        due_on=rules.due_on(kind, days, done),
        outcome=Outcome(one.outcome) if one.outcome else None,
        ground=Ground(one.ground) if one.ground else None,
        changed=tuple(Changed(each) for each in one.changed),
        closed_on=_on(one.closed_at),
        giver=giver_of(family_of(birth)),
    )


def _days(one: Request, steps: dict[Step, RequestStep]) -> Days:
    """Who was known on the day on which the request was noted had not to be asked for anything: the month runs from its coming."""
    known = steps.get(Step.KNOWN)
    if known is None or london_date(known.at) == london_date(one.opened_at):
        return Days(one.received_on, one.received_on if one.known_by else None)
    return Days(one.received_on, london_date(known.at))


def _on(at: datetime | None) -> date | None:
    return london_date(at) if at else None


def left_out_of(viewer: Viewer, reference: str, roles: frozenset[RoleKind]) -> dict[str, dict[str, int]]:
    """What the last pack of a request left out, by part and why, for whoever may answer it."""
    row = request_of(viewer, reference)
    if row is None or not may_answer(row.giver, roles):
        return {}
    made = RequestStep.objects.filter(request_id=row.number, step=Step.PACKED.value).order_by("-pk").first()
    found: dict[str, dict[str, int]] = made.left_out if made else {}
    return found
