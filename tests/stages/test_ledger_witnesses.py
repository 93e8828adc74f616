"""A second organisation cosigns the ledger by file or by HTTP, and refuses one that was rewritten, cut or forked."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connections

from rightstart.jobs import work as jobs
from rightstart.ledger.asking import Asked, Unanswered, ask_witnesses
from rightstart.ledger.checkpoint import Head, claimed
from rightstart.ledger.cosignature import witness_key
from rightstart.ledger.cosigned import witnesses
from rightstart.ledger.findings import Kind
from rightstart.ledger.models import Leaf
from rightstart.ledger.prove import Inclusion, NoProof, prove_inclusion
from rightstart.ledger.publish import publish
from rightstart.ledger.seal import seal
from rightstart.ledger.verify import verify_published
from rightstart.ledger.witnesses import NotNamed, NotTaken, Request, Taken, end_witness, name_witness, request, take
from rightstart.terms import Actor
from tests.alone import check, run, serving, witness, witnessed_by
from tests.clean import empty
from tests.stages.sealing import AT, LOG, OTHER, sealed, written

BY = Actor.job("test")
KEY = LOG.verifier.published
FIRST, SECOND = "council.example/witness", "trust.example/witness"

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    grow(tmp_path / "ledger", 0, 300)
    return tmp_path / "ledger"


def grow(log: Path, start: int, end: int) -> list[bytes]:
    leaves = written(*range(start, end))
    sealed()
    publish(directory=log)
    return leaves


def named(home: Path, name: str = FIRST, address: str | None = None) -> str:
    """A witness that is named; the act that says so waits for its place, so that the next `grow` has one leaf more."""
    key = witness(home, name)
    told = name_witness(key=key, address=address, by=BY, at=AT)
    assert not isinstance(told, NotNamed)
    return key


def by_file(log: Path, home: Path, old: int) -> tuple[int, str, str]:
    """Ask a witness by file; its exit status, the cosigned checkpoint, and what it says otherwise."""
    asked = request(old, directory=log)
    assert isinstance(asked, Request)
    (home / "request.txt").write_text(asked.text)
    done = run("witness_ledger.py", "cosign", home / "request.txt", "--home", home, "--log", KEY)
    return done.returncode, done.stdout, done.stderr


def answers(asked: list[Asked]) -> dict[str, object]:
    return {one.name: one.answer for one in asked}


def test_a_witness_cosigns_by_file_and_its_word_is_published_and_counted(log: Path, tmp_path: Path) -> None:
    key = named(tmp_path / "w")
    status, cosigned, _ = by_file(log, tmp_path / "w", 0)
    assert status == 0
    assert take(cosigned, at=AT) == take(cosigned, at=AT) == Taken((FIRST,), 300)
    publish(directory=log)
    assert (log / "checkpoint").read_text() == cosigned
    verdict = verify_published(log, LOG.key.public_key(), witnesses=[_key(key)], quorum=1)
    assert (verdict.sound, [(one.name, one.size) for one in verdict.cosigned]) == (True, [(FIRST, 300)])
    sound, told = check("log", log, KEY, "--witness", key)
    assert sound
    assert f"Cosigned by {FIRST}" in told
    assert "the first 300 of 300" in told


def _key(told: str):
    key = witness_key(told)
    assert key
    return key


def test_what_a_witness_cosigned_stays_published_while_the_log_grows_on(log: Path, tmp_path: Path) -> None:
    key = named(tmp_path / "w")
    take(by_file(log, tmp_path / "w", 0)[1], at=AT)
    leaves = grow(log, 301, 700)
    head = claimed((log / f"cosigned/{_key(key).id.hex()}").read_text())
    assert isinstance(head, Head)
    assert head.size == 300
    assert "the first 300 of 700" in check("log", log, KEY, "--witness", key)[1]
    assert request(300, directory=log) != request(0, directory=log)
    status, cosigned, _ = by_file(log, tmp_path / "w", 300)
    assert status == 0
    take(cosigned, at=AT)
    publish(directory=log)
    assert "the first 700 of 700" in check("log", log, KEY, "--witness", key)[1]
    proof = prove_inclusion(leaves[0], directory=log)
    assert isinstance(proof, Inclusion)
    assert FIRST in proof.note


def test_a_proof_ends_in_the_checkpoint_that_most_witnesses_cosigned(log: Path, tmp_path: Path) -> None:
    named(tmp_path / "w")
    [leaf, *_] = [bytes(one) for one in Leaf.objects.order_by("pk").values_list("hash", flat=True)]
    take(by_file(log, tmp_path / "w", 0)[1], at=AT)
    [later, *_] = grow(log, 301, 310)
    early, late = prove_inclusion(leaf, directory=log), prove_inclusion(later, directory=log)
    assert isinstance(early, Inclusion)
    assert isinstance(late, Inclusion)
    assert (claimed(early.note).size, claimed(late.note).size) == (300, 310)
    assert early.holds(LOG.key.public_key())
    assert FIRST in early.note
    assert FIRST not in late.note


def test_so_many_of_the_witnesses_named_must_have_cosigned(log: Path, tmp_path: Path) -> None:
    keys = [named(tmp_path / "1", FIRST), named(tmp_path / "2", SECOND), witness(tmp_path / "3", "other.example")]
    for home in ("1", "2"):
        take(by_file(log, tmp_path / home, 0)[1], at=AT)
    publish(directory=log)
    for quorum, enough in ((1, True), (2, True), (3, False)):
        assert check("log", log, KEY, *witnessed_by(keys), "--quorum", quorum)[0] is enough
        verdict = verify_published(log, LOG.key.public_key(), witnesses=list(map(_key, keys)), quorum=quorum)
        assert verdict.sound is enough
    assert check("log", log, KEY, "--witness", keys[0], "--witness", keys[0], "--quorum", 2)[0] is False


@pytest.mark.parametrize("lie", ["fork", "cut"])
def test_a_witness_refuses_a_fork_and_a_roll_back_and_verifiers_find_them(
    log: Path, tmp_path: Path, database: str, lie: str
) -> None:
    key = named(tmp_path / "w")
    cosigned = by_file(log, tmp_path / "w", 0)[1]
    empty(database)
    other = tmp_path / "other"
    written(*(range(200) if lie == "cut" else [*range(299), 7, *range(300, 400)]))
    sealed()
    publish(directory=other)
    asked = request(0 if lie == "cut" else 300, directory=other)
    assert isinstance(asked, Request)
    (tmp_path / "w/request.txt").write_text(asked.text)
    done = run("witness_ledger.py", "cosign", tmp_path / "w/request.txt", "--home", tmp_path / "w", "--log", KEY)
    assert done.returncode == 1
    assert ("from 300 entries on" if lie == "cut" else "REFUSED") in done.stderr
    (other / "cosigned").mkdir()
    (other / f"cosigned/{_key(key).id.hex()}").write_text(cosigned)
    assert not check("log", other, KEY, "--witness", key)[0]
    verdict = verify_published(other, LOG.key.public_key(), witnesses=[_key(key)], quorum=1)
    assert {one.kind for one in verdict.findings} == {Kind.HISTORY_REWRITTEN}
    (other / f"cosigned/{_key(key).id.hex()}").unlink()
    assert not check("log", other, KEY, "--witness", key)[0], "a word that is left out is missed"


def test_a_witness_answers_only_for_logs_it_knows_signed_by_their_key(log: Path, tmp_path: Path) -> None:
    home = tmp_path / "w"
    witness(home, FIRST)
    asked = request(0, directory=log)
    assert isinstance(asked, Request)
    (home / "request").write_text(asked.text)
    unknown = run("witness_ledger.py", "cosign", home / "request", "--home", home)
    another = run("witness_ledger.py", "cosign", home / "request", "--home", home, "--log", OTHER.verifier.published)
    (home / "request").write_text("old one\n\n")
    unreadable = run("witness_ledger.py", "cosign", home / "request", "--home", home, "--log", KEY)
    assert [done.returncode for done in (unknown, another, unreadable)] == [1, 1, 1]
    assert "No ledger of this name" in unknown.stderr
    assert "not signed by the ledger's key" in another.stderr
    assert "cannot be read" in unreadable.stderr


def test_a_witness_is_asked_by_http_from_where_it_says_that_it_is(log: Path, tmp_path: Path) -> None:
    home = tmp_path / "w"
    witness(home, FIRST)
    with serving(home, KEY) as address:
        key = named(home, FIRST, address)
        assert answers(ask_witnesses(directory=log, at=AT)) == {FIRST: Taken((FIRST,), 300)}
        assert ask_witnesses(directory=log, at=AT) == []
        grow(log, 301, 400)
        assert by_file(log, home, 300)[0] == 0  # what it cosigned and nobody took
        grow(log, 400, 500)
        assert answers(ask_witnesses(directory=log, at=AT)) == {FIRST: Taken((FIRST,), 500)}
    publish(directory=log)
    assert check("log", log, KEY, "--witness", key)[0]


def test_a_ledger_put_back_to_an_earlier_day_or_rewritten_is_told_by_its_witness(
    log: Path, tmp_path: Path, database: str
) -> None:
    home = tmp_path / "w"
    witness(home, FIRST)
    with serving(home, KEY) as address:
        named(home, FIRST, address)
        ask_witnesses(directory=log, at=AT)
        for numbers, why in (
            (range(200), Unanswered.AHEAD),
            ([*range(298), 7], Unanswered.AHEAD),
            (range(1, 400), Unanswered.INCONSISTENT),
        ):
            empty(database)
            named(home, FIRST, address)
            written(*numbers)
            sealed()
            publish(directory=tmp_path / str(len(numbers)))
            assert answers(ask_witnesses(directory=tmp_path / str(len(numbers)), at=AT)) == {FIRST: why}


def test_a_witness_that_does_not_answer_or_know_us_is_told_and_takes_nothing_down(log: Path, tmp_path: Path) -> None:
    witness(tmp_path / "2", SECOND)
    with serving(tmp_path / "2", OTHER.verifier.published) as address:
        named(tmp_path / "1", FIRST, "http://127.0.0.1:1")
        named(tmp_path / "2", SECOND, address)
        expected = {FIRST: Unanswered.UNREACHABLE, SECOND: Unanswered.NOT_KNOWN}
        assert answers(ask_witnesses(directory=log, at=AT)) == expected
        jobs.ask_witnesses(BY, AT)
    assert [one.size for one in witnesses()] == [0, 0]


def test_an_answer_that_is_not_the_witness_named_is_not_taken(log: Path, tmp_path: Path) -> None:
    witness(tmp_path / "2", SECOND)
    with serving(tmp_path / "2", KEY) as address:
        named(tmp_path / "1", FIRST, address)
        assert answers(ask_witnesses(directory=log, at=AT)) == {FIRST: Unanswered.FALSE}


def test_only_a_word_of_a_standing_witness_under_our_own_checkpoint_is_taken(log: Path, tmp_path: Path) -> None:
    home = tmp_path / "w"
    witness(home, FIRST)
    cosigned = by_file(log, home, 0)[1]
    assert take(cosigned, at=AT) is NotTaken.NO_WITNESS
    named(home)
    assert take("no checkpoint", at=AT) is NotTaken.UNREADABLE
    assert take(LOG.note(299, bytes(32)), at=AT) is NotTaken.NOT_OURS
    assert take(LOG.note(300, bytes(32)), at=AT) is NotTaken.NOT_OURS
    broken = cosigned[:-20] + ("A" if cosigned[-20] != "A" else "B") + cosigned[-19:]
    assert take(broken, at=AT) in {NotTaken.NO_WITNESS, NotTaken.UNREADABLE}
    assert take(cosigned, at=AT) == Taken((FIRST,), 300)


def test_naming_and_ending_a_witness_are_acts_of_the_ledger(log: Path, tmp_path: Path) -> None:
    key = named(tmp_path / "w")
    assert name_witness(key=key, address=None, by=BY, at=AT) is NotNamed.ALREADY
    assert name_witness(key=KEY, address=None, by=BY, at=AT) is NotNamed.NOT_A_KEY
    assert name_witness(key=key[:-6] + "AAAAA=", address=None, by=BY, at=AT) is NotNamed.NOT_A_KEY
    take(by_file(log, tmp_path / "w", 0)[1], at=AT)
    publish(directory=log)
    assert end_witness(name=FIRST, by=BY, at=AT + timedelta(days=1)) == _key(key)
    assert end_witness(name=FIRST, by=BY, at=AT) is NotNamed.UNKNOWN
    publish(directory=log)
    assert (log / "checkpoint").read_text() == LOG.note(300, claimed((log / "checkpoint").read_text()).root)
    assert not list((log / "cosigned").iterdir())
    seal(signer=LOG, at=AT)
    acts = b"".join(bytes(body) for body in Leaf.objects.order_by("-pk")[:2].values_list("body", flat=True))
    assert acts.count(key.encode()) == 2
    assert b'"witness-named"' in acts
    assert b'"witness-ended"' in acts


def test_nothing_is_asked_before_anything_is_published(tmp_path: Path) -> None:
    assert request(0, directory=tmp_path) is NoProof.NOT_PUBLISHED
    assert ask_witnesses(directory=tmp_path, at=AT) == []


def test_nobody_changes_or_removes_a_cosignature(log: Path, tmp_path: Path) -> None:
    named(tmp_path / "w")
    take(by_file(log, tmp_path / "w", 0)[1], at=AT)
    for role in ("owner", "default", "intake"):
        for statement in ("UPDATE ledger_cosignature SET line = line", "DELETE FROM ledger_cosignature"):
            with pytest.raises(DatabaseError, match=r"only ever added to|permission denied"):
                connections[role].cursor().execute(statement)
    with pytest.raises(DatabaseError, match="permission denied"):
        connections["default"].cursor().execute("UPDATE ledger_witness SET key = key")
