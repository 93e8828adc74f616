"""The public formats of the ledger: signed notes, checkpoints, tiles (C2SP) and canonical JSON (RFC 8785)."""

from base64 import b64decode
from datetime import date
from enum import StrEnum
from hashlib import sha256

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from rightstart.ledger.append import JSON, Unfit, UnfitAct, commit, erasure, leaf_of
from rightstart.ledger.checkpoint import Distrust, Head, Signer, Verifier, believed, claimed
from rightstart.ledger.merkle import consistency_proof, inclusion_proof, leaf_hash, root, subtree_of
from rightstart.ledger.tiles import (
    Tiling,
    bundle_path,
    bundled,
    outgrown,
    read_tile,
    resumed,
    subtree_in,
    tile_path,
    unbundled,
    width_at,
)

# The key and the note of the reference implementation's own documentation (golang.org/x/mod/sumdb/note).
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
PETER = Signer("PeterNeumann", Ed25519PrivateKey.from_private_bytes(b64decode(SECRET)[1:]))

LOG = Signer("log.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER = Signer("log.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(32)))
ROOT = sha256(b"root").digest()
NOTE = LOG.note(20852163, ROOT)


class Reason(StrEnum):
    """An enum such as acts name their reasons by."""

    LATE = "late"


def test_a_note_is_signed_and_its_key_named_as_the_reference_implementation_does() -> None:
    assert PETER.signed(TEXT) == f"{TEXT}\n\u2014 PeterNeumann {SIGNATURE}\n"
    assert PETER.verifier.key_id.hex() == "c74f20a3"
    assert PETER.verifier.published == PUBLIC


def test_a_checkpoint_reads_as_the_specification_writes_it() -> None:
    example = (
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "\u2014 example.com/behind-the-sofa "
        "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    )
    head = claimed(example)
    assert head is not None
    assert (head.origin, head.size) == ("example.com/behind-the-sofa", 20852163)
    assert head.text == example.partition("\n\n")[0] + "\n"


@given(st.integers(0, 2**60), st.binary(min_size=32, max_size=32))
def test_what_a_log_signs_is_believed_under_its_key_alone(size: int, tree: bytes) -> None:
    note = LOG.note(size, tree)
    assert LOG.verifier.believed(note) == Head(LOG.origin, size, tree) == believed(note, LOG.key.public_key())
    assert OTHER.verifier.believed(note) is Distrust.UNSIGNED
    assert PETER.verifier.believed(note) is Distrust.ANOTHER_LOG


@given(st.integers(0, len(NOTE) - 1), st.characters(codec="utf-8"))
def test_a_checkpoint_with_any_character_changed_is_not_believed(place: int, character: str) -> None:
    changed = NOTE[:place] + character + NOTE[place + 1 :]
    assert changed == NOTE or isinstance(LOG.verifier.believed(changed), Distrust)


def test_a_witness_may_sign_too_and_a_forged_signature_spoils_all() -> None:
    cosigned = NOTE + PETER.signed(TEXT).rpartition("\n\n")[2]
    assert LOG.verifier.believed(cosigned) == Head(LOG.origin, 20852163, ROOT)
    forged = claimed(NOTE)
    assert forged is not None
    of_another_text = LOG.note(1, ROOT).rpartition("\n\n")[2]
    assert LOG.verifier.believed(f"{forged.text}\n{of_another_text}") is Distrust.FORGED


def test_extension_lines_are_signed_with_the_rest() -> None:
    note = LOG.signed(f"{LOG.origin}\n7\n{NOTE.splitlines()[2]}\nan extension\n")
    assert LOG.verifier.believed(note) == Head(LOG.origin, 7, ROOT)
    assert LOG.verifier.believed(note.replace("an ext", "no ext")) is Distrust.FORGED


@pytest.mark.parametrize(
    "note",
    [
        "",
        "only text\n",
        NOTE.replace("20852163", "020852163"),
        NOTE.replace("20852163", "-1"),
        NOTE.replace("20852163\n", ""),
        NOTE.replace("=\n\n", "\n\n"),
        NOTE.replace("=\n\n", "!\n\n"),
        f"{LOG.origin}\n1\nAAAA\n\n{NOTE.splitlines()[-1]}\n",
        NOTE.rstrip("\n"),
        NOTE.replace("\u2014", "-"),
        NOTE + "\n",
        f"{NOTE.rpartition(' ')[0]} AAAA\n",
        f"{NOTE.rpartition(' ')[0]} AAAAA\n",
    ],
)
def test_what_is_not_a_signed_checkpoint_is_unreadable(note: str) -> None:
    assert LOG.verifier.believed(note) is Distrust.UNREADABLE
    assert believed(note, LOG.key.public_key()) is Distrust.UNREADABLE


def test_a_log_has_a_name_without_blanks_or_plus() -> None:
    for name in ("", "a log", "a+log"):
        with pytest.raises(ValueError, match="name"):
            Verifier(name, LOG.key.public_key())
    assert believed("a log\n" + NOTE.partition("\n")[2], LOG.key.public_key()) is Distrust.UNREADABLE


def test_the_public_key_that_is_published_is_the_one_that_checks() -> None:
    published = Ed25519PublicKey.from_public_bytes(b64decode(LOG.verifier.published.split("+", 2)[2])[1:])
    assert believed(NOTE, published) == Head(LOG.origin, 20852163, ROOT)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (tile_path(0, 0), "tile/0/000"),
        (tile_path(0, 1234067), "tile/0/x001/x234/067"),
        (tile_path(2, 999, 1), "tile/2/999.p/1"),
        (tile_path(1, 1000, 255), "tile/1/x001/000.p/255"),
        (bundle_path(273, 112), "tile/entries/273.p/112"),
        (bundle_path(1234067, 8), "tile/entries/x001/x234/067.p/8"),
    ],
)
def test_tiles_and_bundles_lie_where_the_specification_puts_them(path: str, expected: str) -> None:
    assert path == expected


