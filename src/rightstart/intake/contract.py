"""What a feed contract is, whatever its version: hides how headers are spelled and put to columns, and which are refused."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from rightstart.terms import Item

# What people can't see and spreadsheets add: zero-width characters and the byte order mark. With blanks they are cut
# from both ends of every header and cell.
ZERO_WIDTH: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BLANKS: Final = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
EDGES: Final = BLANKS + ZERO_WIDTH
# What a spreadsheet shows where a formula has no value, in a workbook and in the CSV saved from it; the last is our own word.
NO_VALUE: Final = "#NO_VALUE!"
NO_VALUES: Final = (
    *("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"),
    *("#CONNECT!", "#UNKNOWN!", "#GETTING_DATA", NO_VALUE),
)


class Kind(StrEnum):
    BIRTHS = "births"
    STATUS = "status"
    ARRIVALS = "arrivals"  # families who have moved in, under an agreement of their own


class Attestation(StrEnum):
    """What the supplier removed or checked before sending, confirmed for each file."""

    LIVE_ONLY = "live_only"
    DEATHS = "deaths"
    PROTECTED = "protected"
    ADOPTIONS = "adoptions"
    OBJECTORS = "objectors"


# A blank `contact` says "nothing known against it" only where the supplier has looked: unknown means hold.
NOTHING_KNOWN_NEEDS: Final = frozenset({Attestation.DEATHS, Attestation.PROTECTED, Attestation.ADOPTIONS})


class Stop(StrEnum):
    """What a row can say that stops a birth."""

    HOLD = "hold"
    DIED = "died"
    STILLBIRTH = "stillbirth"
    OBJECTION = "objection"
    WITHDRAWN = "withdrawn"
    PROTECTED = "protected"
    MOVED = "moved"


class Form(StrEnum):
    """How a cell is read."""

    RECORD_ID = "record id"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    POSTCODE = "postcode"
    COUNT = "count"
    NHS_NUMBER = "nhs number"
    UPRN = "uprn"
    LANGUAGE = "language"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `must` in every row, `unless` so but where that is attested, `item` the agreement's word."""

    name: str
    form: Form
    note: str
    example: str = ""
    must: bool = False
    unless: Attestation | None = None
    item: Item | None = None
    codes: tuple[str, ...] = ()
    longest: int = 200


@dataclass(frozen=True, eq=False)
class Contract:
    """One version: its columns, the columns never taken (meaning → pattern on a header's key), and its limits.

    `window_days`: how long ago a baby may have been born, by kind of consignment. `share_limit`: beyond which share of faulty
    rows a file is refused whole. A version is itself and nothing else (no two are equal), so that what is worked out from it is
    remembered under it.
    """

    version: str
    columns: tuple[Column, ...]
    refused: Mapping[str, str]
    window_days: Mapping[Kind, int]
    share_limit: float

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self.by_name)

    @cached_property
    def _never(self) -> Mapping[str, re.Pattern[str]]:
        return {meaning: re.compile(pattern) for meaning, pattern in self.refused.items()}

    def refused_as(self, header: str) -> str | None:
        """Which column that is never taken a header names, if any; humps, apostrophes and brackets do not hide it."""
        humps = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", header)
        key = header_key(re.sub(r"[^\w\s-]", " ", re.sub("['\u2019`]", "", humps)))
        return next((meaning for meaning, pattern in self._never.items() if pattern.search(key)), None)


@dataclass(frozen=True, slots=True)
class Matched:
    """Every filled column is in the contract and the agreement. `columns`: contract name → header as sent."""

    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Drift:
    """`outside`: headers with something in them that the contract or the agreement does not know: the file is held."""

    columns: Mapping[str, str]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedColumns:
    """`refused`: headers that are never taken: the file is refused and its bytes destroyed."""

    columns: Mapping[str, str]
    refused: tuple[str, ...]


def header_key(text: str) -> str:
    """A header in its one spelling: small letters; `-`, blanks and `_` alike; zero-width characters gone."""
    visible = "".join(character for character in text if character not in ZERO_WIDTH)
    return re.sub(r"[-\s_]+", "_", visible).strip("_").casefold()


def match_headers(
    contract: Contract, headers: Iterable[str], items: Set[Item], blank: Set[str] = frozenset()
) -> Matched | Drift | RefusedColumns:
    """Put each header to its column of the contract.

    `items` is what the agreement lists; `blank` are the headers whose cells are all blank: outside the contract these
    are ignored. The columns known to the contract are named in every answer, so that stops can be read from any file.
    """
    headers, known = tuple(headers), contract.by_name
    columns = {key: header for header in headers if (key := header_key(header)) in known}
    filled = [header for header in headers if header not in blank]
    if refused := tuple(h for h in filled if header_key(h) not in known and contract.refused_as(h)):
        return RefusedColumns(columns, refused)
    outside = tuple(h for h in filled if not listed(known.get(header_key(h)), items))
    if outside:
        return Drift(columns, outside)
    return Matched({n: h for n, h in columns.items() if listed(known[n], items)})


def listed(column: Column | None, items: Set[Item]) -> bool:
    """Whether an agreement that lists these items lets a column be filled."""
    return column is not None and (column.item is None or column.item in items)


def demand(column: Column) -> str:
    """Whether a column must be filled, as a template's row of instructions begins: reading skips a row that begins so."""
    if column.must:
        return "Required"
    return "Required unless attested" if column.unless else "Optional"
