"""The feed contract 1.0 as data: hides how columns are spelled, which are refused, and what each must hold."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rightstart.terms import Item

CONTRACT: Final = "1.0"
WINDOW_DAYS: Final = 400
SHARE_LIMIT: Final = 0.30

# What people can't see and spreadsheets add: zero-width characters and the byte order mark. With blanks they are cut
# from both ends of every header and cell.
ZERO_WIDTH: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BLANKS: Final = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
EDGES: Final = BLANKS + ZERO_WIDTH


class Kind(StrEnum):
    BIRTHS = "births"
    STATUS = "status"


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


_DATE = "YYYY-MM-DD, DD/MM/YYYY or YYYYMMDD"
COLUMNS: Final = (
    Column("record_id", Form.RECORD_ID, "your own id of the birth record, the same after corrections, up to 64 characters",
           "EXAMPLE-0001", must=True, longest=64),
    Column("action", Form.CODE, "new (default), correct or withdraw", "new", codes=("new", "correct", "withdraw")),
    Column("baby_surname", Form.TEXT, "the baby's surname", "Example", must=True, item=Item.BABY_SURNAME),
    Column("born_on", Form.DATE, f"date of birth: {_DATE}", "2026-10-05", must=True, item=Item.BORN_ON),
    Column("address_line_1", Form.TEXT, "first line of the home address", "12 Example Street", must=True,
           item=Item.ADDRESS),
    Column("address_line_2", Form.TEXT, "second line", "Exampleton", item=Item.ADDRESS),
    Column("address_line_3", Form.TEXT, "third line", item=Item.ADDRESS),
    Column("address_line_4", Form.TEXT, "fourth line", item=Item.ADDRESS),
    Column("postcode", Form.POSTCODE, "postcode of the home; ZZZSECUR for a protected address", "HX1 1UJ", must=True,
           item=Item.POSTCODE),
    Column("contact", Form.CODE, "blank where nothing is known against contact; hold; died. No reason is asked for",
           codes=("hold", "died")),
    Column("outcome", Form.CODE, "live or stillbirth; may be left out where live births only is attested", "live",
           unless=Attestation.LIVE_ONLY, codes=("live", "stillbirth")),
    Column("parent_name", Form.TEXT, "whom to write to; else Parent or carer", "Alex Example", item=Item.PARENT_NAME),
    Column("baby_forename", Form.TEXT, "for recognising only; blank where not named yet", item=Item.BABY_FORENAME),
    Column("birth_order", Form.COUNT, "1 to 9, where more than one baby was born", item=Item.CONFINEMENT),
    Column("births_in_confinement", Form.COUNT, "1 to 9, where more than one baby was born", item=Item.CONFINEMENT),
    Column("nhs_number", Form.NHS_NUMBER, "the baby's, ten digits; for matching only", "999 000 0018",
           item=Item.NHS_NUMBER),
    Column("uprn", Form.UPRN, "unique property reference number, up to 12 digits", item=Item.ADDRESS),
    Column("address_kind", Form.CODE, "usual (default), discharge or temporary", "usual", item=Item.ADDRESS,
           codes=("usual", "discharge", "temporary")),
    Column("address_until", Form.DATE, f"last day at a discharge or temporary address: {_DATE}", item=Item.ADDRESS),
    Column("hv_seen_on", Form.DATE, f"date of the health visitor's new birth visit: {_DATE}", "2026-10-16",
           item=Item.HV_SEEN_ON),
    Column("told_on", Form.DATE, f"date when the parent was told of this sharing: {_DATE}", "2026-10-06",
           unless=Attestation.OBJECTORS, item=Item.TOLD_ON),
    Column("objection", Form.CODE, "yes or no", "no", unless=Attestation.OBJECTORS, codes=("yes", "no")),
    Column("language", Form.LANGUAGE, "preferred language as a BCP 47 tag: en, ur, pl", "en", item=Item.LANGUAGE),
    Column("interpreter", Form.CODE, "yes or no", "no", item=Item.INTERPRETER, codes=("yes", "no")),
    Column("phone", Form.PHONE, "only where the agreement lists it", item=Item.PHONE),
    Column("email", Form.EMAIL, "only where the agreement lists it", item=Item.EMAIL),
)  # fmt: skip
BY_NAME: Final = {column.name: column for column in COLUMNS}
NAMES: Final = tuple(BY_NAME)

# Clinical and social columns that are never taken, by the spellings in use; matched on the header's key.
REFUSED: Final = {
    "birth weight": r"weight|(^|_)bwt?(_|$)",
    "gestation": r"gestat|(^|_)ga(_|$)|weeks_pregnan",
    "Apgar score": r"apgar",
    "abnormality": r"abnormal|anomal|congenital|malform",
    "delivery type": r"(delivery|birth)_(type|method|mode)|(type|method|mode)_of_(delivery|birth)|caesarean|forceps",
    "ethnicity": r"ethnic|(^|_)race(_|$)",
    "religion": r"religio|(^|_)faith(_|$)",
    "occupation": r"occupation|employment|(^|_)job(_|$)",
    "marital status": r"marital|married|civil_partner",
    "GP": r"(^|_)gps?(_|$)|general_practi|(^|_)practice(_|$)|surgery",
    "mother's NHS number or date of birth": (
        r"(mother|maternal|mum|(^|_)mat)s?_?.*(nhs|dob|birth|born|(^|_)age(_|$))|(nhs|dob|birth).*(mother|maternal|mum)"
    ),
    "social-care status": (
        r"social_?(care|work|service)|child_protection|looked_after|child_in_need|safeguard|(^|_)(lac|cpp?|cin)(_|$)"
    ),
}
_REFUSED: Final = {meaning: re.compile(pattern) for meaning, pattern in REFUSED.items()}


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


def refused_as(header: str) -> str | None:
    """Which refused column a header names, if any; humps, apostrophes and brackets do not hide it."""
    humps = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", header)
    key = header_key(re.sub(r"[^\w\s-]", " ", re.sub("['\u2019`]", "", humps)))
    return next((meaning for meaning, pattern in _REFUSED.items() if pattern.search(key)), None)


def match_headers(
    headers: Iterable[str], items: Set[Item], blank: Set[str] = frozenset()
) -> Matched | Drift | RefusedColumns:
    """Put each header to its column of the contract.

    `items` is what the agreement lists; `blank` are the headers whose cells are all blank: outside the contract these
    are ignored. The columns known to the contract are named in every answer, so that stops can be read from any file.
    """
    headers = tuple(headers)
    columns = {key: header for header in headers if (key := header_key(header)) in BY_NAME}
    filled = [header for header in headers if header not in blank]
    if refused := tuple(h for h in filled if header_key(h) not in BY_NAME and refused_as(h)):
        return RefusedColumns(columns, refused)
    outside = tuple(h for h in filled if not _listed(BY_NAME.get(header_key(h)), items))
    if outside:
        return Drift(columns, outside)
    return Matched({n: h for n, h in columns.items() if _listed(BY_NAME[n], items)})


def _listed(column: Column | None, items: Set[Item]) -> bool:
    return column is not None and (column.item is None or column.item in items)


def template(items: Set[Item], *, example: bool = False) -> bytes:
    """The file to fill in, as CSV: header, instruction row (skipped in reading), and on request one worked example."""
    columns = [column for column in COLUMNS if _listed(column, items)]
    rows: list[Sequence[str]] = [[c.name for c in columns], [f"{_demand(c)}: {c.note}" for c in columns]]
    if example:
        rows.append([c.example for c in columns])
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _demand(column: Column) -> str:
    if column.must:
        return "Required"
    return "Required unless attested" if column.unless else "Optional"
