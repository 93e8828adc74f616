"""What can be wrong with a row or a file: hides the one table of sentences, none of which ever repeats a value."""

from enum import StrEnum
from typing import Final

from rightstart.intake.contract import Contract
from rightstart.intake.formats.table import Unfit
from rightstart.intake.shares import Unlike


class Fault(StrEnum):
    """Stable codes; a code is never given a second meaning."""

    MISSING = "missing"
    NO_VALUE = "no-value"
    TOO_LONG = "too-long"
    DUPLICATE_RECORD = "duplicate-record"
    RECORD_UNKNOWN = "record-unknown"
    CODE_OUTSIDE = "code-outside"
    NOTHING_CHANGED = "nothing-changed"
    DATE_FORM = "date-form"
    DATE_FUTURE = "date-future"
    DATE_OLD = "date-old"
    BEFORE_BIRTH = "before-birth"
    POSTCODE_FORM = "postcode-form"
    POSTCODE_PSEUDO = "postcode-pseudo"
    POSTCODE_UNKNOWN = "postcode-unknown"
    COUNT_FORM = "count-form"
    COUNT_ORDER = "count-order"
    NHS_NUMBER_FORM = "nhs-number-form"
    NHS_NUMBER_CHECK = "nhs-number-check"
    NHS_NUMBER_ALIKE = "nhs-number-alike"
    NHS_NUMBER_REAL = "nhs-number-real"
    UPRN_FORM = "uprn-form"
    LANGUAGE_FORM = "language-form"
    PHONE_FORM = "phone-form"
    EMAIL_FORM = "email-form"


_SAYS: Final = {
    Fault.MISSING: "{column} is blank. Give it for this row.",
    Fault.NO_VALUE: "{column} holds a formula's error, or a formula without a value. Put the value itself into the cell.",
    Fault.TOO_LONG: "{column} is too long. Give at most {longest} characters.",
    Fault.DUPLICATE_RECORD: "This {column} stands in several rows that differ. Send one row for each record.",
    Fault.RECORD_UNKNOWN: "No birth with this {column} is known to this council from you. Send it as a birth first.",
    Fault.CODE_OUTSIDE: "{column} holds a code that is not in the contract. It can be: {codes}.",
    Fault.NOTHING_CHANGED: "Nothing is given beside {column}. Give what changed, or leave the row out.",
    Fault.DATE_FORM: "{column} is not a date that can be read. Give a real date as YYYY-MM-DD, DD/MM/YYYY or YYYYMMDD.",
    Fault.DATE_FUTURE: "{column} lies in the future. Give a date that has been; a due date is not taken.",
    Fault.DATE_OLD: "{column} is too long ago: births are taken for {births} days, arrivals for {arrivals}. Check the date.",
    Fault.BEFORE_BIRTH: "{column} is before the date of birth. Check both dates.",
    Fault.POSTCODE_FORM: "{column} is not a postcode. Give it like HX1 1UJ, or ZZZSECUR for a protected address.",
    Fault.POSTCODE_PSEUDO: "{column} stands for no real place, so the council can't be told. Give the home's postcode.",
    Fault.POSTCODE_UNKNOWN: "{column} is in none of the registers, so the council can't be told. Check it.",
    Fault.COUNT_FORM: "{column} is not a number from 1 to 9.",
    Fault.COUNT_ORDER: "{column} is greater than the number of births in the confinement. Check both numbers.",
    Fault.NHS_NUMBER_FORM: "{column} is not ten digits. Give all ten, or leave it blank.",
    Fault.NHS_NUMBER_CHECK: "{column} has a wrong check digit. Correct it, or leave it blank.",
    Fault.NHS_NUMBER_ALIKE: "{column} is one digit ten times, which is no NHS number. Correct it, or leave it blank.",
    Fault.NHS_NUMBER_REAL: "{column} is not a test number, and this is a demonstration. Send no real data here.",
    Fault.UPRN_FORM: "{column} is not a number of up to 12 digits. Correct it, or leave it blank.",
    Fault.LANGUAGE_FORM: "{column} is not a language tag. Give it like en, ur or pt-BR, or leave it blank.",
    Fault.PHONE_FORM: "{column} is not a telephone number of 7 to 15 digits. Correct it, or leave it blank.",
    Fault.EMAIL_FORM: "{column} is not an e-mail address. Correct it, or leave it blank.",
}

