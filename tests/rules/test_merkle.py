"""The Merkle tree of the ledger, against the vectors of Certificate Transparency and against itself."""

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rightstart.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    split,
    subtree_of,
    verify_consistency,
    verify_inclusion,
)

# Inputs, roots and proofs of the Certificate Transparency reference implementation (RFC 6962 test data).
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
LEAVES = [leaf_hash(bytes.fromhex(given_input)) for given_input in INPUTS]

sizes = st.integers(1, 300)
hashes = sizes.map(lambda size: [sha256(number.to_bytes(4, "big")).digest() for number in range(size)])


def plainly(leaves: list[bytes]) -> bytes:
    """The tree hash exactly as RFC 9162 (2.1.1) writes it."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    middle = split(len(leaves))
    return node_hash(plainly(leaves[:middle]), plainly(leaves[middle:]))


@pytest.mark.parametrize("size", range(9))
def test_the_root_of_each_size_is_that_of_certificate_transparency(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_are_those_of_certificate_transparency(index: int, size: int) -> None:
    proof = inclusion_proof(subtree_of(LEAVES), index, size)
    assert [step.hex() for step in proof] == INCLUSION[index, size]
    assert verify_inclusion(LEAVES[index], index, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "size"), CONSISTENCY)
def test_consistency_proofs_are_those_of_certificate_transparency(old: int, size: int) -> None:
    proof = consistency_proof(subtree_of(LEAVES), old, size)
    assert [step.hex() for step in proof] == CONSISTENCY[old, size]
    assert verify_consistency(old, size, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[size]), proof)


def test_a_leaf_can_never_pass_for_a_node() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


@given(hashes)
def test_the_root_is_that_of_the_standard_in_its_own_words(leaves: list[bytes]) -> None:
    assert root(leaves) == plainly(leaves)


@given(hashes, st.lists(st.integers(0, 300), max_size=6))
def test_a_log_grown_in_any_portions_has_the_same_frontier(leaves: list[bytes], cuts: list[int]) -> None:
    marks = [0, *sorted(min(cut, len(leaves)) for cut in cuts), len(leaves)]
    frontier = Frontier()
    for start, end in pairwise(marks):
        frontier = frontier.extended(leaves[start:end])
    assert frontier == Frontier().extended(leaves)
    assert frontier.size == len(leaves)
    assert len(frontier.peaks) == frontier.size.bit_count()


@given(hashes, st.data())
def test_every_leaf_is_proved_and_no_other_leaf_place_or_root_is(leaves: list[bytes], data: st.DataObject) -> None:
    size = len(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(subtree_of(leaves), index, size)
    assert verify_inclusion(leaves[index], index, size, proof, root(leaves))
    assert not verify_inclusion(EMPTY_ROOT, index, size, proof, root(leaves))
    assert not verify_inclusion(leaves[index], index, size, proof, EMPTY_ROOT)
    assert not verify_inclusion(leaves[index], index, size, [*proof, EMPTY_ROOT], root(leaves))
    other = data.draw(st.integers(-1, size).filter(lambda place: place != index))
    assert not verify_inclusion(leaves[index], other, size, proof, root(leaves))


@given(hashes, st.data())
def test_a_damaged_or_shortened_proof_of_inclusion_proves_nothing(leaves: list[bytes], data: st.DataObject) -> None:
    assume(len(leaves) > 1)
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(subtree_of(leaves), index, len(leaves))
    step = data.draw(st.integers(0, len(proof) - 1))
    damaged = [*proof[:step], EMPTY_ROOT, *proof[step + 1 :]]
    shortened = proof[:step] + proof[step + 1 :]
    assert not verify_inclusion(leaves[index], index, len(leaves), damaged, root(leaves))
    assert not verify_inclusion(leaves[index], index, len(leaves), shortened, root(leaves))


@given(hashes, st.data())
def test_every_older_log_is_shown_to_be_the_beginning(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(0, len(leaves)))
    proof = consistency_proof(subtree_of(leaves), old, len(leaves))
    assert verify_consistency(old, len(leaves), root(leaves[:old]), root(leaves), proof)


@given(hashes, st.data())
def test_no_other_older_log_is_shown_to_be_the_beginning(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    proof = consistency_proof(subtree_of(leaves), old, len(leaves))
    rewritten = [*leaves[: old - 1], EMPTY_ROOT]
    assert not verify_consistency(old, len(leaves), root(rewritten), root(leaves), proof)
    assert not verify_consistency(old, len(leaves), root(leaves[:old]), EMPTY_ROOT, proof)
    assert not verify_consistency(old, len(leaves), root(leaves[:old]), root(leaves), [*proof, EMPTY_ROOT])


@given(hashes, st.data())
def test_a_damaged_or_shortened_proof_of_consistency_proves_nothing(leaves: list[bytes], data: st.DataObject) -> None:
    assume(len(leaves) > 1)
    old = data.draw(st.integers(1, len(leaves) - 1))
    proof = consistency_proof(subtree_of(leaves), old, len(leaves))
    step = data.draw(st.integers(0, len(proof) - 1))
    damaged = [*proof[:step], EMPTY_ROOT, *proof[step + 1 :]]
    shortened = proof[:step] + proof[step + 1 :]
    assert not verify_consistency(old, len(leaves), root(leaves[:old]), root(leaves), damaged)
    assert not verify_consistency(old, len(leaves), root(leaves[:old]), root(leaves), shortened)


def test_nothing_is_shown_of_an_empty_log_but_that_it_is_empty() -> None:
    assert verify_consistency(0, 8, EMPTY_ROOT, root(LEAVES), [])
    assert not verify_consistency(0, 8, LEAVES[0], root(LEAVES), [])
    assert not verify_consistency(0, 8, EMPTY_ROOT, root(LEAVES), [LEAVES[0]])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (8, 8), (-1, 8)])
def test_a_place_outside_the_log_is_neither_proved_nor_believed(index: int, size: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof(subtree_of(LEAVES), index, size)
    assert not verify_inclusion(LEAVES[0], index, size, [], EMPTY_ROOT)


@pytest.mark.parametrize(("old", "size"), [(9, 8), (-1, 8)])
def test_a_log_that_shrank_is_neither_proved_nor_believed(old: int, size: int) -> None:
    with pytest.raises(IndexError):
        consistency_proof(subtree_of(LEAVES), old, size)
    assert not verify_consistency(old, size, LEAVES[0], root(LEAVES), [])
