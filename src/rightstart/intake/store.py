"""Hides how a judged consignment is written: straight from its frames, as the intake role, in the caller's transaction."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import blake2b
from itertools import compress
from typing import Any, Final, NamedTuple

import polars as pl
from django.conf import settings

from rightstart.engine import keys as engine_keys
from rightstart.engine.bulk import ask, copy_frame, insert_rows
from rightstart.intake import keys, status
from rightstart.intake.contract import Kind, Stop
from rightstart.intake.inspection import ADDRESS, Fate, Inspection
from rightstart.intake.judging import Judged, Status
from rightstart.intake.models import Consignment
from rightstart.intake.sealed import Private, seal
from rightstart.places import register
from rightstart.terms import london_date

INTAKE: Final = "intake"
KEPT_DAYS: Final = 30
CONTENT_BYTES: Final = 16

LATEST = """
SELECT DISTINCT ON (record_key) record_key, content_hash, clearances FROM intake_notice
WHERE council_id = %(council)s AND record_key = ANY(%(records)s::bytea[]) AND consignment_id <> %(apart_from)s
ORDER BY record_key, as_at DESC, id DESC
"""


RowStop = tuple[int, Stop, bytes]  # the row, what it stops, and the fingerprint of whom


@dataclass(frozen=True, slots=True)
class Sent:
    """Between whom rows travel, and from which moment they speak: the supplier by code, the council by number."""

    supplier: str
    council: int
    kind: Kind
    as_at: datetime
    apart_from: int = 0  # a consignment whose own notices are not "known before": the one that is being taken in


@dataclass(frozen=True, slots=True)
class SortedOut:
    """What of a part of a judged file is stored: `notices` to add and `stops` found; the totals; rows about `unknown` records."""

    totals: dict[str, int]
    notices: pl.DataFrame = field(default_factory=pl.DataFrame)
    stops: list[RowStop] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)

    @property
    def rows_stopping(self) -> int:
        return len({row for row, _, _ in self.stops})


def homes(postcodes: Sequence[str], on: date, *, using: str = INTAKE) -> dict[str, str]:
    """The council of each known postcode on a day; terminated ones resolve too."""
    return register.homes(postcodes, on, using)


def sort_out(verdict: Status, found: Inspection, sent: Sent, *, using: str = INTAKE) -> SortedOut:
    """Put every row of a part of a file to its total, and find what is new in it. Reads, and writes nothing."""
    secret = engine_keys.named_key(settings.HOME, "fingerprint")
    fit, gone, away = (
        _keyed(frame, secret, sent.supplier) for frame in (found.fit, found.withdrawals, found.elsewhere)
    )
    known = _known([key for _, key in (*fit, *gone, *away)], sent, using)
    stops = _stops(found, secret, sent.supplier, frozenset(key for _, key in gone if key not in known))
    stops += [(row, Stop.MOVED, key) for row, key in away if key in known]
    if verdict is not Status.ACCEPTED:
        return SortedOut(_totals(refused=found.counts.records), stops=stops)
    record_keys = pl.Series("record_key", [key for _, key in fit], dtype=pl.Binary)
    notices = pl.DataFrame([*found.fit.get_columns(), record_keys])
    unknown = [row for row, key in gone if key not in known]
    if sent.kind is Kind.STATUS:
        completed = status.complete(notices, council=sent.council, as_at=sent.as_at, using=using)
        notices = _keyed_content(completed.notices, secret)
        fresh, unknown = completed.fresh, sorted(unknown + completed.unknown)
    else:
        notices = _keyed_content(notices.with_columns(arrived=pl.lit(sent.kind is Kind.ARRIVALS)), secret)
        told = notices.get_column("content_hash").to_list()
        clears = notices.select(*status.CLEARS).iter_rows()
        kinds = tuple(status.CLEARS.values())
        fresh = [
            key not in known or known[key].content != one or not known[key].clears.issuperset(compress(kinds, given))
            for (_, key), one, given in zip(fit, told, clears, strict=True)
        ]
    counts = found.counts
    totals = _totals(
        accepted=sum(fresh) + counts.of(Fate.STOP_ONLY) + sum(key in known for _, key in gone),
        duplicate=len(fresh) - sum(fresh) + counts.of(Fate.COPY),
        quarantined=counts.of(Fate.FAULTY, Fate.UNPLACEABLE),
        stillbirth=counts.of(Fate.STILLBIRTH),
        refused=counts.of(Fate.REFUSED) + len(unknown),
        not_ours=counts.of(Fate.NOT_OURS),
    )
    new = notices if all(fresh) else notices.filter(pl.Series(fresh, dtype=pl.Boolean))
    return SortedOut(totals, new, stops, unknown)


def _totals(**counted: int) -> dict[str, int]:
    """Every total of the receipt; `records` is their sum, always."""
    names = ("accepted", "duplicate", "quarantined", "stillbirth", "refused", "not_ours")
    return {"records": sum(counted.values())} | {name: counted.get(name, 0) for name in names}


def _keyed(frame: pl.DataFrame, secret: bytes, supplier: str) -> list[tuple[int, bytes]]:
    """Each row with the fingerprint of its record."""
    rows = zip(frame.get_column("row").to_list(), frame.get_column("record_id").to_list(), strict=True)
    return [(row, keys.record_key(secret, supplier, record)) for row, record in rows if record]


def _keyed_content(notices: pl.DataFrame, secret: bytes) -> pl.DataFrame:
    """Without the key nobody can try out whether a hash is that of a family he knows."""
    told = notices.get_column("content_hash").to_list()
    keyed = [blake2b(one, key=secret, digest_size=CONTENT_BYTES).digest() for one in told]
    return notices.with_columns(pl.Series("content_hash", keyed, dtype=pl.Binary))


class Last(NamedTuple):
    """What was last said of a record: a hash of its content, and what that cleared."""

    content: bytes
    clears: frozenset[str]


def _known(records: list[bytes], sent: Sent, using: str) -> dict[bytes, Last]:
    """Of these records those known to this council already, with what was last said of them."""
    asked = {"council": sent.council, "records": records, "apart_from": sent.apart_from}
    return {key: Last(content, frozenset(clears)) for key, content, clears in ask(LATEST, asked, using=using)}


def _stops(found: Inspection, secret: bytes, supplier: str, never_known: frozenset[bytes]) -> list[RowStop]:
    """Each stop under every fingerprint that its row gives: record, NHS number, and of a stillbirth the confinement.

    A withdrawal of what was never known stops nothing.
    """
    stops: list[RowStop] = []
    for row, record, number, kind, surname, born_on, postcode in found.stops.iter_rows():
        stop = Stop(kind)
        key = keys.record_key(secret, supplier, record) if record else None
        if key and not (stop is Stop.WITHDRAWN and key in never_known):
            stops.append((row, stop, key))
        if number and stop is not Stop.WITHDRAWN and (key := keys.nhs_key(secret, number)):
            stops.append((row, stop, key))
        if born_on and (key := keys.confinement_key(secret, keys.name_key(surname), born_on, postcode)):
            stops.append((row, stop, key))
    return stops


@dataclass(slots=True)
class Settled:
    """What became of a whole file: the totals of the receipt, how many rows stop something, and rows about unknown records."""

    totals: Counter[str] = field(default_factory=lambda: Counter(_totals()))
    rows_stopping: int = 0
    unknown: list[int] = field(default_factory=list)


def sorted_parts(judged: Judged, sent: Sent) -> Iterator[tuple[Inspection, SortedOut]]:
    """Each part of a judged file with what is to be stored of it. Reads, and writes nothing."""
    return ((found, sort_out(judged.status, found, sent)) for found in judged.parts())


def summed(parts: Iterable[SortedOut]) -> Settled:
    settled = Settled()
    for sorted_out in parts:
        settled.totals.update(sorted_out.totals)
        settled.rows_stopping += sorted_out.rows_stopping
        settled.unknown += sorted_out.unknown
    return settled


def settle(consignment: Consignment, judged: Judged, sent: Sent) -> Settled:
    """Sort out and write a judged file, part by part, under a consignment whose number is known and whose row is still to come."""
    return summed(_written(consignment, judged, sent))


def _written(consignment: Consignment, judged: Judged, sent: Sent) -> Iterator[SortedOut]:
    for found, sorted_out in sorted_parts(judged, sent):
        keep(consignment, sorted_out)
        if judged.status is Status.ACCEPTED:
            _quarantine(consignment, found)
        yield sorted_out


def keep(consignment: Consignment, sorted_out: SortedOut, *, using: str = INTAKE) -> None:
    """Write the notices and stops of one consignment."""
    if not sorted_out.notices.is_empty():
        copy_frame(
            "intake_notice", _sealed(sorted_out.notices, _notice_columns(sorted_out.notices, consignment)), using=using
        )
    if sorted_out.stops:
        rows, kinds, fingerprints = map(list, zip(*sorted_out.stops, strict=True))
        about = {"consignment_id": consignment.pk, "as_at": consignment.as_at}
        insert_rows("intake_foundstop", about | {"row": rows, "kind": kinds, "key": fingerprints}, using=using)


def keep_sealed(consignment: Consignment, judged: Judged) -> None:
    """Write what may be kept of the file, sealed piece by piece under a key of its own."""
    destroy_on = london_date(consignment.received_at) + timedelta(days=KEPT_DAYS)
    for number, piece in enumerate(judged.kept()):
        sealed = engine_keys.seal(settings.HOME, "kept", consignment.reference, piece)
        row = {"consignment_id": [consignment.pk], "piece": number, "sealed": [sealed], "destroy_on": destroy_on}
        insert_rows("intake_keptbytes", row, using=INTAKE)


def _quarantine(consignment: Consignment, found: Inspection) -> None:
    """Write each faulty row, sealed under the consignment's quarantine key, with its faults in codes beside it."""
    if found.waiting.is_empty():
        return
    unplaceable = set(found.unplaceable.to_list())
    faults: dict[int, list[dict[str, str]]] = {}
    for row, column, code in found.faults.iter_rows():
        faults.setdefault(row, []).append({"column": column, "code": code})
    rows = found.waiting.get_column("row").to_list()
    columns = {
        "consignment_id": consignment.pk,
        "row": rows,
        "faults": [json.dumps(faults[row]) for row in rows],
        "sealed": [seal_row(consignment.reference, cells) for cells in found.waiting.iter_rows(named=True)],
        "placed": [row not in unplaceable for row in rows],
        "reason": "",
        "sent_back_for": "",
    }
    insert_rows("intake_quarantined", columns, using=INTAKE)


