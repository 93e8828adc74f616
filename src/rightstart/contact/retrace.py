"""Hides how a returned letter is followed up: the family's address is asked for, answered, and written to again or given up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from secrets import token_hex
from typing import Final

from django.conf import settings
from django.db import transaction

from rightstart.agreements.register import tells_back
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.contact import notices
from rightstart.contact.models import Retrace
from rightstart.contact.rules import ANSWERS, Trace
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Row, ask
from rightstart.engine.isolation import Viewer, proven
from rightstart.engine.keys import fingerprint, named_key
from rightstart.intake.keys import name_key
from rightstart.intake.sealed import Private, read, weigh
from rightstart.ledger.append import append
from rightstart.terms import Actor, BirthId, FamilyId, OrganisationId, london_date, working_days

LOOKED_FOR_DAYS: Final = 5  # working days in which a supplier answers before the council's steward is told too

# What is said last of a family's babies, latest first: whose record it is, and where the family lives.
SAID: Final = """
SELECT b.council_id, n.supplier_id, n.arrived, i.record_key, n.key, n.sealed
FROM births_birth b JOIN births_identity i ON i.birth_id = b.id JOIN intake_notice n ON n.id = i.notice_id
WHERE b.family_id = %(family)s::bigint ORDER BY n.as_at DESC, n.id DESC LIMIT 1
"""
# Families of these births whose address is looked for, or was given up: with all that was said of them since.
SAID_SINCE: Final = """
SELECT t.id, n.key, n.sealed
FROM contact_retrace t
JOIN births_birth b ON b.family_id = t.family_id
JOIN births_identity i ON i.birth_id = b.id
JOIN intake_notice n ON n.id = i.notice_id AND n.as_at > t.asked_at
WHERE (t.answer IS NULL OR t.answer = 'not-found') AND b.family_id IN (
    SELECT family_id FROM births_birth WHERE id = ANY(%(births)s::bigint[])
)
ORDER BY n.as_at, n.id
"""
LOOKED_FOR: Final = """
SELECT DISTINCT t.id FROM contact_retrace t JOIN births_birth b ON b.family_id = t.family_id
WHERE t.answer IS NULL AND b.id = ANY(%(births)s::bigint[])
"""
# The reference by which its centre knows a family: that of its first line.
KNOWN_AS: Final = """
SELECT reference FROM handover_line
WHERE family_id = %(family)s::bigint AND centre_id = %(centre)s::bigint AND replaced_at IS NULL ORDER BY birth_id LIMIT 1
"""


class NotTraced(StrEnum):
    """Why nothing was recorded about a returned letter."""

    UNKNOWN = "unknown"
    ANSWERED = "answered"
    NO_ANSWER_YET = "no-answer-yet"


@dataclass(frozen=True, slots=True)
class Traced:
    """What is now known of the address."""

    reference: str
    trace: Trace


def ask_for(*, family: FamilyId, centre: OrganisationId, returned_on: date, by: Actor, at: datetime) -> None:
    """A letter came back, or somebody else lives there: ask for the family's address, in the caller's transaction. Once only.

    `returned_on`: the day on which that was known. While an address is asked for, nothing more happens.

    The supplier is asked where its agreement lets the council tell it; else the council's steward looks for it.
    """
    if Retrace.objects.filter(family_id=family, answer__isnull=True).exists():
        return
    [(said, (council, supplier, arrived, record))] = weigh(ask(SAID, {"family": family}))
    told = tells_back(supplier, council, arrived=arrived, on=london_date(at))
    reference = token_hex(8)
    [leaf] = append([{"act": "retrace.asked", "retrace": reference, "by": str(by)}], at=at)
    Retrace.objects.create(
        reference=reference,
        family_id=family,
        centre_id=centre,
        council_id=council,
        supplier_id=supplier if told else None,
        record_key=record,
        home=home_of(said.address, said.postcode),
        returned_on=returned_on,
        asked_at=at,
        asked_by=str(by),
        leaf_hash=leaf,
    )
    to, role = (supplier, RoleKind.SUPPLIER_SENDER) if told else (council, RoleKind.DATA_STEWARD)
    raise_alert(to=to, role=role, kind=AlertKind.RETURNED_MAIL, about=reference, at=at)


def home_of(address: str, postcode: str) -> bytes:
    """Stands for where a family lives, however the address is written; kept so that another one is known as such."""
    secret = named_key(settings.HOME, "fingerprint")
    return fingerprint(secret, "home", name_key(address) or "", name_key(postcode) or "")


@transaction.atomic
def answer(
    *, reference: str, organisation: OrganisationId, found: Trace, by: Actor, at: datetime
) -> Traced | NotTraced:
    """The word of the supplier that was asked, or of the council's steward: the address is right, or none is known."""
    one = Retrace.objects.select_for_update().filter(reference=reference).first()
    if one is None or organisation not in (one.supplier_id, one.council_id) or found not in ANSWERS:
        return NotTraced.UNKNOWN
    return NotTraced.ANSWERED if one.answer else _answered(one, found, by, at)


