"""Hides how a row that says only what changed becomes a whole notice again: completed from what was said last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final

import polars as pl
from msgspec.structs import asdict

from rightstart.engine.bulk import ask
from rightstart.intake.inspection import ADDRESS
from rightstart.intake.sealed import weigh

SAID_LAST: Final = """
SELECT DISTINCT ON (record_key) record_key, clearances, born_on, birth_order, births_in_confinement, hv_seen_on, told_on,
       language, interpreter, address_kind, address_until, arrived, key, sealed
FROM intake_notice WHERE council_id = %(council)s AND record_key = ANY(%(records)s::bytea[])
ORDER BY record_key, as_at > %(as_at)s, as_at DESC, id DESC
"""
_KEPT: Final = (  # in the order of the columns above
    *("born_on", "birth_order", "births_in_confinement", "hv_seen_on", "told_on", "language", "interpreter"),
    *("address_kind", "address_until", "arrived"),
)
_PLAIN: Final = (
    *("baby_surname", "baby_forename", "born_on", "postcode", "parent_name", "birth_order", "births_in_confinement"),
    *("nhs_number", "hv_seen_on", "told_on", "language", "interpreter", "phone", "email"),
)
_OF_THE_HOME: Final = ("uprn", "address_kind", "address_until")  # said with an address, and void with it
CLEARS: Final = {
    "nothing_known": "nothing-known",
    "live": "live",
    "told": "parents-told",
    "no_objection": "no-objection",
}
_HASHED: Final = (*_PLAIN, *ADDRESS, *_OF_THE_HOME, *CLEARS)


@dataclass(frozen=True, slots=True)
class Completed:
    """Whole notices; `fresh` says of each whether anything changed; `unknown` are rows about records not known here."""

    notices: pl.DataFrame
    fresh: list[bool]
    unknown: list[int]


def complete(changes: pl.DataFrame, *, council: int, as_at: datetime, using: str) -> Completed:
    """Complete each change, known by its `record_key`, from the record's last notice to this council as at that time.

    What a row leaves blank is unchanged. A clearance once given stands unless the row contradicts it.
    """
    said = _said_last(changes.get_column("record_key").to_list(), council, as_at, using)
    notices: list[dict[str, Any]] = []
    fresh: list[bool] = []
    unknown: list[int] = []
    for row in changes.iter_rows(named=True):
        before = said.get(row["record_key"])
        if before is None:
            unknown.append(row["row"])
            continue
        whole = row | _whole(row, before) | {"action": "correct", "arrived": before["arrived"]}
        fresh.append(_hash(whole) != _hash(before))
        notices.append(whole | {"content_hash": _hash(whole)})
    return Completed(pl.DataFrame(notices, schema=changes.schema | {"arrived": pl.Boolean}), fresh, unknown)


def _said_last(records: list[bytes], council: int, as_at: datetime, using: str) -> dict[bytes, dict[str, Any]]:
    asked = {"council": council, "records": records, "as_at": as_at}
    return {
        key: dict(zip(_KEPT, rest, strict=True))
        | asdict(private)
        | _lines(private.address)
        | {flag: kind in clearances for flag, kind in CLEARS.items()}
        for private, (key, clearances, *rest) in weigh(ask(SAID_LAST, asked, using=using))
    }


def _lines(address: str) -> dict[str, str | None]:
    lines: list[str | None] = [*address.split("\n")] if address else []
    return dict(zip(ADDRESS, lines + [None] * len(ADDRESS), strict=False))


def _whole(row: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """What the row gives, and of what it does not give what was said before."""
    whole = {name: before[name] if row[name] is None else row[name] for name in _PLAIN}
    protected = not whole["postcode"]  # nothing but a new place ends a protection, and nothing is kept of where it is
    moved = protected or row["address_line_1"] is not None
    home = {name: row[name] if moved else before[name] for name in ADDRESS}
    about = {name: before[name] if row[name] is None and not moved else row[name] for name in _OF_THE_HOME}
    if protected:
        home, about = dict.fromkeys(ADDRESS), dict.fromkeys(_OF_THE_HOME)
    about["address_kind"] = about["address_kind"] or "usual"
    return whole | home | about | _clearances(row, before)


def _clearances(row: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, bool]:
    contradicted = {"nothing_known": row["contact"] is not None, "no_objection": row["objection"] == "yes"}
    return {flag: not contradicted.get(flag, False) and (row[flag] or before[flag]) for flag in CLEARS}


def _hash(said: Mapping[str, Any]) -> bytes:
    """16 bytes over a whole notice, by which a change is told from what was known already."""
    told = "\x1f".join("" if said[name] is None else str(said[name]) for name in _HASHED)
    return blake2b(f"status\x1f{told}".encode(), digest_size=16).digest()
