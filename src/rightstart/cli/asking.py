"""Hides what commands ask alike: moments, periods and codes as people type them, and the options that many share."""

import os
import pwd
from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final, TypeVar

import click
from django.utils import timezone

from rightstart.terms import LONDON, Actor, Period, period

NOON: Final = time(12)
F = TypeVar("F", bound=Callable[..., object])
E = TypeVar("E", bound=StrEnum)


class Moment(click.ParamType[datetime]):
    """A day (its noon in London) or a moment (London's, where it names no zone)."""

    name = "day or moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            if len(value) == len("2026-10-05"):
                return datetime.combine(date.fromisoformat(value), NOON, LONDON)
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail("it is neither a day like 2026-10-05 nor a moment like 2026-10-05T09:00.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


class Day(click.ParamType[date]):
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail("it is not a day like 2026-10-05.", param, ctx)


class Days(click.ParamType[Period]):
    """A month or two days, both included."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        found = value if isinstance(value, Period) else period(value)
        return found or self.fail(
            "it is not a period: a month like 2026-10, or days like 2026-10-05/2026-10-11.", param, ctx
        )


class Word(click.ParamType[E]):
    """One of an enum's values."""

    name = "word"  # options and arguments name it better, by their metavar

    def __init__(self, words: type[E]) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> E:
        try:
            return self.words(value)
        except ValueError:
            self.fail(f"it is not one of: {', '.join(self.words)}.", param, ctx)


class Totals(click.ParamType[tuple[str, int]]):
    """`reason=number`."""

    name = "reason=number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        if isinstance(value, tuple):
            return value
        reason, _, number = value.partition("=")
        if not (reason and number.isascii() and number.isdigit()):
            self.fail("it is not like adoption=1.", param, ctx)
        return reason, int(number)


def as_json(command: F) -> F:
    """`--json`: one document for machines."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of words.")(command)


def as_of(command: F) -> F:
    """`--as-of`: the moment a command acts at; now where none is given."""
    return click.option(
        "--as-of",
        "at",
        type=Moment(),
        default=timezone.now,
        show_default="now",
        help="Act as of another day (its noon in London) or moment, such as 2026-10-05 or 2026-10-05T09:00.",
    )(command)


def example(line: str, *, also: str = "") -> str:
    """The end of a command's help: an example that can be typed as it stands."""
    return "\n\n".join(filter(None, (also, f"\b\nExample:\n  {line}")))


def actor() -> Actor:
    """Who acts here: the command line, under the name of the system's user."""
    try:
        return Actor.job(f"cli:{pwd.getpwuid(os.getuid()).pw_name}")
    except KeyError:
        return Actor.job(f"cli:{os.getuid()}")
