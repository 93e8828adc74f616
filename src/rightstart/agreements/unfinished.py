"""Hides how drafts in progress are kept: saved question by question, whoever goes on with them, and gone once they are made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from secrets import token_urlsafe
from typing import Any, Final

from django.db import transaction

from rightstart.agreements import guiding
from rightstart.agreements.differences import Difference, differences
from rightstart.agreements.drafting import Drafted, draft
from rightstart.agreements.guiding import NECESSARY, Answer, Question, where
from rightstart.agreements.models import Agreement, Unfinished
from rightstart.agreements.stating import statements
from rightstart.agreements.wording import Named, NotDrafted, Statement
from rightstart.directory import people
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import Actor, OrganisationId, london_date

SIGNED: Final = "signed"  # under which the short entry beside a signed paper is kept, in the place of answers


@dataclass(frozen=True, slots=True)
class Saved:
    """Which role answered a question last, and when."""

    role: RoleKind
    at: datetime


@dataclass(frozen=True, slots=True)
class UnfinishedRow:
    """A draft in progress. `next_of`: the agreement whose next version it is to be; `signed`: it stands beside a signed paper."""

    key: str
    council: OrganisationId
    next_of: str
    answers: dict[Question, Answer]
    saved: dict[Question, Saved]
    signed: bool
    started_at: datetime
    changed: Saved


class NotKept(StrEnum):
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NotMade:
    """Why there is no draft, at the question it belongs to; `why` is None where that one is not answered."""

    question: Question
    why: NotDrafted | None


# -- kept while people work at it --------------------------------------------------------------------------------------


def begin(*, council: OrganisationId, role: RoleKind, by: Actor, at: datetime) -> str:
    """Begin a draft from nothing; gives the key that its address has."""
    return Unfinished.objects.create(key=token_urlsafe(9), **_fresh(council, role, by, at)).key


def begin_next(*, viewer: Viewer, reference: str, role: RoleKind, by: Actor, at: datetime) -> str | NotKept:
    """Begin the next version of an agreement, with all that its newest one says; one is worked at at a time."""
    found = statements(viewer, reference)
    own = people.named([viewer.organisation])[viewer.organisation]
    if not found or own.code not in (found[-1].giver.code, found[-1].council.code):
        return NotKept.UNKNOWN
    said = guiding.answers_of(found[-1], own.code, london_date(at))
    answers = {question.value: {"said": answer} for question, answer in said.items()}
    told = _fresh(own.id, role, by, at) | {"key": token_urlsafe(9), "answers": answers}
    one, _ = Unfinished.objects.get_or_create(council_id=told.pop("council_id"), next_of=reference, defaults=told)
    return one.key


def _fresh(council: OrganisationId, role: RoleKind, by: Actor, at: datetime) -> dict[str, Any]:
    changed = {"changed_at": at, "changed_by": str(by), "changed_role": role.value}
    return {"council_id": council, "started_at": at, "started_by": str(by), **changed}


@transaction.atomic
def answer(
    *, council: OrganisationId, key: str, question: Question, said: Answer, role: RoleKind, by: Actor, at: datetime
) -> UnfinishedRow | NotKept:
    """Save the answer to one question. Whoever saves last has the word, and is named by role."""
    found = _locked(council, key)
    if found is None:
        return NotKept.UNKNOWN
    kept = guiding.answered(_row(found).answers, question, said)
    answers = {one.value: found.answers[one.value] for one in kept if one is not question}
    answers[question.value] = {"said": said, "role": role.value, "at": at.isoformat()}
    found.answers, found.changed_at, found.changed_by, found.changed_role = answers, at, str(by), role.value
    found.save()
    return _row(found)


@transaction.atomic
def drop(*, council: OrganisationId, key: str) -> str | NotKept:
    """Throw a draft in progress away. Nothing of it is on the register, so nothing is told."""
    found = _locked(council, key)
    if found is None:
        return NotKept.UNKNOWN
    found.delete()
    return key


def _locked(council: OrganisationId, key: str) -> Unfinished | None:
    return Unfinished.objects.select_for_update().filter(council_id=council, key=key).first()


# -- read --------------------------------------------------------------------------------------------------------------


def unfinished(viewer: Viewer) -> list[UnfinishedRow]:
    """Every draft in progress of the viewer's council, the one changed last first."""
    with seen_by(viewer) as using:
        found = Unfinished.objects.using(using).defer("paper").order_by("-changed_at", "-pk")
        return [_row(one) for one in found]