def test_a_log_of_seventy_thousand_has_the_tiles_of_the_specifications_example() -> None:
    assert [width_at(0, 272, 70_000), width_at(0, 273, 70_000), width_at(0, 274, 70_000)] == [256, 112, 0]
    assert [width_at(1, 0, 70_000), width_at(1, 1, 70_000), width_at(2, 0, 70_000)] == [256, 17, 1]
    files, _ = tiled(70_000)
    assert len(files) == 273 + 1 + 1 + 1 + 1
    assert set(tiled(256)[0]) == {"tile/0/000", "tile/1/000.p/1"}


def test_partial_tiles_are_outgrown_on_every_level() -> None:
    assert list(outgrown(100, 255)) == list(outgrown(256, 300)) == list(outgrown(0, 300)) == []
    assert list(outgrown(100, 256)) == ["tile/entries/000.p", "tile/0/000.p"]
    assert list(outgrown(65_535, 65_536)) == ["tile/entries/255.p", "tile/0/255.p", "tile/1/000.p"]
    assert list(outgrown(65_280, 65_536)) == ["tile/1/000.p"]


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_entries_come_out_of_a_bundle_as_they_went_in(entries: list[bytes]) -> None:
    assert unbundled(bundled(entries)) == entries


def test_a_bundle_whose_lengths_do_not_add_up_is_no_bundle() -> None:
    assert bundled([b"", b"a"]).hex() == "0000000161"
    assert unbundled(bundled([b"abc"])[:-1]) is None
    assert unbundled(b"\x00") is None
    with pytest.raises(OverflowError):
        bundled([bytes(65_536)])


