"""Hides how a detail that a parent says is wrong is reviewed: never written over what the supplier said, but told back to it.

Accepted, it is offered to the supplier where the agreement and the gate let the council tell it; else a person tells it by
hand and says so. The supplier's next word puts the record right. Declined, the reply says why and where to complain.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import settle_all
from rightstart.births.known_elsewhere import said_by
from rightstart.contact import retrace
from rightstart.contact.rules import Trace
from rightstart.directory.people import named
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer
from rightstart.engine.keys import named_key
from rightstart.intake.keys import record_key
from rightstart.intake.offers import Record, offer_values
from rightstart.intake.sealed import Private, read
from rightstart.release import gate
from rightstart.rights.known import family_of, giver_of
from rightstart.rights.models import Request
from rightstart.rights.requests import rules, words
from rightstart.rights.requests.detail import OF_ONE_BABY, Detail, Unfit, cells
from rightstart.rights.requests.keeping import add_step, held
from rightstart.rights.requests.reads import RequestRow, request_of, row_of
from rightstart.rights.requests.rules import Declined, Step, may_review
from rightstart.rights.requests.words import Words
from rightstart.rights.rules import Giver
from rightstart.terms import Actor, BirthId, FamilyId, OrganisationId, london_date

# What is said last of each baby of a family, by which a reviewer tells one from another and sees what the record says now.
BABIES: Final = """
SELECT DISTINCT ON (b.id) b.reference, n.born_on, n.language, n.interpreter, n.key, n.sealed
FROM births_birth b JOIN births_identity i ON i.birth_id = b.id JOIN intake_notice n ON n.id = i.notice_id
WHERE b.id = ANY(%(births)s::bigint[]) ORDER BY b.id, n.as_at DESC, n.id DESC
"""
# With which centre a family is now.
AT_CENTRE: Final = """
SELECT DISTINCT b.family_id, d.recipient_id FROM release_decision d JOIN births_birth b ON b.id = d.birth_id
WHERE d.birth_id = ANY(%(births)s::bigint[]) AND d.outcome = 'disclose' AND d.superseded_at IS NULL
"""
LOOKED_FOR: Final = """
SELECT t.reference FROM contact_retrace t JOIN births_birth b ON b.family_id = t.family_id
WHERE t.answer IS NULL AND b.id = ANY(%(births)s::bigint[]) ORDER BY t.id LIMIT 1
"""
_PLAIN: Final = {Detail.BORN_ON: 1, Detail.LANGUAGE: 2, Detail.INTERPRETER: 3}  # where they stand in a row of BABIES


class NotReviewed(StrEnum):
    """Why nothing was done about a correction."""

    NOT_YOURS = "not-yours"
    NOT_NOW = "not-now"
    NOTHING_SAID = "nothing-said"


@dataclass(frozen=True, slots=True)
class Baby:
    reference: str
    name: str
    now: str  # what the record says of the detail; empty where it says nothing, or where it may be shown to nobody


@dataclass(frozen=True, slots=True)
class Desk:
    """What a reviewer sees. `held`: nobody writes or goes to the address meanwhile; `may_hold`: that can be had."""

    words: Words
    babies: tuple[Baby, ...]
    which: bool  # the detail is one baby's alone, and there are several
    held: bool
    may_hold: bool


def desk(viewer: Viewer, reference: str, roles: frozenset[RoleKind]) -> tuple[RequestRow, Desk] | None:
    """A correction as its reviewer sees it; None for anybody else, and before it is known who asks."""
    row = request_of(viewer, reference)
    if row is None or row.detail is None or Step.KNOWN not in row.done or not may_review(row.giver, roles):
        return None
    births = family_of(row.birth_id)
    shown = row.detail is not Detail.ADDRESS or gate.may_show_home_of(row.birth_id)
    said = list(read(ask(BABIES, {"births": births})))
    babies = tuple(Baby(rest[0], _name(told), _now(told, rest, row.detail) if shown else "") for told, rest in said)
    looked_for = bool(ask(LOOKED_FOR, {"births": births}))
    may_hold = row.detail is Detail.ADDRESS and not looked_for and bool(ask(AT_CENTRE, {"births": births}))
    which = row.detail in OF_ONE_BABY and len(babies) > 1
    kept = words.of_requests([row.number]).get(row.number, Words())
    return row, Desk(kept, babies, which, looked_for and row.detail is Detail.ADDRESS, may_hold)


def _name(told: Private) -> str:
    return " ".join(filter(None, (told.baby_forename, told.baby_surname)))


def _now(told: Private, rest: tuple[object, ...], detail: Detail) -> str:
    if detail is Detail.ADDRESS:
        return "\n".join(filter(None, (told.address, told.postcode)))
    value = rest[_PLAIN[detail]] if detail in _PLAIN else getattr(told, detail.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@transaction.atomic
def hold_address(
    *, viewer: Viewer, reference: str, roles: frozenset[RoleKind], by: Actor, at: datetime
) -> NotReviewed | None:
    """While an address is in doubt nobody writes or goes there: it is looked for like that of a letter that came back."""
    one = _reviewed(viewer, reference, Step.ACCEPTED, roles)
    if isinstance(one, NotReviewed) or one.detail != Detail.ADDRESS:
        return one if isinstance(one, NotReviewed) else NotReviewed.NOT_NOW
    for family, centre in ask(AT_CENTRE, {"births": family_of(one.birth_id)}):
        of, with_whom = FamilyId(family), OrganisationId(centre)
        retrace.ask_for(family=of, centre=with_whom, returned_on=london_date(at), by=by, at=at)
    return None


@transaction.atomic
def accept(
    *, viewer: Viewer, reference: str, baby: str, roles: frozenset[RoleKind], by: Actor, at: datetime
) -> Step | NotReviewed:
    """It is wrong as the parent says. OFFERED where every supplier concerned may be told so by itself, else ACCEPTED.

    `baby`: of twins whose record, by its reference, where the detail is one baby's alone.
    """
    one = _reviewed(viewer, reference, Step.ACCEPTED, roles)
    if isinstance(one, NotReviewed):
        return one
    detail = Detail(one.detail)
    should_be = cells(detail, words.of_requests([one.pk]).get(one.pk, Words()).should_be)
    if isinstance(should_be, Unfit):
        return NotReviewed.NOTHING_SAID
    add_step(one, Step.ACCEPTED, detail.value, by=by, at=at)
    settle_all(kinds=[AlertKind.CORRECTION_TO_REVIEW], about=[reference], at=at)
    records = said_by(_meant(one, detail, baby))
    if not records or not all(_may_be_told(each, one, at) for each in records):
        return Step.ACCEPTED
    offered = [offer_values(each, should_be, by=by, at=at) for each in records]  # every one, whatever became of another
    if not all(offered):
        return Step.ACCEPTED
    add_step(one, Step.OFFERED, detail.value, by=by, at=at)
    return Step.OFFERED


def _meant(one: Request, detail: Detail, baby: str) -> list[BirthId]:
    births = family_of(one.birth_id)
    if detail not in OF_ONE_BABY:
        return births
    known = ask("SELECT id FROM births_birth WHERE id = ANY(%(births)s) AND reference = %(baby)s", _asked(births, baby))
    return [BirthId(number) for (number,) in known] or [BirthId(one.birth_id)]


def _asked(births: list[BirthId], baby: str) -> dict[str, object]:
    return {"births": births, "baby": baby}


def _may_be_told(record: Record, one: Request, at: datetime) -> bool:
    """Nothing goes back by itself about a family that the safeguarding lead alone answers, or that the gate shuts."""
    [supplier] = named([record.supplier]).values()
    key = record_key(named_key(settings.HOME, "fingerprint"), supplier.code, record.record_id)
    open_ones = gate.told_back({key}, council=record.council, at=at)
    return key in open_ones and giver_of(family_of(one.birth_id)) is Giver.EITHER


@transaction.atomic
def decline(
    *, viewer: Viewer, reference: str, why: Declined, roles: frozenset[RoleKind], by: Actor, at: datetime
) -> NotReviewed | None:
    """The detail stays as it is; an address that is right after all is in doubt no longer."""
    one = _reviewed(viewer, reference, Step.DECLINED, roles)
    if isinstance(one, NotReviewed):
        return one
    add_step(one, Step.DECLINED, why.value, by=by, at=at)
    settle_all(kinds=[AlertKind.CORRECTION_TO_REVIEW], about=[reference], at=at)
    if one.detail == Detail.ADDRESS and why is Declined.NOT_WRONG:
        for (letter,) in ask(LOOKED_FOR, {"births": family_of(one.birth_id)}):
            told = {"reference": letter, "organisation": viewer.organisation, "found": Trace.SAME_ADDRESS}
            retrace.answer(**told, by=by, at=at)
    return None


@transaction.atomic
def told_by_hand(
    *, viewer: Viewer, reference: str, roles: frozenset[RoleKind], by: Actor, at: datetime
) -> NotReviewed | None:
    """A person has told the supplier, on the telephone or in writing."""
    one = _reviewed(viewer, reference, Step.BY_HAND, roles)
    if isinstance(one, NotReviewed):
        return one
    add_step(one, Step.BY_HAND, one.detail, by=by, at=at)
    return None


def _reviewed(viewer: Viewer, reference: str, step: Step, roles: frozenset[RoleKind]) -> Request | NotReviewed:
    """The correction, held, where somebody of these roles may take this step now."""
    one = held(viewer, reference)
    row = row_of(one) if one else None
    if one is None or row is None or not may_review(row.giver, roles):
        return NotReviewed.NOT_YOURS
    return one if rules.may_do(row.kind, row.done, step) else NotReviewed.NOT_NOW
