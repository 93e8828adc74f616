"""No command prints a withheld family, and none but those that say so tells why a birth is withheld.

The command line has no roles: whoever may run it keeps the server. `worklist` reads as its centre does; `explain`, `mark` and
`lift` tell reasons, for the council's own eyes. Every command is discovered, and given each word that its arguments could take.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner, Result

from rightstart.cli.main import commands
from rightstart.engine import database
from rightstart.safeguards.rules import LiftReason, MarkerKind
from rightstart.terms import london_date
from tests.doors.exceptions import Standing
from tests.doors.population import SHOWN, Population, populate
from tests.doors.proof import REASONS, leaks
from tests.doors.test_cli_manners import EVERY
from tests.doors.world import OURS, World, file_of

# Those that go on running or make a council of their own; everything that they show is shown by pages and by other commands.
NOT_RUN: Final = {"demo", "serve", "work"}
TELL_WHY: Final = {"explain", "mark", "lift"}


@pytest.fixture
def people(world: World, monkeypatch: pytest.MonkeyPatch) -> Population:
    monkeypatch.setattr(database, "make_ready", lambda: None)  # it is ready
    return populate(world)


def words_for(param: click.Parameter, people: Population, feed: Path) -> list[str]:
    """What a parameter can be given: of a name that nobody foresaw, every word of the population."""
    births = people.slots["reference"]
    known = {
        "birth": births,
        "centre": ["CAL-01"],
        "supplier": ["CHIS01"],
        "council": [OURS],
        "party": [OURS],
        "kind": [MarkerKind.PROFESSIONAL_ADVICE.value],
        "reason": [LiftReason.AUTHOR_WITHDREW.value],
        "month": people.slots["month"],
        "during": ["2026-10-05/2026-10-11"],
        "reference": ["DSA-1"],
        "version": ["1"],
        "out": ["-"],
        "folder": [str(feed.parent / "papers")],
        "directory": [str(feed.parent / "kept")],
        "file": [str(feed)],
        "email": ["worker@example.org"],
        "ended_on": ["2030-01-01"],
        "what": ["died"],
        "caller": ["family"],
        "organisation": ["CAL-01"],
        "code": ["NEW"],
        "name": ["New"],
        "giver": ["CHIS01"],
        "taker": [OURS],
        "role": ["director"],
        "barriers": ["capacity"],
        "would_change": ["More people"],
        "review_on": [str(london_date(people.world.at) + timedelta(days=90))],
    }
    return known.get(param.name or "", births)


def orders(name: str, command: click.Command, people: Population, feed: Path) -> Iterator[list[str]]:
    """The command with all that it must be given, each in turn each word that it could be, plain and with each of its switches."""
    must = [one for one in command.params if one.required or one.name == "file"]
    words = [words_for(one, people, feed) for one in must]
    first = tuple(known[0] for known in words)
    each = ((*first[:place], word, *first[place + 1 :]) for place, known in enumerate(words) for word in known)
    for values in dict.fromkeys([first, *each]):
        given = [
            word
            for param, value in zip(must, values, strict=True)
            for word in ([value] if isinstance(param, click.Argument) else [param.opts[0], value])
        ]
        yield [*name.split(), *given]
        for one in command.params:
            if isinstance(one, click.Option) and one.is_flag and one.name != "while_open":
                yield [*name.split(), *given, one.opts[0]]


def run(order: list[str]) -> Result:
    return CliRunner().invoke(commands, order, input="")


@pytest.fixture
def printed(people: Population, tmp_path: Path) -> dict[str, str]:
    """Everything that every command prints; `receive` is given whoever is marked once more.

    But for those who wait for their supplier's word alone: with it they are withheld no longer.
    """
    feed = tmp_path / "again.csv"
    again = [one for one in people.people if one.record[0] in "SU" and one.standing is not Standing.SILENT]
    feed.write_bytes(file_of(one.row(people.world.at) for one in again))
    found = {}
    for name, command in EVERY.items():
        if name not in NOT_RUN:
            for order in orders(name, command, people, feed):
                found[" ".join(order)] = run(order).output
    return found


def test_no_command_prints_a_withheld_family_or_why(people: Population, printed: dict[str, str]) -> None:
    ran = {name for name in EVERY for order in printed if f"{order} ".startswith(f"{name} ")}
    assert ran == EVERY.keys() - NOT_RUN
    assert leaks(printed, people.forbidden(frozenset())) == []
    quiet = {order: told for order, told in printed.items() if order.split()[0] not in TELL_WHY}
    assert leaks(quiet, REASONS) == []
    assert any(SHOWN in told for order, told in printed.items() if order.startswith("worklist"))
    assert any("professional-advice" in told for order, told in printed.items() if order.startswith("explain"))