def seal_row(reference: str, cells: dict[str, Any]) -> bytes:
    """One row's cells, sealed; its number stands beside them."""
    told = {name: cell for name, cell in cells.items() if name != "row"}
    return engine_keys.seal(settings.HOME, "quarantine", reference, json.dumps(told).encode())


def open_row(reference: str, sealed: bytes) -> dict[str, str]:
    """The cells of a sealed row; KeyDestroyed once the quarantine of its consignment is settled."""
    cells: dict[str, str] = json.loads(engine_keys.unseal(settings.HOME, "quarantine", reference, sealed))
    return cells


_PLAIN: Final = (
    *(
        "row",
        "action",
        "born_on",
        "birth_order",
        "births_in_confinement",
        "address_kind",
        "address_until",
        "hv_seen_on",
    ),
    *("told_on", "language", "interpreter", "arrived"),
)
_HOME: Final = pl.concat_str(ADDRESS, separator="\n", ignore_nulls=True).alias("address")


def _notice_columns(fit: pl.DataFrame, consignment: Consignment) -> pl.DataFrame:
    """The frame of notices as the table's columns: binary as hex, the clearances as PostgreSQL writes an array."""
    cleared = [pl.when(flag).then(pl.lit(kind)) for flag, kind in status.CLEARS.items()]
    return fit.select(
        pl.lit(consignment.pk).alias("consignment_id"),
        pl.lit(consignment.council_id).alias("council_id"),
        pl.lit(consignment.supplier_id).alias("supplier_id"),
        pl.lit(consignment.as_at).alias("as_at"),
        *_PLAIN,
        *(("\\x" + pl.col(name).bin.encode("hex")).alias(name) for name in ("record_key", "content_hash")),
        ("{" + pl.concat_str(cleared, separator=",", ignore_nulls=True) + "}").alias("clearances"),
    )


def _sealed(fit: pl.DataFrame, columns: pl.DataFrame) -> pl.DataFrame:
    """These columns with what each notice says of people, sealed under a new key of its own."""
    told = fit.with_columns(_HOME).select(Private.__struct_fields__).iter_rows()
    slots, sealed = seal([Private(*one) for one in told])
    return columns.with_columns(pl.Series("key", slots), pl.Series("sealed", ["\\x" + one.hex() for one in sealed]))
