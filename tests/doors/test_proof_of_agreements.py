"""Whoever is a party takes away what was signed, by page or by command, and anybody checks it."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.test import Client
from django.urls import reverse

from rightstart.cli.main import commands
from rightstart.directory.rules import RoleKind
from tests.doors.conftest import SignIn
from tests.doors.world import World


@pytest.fixture(autouse=True)
def ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "LEDGER_DIRECTORY", tmp_path / "ledger")


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, words, catch_exceptions=False)


def published() -> str:
    for word in ("seal", "publish"):
        assert run("ledger", word).exit_code == 0
    return run("ledger", "key").stdout.strip()


def asked(client: Client, reference: str = "DSA-1") -> tuple[str, bytes]:
    answer = client.get(reverse("agreement-proof"), {"reference": reference}, follow=True)
    return answer["Content-Type"], b"".join(answer.streaming_content) if answer.streaming else answer.content


def checked(content: bytes, folder: Path, key: str) -> str:
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    asked_for = [sys.executable, "-I", str(folder / "verify_agreement.py"), "--key", key]
    done = subprocess.run(asked_for, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_each_side_takes_the_same_archive_away_and_it_fits(world: World, sign_in: SignIn, tmp_path: Path) -> None:
    key = published()
    director, guardian = (asked(sign_in(role)) for role in (RoleKind.DIRECTOR, RoleKind.CALDICOTT_GUARDIAN))
    assert director == guardian
    assert director[0] == "application/zip"
    said = checked(director[1], tmp_path / "signed", key)
    assert "signed by E08000033 as director" in said


def test_an_operator_takes_away_what_covers_its_centre_and_nothing_else(world: World, sign_in: SignIn) -> None:
    published()
    operator = sign_in(RoleKind.SIGNING_DIRECTOR)
    assert asked(operator, "II-1")[0] == "application/zip"
    kind, page = asked(operator, "DSA-1")
    assert (kind.partition(";")[0], b"There is no such agreement" in page) == ("text/html", True)


def test_what_waits_for_its_place_in_the_ledger_says_so(world: World, sign_in: SignIn, tmp_path: Path) -> None:
    assert "waits for its place in the ledger" in asked(sign_in(RoleKind.DIRECTOR))[1].decode()
    refused = run("agreement", "proof", "DSA-1", "--out", str(tmp_path / "signed.zip"))
    assert (refused.exit_code, "rightstart ledger seal" in refused.stderr) == (1, True)
    assert not (tmp_path / "signed.zip").exists()


def test_the_command_writes_it_and_says_what_to_do_with_it(world: World, tmp_path: Path) -> None:
    key, out = published(), tmp_path / "signed.zip"
    done = run("agreement", "proof", "DSA-1", "--out", str(out))
    assert (done.exit_code, "python verify_agreement.py" in done.stdout) == (0, True)
    checked(out.read_bytes(), tmp_path / "signed", key)
    told = run("agreement", "proof", "DSA-1", "--out", str(out), "--json")
    assert "acts.json" in json.loads(told.stdout)["files"]
    assert run("agreement", "proof", "NONE", "--out", str(out)).exit_code == 1


def test_the_evidence_is_given_to_a_party_with_its_papers_and_a_page_on_it(
    world: World, sign_in: SignIn, tmp_path: Path
) -> None:
    published()
    answer = sign_in(RoleKind.DIRECTOR).get(reverse("agreement-evidence"), {"reference": "DSA-1"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = set(archive.namelist())
        assert {"index.html", "flow.csv", "papers/DSA-1-v1-dpia.pdf", "papers/DSA-1-v1-agreement.docx"} <= names
        assert "Evidence about DSA-1" in archive.read("index.html").decode()
    out = tmp_path / "evidence.zip"
    done = run("agreement", "evidence", "DSA-1", "--out", str(out))
    assert (done.exit_code, "open index.html" in done.stdout) == (0, True)
    with zipfile.ZipFile(out) as archive:
        assert set(archive.namelist()) == names
