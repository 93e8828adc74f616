"""Hides how a family's request is kept, from when it comes until it is answered: each step a row and an act that names nobody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from secrets import token_hex

import msgspec
from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_all
from rightstart.births.models import Birth
from rightstart.directory import people
from rightstart.directory.people import PersonRow
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer
from rightstart.ledger.append import append, commit, fresh_salts
from rightstart.rights.ask import known_as, spelt
from rightstart.rights.known import note_known
from rightstart.rights.models import Request, RequestStep
from rightstart.rights.requests import rules, words
from rightstart.rights.requests.detail import Detail, Unfit, cells
from rightstart.rights.requests.reads import RequestRow, row_of
from rightstart.rights.requests.rules import (
    ANSWERS,
    REVIEWS,
    Asker,
    Changed,
    Delay,
    Ground,
    Next,
    Outcome,
    RequestKind,
    Step,
    may_answer,
)
from rightstart.rights.requests.words import Words
from rightstart.rights.rules import Giver
from rightstart.safeguards.rules import ParentKnownBy
from rightstart.terms import Actor, BirthId, OrganisationId, london_date

OF_A_REQUEST = (AlertKind.REQUEST_WAITS, AlertKind.REQUEST_DUE, AlertKind.CORRECTION_TO_REVIEW)


@dataclass(frozen=True, slots=True)
class Known:
    """How it was seen who asks, and who that is."""

    by: ParentKnownBy
    asker: Asker


@dataclass(frozen=True, slots=True)
class Asked:
    """What a parent requests: `detail` and `should_be` of a correction, `said` in the parent's own words.

    `known`: None where it has still to be asked who that is. `received_on`: None for today.
    """

    kind: RequestKind
    known: Known | None
    said: str = ""
    detail: Detail | None = None
    should_be: str = ""
    received_on: date | None = None


class NotOpened(StrEnum):
    UNKNOWN = "unknown"


@transaction.atomic
def open_request(*, viewer: Viewer, birth: str, asked: Asked, by: Actor, at: datetime) -> str | NotOpened | Unfit:
    """A request has come. `birth`: its reference, or what stands on the letter. Until it is known who asks nothing leaves.

    Gives the request's reference; UNKNOWN where the council has no such family, or nothing is kept of it any more.
    """
    found = known_as(viewer.organisation, birth)
    slot = words.slot_of(found[0]) if found else None
    if slot is None:
        return NotOpened.UNKNOWN
    if asked.detail and isinstance(unfit := cells(asked.detail, asked.should_be), Unfit):
        return unfit
    one = Request.objects.create(
        reference=token_hex(8),
        council_id=viewer.organisation,
        birth_id=_meant(found, birth),
        kind=asked.kind.value,
        detail=asked.detail.value if asked.detail else "",
        received_on=min(asked.received_on or london_date(at), london_date(at)),
        opened_at=at,
    )
    if asked.said.strip() or asked.should_be.strip():
        words.keep(one, slot, Words(asked.said.strip(), asked.should_be.strip()))
    add_step(one, Step.OPENED, asked.kind.value, by=by, at=at)
    if asked.known:
        _known(one, asked.known, by, at)
    _tell(one, AlertKind.REQUEST_WAITS, ANSWERS, at)
    return one.reference


def _meant(births: list[BirthId], said: str) -> BirthId:
    """Of twins the one whose own reference was given."""
    own = Birth.objects.filter(pk__in=births, reference=spelt(said)).values_list("pk", flat=True)
    return BirthId(next(iter(own), births[0]))


@transaction.atomic
def see_who(*, viewer: Viewer, reference: str, known: Known, by: Actor, at: datetime) -> bool:
    """Somebody has seen who asks: of what was seen its code alone is kept. False where that is known, or all is answered."""
    one = held(viewer, reference)
    if one is None or not rules.may_do(RequestKind(one.kind), row_of(one).done, Step.KNOWN):
        return False
    _known(one, known, by, at)
    return True


def _known(one: Request, known: Known, by: Actor, at: datetime) -> None:
    leaf = note_known("request", one.reference, known_by=known.by, by=by, at=at)
    one.known_by, one.asker = known.by.value, known.asker.value
    one.save(update_fields=("known_by", "asker"))
    told = {"step": Step.KNOWN.value, "why": known.by.value, "salt": b""}
    RequestStep.objects.create(request=one, at=at, by=str(by), leaf_hash=leaf, **told)
    if row_of(one).next is Next.REVIEW:
        _tell(one, AlertKind.CORRECTION_TO_REVIEW, REVIEWS, at)


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
    left_out: Mapping[str, Mapping[str, int]] | None = None,
) -> bool:
    """Acknowledge it, take two months more, or note its pack; False where that may not follow, or not by these roles."""
    one = held(viewer, reference)
    if one is None:
        return False
    row = row_of(one)
    fits = rules.may_do(row.kind, row.done, step) and may_answer(row.giver, roles)
    if step is Step.EXTENDED:
        fits = fits and why is not None and rules.may_extend(row.kind, row.days, row.done, london_date(at))
    if not fits:
        return False
    add_step(one, step, why.value if why else "", by=by, at=at, left_out=left_out)
    settle_all(kinds=[AlertKind.REQUEST_DUE], about=[reference], at=at)
    return True


@transaction.atomic
def assign(*, viewer: Viewer, reference: str, to: int, roles: frozenset[RoleKind], by: Actor, at: datetime) -> bool:
    """It is this person's from now on, by their number: taken over, or given to one who may answer it."""
    one = held(viewer, reference)
    row = row_of(one) if one else None
    if one is None or row is None or not rules.may_do(row.kind, row.done, Step.TAKEN):
        return False
    if not may_answer(row.giver, roles) or to not in {each.id for each in answering(viewer, row, on=london_date(at))}:
        return False
    one.owner_id = to
    one.save(update_fields=("owner_id",))
    add_step(one, Step.TAKEN, f"person:{to}", by=by, at=at)
    settle_all(kinds=[AlertKind.REQUEST_WAITS], about=[reference], at=at)
    return True


