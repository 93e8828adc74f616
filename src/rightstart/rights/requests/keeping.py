"""Hides how a family's request is kept, from when the parent is known until it is answered: each step a row and an act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Final

import msgspec
from django.conf import settings
from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.births.known_elsewhere import said_by
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer
from rightstart.engine.sealing import Sealing
from rightstart.intake.offers import offer_values
from rightstart.intake.sealed import ROOM
from rightstart.ledger.append import append, commit, fresh_salts
from rightstart.rights.account import FAMILY, giver_of
from rightstart.rights.ask import known_as
from rightstart.rights.models import Request, RequestStep, RequestWords
from rightstart.rights.requests import rules
from rightstart.rights.requests.rules import Delay, Detail, Ground, Next, Outcome, RequestKind, Step
from rightstart.rights.rules import Giver
from rightstart.safeguards.rules import ParentKnownBy
from rightstart.terms import Actor, BirthId, OrganisationId, london_date

SHOWN: Final = 200
KEY: Final = """
SELECT n.key FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id
WHERE i.birth_id = %(birth)s::bigint AND n.sealed IS NOT NULL ORDER BY i.as_at DESC, i.notice_id DESC LIMIT 1
"""


class Words(msgspec.Struct, frozen=True, array_like=True):
    """What the family said, and what a detail should be."""

    said: str = ""
    should_be: str = ""


_SEALING: Final = Sealing(Words, room=ROOM, about="request")


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as a council's people see it. `leads_only`: the safeguarding lead answers it, and nobody is told why."""

    reference: str
    birth: str
    birth_id: BirthId
    kind: RequestKind
    known_by: ParentKnownBy
    is_named: bool
    detail: Detail | None
    opened_on: date
    owner: str | None
    done: frozenset[Step]
    next: Next
    due_on: date
    outcome: Outcome | None
    ground: Ground | None
    closed_on: date | None
    leads_only: bool

    def late(self, today: date) -> bool:
        return self.outcome is None and self.due_on < today

    def soon(self, today: date) -> bool:
        return self.outcome is None and today <= self.due_on <= today + rules.SOON


@dataclass(frozen=True, slots=True)
class Asked:
    """What a parent requests: `detail` and `should_be` of a correction, `said` in the parent's own words."""

    kind: RequestKind
    known_by: ParentKnownBy
    is_named: bool
    said: str = ""
    detail: Detail | None = None
    should_be: str = ""


@transaction.atomic
def open_request(*, viewer: Viewer, birth: str, asked: Asked, by: Actor, at: datetime) -> str | None:
    """Somebody has seen who the parent is and what is requested. `birth`: its reference, or what stands on the letter.

    Gives the request's reference; None where the council has no such family, or nothing is kept of it any more.
    """
    found = known_as(viewer.organisation, birth)
    slots = ask(KEY, {"birth": found[0]}) if found else []
    if not slots:
        return None
    one = Request.objects.create(
        reference=token_hex(8),
        council_id=viewer.organisation,
        birth_id=found[0],
        kind=asked.kind.value,
        known_by=asked.known_by.value,
        is_named=asked.is_named,
        detail=asked.detail.value if asked.detail else "",
        opened_at=at,
    )
    [(slot,)] = slots
    [sealed] = _SEALING.seal_under(settings.HOME, [slot], [Words(asked.said.strip(), asked.should_be.strip())])
    if sealed is not None:
        RequestWords.objects.create(request=one, key=slot, sealed=sealed)
    _step(one, Step.OPENED, asked.kind.value, by, at)
    return one.reference


def requests_of(viewer: Viewer) -> list[RequestRow]:
    """A council's requests: the open ones by when they are due, then the latest that are answered."""
    found = Request.objects.filter(council_id=viewer.organisation).select_related("birth", "owner")
    rows = [_row(one) for one in found.prefetch_related("steps").order_by("-opened_at")[:SHOWN]]
    return sorted(rows, key=lambda one: (one.outcome is not None, one.due_on if one.outcome is None else date.min))


def request_of(viewer: Viewer, reference: str) -> RequestRow | None:
    one = _found(viewer, reference, locked=False)
    return _row(one) if one else None


def words_of(viewer: Viewer, reference: str, roles: frozenset[RoleKind]) -> Words:
    """What the family said, for whoever may answer it; nothing once it is erased."""
    one = _found(viewer, reference, locked=False)
    kept = RequestWords.objects.filter(request=one).first() if one and _may_answer(_row(one), roles) else None
    if kept is None:
        return Words()
    return next((words for words, _ in _SEALING.read(settings.HOME, [(kept.key, bytes(kept.sealed))])), Words())


def _found(viewer: Viewer, reference: str, *, locked: bool = True) -> Request | None:
    asked = Request.objects.filter(council_id=viewer.organisation, reference=reference)
    return (asked.select_for_update(of=("self",)) if locked else asked).select_related("birth", "owner").first()


