"""Hides how a consignment is opened and every record of it put to its fate: all of it or nothing, and once only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from rightstart.agreements.register import between
from rightstart.agreements.rules import Instrument, Refused, in_force
from rightstart.directory.models import Organisation
from rightstart.directory.people import OrganisationRow, coded
from rightstart.directory.rules import OrganisationKind
from rightstart.engine.bulk import ask, take_ids
from rightstart.intake import judging, past, store
from rightstart.intake.contract import Attestation, Contract, Kind, Stop
from rightstart.intake.contracts.known import CONTRACTS, LATEST
from rightstart.intake.formats.blocks import Content
from rightstart.intake.judging import Desk, Judged
from rightstart.intake.models import Consignment
from rightstart.intake.shares import Watched
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId, Period, london_date

INTAKE = "intake"
INTAKE_LOCK = 2

SAME_BEFORE = """
SELECT id FROM intake_consignment
WHERE supplier_id = %(supplier)s AND council_id = %(council)s AND kind = %(kind)s AND start_on = %(start_on)s
  AND end_on = %(end_on)s AND sha256 = %(sha256)s AND contract = %(contract)s AND status = 'accepted'
  AND agreement_version IS NOT DISTINCT FROM %(agreed)s::bigint
"""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One hand-over as it reaches the door. `council` None: the only council the supplier has an agreement with.

    `births_in_period` and `withheld` (by reason) are the supplier's own control totals. `as_at` None: the moment of receipt.
    `sheet`: which one of a workbook. `confirms`: what is unlike the supplier's past and yet right. `takes_up`: the held
    consignment that this is again.
    """

    content: Content
    supplier: str
    council: str | None
    period: Period
    kind: Kind = Kind.BIRTHS
    as_at: datetime | None = None
    attests: frozenset[Attestation] = frozenset()
    births_in_period: int | None = None
    withheld: Mapping[str, int] = field(default_factory=dict)
    nil: bool = False
    sheet: str | None = None
    confirms: frozenset[Watched] = frozenset()
    takes_up: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A consignment has a receipt, whatever its status; `again` where the same had been handed in before.

    `sheets`: where a workbook has several, what they are called, for the sender alone: no receipt names them.
    """

    consignment: int
    receipt: dict[str, Any]
    again: bool = False
    sheets: tuple[str, ...] = ()


class NotReceived(StrEnum):
    """Why there is no consignment at all."""

    UNKNOWN_SUPPLIER = "unknown-supplier"
    UNKNOWN_COUNCIL = "unknown-council"
    WHICH_COUNCIL = "which-council"
    UNKNOWN_CONTRACT = "unknown-contract"
    NIL_WITH_ROWS = "nil-with-rows"
    IN_THE_FUTURE = "in-the-future"


Answer = Received | NotReceived


@dataclass(frozen=True, slots=True)
class Door:
    """Who hands in to whom, and what stands between them."""

    supplier: OrganisationRow
    council: OrganisationRow
    agreement: Instrument | Refused
    contract: Contract
    attests: frozenset[Attestation]


def receive(handed: HandedIn, *, by: Actor, at: datetime) -> Answer:
    """Take one consignment in and give its receipt. The same one again: the first receipt, and nothing happens twice."""
    if handed.nil and handed.content[:].strip():
        return NotReceived.NIL_WITH_ROWS
    if handed.as_at is not None and handed.as_at > at:
        return NotReceived.IN_THE_FUTURE
    with transaction.atomic(using=INTAKE):
        door = _door(handed, at)
        if isinstance(door, NotReceived):
            return door
        _one_at_a_time(door)
        if earlier := _same_before(handed, door):
            return Received(earlier.pk, earlier.receipt, again=True)
        judged = _judge(handed, door, at)
        return _keep(handed, door, judged, by, at)


def _door(handed: HandedIn, at: datetime) -> Door | NotReceived:
    codes = [code for code in (handed.supplier, handed.council) if code]
    found = coded(codes, using=INTAKE)
    supplier = found.get(handed.supplier)
    if supplier is None or supplier.kind is not OrganisationKind.SUPPLIER:
        return NotReceived.UNKNOWN_SUPPLIER
    council = found.get(handed.council) if handed.council else _only_council(supplier)
    if council is None:
        return NotReceived.UNKNOWN_COUNCIL if handed.council else NotReceived.WHICH_COUNCIL
    if council.kind is not OrganisationKind.COUNCIL:
        return NotReceived.UNKNOWN_COUNCIL
    agreed = in_force(between(supplier.id, council.id, using=INTAKE), london_date(at))
    if isinstance(agreed, Refused):
        return Door(supplier, council, agreed, LATEST, handed.attests)
    if agreed.contract not in CONTRACTS:
        return NotReceived.UNKNOWN_CONTRACT
    attests = handed.attests & frozenset(map(Attestation, agreed.attests))
    return Door(supplier, council, agreed, CONTRACTS[agreed.contract], attests)


def _only_council(supplier: OrganisationRow) -> OrganisationRow | None:
    """The council of the supplier's only agreement; None where it has several, or none."""
    agreements = Organisation.objects.using(INTAKE).filter(agreements__giver=supplier.id, agreements__hop=1)
    codes = list(agreements.values_list("code", flat=True).distinct()[:2])
    return coded(codes, using=INTAKE)[codes[0]] if len(codes) == 1 else None


def _one_at_a_time(door: Door) -> None:
    """Two hand-overs between the same two wait for each other, so that the second finds what the first one left."""
    with connections[INTAKE].cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, %s)", [INTAKE_LOCK, (door.supplier.id << 12) ^ door.council.id]
        )


