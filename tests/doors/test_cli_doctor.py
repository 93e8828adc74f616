"""The doctor finds what is wrong, says how to mend it, and tells scripts by the exit status."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connections, transaction

from rightstart.cli.main import commands
from rightstart.engine import keys
from rightstart.handover.rules import Way
from rightstart.handover.systems import Told, add_system
from rightstart.ledger.append import append
from tests.clean import put_back
from tests.journey.world import BY, CALDERDALE, World, row

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _published_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "LEDGER_DIRECTORY", tmp_path)


def found() -> tuple[int, dict[str, str]]:
    """The exit status, and how each thing looked at is."""
    done = CliRunner().invoke(commands, ["doctor", "--json"], catch_exceptions=False)
    return done.exit_code, {one["what"]: one["state"] for one in json.loads(done.stdout)}


def wrong() -> set[str]:
    status, states = found()
    said = {what for what, state in states.items() if state == "wrong"}
    assert status == (1 if said else 0)
    return said


def run_as_superuser(dsn: str, statement: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


@pytest.fixture
def loosened(database: str) -> Iterator[None]:
    run_as_superuser(database, "ALTER ROLE rightstart_centre BYPASSRLS")
    yield
    run_as_superuser(database, "ALTER ROLE rightstart_centre NOBYPASSRLS")


def test_a_fresh_place_is_well(database: str) -> None:
    status, states = found()
    assert status == 0
    assert set(states.values()) <= {"well", "note"}
    assert {"home", "disk", "database", "schema", "roles", "keys", "ledger", "call-backs"} <= states.keys()


def test_a_role_that_can_go_round_row_security_is_wrong(loosened: None) -> None:
    assert wrong() == {"roles"}
    said = CliRunner().invoke(commands, ["doctor"]).stdout
    assert "rightstart_centre has rights above its own" in said


def test_a_key_that_others_may_read_is_wrong(database: str) -> None:
    keys.named_key(settings.HOME, "fingerprint")
    path = settings.HOME / "keys" / "fingerprint.key"
    path.chmod(0o644)
    assert wrong() == {"keys"}
    path.chmod(0o600)
    assert wrong() == set()


def test_a_lost_key_is_wrong_only_where_something_depends_on_it(database: str, tmp_path: Path) -> None:
    keys.named_key(settings.HOME, "ledger-signing")
    path = settings.HOME / "keys" / "ledger-signing.key"
    with transaction.atomic():
        append([{"act": "first"}], at=NOW)
    CliRunner().invoke(commands, ["ledger", "seal"])
    CliRunner().invoke(commands, ["ledger", "publish"])
    kept = path.rename(tmp_path / "away.key")
    assert wrong() == {"keys"}
    kept.rename(path)
    assert wrong() == set()


def test_an_act_that_waits_long_for_its_place_is_wrong(database: str) -> None:
    with transaction.atomic():
        append([{"act": "first"}], at=NOW - timedelta(hours=1))
    assert wrong() == {"ledger"}
    CliRunner().invoke(commands, ["ledger", "seal"])
    assert wrong() == {"published ledger"}
    CliRunner().invoke(commands, ["ledger", "publish"])
    assert wrong() == set()


def test_a_consignment_cut_short_is_wrong(database: str) -> None:
    world = World(today=NOW.date())
    world.confirm()
    assert "consignments" not in wrong()
    run_as_superuser(database, "DELETE FROM births_carried")
    assert "consignments" in wrong()
    CliRunner().invoke(commands, ["advance"])
    assert "consignments" not in wrong()


@pytest.mark.parametrize(("days", "urgent"), [(6, False), (2, True)])
def test_a_call_back_nobody_answers_is_wrong_after_five_days_or_one_where_it_is_urgent(
    database: str, days: int, urgent: bool
) -> None:
    world = put_back(database, "journey", World)
    run_as_superuser(
        database,
        "INSERT INTO handover_callback (decision_id, centre_id, reference, handed_on, demanded_at, urgent, leaf_hash)"
        f" VALUES (1, {world.ids['CAL-01']}, 'R', current_date, now() - interval '{days} days', {urgent}, '')",
    )
    assert "call-backs" in wrong()
    assert "1 at CAL-01" in CliRunner().invoke(commands, ["doctor"]).stdout


@pytest.mark.parametrize(("days", "urgent"), [(3, False), (2, True)])
def test_a_stop_elsewhere_nobody_answers_is_wrong_after_two_days_or_one_where_it_is_urgent(
    database: str, days: int, urgent: bool
) -> None:
    world = put_back(database, "journey", World)
    told = Told("Admissions", "Its office", Way.FILE, "01632 960001")
    add_system(council=world.ids[CALDERDALE], told=told, by=BY, at=world.at)
    run_as_superuser(
        database,
        "INSERT INTO handover_downstreamstop (reference, system_id, council_id, birth_id, urgent, opened_at, salt, leaf_hash)"
        f" SELECT 'R', id, council_id, 1, {urgent}, now() - interval '{days} days', '', '' FROM handover_downstreamsystem",
    )
    assert "other mailings" in wrong()
    assert f"1 at {CALDERDALE}" in CliRunner().invoke(commands, ["doctor"]).stdout


def test_a_centre_that_holds_families_and_cannot_be_rung_is_noted(database: str) -> None:
    world = put_back(database, "journey", World)
    assert found()[1]["telephones"] == "well"
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    assert found()[1]["telephones"] == "note"
    assert "no number of CAL-01" in CliRunner().invoke(commands, ["doctor"]).stdout
    CliRunner().invoke(commands, ["people", "contact", "CAL-01", "centre-worker", "01632 960101"])
    assert found()[1]["telephones"] == "well"


def test_a_server_that_cannot_be_reached_is_told_and_nothing_else_is_looked_at(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@localhost:1/none")
    owner = connections["owner"]
    monkeypatch.setitem(owner.settings_dict, "HOST", "/nowhere")
    status, states = found()
    assert (status, states["database"]) == (1, "wrong")
    assert "roles" not in states
