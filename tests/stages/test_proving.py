"""What was signed can be checked offline by anyone, with the files that are given out and a program that knows nothing of ours."""

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from rightstart.agreements.models import Event
from rightstart.agreements.proving import CHECKER, Proved, proof_of
from rightstart.agreements.sign import Signed, sign
from rightstart.directory.rules import RoleKind
from rightstart.ledger.prove import NoProof
from rightstart.ledger.publish import publish
from rightstart.terms import Actor
from tests.stages.agreeing import (
    AT,
    COUNCIL,
    DATA_SHARING,
    INSTRUCTION,
    Ids,
    draft,
    looking,
    organisations,
    propose,
    signed,
    suspend,
)
from tests.stages.sealing import LOG, OTHER, sealed

KEY = LOG.verifier.published


@pytest.fixture
def ids(database: str) -> Ids:
    found = organisations()
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    signed(INSTRUCTION, COUNCIL)
    return found


def given_out(ids: Ids, tmp_path: Path, reference: str = "DSA-1") -> Path:
    """The folder that somebody has who asked for the proof."""
    published = tmp_path / "published"
    sealed()
    publish(directory=published)
    found = proof_of(looking(ids, COUNCIL), reference, key=KEY, published=published)
    assert isinstance(found, Proved)
    folder = tmp_path / reference
    for path, content in found.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def checked(folder: Path, *more: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", str(folder / CHECKER), *more], capture_output=True, text=True, check=False, cwd="/"
    )
    return done.returncode, done.stdout + done.stderr


def altered(file: Path, change: Callable[[str], str]) -> None:
    before = file.read_text()
    file.write_text(change(before))
    assert file.read_text() != before


def test_what_was_signed_fits_and_is_told_by_organisation_role_and_day(ids: Ids, tmp_path: Path) -> None:
    status, said = checked(given_out(ids, tmp_path), "--key", KEY)
    assert status == 0, said
    assert "Everything fits" in said
    assert "DSA-1, version 1: approved by CHIS01 as caldicott-guardian on 2026-10-20" in said
    assert f"DSA-1, version 1: signed by {COUNCIL} as director on 2026-10-20" in said


def test_it_tells_what_was_done_by_a_link(ids: Ids, tmp_path: Path) -> None:
    draft(DATA_SHARING, frequency="monthly")
    propose(DATA_SHARING, COUNCIL, 2)
    of = Event.objects.get(kind="proposed", version__version=2).document
    told = {"reference": "DSA-1", "version": 2, "party_code": COUNCIL, "role": RoleKind.SIRO, "document": of}
    assert isinstance(sign(**told, by=Actor.invited(7), at=AT), Signed)
    status, said = checked(given_out(ids, tmp_path))
    assert (status, f"version 2: signed by {COUNCIL} as siro by a link sent to its office on" in said) == (0, True)


def test_without_a_key_from_elsewhere_it_says_what_is_still_to_be_compared(ids: Ids, tmp_path: Path) -> None:
    status, said = checked(given_out(ids, tmp_path))
    assert (status, KEY in said, "compared" in said) == (0, True, True)


def test_the_checker_imports_nothing_of_ours() -> None:
    source = Path(proof_of.__code__.co_filename).parent / "offline" / CHECKER
    assert "rightstart" not in source.read_text()


def test_a_document_that_is_altered_or_not_there_does_not_fit(ids: Ids, tmp_path: Path) -> None:
    folder = given_out(ids, tmp_path)
    [document] = (folder / "documents").iterdir()
    content = document.read_bytes()
    document.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    status, said = checked(folder)
    assert (status, "nothing that was signed" in said, "is not here as it was" in said) == (1, True, True)
    document.unlink()
    assert checked(folder)[0] == 1


