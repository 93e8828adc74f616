"""Hides how a consignment is opened and every record of it put to its fate: all of it or nothing, and once only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex
from typing import Any

from django.db import connections, transaction

from rightstart.agreements.rules import Refused
from rightstart.engine import turns
from rightstart.engine.bulk import ask, insert_rows, take_ids, together
from rightstart.engine.durably import by_the_end
from rightstart.engine.turns import Turn
from rightstart.intake import judging, past, store
from rightstart.intake.contract import Stop
from rightstart.intake.door import INTAKE, Door, HandedIn, NotReceived, digest, judged, opened
from rightstart.intake.judging import Judged
from rightstart.intake.models import Consignment
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId

PLAIN = (
    *("reference", "supplier_id", "council_id", "kind", "contract", "agreement_version", "start_on", "end_on", "as_at"),
    *("received_at", "by", "sha256", "nil", "confirms", "single", "status", "leaf_hash"),
)

SAME_BEFORE = """
SELECT id FROM intake_consignment
WHERE supplier_id = %(supplier)s AND council_id = %(council)s AND kind = %(kind)s AND start_on = %(start_on)s
  AND end_on = %(end_on)s AND sha256 = %(sha256)s AND contract = %(contract)s AND status = 'accepted'
  AND agreement_version IS NOT DISTINCT FROM %(agreed)s::bigint
"""


@dataclass(frozen=True, slots=True)
class Received:
    """A consignment has a receipt, whatever its status; `again` where the same had been handed in before.

    `sheets`: where a workbook has several, what they are called, for the sender alone: no receipt names them.
    """

    consignment: int
    receipt: dict[str, Any]
    again: bool = False
    sheets: tuple[str, ...] = ()


Answer = Received | NotReceived


def receive(handed: HandedIn, *, by: Actor, at: datetime) -> Answer:
    """Take one consignment in and give its receipt. The same one again: the first receipt, and nothing happens twice."""
    with transaction.atomic(using=INTAKE), by_the_end():
        door = opened(handed, at)
        if isinstance(door, NotReceived):
            return door
        with together(using=INTAKE):
            _one_at_a_time(door)
            earlier = _same_before(handed, door)
        if earlier:
            return Received(earlier.pk, earlier.receipt, again=True)
        return _keep(handed, door, judged(handed, door, at), by, at)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a file: its receipt, but that there is none. `again`: the same has been taken in before."""

    receipt: dict[str, Any]
    again: bool
    sheets: tuple[str, ...] = ()


def try_out(handed: HandedIn, *, by: Actor, at: datetime) -> Preview | NotReceived:
    """Judge a file by the same door, rules and memory as `receive`, and store nothing of it: the database would refuse to."""
    with transaction.atomic(using=INTAKE):
        connections[INTAKE].cursor().execute("SET TRANSACTION READ ONLY")
        door = opened(handed, at)
        if isinstance(door, NotReceived):
            return door
        found = judged(handed, door, at)
        draft = _consignment(handed, door, found, by, at, number=0)
        sorted_out = store.sorted_parts(found, _sent(handed, door, draft))
        receipt = _receipt(draft, handed, door, found, store.summed(part for _, part in sorted_out))
        again = _same_before(handed, door) is not None
    told = {name: fact for name, fact in receipt.items() if name not in ("consignment", "received_at")}
    return Preview(told, again, found.sheets)


def _one_at_a_time(door: Door) -> None:
    """Two hand-overs between the same two wait for each other, so that the second finds what the first one left."""
    turns.take(Turn.INTAKE, (door.supplier.id << 12) ^ door.council.id, using=INTAKE)


def _same_before(handed: HandedIn, door: Door) -> Consignment | None:
    agreed = None if isinstance(door.agreement, Refused) else door.agreement.version_id
    told = {
        "supplier": door.supplier.id,
        "council": door.council.id,
        "kind": handed.kind.value,
        "start_on": handed.period.start_on,
        "end_on": handed.period.end_on,
        "sha256": digest(handed),
        "contract": door.contract.version,
        "agreed": agreed,
    }
    found = ask(SAME_BEFORE, told, using=INTAKE)
    return Consignment.objects.using(INTAKE).get(pk=found[0][0]) if found else None


