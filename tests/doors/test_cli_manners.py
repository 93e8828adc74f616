"""How every command behaves, whatever it does."""

import os
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from rightstart.cli import (
    agreement_words,
    breach_words,
    flow_words,
    main,
    passing,
    retention_words,
    sentences,
    sheet_words,
    worklist_words,
)
from rightstart.cli.main import commands

RUN_ON = {"serve", "work"}  # they print nothing, or go on printing


def every_command(group: click.Group = commands, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


EVERY = dict(every_command())


@pytest.mark.parametrize("name", EVERY)
def test_the_help_of_every_command_ends_in_an_example_of_it(name: str) -> None:
    told = CliRunner().invoke(commands, [*name.split(), "--help"])
    assert told.exit_code == 0
    example = told.output.rpartition("Example:")[2].strip()
    assert example.startswith(f"rightstart {name}")


@pytest.mark.parametrize("name", sorted(EVERY.keys() - RUN_ON))
def test_every_command_can_speak_to_machines(name: str) -> None:
    assert any("--json" in option.opts for option in EVERY[name].params)


@pytest.mark.parametrize("name", EVERY)
def test_an_option_that_is_not_there_is_wrong_usage(name: str) -> None:
    assert CliRunner().invoke(commands, [*name.split(), "--sideways"]).exit_code == 2


@pytest.mark.parametrize("moment", ["2026-13-01", "yesterday", "2026-10-05T99"])
def test_a_moment_that_cannot_be_is_wrong_usage(moment: str) -> None:
    told = CliRunner().invoke(commands, ["advance", "--as-of", moment])
    assert told.exit_code == 2
    assert "neither a day" in told.stderr


def test_every_coded_reason_has_its_sentence() -> None:
    tables = (sentences, worklist_words, agreement_words, flow_words, sheet_words, retention_words, breach_words)
    for table in (one for each in tables for one in each.TABLES):
        members: type[Enum] = type(next(iter(table)))
        assert set(table) == set(members), members
        assert all(table.values())


def test_what_nobody_foresaw_is_told_without_its_own_words(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(**_: object) -> int:
        raise ValueError("Olivia Smith, 12 Quillbeck Street")

    monkeypatch.setattr(passing.journey, "hand_over_due", breaks)
    monkeypatch.setattr(sys, "argv", ["rightstart", "hand-over"])
    with pytest.raises(SystemExit) as ended:
        main.main()
    said = capsys.readouterr()
    assert ended.value.code == 1
    assert "ValueError" in said.err
    assert "passing.py" in said.err
    assert "Olivia" not in said.err + said.out


def test_a_home_that_cannot_be_made_is_refused_with_the_remedy() -> None:
    environment = os.environ | {"RIGHTSTART_HOME": "/proc/nowhere"}
    order = [sys.executable, "-m", "rightstart.cli.main", "advance"]
    told = subprocess.run(order, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "set RIGHTSTART_HOME to another" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_same_seed_makes_the_same_feed(tmp_path: Path) -> None:
    order = ["synth", "births", "--council", "E08000033", "--period", "2026-10-05/2026-10-11", "--out"]
    for name in ("one.csv", "two.csv"):
        assert CliRunner().invoke(commands, [*order, str(tmp_path / name)]).exit_code == 0
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_no_feed_is_made_for_a_council_whose_places_are_not_shipped() -> None:
    told = CliRunner().invoke(
        commands, ["synth", "births", "--council", "E99999999", "--period", "2026-10", "--out", os.devnull]
    )
    assert told.exit_code == 1
    assert "E08000033" in told.stderr
