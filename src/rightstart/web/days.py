"""Hides how days, moments and languages are written for people."""

from datetime import date, datetime
from typing import Final

from django.utils.translation import get_language_info

from rightstart.terms import day_in_words, moment_in_words


def day(on: date | None, otherwise: str = "Not given") -> str:
    """A day as in 3 October 2026."""
    return otherwise if on is None else day_in_words(on)


def short_day(on: date) -> str:
    """A day as in 3 Oct 2026, for tables."""
    return f"{on.day} {on:%b %Y}"


def moment(at: datetime) -> str:
    """A moment in London as in 3 October 2026, 9:05."""
    return moment_in_words(at)


def days_ago(days: int) -> str:
    return {0: "Today", 1: "Yesterday"}.get(days, f"{days} days ago")


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 family, 2 families."""
    return f"{number:,} {one if number == 1 else many}"


# The languages most spoken at home in England after English, as far as they have a name here.
SPOKEN: Final = (
    *("ar", "bg", "bn", "cs", "de", "el", "en", "es", "fa", "fr", "hi", "hu", "it", "lt", "lv", "ne", "nl"),
    *("pa", "pl", "pt", "ro", "ru", "sk", "sq", "sw", "ta", "te", "tr", "uk", "ur", "vi", "zh-hans", "zh-hant"),
)


def languages() -> list[tuple[str, str]]:
    """Tags of languages with their names, in the order of these."""
    return sorted(((tag, language(tag)) for tag in SPOKEN), key=lambda one: one[1])


def language(tag: str | None) -> str:
    """A language tag in words where it is a common one, else the tag itself."""
    if not tag:
        return "Not given"
    for name in (tag, tag.split("-", maxsplit=1)[0]):
        try:
            return str(get_language_info(name.casefold())["name"])
        except KeyError:
            continue
    return tag
