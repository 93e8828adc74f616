"""What an inspection finds: hides the shape of each frame that is handed on, and how content is hashed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter
from typing import Final

import polars as pl

from rightstart.intake import reading
from rightstart.intake.contract import NOTHING_KNOWN_NEEDS, Attestation, Kind, Stop
from rightstart.intake.faults import Fault
from rightstart.intake.formats.table import Table

ADDRESS: Final = ("address_line_1", "address_line_2", "address_line_3", "address_line_4")
STOPS: Final = {
    Stop.HOLD: pl.col("contact") == "hold",
    Stop.DIED: pl.col("contact") == "died",
    Stop.STILLBIRTH: pl.col("outcome") == "stillbirth",
    Stop.OBJECTION: pl.col("objection") == "yes",
    Stop.WITHDRAWN: pl.col("action") == "withdraw",
    Stop.PROTECTED: reading.protecting(pl.col("postcode")),
}

_ERASED: Final = (*ADDRESS, "uprn")
DAYS: Final = ("born_on", "address_until", "hv_seen_on", "told_on")
_PROTECTED: Final = pl.col("protected")
_FLAGS: Final = tuple(f"stop:{stop}" for stop in STOPS)
_ABOUT: Final = ("baby_surname", "born_on", "postcode")
_READ_FOR_STOPS: Final = (
    *("row", "record_id", "named", "nhs_number", "sound:nhs_number", "baby_surname", "day:born_on", "postcode"),
    *_FLAGS,
)
_STOPPING: Final = (
    *map(pl.col, ("row", "baby_surname", "postcode", *_FLAGS)),
    pl.when("named").then("record_id").alias("record_id"),
    pl.when("sound:nhs_number").then("nhs_number").alias("nhs_number"),
    pl.col("day:born_on").alias("born_on"),
)
_STOPS: Final = {
    "row": pl.UInt32,
    "record_id": pl.String,
    "nhs_number": pl.String,
    "kind": pl.String,
    "baby_surname": pl.String,
    "born_on": pl.Date,
    "postcode": pl.String,
}
# The content by which a record sent again is told from one changed. The order is part of every hash ever stored.
_CONTENT: Final = (
    *("baby_surname", "born_on", *ADDRESS, "postcode", "protected", "contact", "parent_name", "baby_forename"),
    *("birth_order", "births_in_confinement", "nhs_number", "uprn", "address_kind", "address_until", "hv_seen_on"),
    *("told_on", "objection", "language", "interpreter", "phone", "email"),
)
# Every cell that a notice or a stop is read from: blank where a version of the contract does not have its column.
FIELDS: Final = ("record_id", "action", "outcome", *(name for name in _CONTENT if name != "protected"))


class Fate(StrEnum):
    """What becomes of a row: exactly one of these."""

    FIT = "fit"
    STOP_ONLY = "stop-only"
    WITHDRAWAL = "withdrawal"
    COPY = "copy"
    FAULTY = "faulty"
    UNPLACEABLE = "unplaceable"
    STILLBIRTH = "stillbirth"
    REFUSED = "refused"
    NOT_OURS = "not-ours"


NEVER_KEPT: Final = (Fate.STILLBIRTH, Fate.NOT_OURS, Fate.REFUSED)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows had each fate."""

    by_fate: Mapping[Fate, int]

    @property
    def records(self) -> int:
        return sum(self.by_fate.values())

    def of(self, *fates: Fate) -> int:
        return sum(self.by_fate.get(fate, 0) for fate in fates)


@dataclass(frozen=True, slots=True)
class Inspection:
    """A consignment judged, each frame in the order of the file, `row` as a spreadsheet numbers it.

    `fit`: one notice a row, typed; in a status consignment a null means unchanged. `withdrawals`: row, record_id.
    `stops`: row, record_id, nhs_number, kind, and for a stillbirth baby_surname, born_on, postcode where readable, so
    that a sibling can be held; from any row, whatever its fate. `waiting`: row and the cells as sent (a protected address
    erased) of the rows for quarantine; `unplaceable`: the rows among them that lack only a council. `faults`: row,
    column, code. `elsewhere`: row, record_id, council of births not ours, to count them by area and to hold a birth known
    here that has moved away; never stored. `drift`: columns with a code outside the contract: the consignment is held.
    `fates`: row, fate, protected. `filled`: rows by column that has something in it; `weeks`: fit births by weeks since birth.
    """

    fit: pl.DataFrame
    withdrawals: pl.DataFrame
    stops: pl.DataFrame
    waiting: pl.DataFrame
    unplaceable: pl.Series
    faults: pl.DataFrame
    elsewhere: pl.DataFrame
    drift: tuple[str, ...]
    fates: pl.DataFrame
    counts: Counts
    filled: Mapping[str, int]
    weeks: Mapping[int, int]


