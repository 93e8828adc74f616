"""Hides how a council offers its supplier what it learnt about a record: only where agreed, sealed, and gone once answered."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from secrets import token_hex
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db import transaction

from rightstart.agreements.register import tells_back
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.directory.people import OrganisationRow, named
from rightstart.directory.rules import RoleKind
from rightstart.engine import keys
from rightstart.engine.bulk import Question, Row
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.contract import Kind
from rightstart.intake.keys import record_key
from rightstart.intake.models import Consignment, Offer
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId, london_date

INTAKE: Final = "intake"
ROOM: Final = "offers"
NOTHING: Final[dict[str, Any]] = {"record_id": "", "values": {}}

# Whatever a supplier says next of a record answers what was offered about it.
SPOKEN: Final = """
UPDATE intake_offer o SET answer = %(answer)s, answered_at = %(at)s::timestamptz, answered_by = %(by)s, sealed = NULL
FROM intake_notice n
WHERE n.consignment_id = %(consignment)s::bigint AND o.record_key = n.record_key AND o.answer IS NULL RETURNING o.reference
"""


class OfferAnswer(StrEnum):
    """What a supplier said to an offer."""

    TAKEN = "taken"
    NOT_RIGHT = "not-right"
    SENT = "sent"
    ERASED = "erased"  # the family is forgotten, and so is what was offered


class Record(NamedTuple):
    """A supplier's record of a birth of a council."""

    supplier: OrganisationId
    council: OrganisationId
    record_id: str
    arrived: bool


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer. `record_id` and `values` (column, value) are for its supplier alone, and gone once it is answered."""

    reference: str
    supplier: str
    council: str
    council_id: OrganisationId
    record_key: bytes
    columns: tuple[str, ...]
    offered_on: date
    record_id: str
    values: Mapping[str, str]


def offer_corrected(
    consignment: Consignment, cells: Mapping[str, str], changes: Mapping[str, str], *, by: Actor, at: datetime
) -> None:
    """A row was put right by its council: offer what was changed to whoever sent it, in the caller's transaction."""
    changed = {name: value for name, value in changes.items() if value != cells.get(name, "")}
    record = changes.get("record_id", cells.get("record_id", "")).strip()
    if changed and record:
        parties = OrganisationId(consignment.supplier_id), OrganisationId(consignment.council_id)
        _offer(*parties, record, changed, arrived=consignment.kind == Kind.ARRIVALS, by=by, at=at)


def offer_move(records: Iterable[Record], *, by: Actor, at: datetime) -> None:
    """A family told its centre that it has moved: whoever sent its records may want to look, in the caller's transaction."""
    for one in records:
        _offer(one.supplier, one.council, one.record_id, {}, arrived=one.arrived, by=by, at=at)


def offer_values(record: Record, values: Mapping[str, str], *, by: Actor, at: datetime) -> bool:
    """A family's correction is found right: offer it to whoever sent its record, in the caller's transaction; whether it may be."""
    on = london_date(at)
    if not tells_back(record.supplier, record.council, arrived=record.arrived, on=on):
        return False
    _offer(record.supplier, record.council, record.record_id, values, arrived=record.arrived, by=by, at=at)
    return True


def _offer(
    supplier: OrganisationId,
    council: OrganisationId,
    record: str,
    values: Mapping[str, str],
    *,
    arrived: bool,
    by: Actor,
    at: datetime,
) -> None:
    if not tells_back(supplier, council, arrived=arrived, on=london_date(at)):
        return
    reference = token_hex(8)
    [leaf] = append(
        [{"act": "correction.offered", "offer": reference, "columns": sorted(values), "by": str(by)}], at=at
    )
    told = json.dumps({"record_id": record, "values": dict(values)}).encode()
    secret = keys.named_key(settings.HOME, "fingerprint")
    Offer.objects.create(
        reference=reference,
        supplier_id=supplier,
        council_id=council,
        record_key=record_key(secret, named([supplier])[supplier].code, record),
        columns=sorted(values),
        sealed=keys.seal(settings.HOME, ROOM, reference, told),
        offered_at=at,
        by=str(by),
        leaf_hash=leaf,
    )
    raise_alert(to=supplier, role=RoleKind.SUPPLIER_SENDER, kind=AlertKind.CORRECTION_OFFERED, about=reference, at=at)


