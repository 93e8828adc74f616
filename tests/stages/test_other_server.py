"""Truths about using a PostgreSQL server that is not our own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from rightstart.engine import postgres


@pytest.fixture
def elsewhere(server: postgres.Server) -> str:
    """An empty database of somebody else's, as DATABASE_URL names it."""
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS elsewhere WITH (FORCE)")
        connection.execute("CREATE DATABASE elsewhere OWNER rightstart_owner")
    return f"postgresql://rightstart_owner@/elsewhere?host={server.socket}"


def rightstart(url: str, home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"DATABASE_URL": url, "RIGHTSTART_HOME": str(home)}
    order = [sys.executable, "-m", "rightstart.cli.main", *words]
    return subprocess.run(order, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_database_url_uses_another_server_and_starts_none(elsewhere: str, tmp_path: Path) -> None:
    entered = rightstart(elsewhere, tmp_path, "people", "organisation", "council", "E08000033", "Calderdale", "--json")
    assert entered.returncode == 0, entered.stderr
    with psycopg.connect(elsewhere, dbname="elsewhere") as connection:
        assert connection.execute("SELECT code FROM directory_organisation").fetchall() == [("E08000033",)]
    assert not (tmp_path / "postgres").exists()
    json.loads(entered.stdout)
