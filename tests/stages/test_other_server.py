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


def test_all_that_database_url_says_of_the_server_holds_for_every_role(tmp_path: Path) -> None:
    url = "postgresql://owner@db.example/rs?sslmode=verify-full&sslrootcert=/ca.pem&options=-c%20work_mem%3D8MB"
    told = "from rightstart import settings; import json; print(json.dumps(settings.DATABASES))"
    environment = os.environ | {"DATABASE_URL": url, "RIGHTSTART_HOME": str(tmp_path)}
    printed = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    for role in json.loads(printed.stdout).values():
        assert (role["HOST"], role["NAME"]) == ("db.example", "rs")
        assert role["OPTIONS"]["sslmode"] == "verify-full"
        assert role["OPTIONS"]["sslrootcert"] == "/ca.pem"
        assert role["OPTIONS"]["options"].startswith("-c work_mem=8MB ")
