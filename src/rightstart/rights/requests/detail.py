"""Which details a parent can have put right, and how what it should be becomes the cells of a supplier's record; pure."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from rightstart.terms import PostcodeKind, postcode, postcode_kind


class Detail(StrEnum):
    """As the feed contract names it; `address` is all its lines and the postcode."""

    BABY_SURNAME = "baby_surname"
    BABY_FORENAME = "baby_forename"
    BORN_ON = "born_on"
    PARENT_NAME = "parent_name"
    ADDRESS = "address"
    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    PHONE = "phone"
    EMAIL = "email"


OF_ONE_BABY: Final = frozenset({Detail.BABY_SURNAME, Detail.BABY_FORENAME, Detail.BORN_ON})
LINES: Final = ("address_line_1", "address_line_2", "address_line_3", "address_line_4")
LONGEST: Final = 200
DAYS: Final = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")
_YES_NO: Final = {"yes": "yes", "y": "yes", "no": "no", "n": "no"}


class Unfit(StrEnum):
    """Why something cannot be what a detail should be."""

    BLANK = "blank"
    TOO_LONG = "too-long"
    NO_POSTCODE = "no-postcode"
    NO_DAY = "no-day"
    NOT_YES_NO = "not-yes-no"


def cells(detail: Detail, said: str) -> Mapping[str, str] | Unfit:
    """The cells of the supplier's record that say this; of an address the last line is its postcode."""
    lines = [" ".join(one.split()) for one in said.splitlines() if one.strip()]
    if not lines:
        return Unfit.BLANK
    if max(map(len, lines)) > LONGEST:
        return Unfit.TOO_LONG
    match detail:
        case Detail.ADDRESS:
            return _home(lines)
        case Detail.BORN_ON:
            return _day(lines[0])
        case Detail.INTERPRETER:
            answer = _YES_NO.get(lines[0].casefold())
            return {detail.value: answer} if answer else Unfit.NOT_YES_NO
        case _:
            return {detail.value: " ".join(lines)}


def _home(lines: list[str]) -> Mapping[str, str] | Unfit:
    *street, last = lines
    code = postcode(last)
    if postcode_kind(code) is not PostcodeKind.ORDINARY or not street:
        return Unfit.NO_POSTCODE
    if len(street) > len(LINES):
        return Unfit.TOO_LONG
    filled = dict(zip(LINES, street, strict=False))
    return dict.fromkeys(LINES, "") | filled | {"postcode": code}


def _day(said: str) -> Mapping[str, str] | Unfit:
    for form in DAYS:
        try:
            day = datetime.strptime(said, form)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return {Detail.BORN_ON.value: day.date().isoformat()}
    return Unfit.NO_DAY