def _same_before(handed: HandedIn, door: Door) -> Consignment | None:
    agreed = None if isinstance(door.agreement, Refused) else door.agreement.version_id
    told = {
        "supplier": door.supplier.id,
        "council": door.council.id,
        "kind": handed.kind.value,
        "start_on": handed.period.start_on,
        "end_on": handed.period.end_on,
        "sha256": _digest(handed),
        "contract": door.contract.version,
        "agreed": agreed,
    }
    found = ask(SAME_BEFORE, told, using=INTAKE)
    return Consignment.objects.using(INTAKE).get(pk=found[0][0]) if found else None


def _digest(handed: HandedIn) -> bytes:
    digest = sha256(handed.content)
    if handed.sheet is not None:  # another sheet of the same workbook is another hand-over
        digest.update(b"\0" + handed.sheet.encode())
    return digest.digest()


def _judge(handed: HandedIn, door: Door, at: datetime) -> Judged:
    desk = Desk(
        contract=door.contract,
        council=door.council.code,
        kind=handed.kind,
        received_on=london_date(at),
        attests=door.attests,
        agreement=door.agreement,
        past=past.tallies(door.supplier.id, door.council.id, handed.kind, at) if not handed.nil else (),
        confirms=handed.confirms,
        demo=settings.DEMO,
    )
    return judging.judge(handed.content, desk, store.homes, handed.sheet) if not handed.nil else judging.nil(desk)


def _keep(handed: HandedIn, door: Door, judged: Judged, by: Actor, at: datetime) -> Received:
    """Store what the judgement lets be stored, with receipt and ledger line."""
    consignment = _consignment(handed, door, judged, by, at)
    sent = store.Sent(door.supplier.code, door.council.id, handed.kind, consignment.as_at, apart_from=consignment.pk)
    receipt = _receipt(consignment, handed, door, judged, store.settle(consignment, judged, sent))
    told = {name: receipt[name] for name in ("supplier", "council", "kind", "period", "status", "totals", "stops")}
    act = {"act": "consignment.received", "consignment": consignment.reference, **told, "by": str(by)}
    [leaf] = append([act | {"sha256": consignment.sha256.hex()}], at=at, using=INTAKE)
    receipt["ledger"] = {"leaf": leaf.hex(), "entry": None}
    consignment.receipt, consignment.leaf_hash = receipt, leaf
    consignment.save(using=INTAKE, force_insert=True)
    past.tell_both(consignment, at=at)
    return Received(consignment.pk, receipt, sheets=judged.sheets)


def _consignment(handed: HandedIn, door: Door, judged: Judged, by: Actor, at: datetime) -> Consignment:
    """The consignment with its number, still to be written: its rows are counted, and written, first."""
    [number] = take_ids("intake_consignment", 1, using=INTAKE)
    return Consignment(
        pk=number,
        reference=token_hex(8),
        supplier_id=door.supplier.id,
        council_id=door.council.id,
        kind=handed.kind.value,
        contract=door.contract.version,
        agreement_version=None if isinstance(door.agreement, Refused) else door.agreement.version_id,
        start_on=handed.period.start_on,
        end_on=handed.period.end_on,
        as_at=handed.as_at or at,
        received_at=at,
        by=str(by),
        sha256=_digest(handed),
        nil=handed.nil,
        status=judged.status.value,
        said=past.said(judged.summary.said if judged.summary else None),
    )


def _receipt(
    consignment: Consignment, handed: HandedIn, door: Door, judged: Judged, settled: store.Settled
) -> dict[str, Any]:
    """The receipt as the feed contract prints it: counts, codes and sentences, and never a value from a row."""
    counted = judged.births_counted
    declared = handed.births_in_period
    return {
        "consignment": consignment.reference,
        "supplier": door.supplier.code,
        "council": door.council.code,
        "contract": consignment.contract,
        "kind": handed.kind.value,
        "period": str(handed.period),
        "as_at": consignment.as_at.isoformat(),
        "received_at": consignment.received_at.isoformat(),
        "nil": handed.nil,
        "attests": sorted(one.value for one in door.attests),
        "confirms": sorted(handed.confirms),
        "takes_up": handed.takes_up,
        "status": judged.status.value,
        "totals": dict(settled.totals),
        "not_ours_by_area": judged.not_ours_by_area,
        "stops": settled.rows_stopping,
        "control": {
            "declared": declared,
            "withheld": dict(handed.withheld),
            "counted": counted,
            "difference": None if declared is None else declared - counted - sum(handed.withheld.values()),
        },
        "faults": [*judged.faults, *judging.unknown_records(door.contract, settled.unknown)],
    }


@dataclass(frozen=True, slots=True)
class TakenStop:
    """A stop as it was found: about whoever bears the key, as stated at a moment."""

    kind: Stop
    key: bytes
    as_at: datetime


def stops_of(consignment: int) -> list[TakenStop]:
    """The stops that a consignment carried, in the order of its rows."""
    rows = ask(STOPS_OF, {"consignment": consignment})
    return [TakenStop(Stop(kind), key, as_at) for kind, key, as_at in rows]


STOPS_OF = "SELECT kind, key, as_at FROM intake_foundstop WHERE consignment_id = %(consignment)s ORDER BY row, id"
COUNCIL_OF = "SELECT council_id FROM intake_consignment WHERE id = %(consignment)s"


def council_of(consignment: int) -> OrganisationId:
    """The council that a consignment is for."""
    [(council,)] = ask(COUNCIL_OF, {"consignment": consignment})
    return OrganisationId(council)