_UNFIT_SAYS: Final = {
    Unfit.EMPTY: "The file is empty. To say that there were none, send a nil return.",
    Unfit.TOO_LARGE: "The file is larger than 200 MB, 2,000,000 rows or what a workbook may hold. Send it in parts, or as CSV.",
    Unfit.TOO_WIDE: "The file has more than 500 columns. Use the template.",
    Unfit.BINARY: "The file is neither a workbook nor plain text. Save it as .xlsx, or as CSV (UTF-8).",
    Unfit.ENCODING: "The file is neither UTF-8 nor Windows-1252 text. Save it as CSV (UTF-8).",
    Unfit.DELIMITER: "The header is not divided by commas, semicolons or tabs. Save it as CSV, header first.",
    Unfit.QUOTES: "A quotation mark is not closed as it should be, or a cell is longer than 131,072 characters.",
    Unfit.RAGGED: "A row has more or fewer cells than the header.",
    Unfit.LOCKED: "The file is a workbook under a password, or an old .xls. Save it as .xlsx without one, or as CSV.",
    Unfit.MACROS: "The workbook carries macros, which are never opened. Save it as .xlsx without macros, or as CSV.",
    Unfit.NOT_XLSX: "The file is an archive and no .xlsx workbook. Save it as .xlsx, or as CSV (UTF-8).",
    Unfit.BROKEN: "The workbook is damaged or not made as workbooks are. Open it, save it anew as .xlsx, or save it as CSV.",
    Unfit.DECLARES: "The workbook holds definitions of its own that are never followed. Save it anew as .xlsx, or as CSV.",
    Unfit.HIDDEN_SHEET: "The workbook has a hidden sheet. Show it and take it out, so that nothing goes unseen.",
    Unfit.WHICH_SHEET: "More than one sheet of the workbook has something in it. Say which one it is, or leave one only.",
    Unfit.NO_SUCH_SHEET: "The workbook has no sheet of this name. Give the name as it stands on the sheet's tab.",
    Unfit.DUPLICATE_HEADERS: "Two columns have the same header. Send each column once.",
}


def says(contract: Contract, code: Fault, column: str) -> str:
    """What is wrong with a cell of `column` and what would be right, in plain words and without the value."""
    about = contract.by_name[column]
    limits = {kind.value: f"{days:,}" for kind, days in contract.window_days.items()}
    return _SAYS[code].format(column=column, codes=", ".join(about.codes), longest=about.longest, **limits)


def says_unreadable(reason: Unfit, row: int | None = None) -> str:
    """Why a whole file could not be read, with the row as a spreadsheet numbers it where one is to blame."""
    return _UNFIT_SAYS[reason] if row is None else f"{_UNFIT_SAYS[reason]} See row {row}."


class FileFault(StrEnum):
    """What can be wrong with a consignment as a whole."""

    NO_AGREEMENT = "no-agreement"
    NO_HEADER = "no-header"
    COLUMN_REFUSED = "column-refused"
    COLUMN_OUTSIDE = "column-outside"
    CODE_OUTSIDE = "code-outside"
    TOO_FAULTY = "too-faulty"
    SHARE_UNLIKE = "share-unlike"


_FILE_SAYS: Final = {
    FileFault.NO_AGREEMENT: "No agreement in force between you and this council covers such a file, or one of you has decided "
    "not to share. Nothing was kept but stops.",
    FileFault.NO_HEADER: "There is no column record_id, perhaps no header at all. Put the template's header in the first row.",
    FileFault.COLUMN_REFUSED: "{column} is never taken. The file was destroyed; leave the column out and send it again.",
    FileFault.COLUMN_OUTSIDE: "{column} is not in the contract, or not in your agreement. Leave it out, or agree on it first.",
    FileFault.CODE_OUTSIDE: "{column} holds a code that is not in the contract. The file is held until that is settled.",
    FileFault.TOO_FAULTY: "Too many rows are faulty, so the file was refused whole. Put right what is named and send it again.",
    FileFault.SHARE_UNLIKE: "{column} stand in a share of the rows that is unlike this supplier's own past.",
}
_UNLIKE: Final = (
    " They are {now:,} of {rows:,} rows; before, {before:,} of {rows_before:,}. Check how the extract was made; where it is right,"
    " its supplier confirms that and the file goes on."
)


def says_unlike(one: Unlike) -> str:
    """Why a file whose share of something is unlike its supplier's past is held, and what to do."""
    counts = {"now": one.now, "rows": one.rows, "before": one.before, "rows_before": one.rows_before}
    return says_file(FileFault.SHARE_UNLIKE, one.watched.capitalize()) + _UNLIKE.format(**counts)


def says_file(code: FileFault, column: str | None) -> str:
    """Why a whole consignment was held or refused, and what to do."""
    return _FILE_SAYS[code].format(column=column)
