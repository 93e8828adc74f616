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
from rightstart.ledger.models import Leaf
from tests import alone
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
    assert json.loads(run("ledger", "seal", "--json").stdout)["reason"] == "behind"
    away = published.rename(published.with_name("away"))
    told("ledger", "seal")
    away.rename(published)
    refused = run("ledger", "publish", "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["reason"] == "foreign"


def test_a_key_whose_base_64_holds_a_plus_is_read() -> None:
    held = "rightstart+4e695922+AclBcq4FHK7wEyiPmMuDIJlC1R6+Wb3o2YiAO7b1ffVc"
    assert LogKey().convert(held, None, None).public_bytes_raw().hex().startswith("c94172")


def leaf() -> str:
    return bytes(Leaf.objects.order_by("pk").values_list("hash", flat=True)[1]).hex()


def test_one_act_is_proved_as_text_and_on_paper_to_whoever_has_the_key(published: Path, tmp_path: Path) -> None:
    key = told("ledger", "key")["key"]
    proof = run("ledger", "proof", leaf()).stdout
    sound, said = alone.check("proof", "-", key, told=proof)
    assert sound
    assert '"act": "second"' in said
    wrote = run("ledger", "proof", leaf(), "--pdf", str(tmp_path / "proof.pdf"))
    assert "Entry 1 of the 3" in wrote.stdout
    assert (tmp_path / "proof.pdf").read_bytes().startswith(b"%PDF")
    assert told("ledger", "proof", leaf())["proof"] == proof


def test_what_has_no_proof_is_told_with_what_to_do(published: Path) -> None:
    unknown = run("ledger", "proof", "0" * 64)
    assert (unknown.exit_code, "no such entry" in unknown.stderr) == (1, True)
    assert run("ledger", "proof", "0a").exit_code == 2
    with transaction.atomic():
        [waits] = append([{"act": "fourth"}], at=AT)
    assert "ledger seal" in run("ledger", "proof", waits.hex()).stderr


def test_a_witness_is_named_asked_by_file_taken_and_demanded_of_verify(published: Path, tmp_path: Path) -> None:
    home, key = tmp_path / "w", alone.witness(tmp_path / "w", "council.example/w")
    assert "Nobody but this log" in run("ledger", "witness", "list").stdout
    assert run("ledger", "verify", "--witness", key).exit_code == 1
    assert told("ledger", "witness", "add", key)["name"] == "council.example/w"
    assert "stands already" in run("ledger", "witness", "add", key).stderr
    assert run("ledger", "witness", "request", "council.example/w", "--out", str(home / "request")).exit_code == 0
    order = (
        "cosign",
        home / "request",
        "--home",
        home,
        "--log",
        told("ledger", "key")["key"],
        "--out",
        home / "cosigned",
    )
    assert alone.run("witness_ledger.py", *order).returncode == 0
    assert told("ledger", "witness", "take", str(home / "cosigned")) == {"names": ["council.example/w"], "size": 3}
    verdict = told("ledger", "verify", "--witness", key, "--quorum", "1")["published"]
    assert [(one["name"], one["size"]) for one in verdict["cosigned"]] == [("council.example/w", 3)]
    assert "the first 3 of 3 entries" in run("ledger", "verify", "--witness", key).stdout
    assert run("ledger", "verify", "--witness", key, "--quorum", "2").exit_code == 1
    assert [one["size"] for one in told("ledger", "witness", "list")] == [3]
    assert told("ledger", "witness", "end", "council.example/w")["name"] == "council.example/w"
    assert run("ledger", "verify", "--witness", key).exit_code == 1


def test_what_cannot_be_done_with_a_witness_is_told(published: Path, tmp_path: Path) -> None:
    assert run("ledger", "witness", "add", told("ledger", "key")["key"]).exit_code == 1
    assert run("ledger", "witness", "end", "nobody").exit_code == 1
    assert run("ledger", "witness", "request", "nobody").exit_code == 1
    assert "Nobody to ask" in run("ledger", "witness", "ask").stdout
    assert run("ledger", "witness", "take", str(published / "checkpoint")).exit_code == 1
    key = alone.witness(tmp_path / "w", "council.example/w")
    assert run("ledger", "witness", "add", key, "--address", "council.example").exit_code == 2
    assert told("ledger", "witness", "add", key, "--address", "http://127.0.0.1:1/")["address"] == "http://127.0.0.1:1"
    asked = run("ledger", "witness", "ask")
    assert (asked.exit_code, "no answer" in asked.stdout) == (1, True)


def test_the_programs_of_others_are_written_out_as_they_are(published: Path, tmp_path: Path) -> None:
    for words, name in ((("verifier",), "check_ledger.py"), (("witness", "program"), "witness_ledger.py")):
        assert run("ledger", *words, "--out", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_bytes() == (alone.ALONE / name).read_bytes()
        assert run("ledger", *words).stdout == (alone.ALONE / name).read_text()
