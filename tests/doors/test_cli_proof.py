"""The ledger by command: sealed, published, and checked by whoever has its files and its key."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.db import transaction

from rightstart.cli.main import commands
from rightstart.cli.proof import LogKey
from rightstart.ledger.append import append
from tests.clean import empty

AT = datetime(2026, 10, 20, 6, tzinfo=UTC)


@pytest.fixture
def published(database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A ledger of three acts, sealed and published."""
    monkeypatch.setattr(settings, "LEDGER_DIRECTORY", tmp_path / "ledger")
    with transaction.atomic():
        append([{"act": name} for name in ("first", "second", "third")], at=AT)
    assert told("ledger", "seal")["new"] == 3
    assert told("ledger", "publish")["new"] == 3
    return tmp_path / "ledger"


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, words, catch_exceptions=False)


def told(*words: str) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_sound_ledger_is_found_sound_in_its_files_and_in_the_store(published: Path) -> None:
    verdicts = told("ledger", "verify", "--store")
    assert [(one["sound"], one["size"]) for one in verdicts.values()] == [(True, 3), (True, 3)]
    assert verdicts["published"]["root"] == verdicts["store"]["root"]
    assert "sound. 3 entries" in run("ledger", "verify").stdout


def test_sealing_and_publishing_again_finds_nothing_new(published: Path) -> None:
    assert told("ledger", "seal")["new"] == 0
    assert told("ledger", "publish")["new"] == 0


def test_files_that_were_tampered_with_are_found_out_by_the_exit_status(published: Path) -> None:
    [entries] = published.glob("tile/entries/*.p/*")
    entries.write_bytes(entries.read_bytes().replace(b"second", b"seconx"))
    found = run("ledger", "verify", str(published))
    assert found.exit_code == 1
    assert "do not give the root that was signed" in found.stdout
    assert json.loads(run("ledger", "verify", "--json").stdout)["published"]["sound"] is False


def test_anyone_can_check_the_files_with_the_published_key_alone(published: Path) -> None:
    key = told("ledger", "key")["key"]
    assert run("ledger", "verify", str(published), "--key", key).exit_code == 0
    other = "rightstart.local/ledger+00000000+Af" + "A" * 42
    assert run("ledger", "verify", str(published), "--key", other).exit_code in {1, 2}
    assert run("ledger", "verify", str(published), "--key", "nonsense").exit_code == 2


def test_a_ledger_that_forgot_what_an_earlier_checkpoint_signed_is_found_out(published: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    earlier.write_bytes((published / "checkpoint").read_bytes())
    assert run("ledger", "verify", "--earlier", str(earlier)).exit_code == 0
    (published / "checkpoint").unlink()
    assert run("ledger", "verify", "--earlier", str(earlier)).exit_code == 1


def test_nothing_is_written_over_the_files_of_another_ledger(published: Path, database: str) -> None:
    empty(database)
    with transaction.atomic():
        append([{"act": "of another life"}], at=AT)
    told("ledger", "seal")
    refused = run("ledger", "publish", "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["reason"] == "foreign"


def test_a_key_whose_base_64_holds_a_plus_is_read() -> None:
    held = "rightstart+4e695922+AclBcq4FHK7wEyiPmMuDIJlC1R6+Wb3o2YiAO7b1ffVc"
    assert LogKey().convert(held, None, None).public_bytes_raw().hex().startswith("c94172")