def of(
    facts: pl.DataFrame, sent: pl.DataFrame, kind: Kind, attests: frozenset[Attestation], received_on: date
) -> Inspection:
    """The findings from judged rows: `facts` has each cell read, each possible fault and the fate; `sent` the text.

    Column by column, for most files are small and most frames empty: a query for each would cost more than the rest.
    """
    fates = facts.get_column("fate")
    counts = Counts({Fate(name): rows for name, rows in fates.value_counts().iter_rows()})
    being = {fate: fates == fate.value for fate in Fate}
    waits = being[Fate.FAULTY] | being[Fate.UNPLACEABLE]
    fit = facts if counts.of(Fate.FIT) == counts.records else facts.filter(being[Fate.FIT])
    notices = fit.select(_notice(kind, attests))
    return Inspection(
        fit=notices.insert_column(0, _hashes(notices.drop_in_place("content"))),
        withdrawals=_where(facts, being[Fate.WITHDRAWAL], "row", "record_id"),
        stops=_stops(facts),
        waiting=_without_addresses(sent.filter(waits), facts.get_column("protected").filter(waits), _ERASED),
        unplaceable=facts.get_column("row").filter(being[Fate.UNPLACEABLE]),
        faults=_faults(facts, waits | being[Fate.REFUSED]),
        elsewhere=_where(facts, being[Fate.NOT_OURS], "row", "record_id", council="home"),
        drift=_drift(facts),
        fates=pl.DataFrame([facts.get_column(name) for name in ("row", "fate", "protected")]),
        counts=counts,
        filled=_filled(facts, sent, fates),
        weeks=_weeks(facts, being[Fate.FIT], received_on),
    )


def _filled(facts: pl.DataFrame, sent: pl.DataFrame, fates: pl.Series) -> dict[str, int]:
    """Of the rows that concern this council, in how many each column has something in it."""
    ours = ~fates.is_in(pl.Series(NEVER_KEPT).implode())
    names = (name for name in sent.columns if name != "row")
    return {name: int(((facts.get_column(name) != "") & ours).sum()) for name in names}


def _weeks(facts: pl.DataFrame, fit: pl.Series, received_on: date) -> dict[int, int]:
    """Births by the whole weeks from their day to their receipt: no finer, so that a file of one row tells no birthday."""
    ages = (pl.Series([received_on]) - facts.get_column("day:born_on").filter(fit)).dt.total_days() // 7
    return {int(week): births for week, births in ages.drop_nulls().value_counts().iter_rows()}


def _where(facts: pl.DataFrame, mask: pl.Series, *names: str, **renamed: str) -> pl.DataFrame:
    """Some columns of the rows where the mask is true."""
    columns = {name: name for name in names} | renamed
    return pl.DataFrame([facts.get_column(name).filter(mask).alias(alias) for alias, name in columns.items()])


def leaves_out(inspection: Inspection) -> bool:
    """Whether something of a file may not be kept: stillbirths, births not ours, refused rows, protected addresses."""
    return bool(inspection.counts.of(*NEVER_KEPT)) or bool(inspection.fates.get_column("protected").any())


def kept(table: Table, columns: Mapping[str, str], inspection: Inspection) -> pl.DataFrame:
    """What of a file may be kept: without stillbirths, births not ours and refused rows, protected addresses erased."""
    staying = ~inspection.fates.get_column("fate").is_in(pl.Series(NEVER_KEPT).implode())
    protected = inspection.fates.get_column("protected").filter(staying)
    erased = [columns[name] for name in _ERASED if name in columns]
    return _without_addresses(table.frame.filter(staying), protected, erased)


def _without_addresses(frame: pl.DataFrame, protected: pl.Series, erased: Sequence[str]) -> pl.DataFrame:
    if not protected.any():
        return frame
    blank = pl.Series([""])
    return frame.with_columns(frame.get_column(h).zip_with(~protected, blank) for h in erased if h in frame.columns)