def tiled(size: int) -> tuple[dict[str, bytes], list[bytes]]:
    """A log of `size` leaves as tiles, and its leaf hashes."""
    leaves = [sha256(number.to_bytes(4, "big")).digest() for number in range(size)]
    tiling, files = Tiling(), {}
    for start in range(0, size, 100):
        files |= {tile.path: tile.content for tile in tiling.add(leaves[start : start + 100])}
    files |= {tile.path: tile.content for tile in tiling.unfilled()}
    assert tiling.root == root(leaves)
    return files, leaves


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 513, 65_535, 65_536, 65_537])
def test_proofs_from_tiles_are_those_from_the_leaves(size: int) -> None:
    files, leaves = tiled(size)
    edge = resumed(files.get, size)
    assert edge is not None
    assert edge.root == root(leaves)
    kept, whole = subtree_in(files.get, size), subtree_of(leaves)
    for place in {0, size // 3, size - 1} - {-1, size}:
        assert inclusion_proof(kept, place, size) == inclusion_proof(whole, place, size)
        assert consistency_proof(kept, place, size) == consistency_proof(whole, place, size)


def test_a_missing_or_shortened_tile_is_noticed() -> None:
    files, _ = tiled(700)
    for spoiled in ({}, files | {"tile/0/002.p/188": bytes(32)}, files | {"tile/0/002.p/188": bytes(188 * 32 + 1)}):
        assert read_tile(spoiled.get, 0, 2, 700) is None
        assert resumed(spoiled.get, 700) is None
        with pytest.raises(LookupError):
            subtree_in(spoiled.get, 700)(699, 700)


def test_a_partial_tile_that_has_grown_full_is_read_from_the_full_one() -> None:
    before, _ = tiled(700)
    after, _ = tiled(800)
    assert read_tile(after.get, 0, 2, 700) == read_tile(before.get, 0, 2, 700)


texts = st.text(st.characters(codec="utf-8"), max_size=20)
keys = st.text(st.characters(max_codepoint=127), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts | st.just(Reason.LATE),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4) | st.tuples(inner, inner),
    max_leaves=12,
)
acts = st.dictionaries(keys, values, max_size=6).map(lambda act: {**act, "act": "tested"})


@given(acts)
def test_every_act_is_written_as_rfc_8785_has_it(act: dict[str, JSON]) -> None:
    leaf = leaf_of(act)
    assert leaf.body == rfc8785.dumps(act)
    assert leaf.hash == leaf_hash(leaf.body)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (0.5, Unfit.KIND),
        (date(2026, 10, 1), Unfit.KIND),
        (b"bytes", Unfit.KIND),
        ({1, 2}, Unfit.KIND),
        (2**53, Unfit.NUMBER),
        (-(2**53), Unfit.NUMBER),
        ({"é": 1}, Unfit.KEY),
        ({1: "one"}, Unfit.KEY),
        ([[{"a": [1.0]}]], Unfit.KIND),
        ("\ud800", Unfit.TEXT),
        ("long" * 20_000, Unfit.LENGTH),
    ],
)
def test_what_could_be_written_in_two_ways_is_refused_without_being_repeated(value: JSON, why: Unfit) -> None:
    with pytest.raises(UnfitAct) as refused:
        leaf_of({"act": "tested", "value": value})
    assert refused.value.why is why
    assert str(refused.value) == why.value


@pytest.mark.parametrize("act", [{}, {"act": 1}, {"act": None}])
def test_an_act_without_the_name_of_its_kind_is_refused(act: dict[str, JSON]) -> None:
    with pytest.raises(UnfitAct) as refused:
        leaf_of(act)
    assert refused.value.why is Unfit.NAMELESS


def test_a_commitment_is_the_hash_of_salt_and_value_and_needs_a_real_salt() -> None:
    salt = bytes(range(16))
    assert commit(salt, b"value") == sha256(salt + b"value").hexdigest()
    assert commit(salt, b"value") != commit(bytes(16), b"value")
    with pytest.raises(ValueError, match="16 bytes"):
        commit(b"short", b"value")


def test_an_erasure_names_the_leaves_whose_records_are_gone_and_fits_a_leaf() -> None:
    leaves = [sha256(bytes([number % 256])).digest() for number in range(900)]
    act = erasure(leaves, by="job:retain")
    assert act["of"] == [leaf.hex() for leaf in leaves]
    assert len(leaf_of(act).body) < 65_536
