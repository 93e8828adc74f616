"""Whoever has the published files, the key and one short program finds every forgery; the program has nothing of ours in it."""

import ast
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from rightstart.ledger.audit import verify_store
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.findings import Kind
from rightstart.ledger.kept import bodies
from rightstart.ledger.merkle import leaf_hash, root
from rightstart.ledger.proof_text import proof_parts, proof_text
from rightstart.ledger.prove import Inclusion, prove_inclusion
from rightstart.ledger.publish import publish
from rightstart.ledger.tiles import Tiling, bundle_path, bundled, unbundled
from rightstart.ledger.verify import verify_published
from tests.alone import ALONE, check
from tests.clean import empty
from tests.stages.sealing import LOG, OTHER, sealed, written

KEY = LOG.verifier.published
SIZE = 600

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of 600 acts in three checkpoints, published; the second checkpoint is kept beside it as `earlier`."""
    written(*range(100))
    sealed()
    written(*range(100, 300))
    (tmp_path / "earlier").write_text(sealed().note)
    written(*range(300, SIZE))
    sealed()
    publish(directory=tmp_path / "ledger")
    return tmp_path / "ledger"


def entries_of(log: Path) -> list[bytes]:
    found = [
        unbundled((log / path).read_bytes()) for path in (bundle_path(0), bundle_path(1), bundle_path(2, SIZE - 512))
    ]
    return [entry for bundle in found for entry in bundle or []]


def lay(log: Path, entries: list[bytes], signer: Signer = LOG) -> None:
    """Lays a whole log of these entries, as its owner could who keeps the key and means to lie."""
    shutil.rmtree(log)
    hashes = [leaf_hash(entry) for entry in entries]
    tiling = Tiling()
    files = {tile.path: tile.content for tile in [*tiling.add(hashes)]} | {t.path: t.content for t in tiling.unfilled()}
    for index, start in enumerate(range(0, len(entries), 256)):
        bundle = entries[start : start + 256]
        files[bundle_path(index, len(bundle))] = bundled(bundle)
    files["checkpoint"] = signer.note(len(entries), root(hashes)).encode()
    for path, content in files.items():
        (log / path).parent.mkdir(parents=True, exist_ok=True)
        (log / path).write_bytes(content)


def earlier(log: Path) -> list[object]:
    return ["--earlier", log.parent / "earlier"]


@pytest.mark.parametrize("program", sorted(ALONE.glob("*_ledger.py")), ids=lambda path: path.name)
def test_the_programs_need_python_and_cryptography_and_nothing_of_ours(program: Path) -> None:
    tree = ast.parse(program.read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "cryptography.exceptions" in names
    assert not any(name.startswith(("rightstart", "django", "msgspec")) for name in names)
    assert '# dependencies = ["cryptography>=42"]' in program.read_text()


def test_a_log_that_nobody_touched_is_sound_and_rebuilt_to_the_same_root(log: Path) -> None:
    sound, told = check("log", log, KEY, *earlier(log))
    assert sound
    assert verify_published(log, LOG.key.public_key()).root.hex() in told
    assert f"{SIZE} entries" in told


def changed(path: str, old: bytes, new: bytes) -> Callable[[Path], object]:
    def change(log: Path) -> None:
        content = (log / path).read_bytes()
        assert old in content
        (log / path).write_bytes(content.replace(old, new, 1))

    return change


def swapped(log: Path) -> None:
    """Two entries change places; each is still what it was."""
    entries = unbundled((log / bundle_path(0)).read_bytes()) or []
    (log / bundle_path(0)).write_bytes(bundled([entries[1], entries[0], *entries[2:]]))


def damaged(path: str, at: int) -> Callable[[Path], object]:
    def damage(log: Path) -> None:
        content = bytearray((log / path).read_bytes())
        content[at] ^= 1
        (log / path).write_bytes(content)

    return damage


@pytest.mark.parametrize(
    ("forgery", "said"),
    [
        (changed("tile/entries/000", b'"number":77}', b'"number":78}'), "from entry 77 on"),
        (swapped, "from entry 0 on"),
        (damaged("tile/0/001", 32 * 5), "from entry 261 on"),
        (damaged("tile/1/000.p/2", 32), "from entry 256 on"),
        (damaged("tile/entries/002.p/88", 0), "Missing or damaged"),
        (changed("checkpoint", f"\n{SIZE}\n".encode(), b"\n599\n"), "is false"),
        (damaged("checkpoint", 20), "cannot be read|is not signed|is false"),
        (lambda log: (log / "checkpoint").unlink(), "cannot be read"),
        (lambda log: (log / "tile/0/002.p/88").unlink(), "from entry 512 on"),
        (lambda log: (log / "tile/entries/001").unlink(), "Missing or damaged"),
        (lambda log: lay(log, entries_of(log), OTHER), "is not signed by"),
    ],
)
def test_each_forgery_of_the_files_is_found_by_both_verifiers(log: Path, forgery: Callable, said: str) -> None:
    forgery(log)
    sound, told = check("log", log, KEY)
    assert not sound
    assert any(words in told for words in said.split("|")), told
    assert not verify_published(log, LOG.key.public_key()).sound


@pytest.mark.parametrize("lie", ["altered", "left out", "put in", "reordered", "cut"])
def test_a_log_rebuilt_and_signed_anew_is_found_by_whoever_kept_an_earlier_checkpoint(log: Path, lie: str) -> None:
    was = entries_of(log)
    lies = {
        "altered": [*was[:40], b'{"act":"forged"}', *was[41:]],
        "left out": [*was[:40], *was[41:]],
        "put in": [*was[:40], b'{"act":"forged"}', *was[40:]],
        "reordered": [*was[:40], was[41], was[40], *was[42:]],
        "cut": was[:200],
    }
    lay(log, lies[lie])
    assert check("log", log, KEY)[0], "by itself it is without fault: only what others kept shows the lie"
    sound, told = check("log", log, KEY, *earlier(log))
    assert not sound
    assert "rewritten or cut" in told
    note = (log.parent / "earlier").read_text()
    verdict = verify_published(log, LOG.key.public_key(), earlier=[note])
    assert {finding.kind for finding in verdict.findings} == {Kind.HISTORY_REWRITTEN}


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE ledger_leaf SET body = '{}' WHERE id = 7",
        "UPDATE ledger_leaf SET hash = sha256('x') WHERE id = 7",
        "UPDATE ledger_leaf a SET body = b.body, hash = b.hash FROM ledger_leaf b WHERE a.id IN (301, 308) AND b.id = 609 - a.id",
        "UPDATE ledger_checkpoint SET root = sha256('x') WHERE size = 300",
        "UPDATE ledger_checkpoint SET note = replace(note, '300', '301') WHERE size = 300",
    ],
)
def test_a_record_leaf_order_or_checkpoint_altered_in_the_store_is_found(
    log: Path, database: str, tampering: str
) -> None:
    assert verify_store(key=LOG.key.public_key(), directory=log).sound
    with psycopg.connect(database) as superuser:
        superuser.execute("SET session_replication_role = replica")
        assert superuser.execute(tampering).rowcount > 0
    assert not verify_store(key=LOG.key.public_key(), directory=log).sound


def test_a_store_rebuilt_whole_is_not_what_was_published_before(log: Path, database: str) -> None:
    empty(database)
    written(*range(SIZE - 1), 7)
    sealed()
    verdict = verify_store(key=LOG.key.public_key(), directory=log)
    assert Kind.PUBLISHED_DIFFERS in {finding.kind for finding in verdict.findings}


def proved(log: Path, number: int) -> tuple[Inclusion, bytes]:
    leaf = leaf_hash(entries_of(log)[number])
    proof = prove_inclusion(leaf, directory=log)
    assert isinstance(proof, Inclusion)
    return proof, bodies([leaf])[leaf]


@pytest.mark.parametrize("number", [0, 255, 256, 599])
def test_the_proof_of_one_act_holds_as_text_and_as_qr_codes_in_any_order(log: Path, number: int) -> None:
    proof, body = proved(log, number)
    for told in (proof_text(proof, body), "\n\n".join(reversed(proof_parts(proof, body)))):
        sound, said = check("proof", "-", KEY, told=told)
        assert sound, said
        assert f'"number": {number}' in said
        assert f"entry {number} of {SIZE}" in said


def test_a_proof_holds_for_no_other_act_place_or_key_and_tells_which_code_is_missing(log: Path) -> None:
    proof, body = proved(log, 300)
    text = proof_text(proof, body)
    assert not check("proof", "-", KEY, told=text.replace("index 300", "index 301"))[0]
    assert not check("proof", "-", KEY, told=proof_text(proof, body.replace(b"300", b"301")))[0]
    assert not check("proof", "-", OTHER.verifier.published, told=text)[0]
    parts = proof_parts(proof, body)
    assert "missing: 2" in check("proof", "-", KEY, told=" ".join(parts[:1] + parts[2:]))[1]
    others = proof_parts(*proved(log, 301))
    assert "two proofs" in check("proof", "-", KEY, told=" ".join([*parts, *others]))[1]


def test_a_proof_on_paper_shows_later_that_the_log_was_rewritten(log: Path) -> None:
    codes = log.parent / "codes.txt"
    codes.write_text("\n".join(proof_parts(*proved(log, 40))))
    assert check("log", log, KEY, "--earlier", codes)[0]
    lay(log, entries_of(log)[:500])
    assert not check("log", log, KEY, "--earlier", codes)[0]


def test_wrong_usage_is_told_from_a_log_that_is_not_sound(log: Path) -> None:
    assert not check("log", log, KEY[:-4] + "AAA=")[0]
    assert not check("log", log.parent / "nowhere", KEY)[0]
