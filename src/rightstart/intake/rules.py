"""Is this record fit to be a notice? Hides how every row of a consignment is read, judged and put to one fate."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

import polars as pl

from rightstart.intake import inspection, reading
from rightstart.intake.contract import (
    Attestation,
    Column,
    Contract,
    Drift,
    Form,
    Kind,
    Matched,
    RefusedColumns,
    Stop,
    match_headers,
)
from rightstart.intake.faults import Fault
from rightstart.intake.formats.table import Table, Tables
from rightstart.intake.inspection import ADDRESS, STOPS, Counts, Fate, Inspection
from rightstart.terms import Item


@dataclass(frozen=True, slots=True)
class Terms:
    """What a consignment is judged by.

    `contract`: the version it came under. `received_on`: the day of receipt in London. `attests`: what the supplier confirmed.
    `homes` tells the councils of distinct ordinary postcodes, of those that the registers know. `demo`: test numbers only.
    """

    contract: Contract
    council: str
    kind: Kind
    received_on: date
    attests: frozenset[Attestation]
    homes: Callable[[Sequence[str]], Mapping[str, str]]
    demo: bool = False


class Share(StrEnum):
    WITHIN = "within"
    BEYOND = "beyond"


# Of whatever version: by this a row is known.
RECORD_ID: Final = Column("record_id", Form.RECORD_ID, "")
_SOUND: Final = reading.sound(pl.col("digits:nhs_number")).alias("sound:nhs_number")
_COUNTS: Final = ("birth_order", "births_in_confinement")
_SAFEGUARDS: Final = ("action", "contact", "outcome", "objection")


@dataclass(frozen=True, slots=True)
class Repeats:
    """Rows, by number, whose record stands in several rows of a file: `copies` of an earlier row, and rows that differ."""

    copies: pl.Series
    differing: pl.Series


def match(contract: Contract, tables: Tables | Table, items: frozenset[Item]) -> Matched | Drift | RefusedColumns:
    """Put a file's headers to the contract; columns in which every cell is blank are ignored outside it."""
    found = match_headers(contract, tables.headers, items)
    return found if isinstance(found, Matched) else match_headers(contract, tables.headers, items, tables.blank())


def repeats(tables: Iterable[Table], columns: Mapping[str, str]) -> Repeats:
    """What stands in several rows of a file in several tables: found by 64-bit hashes, a few bytes for each row."""
    told = pl.concat(_hashes(_under_contract_names(table, columns)) for table in tables)
    again = told.filter(pl.col("record").is_duplicated() & pl.col("record").is_not_null())
    marked = again.with_columns(copy=~pl.struct("record", "content").is_first_distinct())
    once = marked.filter(~pl.col("copy"))
    differing = once.filter(pl.col("record").is_duplicated())
    return Repeats(marked.filter("copy").get_column("row"), differing.get_column("row"))


def _hashes(sent: pl.DataFrame) -> pl.DataFrame:
    record = reading.cleaned(RECORD_ID)
    content = pl.struct(pl.exclude("row")).hash()
    return sent.select("row", content=content, record=pl.when(record != "").then(record.hash()))


def inspect(table: Table, columns: Mapping[str, str], terms: Terms, repeated: Repeats | None = None) -> Inspection:
    """Judge every row of a table: `columns` puts each known column of the contract to its header in the table.

    `repeated`: what stands in several rows of the file, where this table is only a part of it.

    Each row has one fate and every fault is named. Stops are read from every row, so this also serves a file that will
    be held or refused. Columns at a time; nothing is raised for what a row holds.
    """
    sent = _under_contract_names(table, columns)
    facts = _judged(sent, terms, repeated)
    return inspection.of(facts, sent, terms.kind, terms.attests, terms.received_on)


def sift(counts: Counts, limit: float) -> Share:
    """Whether so large a share of all rows is faulty that the file is refused; a row without a council is not faulty."""
    return Share.BEYOND if counts.of(Fate.FAULTY) > limit * counts.records else Share.WITHIN


def _under_contract_names(table: Table, columns: Mapping[str, str]) -> pl.DataFrame:
    cells = [table.frame.get_column(header).alias(name) for name, header in columns.items()]
    return pl.DataFrame([table.rows.alias("row"), *cells])


