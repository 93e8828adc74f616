"""Canary births are switched on, run and looked at by commands; no other command knows anything of them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rightstart.canaries import ground
from rightstart.canaries.rules import Verdict
from rightstart.canaries.send import NotRun
from rightstart.cli.canaries import NOT_RUN, VERDICTS
from rightstart.cli.main import commands
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind
from rightstart.jobs import work as jobs
from rightstart.safeguards import rules as safeguards
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def world(database: str) -> World:
    return World(today=NOON.date())


def ran(*words: str) -> Result:
    return CliRunner().invoke(commands, words, catch_exceptions=False)


def told(*words: str) -> Any:
    done = ran(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def doctor() -> str:
    """How the doctor finds the canaries."""
    checked = json.loads(ran("doctor", "--json").stdout)
    return next(str(one["state"]) for one in checked if one["what"] == "canaries")


def test_off_until_switched_on_and_then_a_day_is_proved_once(world: World) -> None:
    assert "are off." in ran("canary", "status").stdout
    assert (ran("canary", "run").exit_code, doctor()) == (1, "note")
    assert told("canary", "on") == {"on": True, "changed": True}
    assert told("canary", "on") == {"on": True, "changed": False}
    assert doctor() == "well"
    assert told("canary", "run") == {"run": 1, "verdict": "passed"}
    again = ran("canary", "run", "--json")
    assert (again.exit_code, json.loads(again.stdout)["reason"]) == (1, "passed-today")
    shown = ran("canary", "status").stdout
    assert ("are on since" in shown, "passed" in shown, doctor()) == (True, True, "well")
    [run] = told("canary", "status")["runs"]
    assert (run["number"], run["verdict"], run["ways"]) == (1, "passed", 18)
    assert told("canary", "off") == {"on": False, "changed": True}


def test_one_that_is_let_through_is_told_by_the_exit_status_the_doctor_and_the_stop(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran("canary", "on")
    monkeypatch.setattr(safeguards, "screen", lambda *_: safeguards.CLEARED)
    done = ran("canary", "run")
    assert (done.exit_code, "LET THROUGH" in done.stdout, doctor()) == (1, True, "wrong")
    stopped = {one["council"]: one["again"] for one in told("stop")}
    assert stopped == {CALDERDALE: True, KIRKLEES: True}


def test_two_days_without_a_run_are_noted(world: World) -> None:
    long_ago = str(NOON - timedelta(days=3))
    ran("canary", "on", "--as-of", long_ago)
    assert doctor() == "note"
    ran("canary", "run", "--as-of", long_ago)
    assert doctor() == "note"
    ran("canary", "run")
    assert doctor() == "well"


def test_a_code_that_is_a_real_organisation_s_is_left_to_it(world: World) -> None:
    people.add_organisation(kind=OrganisationKind.CENTRE, code=ground.CENTRE, name="Canary Wharf",
                            council_code=CALDERDALE, by=BY, at=world.at)  # fmt: skip
    done = ran("canary", "on")
    assert (done.exit_code, ground.CENTRE in done.stderr) == (1, True)
    assert (people.find(ground.COUNCIL), "are off." in ran("canary", "status").stdout) == (None, True)


def test_no_other_command_knows_of_them(world: World) -> None:
    before = ran("advance", "--json").stdout
    ran("canary", "on")
    ran("canary", "run")
    for order in (
        ("worklist", ground.CENTRE),
        ("reach", "--council", ground.COUNCIL),
        ("stop", "--council", ground.COUNCIL),
    ):
        assert ran(*order).exit_code == 1
    lists = (("people", "list", "--organisations"), ("agreement", "list"), ("due",), ("people", "list"), ("doctor",))
    for order in lists:
        assert "CANARY" not in ran(*order).output.replace("canary on", ""), order
    assert ran("advance", "--json").stdout == before


def test_the_morning_s_job_makes_the_run_where_it_is_switched_on(world: World) -> None:
    tomorrow = NOON + timedelta(days=1)
    jobs.send_canaries(Actor.job("send-canaries"), tomorrow)
    assert look.count("canaries_run") == 0
    ran("canary", "on")
    jobs.send_canaries(Actor.job("send-canaries"), tomorrow.replace(hour=2))
    assert look.count("canaries_run") == 0
    jobs.send_canaries(Actor.job("send-canaries"), tomorrow)
    jobs.send_canaries(Actor.job("send-canaries"), tomorrow + timedelta(hours=1))
    assert look.ask("SELECT verdict, by FROM canaries_run") == [("passed", "job:send-canaries")]


def test_every_answer_has_its_sentence() -> None:
    assert (set(VERDICTS), set(NOT_RUN)) == (set(Verdict), set(NotRun))
