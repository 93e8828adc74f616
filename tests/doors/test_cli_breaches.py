"""By command: the log of breaches, an entry opened by hand, and each step of a lead."""

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rightstart.births.models import Birth
from rightstart.breaches.models import Step
from rightstart.cli.main import commands
from rightstart.engine import database
from tests.doors.world import OURS, THEIRS, World, born, bring

ASSESSED = ("--kind", "confidentiality", "--cause", "wrong-address", "--risk", "risk", "--consequence", "found")


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "make_ready", lambda: None)


def run(command: str, *words: str, council: str = OURS) -> Result:
    return CliRunner().invoke(commands, ["breach", command, "--council", council, *words], catch_exceptions=False)


def told(command: str, *words: str) -> Any:
    done = run(command, *words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def birth(world: World) -> str:
    bring(world.at, born(world.at, "R1"), born(world.at, "R2", postcode="HD1 1AA", parent_name="Sam Jones"))
    return Birth.objects.get().reference


def test_the_list_writes_down_what_has_come_up_and_says_the_hours(birth: str) -> None:
    [one] = told("list")
    assert (one["opened"], one["state"], one["hours_left"]) == ("not-ours", "candidate", 72)
    assert "A supplier sent another council" in run("list").output
    assert told("show", one["reference"])["counts"]["others' residents"] == 1
    assert run("list", council=THEIRS).output == "The log is empty.\n"


def test_an_entry_is_opened_assessed_and_told_of(world: World, birth: str) -> None:
    known = (world.at - timedelta(hours=80)).isoformat()
    entry = told("open", "--birth", birth, "--known-since", known)["entry"]
    assert told("assess", entry, *ASSESSED)["noted"]
    refused = run("notify", entry, "--json")
    assert (refused.exit_code, json.loads(refused.stdout)["reason"]) == (1, "why-late")
    assert run("notify", entry, "--need-not", "unlikely-risk").exit_code == 1
    assert told("notify", entry, "--late", "not-recognised")["noted"]
    shown = told("show", entry)
    assert (shown["state"], shown["hours_left"], shown["counts"]["babies"]) == ("notified", None, 1)
    assert [step["act"] for step in shown["steps"]] == ["find", "notify"]
    assert all(one.by.startswith("job:cli:") for one in Step.objects.all())
    assert "Regulator told" in run("show", entry).output


def test_what_is_no_breach_is_said_with_its_reason_alone(birth: str) -> None:
    [one] = told("list")
    assert run("assess", one["reference"], "--not-a-breach", "suppliers-own", *ASSESSED).exit_code == 2
    assert run("assess", one["reference"], "--kind", "integrity").exit_code == 2
    assert told("assess", one["reference"], "--not-a-breach", "suppliers-own")["noted"]
    assert told("list")[0]["state"] == "not-breach"


def test_what_is_not_there_is_refused(birth: str) -> None:
    assert run("show", "none").exit_code == 1
    assert run("assess", "none", "--not-a-breach", "drill").exit_code == 1
    assert run("open", "--birth", "none").exit_code == 1
    assert run("open").exit_code == 2
    assert run("open", "--centre", "CAL-01").exit_code == 2
    assert "Written down" in run("open", "--centre", "CAL-01", "--period", "2026-10").output
    [one] = [each for each in told("list") if each["opened"] == "by-hand"]
    assert run("show", one["reference"], council=THEIRS).exit_code == 1