def _judged(sent: pl.DataFrame, terms: Terms, repeated: Repeats | None) -> pl.DataFrame:
    """Each row with its cells cleaned, what they mean, every possible fault and its fate.

    Step by step: small consignments are the norm, and as one plan most of the time would go into improving what is plain already.
    """
    present = frozenset(sent.columns)
    cells = sent.lazy().select(_cells(terms.contract, present)).collect(optimizations=reading.PLAIN)
    checks, faulty = _checks(terms.contract, present, terms.kind, terms.attests, terms.received_on, demo=terms.demo)
    copy = _copy(sent) if repeated is None else _among(repeated.copies, "copy")
    meant = cells.with_columns(*_meanings(terms.contract, present), copy)
    return (
        meant.with_columns(
            _homes(meant, terms),
            _SOUND,
            _differing() if repeated is None else _among(repeated.differing, "differing"),
        )
        .with_columns(checks)
        .with_columns(_fate(terms.contract, terms.kind, terms.council, faulty))
    )


def _homes(meant: pl.DataFrame, terms: Terms) -> pl.Series:
    """The council of each row's postcode, where it is an ordinary one that the registers know; each is looked up once."""
    postcodes = meant.get_column("postcode")
    council_of = terms.homes(postcodes.filter(meant.get_column("ordinary")).unique().to_list())
    return pl.Series("home", list(map(council_of.get, postcodes.to_list())), dtype=pl.String)


@lru_cache(maxsize=64)
def _cells(contract: Contract, present: frozenset[str]) -> list[pl.Expr]:
    """Each column's cells, cleaned; a column that is not there is blank, and so is one that this version does not have."""
    named = {name: reading.cleaned(contract.by_name[name]) for name in contract.names if name in present}
    every = dict.fromkeys((*contract.names, *inspection.FIELDS))
    return [pl.col("row"), *(named.get(name, pl.lit("").alias(name)) for name in every)]


@lru_cache(maxsize=64)
def _meanings(contract: Contract, present: frozenset[str]) -> list[pl.Expr]:
    days = (column.name for column in contract.columns if column.form is Form.DATE)
    read = {
        **{f"day:{name}": (name, reading.day, pl.Date) for name in dict.fromkeys((*days, *inspection.DAYS))},
        **{f"count:{name}": (name, reading.count, pl.Int16) for name in _COUNTS},
        "digits:nhs_number": ("nhs_number", reading.digits, pl.Int64),
    }
    return [
        *((how(name) if name in present else pl.lit(None, kind)).alias(as_) for as_, (name, how, kind) in read.items()),
        ((pl.col("record_id") != "") & (pl.col("record_id").str.len_chars() <= 64)).alias("named"),
        pl.col("contact").is_in(["hold", "died"]).alias("lenient"),
        reading.ordinary(pl.col("postcode")).alias("ordinary"),
        *(says.alias(f"stop:{stop}") for stop, says in STOPS.items()),
        pl.any_horizontal(*STOPS.values()).alias("stopping"),
        STOPS[Stop.PROTECTED].alias("protected"),
    ]


def _copy(sent: pl.DataFrame) -> pl.Expr:
    """True for each row that says again, word for word, what an earlier row of the same record said."""
    if "record_id" not in sent.columns or sent.get_column("record_id").n_unique() == sent.height:
        return pl.lit(False).alias("copy")  # the usual case, without comparing whole rows
    again = sent.filter(sent.get_column("record_id").is_duplicated())
    later = again.filter(~pl.struct(pl.exclude("row")).is_first_distinct()).get_column("row")
    return ((pl.col("record_id") != "") & pl.col("row").is_in(later.implode())).alias("copy")


@lru_cache(maxsize=32)
def _checks(
    contract: Contract,
    present: frozenset[str],
    kind: Kind,
    attests: frozenset[Attestation],
    received_on: date,
    *,
    demo: bool,
) -> tuple[list[pl.Expr], tuple[str, ...]]:
    """Each possible fault as a column `code@column`, and the names of those that make a row faulty."""
    filled = {*present, *(_COUNTS if present & set(_COUNTS) else ())}  # each of the two counts asks for the other
    form = [check for check in reading.checks(contract, kind, received_on, demo=demo) if check[1] in filled]
    needed = _needed_for_status(contract) if kind is Kind.STATUS else _needed_for_births(contract, attests)
    found = [(f"{code}@{name}", says) for code, name, says in [*needed, *form, _duplicated()]]
    place = [(f"{code}@{name}", says) for code, name, says in _unplaced()]
    return [says.alias(label) for label, says in [*found, *place]], tuple(label for label, _ in found)