@pytest.mark.parametrize(
    ("was", "becomes"), [('"director', '"siro'), ("2026-10-20", "2026-10-19"), ("CHIS01", "CHIS02")]
)
def test_an_act_that_says_something_else_is_not_in_the_ledger(ids: Ids, tmp_path: Path, was: str, becomes: str) -> None:
    folder = given_out(ids, tmp_path)
    told = json.loads((folder / "acts.json").read_text())
    told["acts"][-1 if was != "CHIS01" else 0]["body"] = told["acts"][-1 if was != "CHIS01" else 0]["body"].replace(
        was, becomes
    )
    altered(folder / "acts.json", lambda _: json.dumps(told))
    status, said = checked(folder)
    assert (status, "is not in the ledger as it stands here" in said) == (1, True)


def test_a_proof_that_is_another_acts_shows_nothing(ids: Ids, tmp_path: Path) -> None:
    folder = given_out(ids, tmp_path)
    told = json.loads((folder / "acts.json").read_text())
    first, second, *_ = told["acts"]
    first["path"], second["path"] = second["path"], first["path"]
    altered(folder / "acts.json", lambda _: json.dumps(told))
    assert checked(folder)[0] == 1


def test_a_signature_under_another_agreement_is_not_taken_for_one_under_this(ids: Ids, tmp_path: Path) -> None:
    folder, other = given_out(ids, tmp_path), tmp_path / "II-1"
    found = proof_of(looking(ids, COUNCIL), "II-1", key=KEY, published=tmp_path / "published")
    assert isinstance(found, Proved)
    told, others = (json.loads(one) for one in ((folder / "acts.json").read_bytes(), found.files["acts.json"]))
    told["acts"][-1] = others["acts"][-1]
    altered(folder / "acts.json", lambda _: json.dumps(told))
    status, said = checked(folder)
    assert (status, "more than one agreement" in said, other.exists()) == (1, True, False)


def test_a_checkpoint_of_another_key_is_forged_however_well_all_else_fits(ids: Ids, tmp_path: Path) -> None:
    folder = given_out(ids, tmp_path)
    status, said = checked(folder, "--key", OTHER.verifier.published)
    assert (status, "does not bear the signature of this key" in said) == (1, True)
    told = json.loads((folder / "acts.json").read_text())
    size = told["checkpoint"].split("\n")[1]
    told["checkpoint"] = told["checkpoint"].replace(f"\n{size}\n", f"\n{int(size) + 1}\n")
    altered(folder / "acts.json", lambda _: json.dumps(told))
    status, said = checked(folder)
    assert (status, "forged" in said) == (1, True)


def test_an_entry_that_says_other_words_than_were_signed_does_not_fit(ids: Ids, tmp_path: Path) -> None:
    folder = given_out(ids, tmp_path)
    altered(folder / "entries" / "version-1.json", lambda text: text.replace("weekly", "daily"))
    status, said = checked(folder)
    assert (status, "does not say what was signed" in said) == (1, True)


def test_every_version_and_what_became_of_it_is_there(ids: Ids, tmp_path: Path) -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL, frequency="monthly")
    suspend(DATA_SHARING, "CHIS01")
    folder = given_out(ids, tmp_path)
    assert sorted(one.name for one in (folder / "entries").iterdir()) == ["version-1.json", "version-2.json"]
    assert len(list((folder / "documents").iterdir())) == 2
    status, said = checked(folder)
    assert (status, "version 2: suspended by CHIS01" in said) == (0, True)
    names = {one.name.partition(".")[0] for one in (folder / "documents").iterdir()}
    assert names == {sha256(one.read_bytes()).hexdigest() for one in (folder / "documents").iterdir()}


def test_what_is_not_sealed_yet_has_no_proof_and_a_stranger_gets_none(ids: Ids, tmp_path: Path) -> None:
    asked = {"key": KEY, "published": tmp_path}
    assert proof_of(looking(ids, COUNCIL), "DSA-1", **asked) is NoProof.NOT_SEALED
    assert proof_of(looking(ids, "E08000034"), "DSA-1", **asked) is None