@lru_cache(maxsize=64)
def _notice(kind: Kind, attests: frozenset[Attestation]) -> list[pl.Expr]:
    usual = pl.lit(None, dtype=pl.String) if kind is Kind.STATUS else pl.lit("usual")
    kept_text = (*("record_id", "baby_surname", "parent_name", "nhs_number"), *("language", "phone", "email"))
    return [
        pl.col("row"),
        pl.coalesce(reading.filled("action"), pl.lit("new")).alias("action"),
        *(reading.filled(name) for name in (*kept_text, "objection", "contact")),
        *(pl.when(~_PROTECTED).then(reading.filled(name)).alias(name) for name in _ERASED),
        pl.when(_PROTECTED).then(pl.lit("")).otherwise(reading.filled("postcode")).alias("postcode"),
        _PROTECTED,
        reading.named("baby_forename"),
        *(pl.col(f"count:{name}").alias(name) for name in ("birth_order", "births_in_confinement")),
        *(pl.col(f"day:{name}").alias(name) for name in DAYS),
        pl.coalesce(reading.filled("address_kind"), usual).alias("address_kind"),
        pl.when(pl.col("interpreter") != "").then(pl.col("interpreter") == "yes").alias("interpreter"),
        *_clearances(attests),
        _content(),
    ]


def _content() -> pl.Expr:
    """All that a record says, as one text: days as numbers, nothing as nothing."""
    return pl.concat_str(*map(_said, _CONTENT), separator="\x1f").alias("content")


def _said(name: str) -> pl.Expr:
    if name in DAYS:
        return pl.col(f"day:{name}").cast(pl.Int32).cast(pl.String).fill_null("")
    if name == "address_kind":
        return pl.col(name).replace("usual", "")
    if name == "protected":
        return _PROTECTED.cast(pl.String)
    if name == "baby_forename":
        return reading.named(name).fill_null("")
    return pl.when(~_PROTECTED).then(name).otherwise(pl.lit("")) if name in (*_ERASED, "postcode") else pl.col(name)


def _hashes(content: pl.Series) -> pl.Series:
    """16 bytes for each row over its normalised content, the same on every machine, in every run and every version."""
    digests = [blake2b(text.encode(), digest_size=16).digest() for text in content.to_list()]
    return pl.Series("content_hash", digests, dtype=pl.Binary)


def _clearances(attests: frozenset[Attestation]) -> list[pl.Expr]:
    """What the row and the attestations clear; false is never more than "not said"."""
    live = pl.lit(Attestation.LIVE_ONLY in attests)
    objectors = pl.lit(Attestation.OBJECTORS in attests)
    objection = pl.col("objection")
    return [
        ((pl.col("contact") == "") & pl.lit(attests >= NOTHING_KNOWN_NEEDS)).alias("nothing_known"),
        ((pl.col("outcome") == "live") | live).alias("live"),
        ((pl.col("told_on") != "") | objectors).alias("told"),
        ((objection == "no") | ((objection == "") & objectors)).alias("no_objection"),
    ]


def _stops(facts: pl.DataFrame) -> pl.DataFrame:
    """One row for each thing that a row stops, for rows that name a birth by record or NHS number."""
    stopping = _where(facts, facts.get_column("stopping"), *_READ_FOR_STOPS)
    told = () if stopping.is_empty() else stopping.select(_STOPPING).iter_rows(named=True)
    return pl.DataFrame(
        [
            (*(row[name] for name in ("row", "record_id", "nhs_number")), stop.value, *_whose(row, stop))
            for row in told
            for stop in STOPS
            if row[f"stop:{stop}"] and (row["record_id"] is not None or row["nhs_number"] is not None)
        ],
        schema=_STOPS,
        orient="row",
    )


def _whose(row: Mapping[str, object], stop: Stop) -> tuple[object, ...]:
    """By what a stillbirth's siblings are known; of any other row nothing of the kind is told."""
    return tuple(row[name] if stop is Stop.STILLBIRTH else None for name in _ABOUT)


def _faults(facts: pl.DataFrame, told: pl.Series) -> pl.DataFrame:
    """Each fault of the rows that are told of theirs, with row and column, in the order of the file and the contract."""
    rows = facts.get_column("row").filter(told).to_list()
    marks = {name: facts.get_column(name).filter(told) for name in facts.columns if "@" in name}
    found = [
        (row, name.partition("@")[2], name.partition("@")[0])
        for name, marked in marks.items()
        if marked.any()
        for row, faulty in zip(rows, marked.to_list(), strict=True)
        if faulty
    ]
    schema = {"row": pl.UInt32, "column": pl.String, "code": pl.String}
    return pl.DataFrame(sorted(found, key=itemgetter(0)), schema=schema, orient="row")


def _drift(facts: pl.DataFrame) -> tuple[str, ...]:
    marks = [name for name in facts.columns if name.startswith(f"{Fault.CODE_OUTSIDE}@")]
    return tuple(mark.partition("@")[2] for mark in marks if facts.get_column(mark).any())
