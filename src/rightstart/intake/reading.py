"""Cells into facts, whole columns at a time: hides every pattern by which a cell of the contract is read."""

from datetime import date, timedelta
from typing import Final, assert_never

import polars as pl

from rightstart.engine.exports import RUNS
from rightstart.intake.contract import BLANKS, EDGES, NO_VALUES, Column, Contract, Form, Kind
from rightstart.intake.faults import Fault
from rightstart.terms import CAPITALS, DEMO_NHS_NUMBERS, POSTCODE_ORDINARY, POSTCODE_PROTECTED, POSTCODE_PSEUDO

DATE: Final = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]{8})$"
PATTERNS: Final = {
    Form.UPRN: (Fault.UPRN_FORM, "^[0-9]{1,12}$"),
    Form.LANGUAGE: (
        Fault.LANGUAGE_FORM,
        "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{2,8})*$",
    ),
    Form.PHONE: (Fault.PHONE_FORM, r"^\+?\(?[0-9]([ ()./-]*[0-9]){6,14}$"),
    Form.EMAIL: (Fault.EMAIL_FORM, r"^[^\s@,;]+@[^\s@,;.]+(\.[^\s@,;.]+)+$"),
}
# What maternity systems write while a baby has no name yet.
_NOT_NAMED: Final = (
    "(?i)^(baby|infant|newborn|b/o|bb|bg|boy|girl|male|female|(twin|triplet|quad) ?[0-9a-d]?|"
    "(baby|infant|newborn|b/o|twin|triplet) .*|unnamed|not (yet )?named|not known|unknown|tba|tbc)$"
)
# What a spreadsheet would run has an apostrophe before it in our exports: here it comes off again.
_KEPT_FROM_RUNNING: Final = f"^'({RUNS[1:]})"
_BLANKS_INSIDE: Final = f"[{BLANKS}]"
_MORE_THAN_ONE_BLANK: Final = r"\s\s+|[^\S ]"

# Small consignments are the norm, and with them most of the time would go into improving a plan that is plain already.
PLAIN: Final = pl.QueryOptFlags.none(comm_subexpr_elim=True)

Check = tuple[Fault, str, pl.Expr]


def cleaned(column: Column) -> pl.Expr:
    """The cell of a column as text without blanks around it: codes in small letters, text with single blanks inside."""
    cell = pl.col(column.name).str.strip_chars(EDGES).str.replace(_KEPT_FROM_RUNNING, "${1}")
    match column.form:
        case Form.CODE:
            return cell.str.to_lowercase()
        case Form.TEXT | Form.RECORD_ID:
            return cell.str.replace_all(_MORE_THAN_ONE_BLANK, " ")
        case Form.POSTCODE:
            return spelled_postcode(cell)
        case Form.NHS_NUMBER:
            return cell.str.replace_all(f"[{BLANKS}-]", "")
        case Form.DATE | Form.COUNT | Form.UPRN | Form.LANGUAGE | Form.PHONE | Form.EMAIL:
            return cell
        case _:
            assert_never(column.form)


def spelled_postcode(cell: pl.Expr) -> pl.Expr:
    """The one spelling of a postcode, as `terms.postcode` has it, for a column."""
    packed = cell.str.replace_all(_BLANKS_INSIDE, "").str.replace_many(CAPITALS)
    whole = packed.str.starts_with("BFPO") | packed.str.starts_with("ZZZ") | (packed.str.len_chars() <= 3)
    return pl.when(whole).then(packed).otherwise(packed.str.head(-3) + " " + packed.str.tail(3))


def ordinary(postcode: pl.Expr) -> pl.Expr:
    """A real place's postcode: those that stand for no place have its form too."""
    return postcode.str.contains(POSTCODE_ORDINARY) & ~pseudo(postcode)


def pseudo(postcode: pl.Expr) -> pl.Expr:
    return postcode.str.contains(POSTCODE_PSEUDO)


def protecting(postcode: pl.Expr) -> pl.Expr:
    """ZZZSECUR and its like."""
    return postcode.str.contains(POSTCODE_PROTECTED)


def day(name: str) -> pl.Expr:
    """The date in a cleaned cell, null where it is blank or no real date in one of the three forms."""
    cell = pl.when(pl.col(name).str.contains(DATE)).then(pl.col(name))
    forms = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")
    return pl.coalesce(*(cell.str.to_date(form, strict=False) for form in forms))


def count(name: str) -> pl.Expr:
    return pl.when(pl.col(name).str.contains("^[1-9]$")).then(pl.col(name)).cast(pl.Int16)


def digits(name: str) -> pl.Expr:
    """A cleaned NHS number as a number, null where it is not ten digits."""
    return pl.when(pl.col(name).str.contains("^[0-9]{10}$")).then(pl.col(name)).cast(pl.Int64)