def _row(one: Request) -> RequestRow:
    done = frozenset(Step(each.step) for each in one.steps.all())
    kind, opened_on, birth = RequestKind(one.kind), london_date(one.opened_at), BirthId(one.birth_id)
    return RequestRow(
        reference=one.reference,
        birth=one.birth.reference,
        birth_id=birth,
        kind=kind,
        known_by=ParentKnownBy(one.known_by),
        is_named=one.is_named,
        detail=Detail(one.detail) if one.detail else None,
        opened_on=opened_on,
        owner=one.owner.name if one.owner else None,
        done=done,
        next=rules.next_step(kind, done),
        due_on=rules.due_on(kind, opened_on, done),
        outcome=Outcome(one.outcome) if one.outcome else None,
        ground=Ground(one.ground) if one.ground else None,
        closed_on=london_date(one.closed_at) if one.closed_at else None,
        leads_only=one.closed_at is None and giver_of(family_of(birth)) is Giver.SAFEGUARDING_LEAD,
    )


def family_of(birth: BirthId) -> list[BirthId]:
    return [BirthId(one) for (one,) in ask(FAMILY, {"birth": birth})]


def _may_answer(row: RequestRow, roles: frozenset[RoleKind]) -> bool:
    return not row.leads_only or RoleKind.SAFEGUARDING_LEAD in roles


@transaction.atomic
def do(
    *,
    viewer: Viewer,
    reference: str,
    step: Step,
    roles: frozenset[RoleKind],
    by: Actor,
    at: datetime,
    why: Delay | None = None,
    left_out: dict[str, str] | None = None,
) -> bool:
    """Take it, acknowledge it, take two months more, or note its pack; False where that may not follow."""
    one = _found(viewer, reference)
    if one is None:
        return False
    row = _row(one)
    fits = rules.may_do(row.kind, row.done, step) and _may_answer(row, roles)
    if step is Step.EXTENDED:
        fits = fits and why is not None and rules.may_extend(row.kind, row.opened_on, row.done, london_date(at))
    if not fits:
        return False
    if step is Step.TAKEN:
        one.owner_id = int(by.reference)
        one.save(update_fields=("owner_id",))
    _step(one, step, why.value if why else "", by, at, left_out or {})
    return True


@transaction.atomic
def put_right(*, viewer: Viewer, reference: str, roles: frozenset[RoleKind], by: Actor, at: datetime) -> Step | None:
    """A correction is found right: offered to whoever said it, where that is agreed, else to be told to it by hand.

    What the supplier says is never written over; it says it anew. None where nothing may be done any more.
    """
    one = _found(viewer, reference)
    row = _row(one) if one else None
    if one is None or row is None or row.next is not Next.REVIEW or row.detail is None or not _may_answer(row, roles):
        return None
    should_be = words_of(viewer, reference, roles).should_be
    offered = [offer_values(record, {row.detail.value: should_be}, by=by, at=at) for record in said_by([row.birth_id])]
    step = Step.OFFERED if should_be and any(offered) else Step.BY_HAND
    _step(one, step, row.detail.value, by, at)
    return step


@transaction.atomic
def answer(
    *,
    viewer: Viewer,
    reference: str,
    outcome: Outcome,
    ground: Ground | None,
    roles: frozenset[RoleKind],
    by: Actor,
    at: datetime,
) -> bool:
    """The family has its answer; False where it may not be answered so."""
    one = _found(viewer, reference)
    if one is None:
        return False
    row = _row(one)
    if not rules.may_end(row.kind, row.done, outcome, ground) or not _may_answer(row, roles):
        return False
    one.closed_at, one.outcome, one.ground = at, outcome.value, ground.value if ground else None
    one.save(update_fields=("closed_at", "outcome", "ground"))
    _step(one, Step.ANSWERED, outcome.value, by, at)
    settle_alert(kind=AlertKind.REQUEST_DUE, about=reference, at=at)
    return True


def _step(one: Request, step: Step, why: str, by: Actor, at: datetime, left_out: dict[str, str] | None = None) -> None:
    """A row and its act. What was left out is only committed to: the parent has the reference, and the ledger is public."""
    [salt] = fresh_salts(1)
    act = {"act": f"request.{step}", "request": one.reference, "by": str(by)}
    if left_out is not None:
        act["left_out"] = commit(salt, msgspec.json.encode(dict(sorted(left_out.items()))))
    [leaf] = append([act], at=at)
    told = {"step": step.value, "why": why, "left_out": left_out or {}, "salt": salt}
    RequestStep.objects.create(request=one, at=at, by=str(by), leaf_hash=leaf, **told)


def chase(*, at: datetime) -> int:
    """Tell whoever answers of what is due within days or late; gives how many there are."""
    today, waiting = london_date(at), 0
    for one in Request.objects.filter(closed_at__isnull=True).select_related("birth", "owner"):
        row = _row(one)
        if row.soon(today) or row.late(today):
            waiting += 1
            role = RoleKind.SAFEGUARDING_LEAD if row.leads_only else RoleKind.IG_LEAD
            raise_alert(
                to=OrganisationId(one.council_id), role=role, kind=AlertKind.REQUEST_DUE, about=row.reference, at=at
            )
    return waiting


def complaints_log(viewer: Viewer) -> Sequence[RequestRow]:
    """Every complaint of a council with its outcome, oldest first; holds nothing about anybody."""
    found = Request.objects.filter(council_id=viewer.organisation, kind=RequestKind.COMPLAINT.value)
    return [_row(one) for one in found.select_related("birth", "owner").prefetch_related("steps").order_by("opened_at")]