def answering(viewer: Viewer, row: RequestRow, *, on: date) -> list[PersonRow]:
    """The people of the council who may answer a request, by name."""
    [here] = people.named([viewer.organisation]).values()
    found = [one for one in people.people(organisation=here.id) if one.active]
    return sorted(
        (one for one in found if may_answer(row.giver, held_by(one, here.code, on))), key=lambda one: one.name
    )


def held_by(one: PersonRow, code: str, on: date) -> set[RoleKind]:
    """The roles that somebody holds at an organisation on a day."""
    stand = (each for each in one.roles if each.from_on <= on and (each.until_on is None or on < each.until_on))
    return {each.kind for each in stand if each.code == code}


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
    changed: Collection[Changed] = (),
) -> bool:
    """The family has its answer; False where it may not be answered so. `changed`: what a complaint led to."""
    one = held(viewer, reference)
    if one is None:
        return False
    row = row_of(one)
    if not rules.may_end(row.kind, row.done, outcome, ground) or not may_answer(row.giver, roles):
        return False
    one.closed_at, one.outcome, one.ground = at, outcome.value, ground.value if ground else None
    one.changed = sorted({each.value for each in changed}) if row.kind is RequestKind.COMPLAINT else []
    one.save(update_fields=("closed_at", "outcome", "ground", "changed"))
    add_step(one, Step.ANSWERED, outcome.value, by=by, at=at)
    settle_all(kinds=OF_A_REQUEST, about=[reference], at=at)
    return True


# -- one step ----------------------------------------------------------------------------------------------------------


def held(viewer: Viewer, reference: str) -> Request | None:
    """The request, until the end of the caller's transaction."""
    asked = Request.objects.filter(council_id=viewer.organisation, reference=reference)
    return asked.select_for_update(of=("self",)).select_related("birth", "owner").first()


def add_step(
    one: Request,
    step: Step,
    why: str,
    *,
    by: Actor,
    at: datetime,
    left_out: Mapping[str, Mapping[str, int]] | None = None,
) -> None:
    """A row and its act. What was left out is only committed to: the parent has the reference, and the ledger is public."""
    [salt] = fresh_salts(1)
    act = {"act": f"request.{step}", "request": one.reference, "by": str(by)}
    if left_out is not None:
        act["left_out"] = commit(salt, msgspec.json.encode(left_out, order="deterministic"))
    [leaf] = append([act], at=at)
    told = {"step": step.value, "why": why, "left_out": left_out or {}, "salt": salt}
    RequestStep.objects.create(request=one, at=at, by=str(by), leaf_hash=leaf, **told)


def _tell(one: Request, kind: AlertKind, whom: Mapping[Giver, RoleKind], at: datetime) -> None:
    to = OrganisationId(one.council_id)
    raise_alert(to=to, role=whom[row_of(one).giver], kind=kind, about=one.reference, at=at)
