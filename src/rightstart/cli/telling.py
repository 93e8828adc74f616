"""Hides how a command speaks: words and tables for people, one JSON document for machines, reasons on standard error."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import IO, Any

import click
from rich.console import Console
from rich.table import Table

SHOWN_WIDTH = 200  # of a table that is piped into a file or another program


class Declined(click.ClickException):
    """Refused, or nothing found: said on standard error (with --json as a document on standard output), exit status 1."""

    def __init__(self, reason: str, sentence: str, *, as_json: bool = False) -> None:
        super().__init__(sentence)
        self.reason, self.as_json = reason, as_json

    def show(self, file: IO[Any] | None = None) -> None:
        if self.as_json:
            document({"reason": self.reason, "message": self.message})
        else:
            click.echo(self.message, file=file, err=file is None)


def document(said: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(said, ensure_ascii=False, indent=2, default=_plain))


def line(text: str = "") -> None:
    """Print a line of words."""
    click.echo(text)


def say(as_json: bool, told: Mapping[str, object], sentence: str) -> None:
    """Print what was done: as one document, or as one sentence."""
    if as_json:
        document(told)
    else:
        line(sentence)


def table(headers: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[str] = ()) -> None:
    """Print a table; columns named in `right` hold numbers."""
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for header in headers:
        drawn.add_column(header, justify="right" if header in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*("" if cell is None else str(cell) for cell in row))
    _console().print(drawn, markup=False)


def facts(told: Mapping[str, object]) -> None:
    """Print names with what they hold, one a line."""
    widest = max(map(len, told), default=0)
    for name, value in told.items():
        line(f"{name:<{widest}}  {'-' if value is None else value}")


@contextmanager
def busy(doing: str) -> Iterator[None]:
    """Show that something takes its time, where a person watches."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(doing):
        yield


def _console() -> Console:
    watched = sys.stdout.isatty()
    return Console(width=None if watched else SHOWN_WIDTH, highlight=False, markup=False, soft_wrap=False)


def _plain(said: object) -> object:
    match said:
        case Enum():
            return said.value
        case date() | datetime():
            return said.isoformat()
        case bytes():
            return said.hex()
        case set() | frozenset():
            return sorted(said)
        case _ if is_dataclass(said) and not isinstance(said, type):
            return asdict(said)
        case _:
            return str(said)