def find(viewer: Viewer, key: str) -> UnfinishedRow | None:
    with seen_by(viewer) as using:
        found = Unfinished.objects.using(using).defer("paper").filter(key=key).first()
    return _row(found) if found else None


def _row(one: Unfinished) -> UnfinishedRow:
    kept = {Question(name): told for name, told in one.answers.items() if name in set(Question)}
    return UnfinishedRow(
        key=one.key,
        council=OrganisationId(one.council_id),
        next_of=one.next_of,
        answers={question: told["said"] for question, told in kept.items()},
        saved={question: _saved(told) for question, told in kept.items() if "role" in told},
        signed=SIGNED in one.answers,
        started_at=one.started_at,
        changed=Saved(RoleKind(one.changed_role), one.changed_at),
    )


def _saved(told: Mapping[str, str]) -> Saved:
    return Saved(RoleKind(told["role"]), datetime.fromisoformat(told["at"]))


def changes(viewer: Viewer, row: UnfinishedRow, *, at: datetime) -> list[Difference]:
    """What a next version would say otherwise than the newest one; nothing of a first version."""
    found = statements(viewer, row.next_of) if row.next_of else []
    if not found:
        return []
    return differences(found[-1], _stated(found[-1], row, at))


def _stated(before: Statement, row: UnfinishedRow, at: datetime) -> Statement:
    """The newest version as it would read with the answers so far."""
    council = people.named([row.council])[row.council]
    between = guiding.flow(row.answers, council.code)
    known = people.coded(between.recipients) if between else {}
    takers = tuple(sorted((Named(one.code, one.name) for one in known.values()), key=lambda one: (one.name, one.code)))
    said = guiding.terms(row.answers, london_date(at))
    if Question.DAYS not in row.answers:
        said = replace(said, **{name: getattr(before.terms, name) for name in guiding.FIELDS[Question.DAYS]})
    return replace(before, takers=takers or before.takers, terms=said)


# -- made --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def make(*, council: OrganisationId, key: str, by: Actor, at: datetime) -> Drafted | NotMade | NotKept:
    """Draft what the answers say, and let go of them. It says so at the question where it cannot be drafted."""
    found = _locked(council, key)
    if found is None:
        return NotKept.UNKNOWN
    row, on = _row(found), london_date(at)
    own = people.named([council])[council].code
    between = guiding.flow(row.answers, own)
    if between is None or Question.DAYS not in row.answers:
        open_ = guiding.unanswered(row.answers, on)
        return NotMade(next((one for one in NECESSARY if one in open_), Question.PARTIES), None)
    if row.next_of != between.reference and taken(between.reference):
        return NotMade(Question.PARTIES, NotDrafted.OTHER_PARTIES)
    if fault := guiding.trouble(row.answers, own, on):
        return NotMade(fault.question, fault.why)
    said = guiding.terms(row.answers, on)
    told = draft(
        reference=between.reference,
        hop=between.hop,
        kind=between.kind,
        giver_code=between.giver,
        council_code=between.council,
        recipient_codes=between.recipients,
        terms=said,
        by=by,
        at=at,
    )
    if isinstance(told, NotDrafted):
        return NotMade(where(told, between.hop, between.kind, said), told)
    found.delete()
    return told


def taken(reference: str) -> bool:
    """Whether there is an agreement under this reference."""
    return Agreement.objects.filter(reference=reference).exists()


def free_reference(start: str) -> str:
    """The first reference of this form that no agreement has: DSA-33-1, DSA-33-2, …"""
    used = set(Agreement.objects.filter(reference__startswith=start).values_list("reference", flat=True))
    return next(one for number in range(1, len(used) + 2) if (one := f"{start}-{number}") not in used)