def offers(viewer: Viewer) -> list[OfferRow]:
    """The viewer's open offers, oldest first; what is in them is opened for their supplier alone."""
    with seen_by(viewer) as using:
        found = list(Offer.objects.using(using).filter(answer__isnull=True).order_by("offered_at", "pk"))
    known = named({number for one in found for number in (one.supplier_id, one.council_id)})
    return [_row(one, known, viewer) for one in found]


def _row(one: Offer, known: Mapping[OrganisationId, OrganisationRow], viewer: Viewer) -> OfferRow:
    told = _opened(one) if viewer.organisation == one.supplier_id else NOTHING
    return OfferRow(
        reference=one.reference,
        supplier=known[OrganisationId(one.supplier_id)].name,
        council=known[OrganisationId(one.council_id)].name,
        council_id=OrganisationId(one.council_id),
        record_key=bytes(one.record_key),
        columns=tuple(one.columns),
        offered_on=london_date(one.offered_at),
        record_id=told["record_id"],
        values=told["values"],
    )


def _opened(one: Offer) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(keys.unseal(settings.HOME, ROOM, one.reference, bytes(one.sealed or b"")))
    except keys.KeyDestroyed:
        return NOTHING
    return told


@transaction.atomic
def answer(*, viewer: Viewer, reference: str, said: OfferAnswer, by: Actor, at: datetime) -> int:
    """The supplier's word on an offer; gives how many that answered. What was offered is destroyed."""
    with seen_by(viewer) as using:
        own = Offer.objects.using(using).filter(reference=reference, supplier_id=viewer.organisation).exists()
    if not own:
        return 0
    still = Offer.objects.filter(reference=reference, answer__isnull=True)
    answered = still.update(answer=said.value, answered_at=at, answered_by=str(by), sealed=None)
    if answered:
        append([{"act": "correction.answered", "offer": reference, "answer": said.value, "by": str(by)}], at=at)
        _gone(reference, at, using="default")
    return answered


def forget(records: Iterable[bytes], *, by: Actor, at: datetime) -> None:
    """The families of these records are erased: no offer leads to them, and what was still offered is gone, in the caller's

    transaction.
    """
    told = Offer.objects.filter(record_key__in=list(records))
    waiting = list(told.filter(answer__isnull=True).values_list("reference", flat=True))
    told.filter(answer__isnull=True).update(
        answer=OfferAnswer.ERASED.value, answered_at=at, answered_by=str(by), sealed=None
    )
    told.update(record_key=b"")
    for reference in waiting:
        _gone(reference, at, using="default")


def ticking_off(consignment: Consignment, *, at: datetime) -> Question:
    """What an accepted file says of a record answers what was offered about it; to be asked with others, for `ticked_off`."""
    told = {"answer": OfferAnswer.SENT.value, "at": at, "by": consignment.by}
    return Question(SPOKEN, told | {"consignment": consignment.pk})


def ticked_off(rows: Iterable[Row], *, at: datetime) -> None:
    """What follows of it, in intake's own transaction."""
    for (reference,) in rows:
        _gone(reference, at, using=INTAKE)


def _gone(reference: str, at: datetime, *, using: str) -> None:
    """Nobody need be told any more, and what was offered can be read by nobody."""
    settle_alert(kind=AlertKind.CORRECTION_OFFERED, about=reference, at=at, using=using)
    transaction.on_commit(partial(keys.destroy, settings.HOME, ROOM, reference), using=using)
