"""The field's words as types: numbers, postcodes, periods, actors and days, so that every stage spells them alike."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase
from typing import Final, NewType
from zoneinfo import ZoneInfo

BirthId = NewType("BirthId", int)
FamilyId = NewType("FamilyId", int)
NoticeId = NewType("NoticeId", int)
OrganisationId = NewType("OrganisationId", int)

LONDON: Final = ZoneInfo("Europe/London")
DEMO_NHS_NUMBERS: Final = range(999_000_0000, 1_000_000_0000)


def london_date(at: datetime) -> date:
    """The day in London at a moment with a zone; every *today* in the product comes from here."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return at.astimezone(LONDON).date()


def london_midnight(on: date) -> datetime:
    """The moment at which a day begins in London."""
    return datetime.combine(on, time.min, LONDON)


def months_after(on: date, months: int) -> date:
    """The same day so many months later (or before, of a negative number), or the month's last where it is shorter."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def day_in_words(on: date) -> str:
    """A day as people write it: 3 October 2026."""
    return f"{on.day} {on:%B %Y}"


def moment_in_words(at: datetime) -> str:
    """A moment in London as people write it: 3 October 2026, 9:05."""
    here = at.astimezone(LONDON)
    return f"{day_in_words(here.date())}, {here.hour}:{here:%M}"


def working_days(start: date, end: date) -> int:
    """Mondays to Fridays after `start`, up to and with `end`. Bank holidays count: late is told rather too soon."""
    weeks, rest = divmod(max((end - start).days, 0), 7)
    last_days = (end - timedelta(days=back) for back in range(rest))
    return weeks * 5 + sum(day.weekday() < 5 for day in last_days)


def after_working_days(start: date, count: int) -> date:
    """The first day by which so many working days have passed since `start`."""
    end = start
    while working_days(start, end) < count:
        end += timedelta(days=1)
    return end


class ActorKind(StrEnum):
    PERSON = "person"
    JOB = "job"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person by number (never by name), a named job, or whoever was invited by link, by the invitation's number."""

    kind: ActorKind
    reference: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.reference}"

    @staticmethod
    def job(name: str) -> "Actor":
        return Actor(ActorKind.JOB, name)

    @staticmethod
    def person(number: int) -> "Actor":
        return Actor(ActorKind.PERSON, str(number))

    @staticmethod
    def invited(number: int) -> "Actor":
        return Actor(ActorKind.INVITATION, str(number))


# -- NHS numbers -------------------------------------------------------------------------------------------------


class NHSNumberFault(StrEnum):
    FORM = "form"
    CHECK_DIGIT = "check-digit"
    ALL_ALIKE = "all-alike"


def nhs_number(text: str) -> str | NHSNumberFault:
    """Ten digits without blanks, or what is wrong with them: modulo 11, weights 10 … 2 (NHS Data Dictionary)."""
    digits = "".join(text.split()).replace("-", "")
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        return NHSNumberFault.FORM
    if len(set(digits)) == 1:
        return NHSNumberFault.ALL_ALIKE
    return digits if nhs_check_digit(digits[:9]) == digits[9] else NHSNumberFault.CHECK_DIGIT


def nhs_check_digit(nine: str) -> str | None:
    """The tenth digit for nine, or None where the number cannot exist (remainder 1)."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return None if check == 10 else str(check)


# -- postcodes ---------------------------------------------------------------------------------------------------


class PostcodeKind(StrEnum):
    ORDINARY = "ordinary"
    PSEUDO = "pseudo"
    PROTECTED = "protected"
    MALFORMED = "malformed"


# One alphabet for people's and for polars' regular expressions: no look-around, so both read them alike.
POSTCODE_ORDINARY: Final = r"^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$"
POSTCODE_PSEUDO: Final = (
    r"^(ZZ99 ?[0-9][A-Z0-9]{2}|BF[A-Z0-9]{1,2} [0-9][A-Z]{2}|BFPO ?[0-9]{1,4}|(JE|GY|IM)[0-9]{1,2} [0-9][A-Z]{2})$"
)
# No place in the world begins so: whatever a supplier wrote after it, the address is not to be seen.
POSTCODE_PROTECTED: Final = r"^ZZZ"


# Letters of other alphabets are no part of a postcode, and which of them have capitals differs from library to library.
CAPITALS: Final[dict[str, str]] = dict(zip(ascii_lowercase, ascii_uppercase, strict=True))
_CAPITALS: Final = str.maketrans(CAPITALS)


def postcode(text: str) -> str:
    """A postcode in its one spelling: capitals, one blank before the last three characters."""
    packed = "".join(text.split()).translate(_CAPITALS)
    if packed.startswith(("BFPO", "ZZZ")):
        return packed
    return f"{packed[:-3]} {packed[-3:]}" if len(packed) > 3 else packed


def postcode_kind(normalised: str) -> PostcodeKind:
    """What a normalised postcode is: a real place, a pseudo-postcode, a protected address, or none of these."""
    if re.match(POSTCODE_PROTECTED, normalised):
        return PostcodeKind.PROTECTED
    if re.match(POSTCODE_PSEUDO, normalised):
        return PostcodeKind.PSEUDO
    return PostcodeKind.ORDINARY if re.match(POSTCODE_ORDINARY, normalised) else PostcodeKind.MALFORMED


# -- periods -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start_on` up to, not including, `end_on`."""

    start_on: date
    end_on: date

    def __post_init__(self) -> None:
        if self.end_on <= self.start_on:
            raise ValueError("a period ends after it starts")

    def __contains__(self, day: date) -> bool:
        return self.start_on <= day < self.end_on

    def __str__(self) -> str:
        return f"{self.start_on}/{self.end_on - timedelta(days=1)}"


def covered_until(start: date, periods: Iterable[Period]) -> date:
    """The first day from `start` on of which none of these periods speaks."""
    for one in sorted(periods):
        if one.start_on > start:
            break
        start = max(start, one.end_on)
    return start


def period(text: str) -> Period | None:
    """A period as suppliers write it: `2026-10` (a month) or `2026-10-05/2026-10-11` (both included), else None."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            first = date.fromisoformat(f"{text}-01")
            return Period(first, (first + timedelta(days=32)).replace(day=1))
        if days := re.fullmatch(r"([0-9-]{10})/([0-9-]{10})", text):
            start, end = (date.fromisoformat(day) for day in days.groups())
            return Period(start, end + timedelta(days=1))
    except (ValueError, OverflowError):
        return None
    return None


# -- what an agreement may let through ---------------------------------------------------------------------------


class Item(StrEnum):
    """The data items an agreement can list; whatever is not listed does not travel."""

    BABY_SURNAME = "baby_surname"
    BABY_FORENAME = "baby_forename"
    BORN_ON = "born_on"
    PARENT_NAME = "parent_name"
    ADDRESS = "address"
    POSTCODE = "postcode"
    CONFINEMENT = "births_in_confinement"
    NHS_NUMBER = "nhs_number"
    HV_SEEN_ON = "hv_seen_on"
    TOLD_ON = "told_on"
    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    PHONE = "phone"
    EMAIL = "email"


# For matching only: no agreement with a centre may list it, and the database has no column for it there.
NEVER_TO_A_CENTRE: Final = frozenset({Item.NHS_NUMBER})