def checks_out(number: pl.Expr) -> pl.Expr:
    """The check digit is right: modulo 11, weights 10 … 2 (NHS Data Dictionary), as `terms.nhs_check_digit` has it."""
    total = pl.sum_horizontal(*(number // 10**place % 10 * (place + 1) for place in range(1, 10)))
    return (11 - total % 11) % 11 == number % 10


def all_alike(number: pl.Expr) -> pl.Expr:
    return number % 1_111_111_111 == 0


def sound(number: pl.Expr) -> pl.Expr:
    return checks_out(number) & ~all_alike(number)


def named(name: str) -> pl.Expr:
    """A forename, null where it says only that there is none yet."""
    cell = pl.col(name)
    return pl.when((cell != "") & ~cell.str.contains(_NOT_NAMED)).then(cell)


def filled(name: str) -> pl.Expr:
    return pl.when(pl.col(name) != "").then(pl.col(name))


def checks(contract: Contract, kind: Kind, received_on: date, *, demo: bool) -> list[Check]:
    """Every fault of form that a filled cell can have: code, column, and where it stands. Blank cells have none."""
    oldest = received_on - timedelta(days=contract.window_days[kind])
    return [check for column in contract.columns for check in _checks(column, oldest, received_on, demo=demo)]


def _checks(column: Column, oldest: date, received_on: date, *, demo: bool) -> list[Check]:
    name, cell = column.name, pl.col(column.name)
    match column.form:
        case Form.CODE:
            # Not a code of somebody's own that the contract lacks: the row is faulty, and the file need not be held for it.
            none = [value.lower() for value in NO_VALUES]
            outside = (Fault.CODE_OUTSIDE, name, ~cell.is_in(["", *column.codes, *none]))
            return [(Fault.NO_VALUE, name, cell.is_in(none)), outside]
        case Form.DATE:
            return _date_checks(name, oldest, received_on)
        case Form.POSTCODE:
            known = cell.str.contains(POSTCODE_ORDINARY) | pseudo(cell) | protecting(cell)
            return [(Fault.POSTCODE_FORM, name, (cell != "") & ~known)]
        case Form.COUNT:
            return _count_checks(name)
        case Form.NHS_NUMBER:
            return _nhs_number_checks(name, demo=demo)
        case Form.RECORD_ID | Form.TEXT | Form.UPRN | Form.LANGUAGE | Form.PHONE | Form.EMAIL:
            return _text_checks(column)
        case _:
            assert_never(column.form)


def _text_checks(column: Column) -> list[Check]:
    cell = pl.col(column.name)
    found: list[Check] = [(Fault.TOO_LONG, column.name, cell.str.len_chars() > column.longest)]
    if column.form in (Form.TEXT, Form.RECORD_ID):  # elsewhere it is not of the form that is wanted
        found.append((Fault.NO_VALUE, column.name, cell.is_in(NO_VALUES)))
    if pattern := PATTERNS.get(column.form):
        found.append((pattern[0], column.name, (cell != "") & ~cell.str.contains(pattern[1])))
    return found


def _date_checks(name: str, oldest: date, received_on: date) -> list[Check]:
    when = pl.col(f"day:{name}")
    found: list[Check] = [(Fault.DATE_FORM, name, (pl.col(name) != "") & when.is_null())]
    if name != "address_until":
        found.append((Fault.DATE_FUTURE, name, when > received_on))
    if name == "born_on":
        found.append((Fault.DATE_OLD, name, when < oldest))
    if name == "hv_seen_on":
        found.append((Fault.BEFORE_BIRTH, name, when < pl.col("day:born_on")))
    return found


def _count_checks(name: str) -> list[Check]:
    found: list[Check] = [(Fault.COUNT_FORM, name, (pl.col(name) != "") & pl.col(f"count:{name}").is_null())]
    order, total = pl.col("count:birth_order"), pl.col("count:births_in_confinement")
    if name == "birth_order":
        found.append((Fault.COUNT_ORDER, name, order > total))
        found.append((Fault.MISSING, name, (pl.col(name) == "") & (total > 1)))
    else:
        found.append((Fault.MISSING, name, (pl.col(name) == "") & (order > 1)))
    return found


def _nhs_number_checks(name: str, *, demo: bool) -> list[Check]:
    number = pl.col("digits:nhs_number")
    found: list[Check] = [
        (Fault.NHS_NUMBER_FORM, name, (pl.col(name) != "") & number.is_null()),
        (Fault.NHS_NUMBER_ALIKE, name, all_alike(number)),
        (Fault.NHS_NUMBER_CHECK, name, ~all_alike(number) & ~pl.col("sound:nhs_number")),
    ]
    if demo:
        found.append((Fault.NHS_NUMBER_REAL, name, number < DEMO_NHS_NUMBERS.start))
    return found
