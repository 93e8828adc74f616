"""By command: whether data may move and what is missing, what a change of an agreement would change, and what a birth lacks."""

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.gateways import gateway
from rightstart.agreements.sign import SuspensionReason
from rightstart.cli.main import commands
from rightstart.engine import database
from rightstart.release.models import Decision
from rightstart.terms import london_date
from tests.doors.world import BY, OURS, THEIRS, World, born, bring


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "make_ready", lambda: None)


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, words, catch_exceptions=False)


def told(*words: str) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def suspend(world: World) -> None:
    sign.suspend(reference="II-1", party_code=OURS, reason=SuspensionReason.BREACH, by=BY, at=world.at)
    journey.advance_all(by=BY, at=world.at)


def test_a_flow_is_explained_with_version_law_items_and_days(world: World) -> None:
    done, cited = run("agreement", "explain", "CHIS01", OURS), gateway("children-act-2004-s10")
    assert cited
    assert done.exit_code == 0
    for words in (
        "? Yes.",
        "DSA-1, version 1",
        cited.source,
        cited.limit,
        "weekly",
        "No agreement opens",
        "A parent may",
    ):
        assert words in done.output


def test_a_centre_needs_both_steps_and_each_missing_piece_has_its_owner(world: World) -> None:
    assert told("agreement", "explain", OURS, "CAL-01")["open"]
    suspend(world)
    found = told("agreement", "explain", "CHIS01", "CAL-01")
    assert (found["open"], [one["hop"] for one in found["steps"]]) == (False, [1, 2])
    [lack] = found["steps"][1]["lacks"]
    assert (lack["missing"], lack["reason"], lack["whose"][0]["code"]) == ("suspended", "breach", OURS)
    shown = run("agreement", "explain", OURS, "CAL-01").output
    assert "II-1, version 1: The agreement is suspended." in shown
    assert "(director or senior information risk owner): resumes it" in shown


def test_a_flow_is_explained_as_of_another_day(world: World) -> None:
    long_ago = str(london_date(world.at) - timedelta(days=90))
    shown = run("agreement", "explain", "CHIS01", OURS, "--as-of", long_ago).output
    assert "? No." in shown
    assert "It begins on" in shown
    assert "Nobody need do anything" in shown


@pytest.mark.parametrize(
    ("giver", "taker", "reason"),
    [
        ("CHIS01", "NONE", "unknown"),
        ("NONE", OURS, "unknown"),
        (OURS, "CHIS01", "no-such-flow"),
        (THEIRS, "CAL-01", "no-such-flow"),
    ],
)
def test_what_is_no_flow_is_refused_with_the_reason(world: World, giver: str, taker: str, reason: str) -> None:
    done = run("agreement", "explain", giver, taker, "--json")
    assert (done.exit_code, json.loads(done.stdout)["reason"]) == (1, reason)


def test_an_end_is_rehearsed_in_counts(world: World) -> None:
    bring(world.at, born(world.at, "R1"))
    month = f"{london_date(world.at):%Y-%m}"
    found = told("agreement", "rehearse", "II-1", "--ended", "--month", month)
    assert (found["births"], found["withheld"], found["called_back"]) == (1, 1, 1)
    shown = run("agreement", "rehearse", "II-1", "--ended", "--month", month).output
    assert "Nothing was changed." in shown
    assert "1  families handed over that would be called back" in shown
    assert "It would change nothing." in run("agreement", "rehearse", "II-1", "--version", "1").output


def test_what_cannot_be_rehearsed_is_refused(world: World) -> None:
    for words, status in (
        (("II-1",), 2),
        (("II-1", "--ended", "--version", "1"), 2),
        (("II-1", "--ended", "--month", "2026-13"), 2),
        (("II-1", "--version", "7"), 1),
        (("NONE", "--ended"), 1),
    ):
        assert run("agreement", "rehearse", *words).exit_code == status


def test_a_birth_tells_the_law_and_then_what_is_missing_and_whose_turn_it_is(world: World) -> None:
    bring(world.at, born(world.at, "R1"))
    reference = Decision.objects.select_related("birth").get(superseded_at=None).birth.reference
    cited = gateway("children-act-2004-s10")
    assert cited
    assert cited.source in run("explain", reference).output
    assert told("explain", reference)["missing"] is None
    suspend(world)
    assert "whose turn Calderdale (director" in run("explain", reference).output
    assert told("explain", reference)["missing"]["lacks"][0]["missing"] == "suspended"


def test_a_birth_that_waits_for_its_suppliers_word_names_the_supplier(world: World) -> None:
    bring(world.at, born(world.at, "R1", born_on=str(london_date(world.at) - timedelta(days=10))))
    reference = Decision.objects.select_related("birth").get(superseded_at=None).birth.reference
    assert told("explain", reference)["missing"]["why"] == "earliest-day"
    later = str(london_date(world.at) + timedelta(days=10))
    found = told("explain", reference, "--as-of", later)["missing"]
    assert (found["why"], found["whose"]) == ("status-stale", "Calderdale Child Health")
    assert "Calderdale Child Health (sends files for a supplier)" in run("explain", reference, "--as-of", later).output