def _needed_for_births(contract: Contract, attests: frozenset[Attestation]) -> list[reading.Check]:
    spared = pl.col("lenient") | pl.col("stop:withdrawn")
    found: list[reading.Check] = [(Fault.MISSING, "record_id", pl.col("record_id") == "")]
    for column in contract.columns[1:]:
        if column.must or (column.unless and column.unless not in attests):
            blank = (pl.col(column.name) == "") & ~spared
            if column.name == "address_line_1":
                blank &= ~pl.col("protected")
            found.append((Fault.MISSING, column.name, blank))
    return found


def _needed_for_status(contract: Contract) -> list[reading.Check]:
    silent = pl.all_horizontal(pl.col(name) == "" for name in contract.names if name not in ("record_id", "action"))
    lines = pl.any_horizontal(pl.col(name) != "" for name in ADDRESS[1:])
    return [
        (Fault.MISSING, "record_id", pl.col("record_id") == ""),
        (Fault.NOTHING_CHANGED, "record_id", silent & ~pl.col("stop:withdrawn")),
        (Fault.MISSING, "address_line_1", lines & (pl.col("address_line_1") == "")),
    ]


def _differing() -> pl.Expr:
    once = pl.when(~pl.col("copy")).then("record_id")
    return (once.is_duplicated() & (pl.col("record_id") != "") & ~pl.col("copy")).alias("differing")


def _among(rows: pl.Series, name: str) -> pl.Expr:
    return pl.col("row").is_in(rows.implode()).alias(name)


def _duplicated() -> reading.Check:
    return Fault.DUPLICATE_RECORD, "record_id", pl.col("differing") & pl.col("named")


def _unplaced() -> list[reading.Check]:
    return [
        (Fault.POSTCODE_PSEUDO, "postcode", reading.pseudo(pl.col("postcode"))),
        (Fault.POSTCODE_UNKNOWN, "postcode", pl.col("ordinary") & pl.col("home").is_null()),
    ]


@lru_cache(maxsize=512)
def _fate(contract: Contract, kind: Kind, council: str, faulty: tuple[str, ...]) -> pl.Expr:
    """The first of these that holds: what must not be kept comes before what is wrong with it."""
    mark = f"{Fault.NHS_NUMBER_REAL}@nhs_number"
    real = pl.col(mark) if mark in faulty else pl.lit(False)
    away = pl.col("ordinary") & (pl.col("home") != council)
    unplaced = pl.any_horizontal(f"{code}@{name}" for code, name, _ in _unplaced())
    return (
        pl.when("copy").then(pl.lit(Fate.COPY))
        .when("stop:stillbirth").then(pl.lit(Fate.STILLBIRTH))
        .when(real).then(pl.lit(Fate.REFUSED))
        .when(pl.col("stop:withdrawn") & pl.col("named")).then(pl.lit(Fate.WITHDRAWAL))
        .when(away).then(pl.lit(Fate.NOT_OURS))
        .when(pl.max_horizontal(faulty)).then(pl.lit(Fate.FAULTY))
        .when(unplaced).then(pl.lit(Fate.UNPLACEABLE))
        .when(_says_a_stop_only(contract, kind)).then(pl.lit(Fate.STOP_ONLY))
        .otherwise(pl.lit(Fate.FIT))
        .alias("fate")
    )  # fmt: skip


def _says_a_stop_only(contract: Contract, kind: Kind) -> pl.Expr:
    """Too little for a notice, which only a hold may be (births, arrivals); nothing beside the safeguard (status)."""
    if kind is not Kind.STATUS:
        return pl.any_horizontal(_blank_core())
    change = pl.any_horizontal(pl.col(name) != "" for name in contract.names if name not in ("record_id", *_SAFEGUARDS))
    return ~change & pl.any_horizontal(f"stop:{stop}" for stop in STOPS)


def _blank_core() -> list[pl.Expr]:
    """What a notice can't be without; a protected address is no lack."""
    blank = [pl.col(name) == "" for name in ("baby_surname", "born_on", "postcode")]
    return [*blank, (pl.col("address_line_1") == "") & ~pl.col("protected")]