def _keep(handed: HandedIn, door: Door, judged: Judged, by: Actor, at: datetime) -> Received:
    """Store what the judgement lets be stored, with receipt and ledger line."""
    [number] = take_ids("intake_consignment", 1, using=INTAKE)
    consignment = _consignment(handed, door, judged, by, at, number=number)
    settled = store.settle(consignment, judged, _sent(handed, door, consignment))
    with together(using=INTAKE):
        return _close(consignment, handed, door, judged, settled, by, at)


def _close(
    consignment: Consignment,
    handed: HandedIn,
    door: Door,
    judged: Judged,
    settled: store.Settled,
    by: Actor,
    at: datetime,
) -> Received:
    """Write the rest once the rows are: what is kept of the file, receipt and ledger line, and who is to be told."""
    store.keep_sealed(consignment, judged)
    receipt = _receipt(consignment, handed, door, judged, settled)
    told = {name: receipt[name] for name in ("supplier", "council", "kind", "period", "status", "totals", "stops")}
    act = {"act": "consignment.received", "consignment": consignment.reference, **told, "by": str(by)}
    if handed.brought_by:
        act["brought_by"] = handed.brought_by
    [leaf] = append([act | {"sha256": consignment.sha256.hex()}], at=at, using=INTAKE)
    receipt["ledger"] = {"leaf": leaf.hex(), "entry": None}
    consignment.receipt, consignment.leaf_hash = receipt, leaf
    insert_rows("intake_consignment", _row(consignment), using=INTAKE)
    past.tell_both(consignment, at=at)
    return Received(consignment.pk, receipt, sheets=judged.sheets)


def _row(consignment: Consignment) -> dict[str, object]:
    """The consignment's row, each value as the database takes it."""
    as_json = {"receipt": json.dumps(consignment.receipt), "said": json.dumps(consignment.said)}
    return {name: getattr(consignment, name) for name in PLAIN} | as_json | {"id": [consignment.pk]}


def _sent(handed: HandedIn, door: Door, consignment: Consignment) -> store.Sent:
    between = (door.supplier.code, door.council.id, handed.kind)
    return store.Sent(*between, consignment.as_at, apart_from=consignment.pk)


def _consignment(handed: HandedIn, door: Door, judged: Judged, by: Actor, at: datetime, *, number: int) -> Consignment:
    """The consignment, still to be written: its rows are counted, and written, first."""
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
        sha256=digest(handed),
        nil=handed.nil,
        single=handed.single,
        confirms=door.confirms,
        status=judged.status.value,
        said=past.said(judged.summary),
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
        "single": handed.single,
        "attests": sorted(one.value for one in door.attests),
        "confirms": sorted(handed.confirms),
        "takes_up": handed.takes_up,
        "brought_by": handed.brought_by,
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A consignment that is to be carried: for which council, how many notices it brought, and its stops in their rows' order."""

    consignment: int
    council: OrganisationId
    notices: int
    stops: list[TakenStop] = field(default_factory=list)


def waiting(consignments: Sequence[int]) -> list[Waiting]:
    """What is known of some consignments before they are carried, in the order given."""
    found: dict[int, Waiting] = {}
    for number, council, notices, kind, key, as_at in ask(WAITING, {"consignments": list(consignments)}):
        one = found.setdefault(number, Waiting(number, council, notices))
        if kind is not None:
            one.stops.append(TakenStop(Stop(kind), key, as_at))
    return [found[number] for number in consignments]


WAITING = """
SELECT c.id, c.council_id, (SELECT count(*) FROM intake_notice n WHERE n.consignment_id = c.id), s.kind, s.key, s.as_at
FROM intake_consignment c LEFT JOIN intake_foundstop s ON s.consignment_id = c.id
WHERE c.id = ANY(%(consignments)s::bigint[]) ORDER BY c.id, s.row, s.id
"""