@transaction.atomic(savepoint=False)
def hear(births: Sequence[BirthId], *, by: Actor, at: datetime) -> int:
    """What was just said of these births may give an address that was looked for; gives for how many families it does."""
    told = weigh(ask(SAID_SINCE, {"births": list(births)}))
    found: dict[int, bytes] = {one: home_of(said.address, said.postcode) for said, (one,) in told}
    if not found:
        return 0
    other = [
        one for one in Retrace.objects.select_for_update().filter(pk__in=found) if bytes(one.home) != found[one.pk]
    ]
    for one in other:
        _answered(one, Trace.NEW_ADDRESS, by, at)
    return len(other)


@transaction.atomic
def moved(births: Sequence[BirthId], *, by: Actor, at: datetime) -> None:
    """These families have moved away: nobody need look for their address any more."""
    looked_for = [row[0] for row in ask(LOOKED_FOR, {"births": list(births)})]
    for one in Retrace.objects.select_for_update().filter(pk__in=looked_for):
        _answered(one, Trace.MOVED_AWAY, by, at)


def _answered(one: Retrace, found: Trace, by: Actor, at: datetime) -> Traced:
    told = {"act": "retrace.answered", "retrace": one.reference, "answer": found.value, "by": str(by)}
    [one.answer_leaf_hash] = append([told], at=at)
    one.answer, one.answered_at, one.answered_by = found.value, at, str(by)
    one.closed_at = one.closed_by = None  # a family that was given up is found again
    one.save()
    settle_alert(kind=AlertKind.RETURNED_MAIL, about=one.reference, at=at)
    known_as = ask(KNOWN_AS, {"family": one.family_id, "centre": one.centre_id})
    if known_as:
        to, role = OrganisationId(one.centre_id), RoleKind.CENTRE_WORKER
        raise_alert(to=to, role=role, kind=AlertKind.RETRACE_ANSWERED, about=known_as[0][0], at=at)
    if found is Trace.NEW_ADDRESS:
        notices.tell_of_address(family=FamilyId(one.family_id), centre=OrganisationId(one.centre_id), at=at)
    return Traced(one.reference, found)


@transaction.atomic
def close(*, family: FamilyId, known_as: str, by: Actor, at: datetime) -> Traced | NotTraced:
    """The centre gives a family up whose address nobody knows; a new address brings it back."""
    one = Retrace.objects.select_for_update().filter(family_id=family).order_by("-pk").first()
    if one is None or one.answer != Trace.NOT_FOUND or one.closed_at is not None:
        return NotTraced.NO_ANSWER_YET
    append([{"act": "retrace.closed", "retrace": one.reference, "by": str(by)}], at=at)
    one.closed_at, one.closed_by = at, str(by)
    one.save(update_fields=("closed_at", "closed_by"))
    acted_on(known_as, at=at)
    return Traced(one.reference, Trace.CLOSED)


def acted_on(known_as: str, *, at: datetime) -> None:
    """Its centre has done something about a family: what it was told about the address needs nothing more."""
    settle_alert(kind=AlertKind.RETRACE_ANSWERED, about=known_as, at=at)


@dataclass(frozen=True, slots=True)
class RetraceRow:
    """A returned letter that waits for an answer, as a supplier sees it (`record_id`: its own) or a council's steward."""

    reference: str
    returned_on: date
    council: str
    centre: str
    birth: str
    record_id: str
    asked_supplier: str | None
    overdue: bool = field(kw_only=True)


WAITING: Final = """
SELECT t.reference, t.returned_on, c.name, h.name, said.birth, s.name, t.asked_at, said.key, said.sealed
FROM contact_retrace t
JOIN directory_organisation c ON c.id = t.council_id
JOIN directory_organisation h ON h.id = t.centre_id
LEFT JOIN directory_organisation s ON s.id = t.supplier_id
LEFT JOIN LATERAL (
    SELECT b.reference AS birth, n.key, n.sealed FROM births_identity i
    JOIN births_birth b ON b.id = i.birth_id JOIN intake_notice n ON n.id = i.notice_id
    WHERE i.record_key = t.record_key AND b.council_id = t.council_id ORDER BY n.as_at DESC LIMIT 1
) said ON true
WHERE t.answer IS NULL AND %(organisation)s::bigint IN (t.council_id, t.supplier_id)
ORDER BY t.asked_at, t.id
"""


def waiting(viewer: Viewer, *, at: datetime) -> list[RetraceRow]:
    """The returned letters that wait for the viewer's answer, a supplier's or a council's, oldest first."""
    organisation = proven(viewer, "council", "supplier")
    rows = [] if organisation is None else read(ask(WAITING, {"organisation": organisation}))
    return [_row(said, row, at) for said, row in rows]


def _row(said: Private, row: Row, at: datetime) -> RetraceRow:
    reference, on, council, centre, birth, asked_supplier, asked_at = row
    late = _overdue(asked_at, at)
    return RetraceRow(reference, on, council, centre, birth, said.record_id, asked_supplier, overdue=late)


def chase(*, at: datetime) -> int:
    """Tell the steward of what a supplier has not answered in time; gives how many there are."""
    late = [
        one for one in Retrace.objects.filter(answer__isnull=True, supplier__isnull=False) if _overdue(one.asked_at, at)
    ]
    for one in late:
        to, role = OrganisationId(one.council_id), RoleKind.DATA_STEWARD
        raise_alert(to=to, role=role, kind=AlertKind.RETURNED_MAIL, about=one.reference, at=at)
    return len(late)


def _overdue(asked_at: datetime, at: datetime) -> bool:
    return working_days(london_date(asked_at), london_date(at)) > LOOKED_FOR_DAYS
