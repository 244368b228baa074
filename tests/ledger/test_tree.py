from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.ledger import tree, verify
from gaoxin.engines.ledger.errors import LedgerError
from tests.ledger import naive, vectors
from tests.ledger.vectors import b64decode, hashes

LEAVES = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    bytes(range(0x50, 0x58)),
    bytes(range(0x60, 0x70)),
]
ROOTS = {  # the roots of the reference tree of Certificate Transparency
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def drawn(data: list[bytes]) -> tree.Node:
    return lambda height, index: naive.mth(data[index << height : (index + 1) << height])


@pytest.mark.parametrize("size", sorted(ROOTS))
def test_reference_roots(size: int) -> None:
    assert tree.root_of(tree.leaf_hash(leaf) for leaf in LEAVES[:size]).hex() == ROOTS[size]


def test_the_empty_tree() -> None:
    assert tree.Frontier().root() == tree.root_of([]) == naive.mth([])


@settings(deadline=None)
@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_frontier_is_the_definition(data: list[bytes]) -> None:
    grown = tree.Frontier()
    for count, leaf in enumerate(data, 1):
        grown.append(tree.leaf_hash(leaf))
        assert grown.root() == naive.mth(data[:count])
    assert len(grown.roots) == grown.size.bit_count()


@settings(deadline=None)
@given(st.integers(1, 40), st.data())
def test_inclusion_is_the_definition(size: int, data: st.DataObject) -> None:
    leaves = [bytes([at]) for at in range(size)]
    index = data.draw(st.integers(0, size - 1))
    found = [tree.range_hash(drawn(leaves), *part) for part in tree.inclusion_ranges(index, 0, size)]
    assert found == naive.path(index, leaves)
    leaf, root = tree.leaf_hash(leaves[index]), naive.mth(leaves)
    assert verify.included(index, size, leaf, found, root)
    assert not verify.included(index, size, leaf, [*found, root], root)
    assert not any(verify.included(other, size, leaf, found, root) for other in range(size) if other != index)


@settings(deadline=None)
@given(st.integers(1, 40), st.data())
def test_consistency_is_the_definition(size: int, data: st.DataObject) -> None:
    leaves = [bytes([at]) for at in range(size)]
    old = data.draw(st.integers(1, size))
    found = [tree.range_hash(drawn(leaves), *part) for part in tree.consistency_ranges(0, old, size)]
    assert found == naive.proof(old, leaves)
    old_root, new_root = naive.mth(leaves[:old]), naive.mth(leaves)
    assert verify.consistent(old, size, old_root, new_root, found)
    assert not verify.consistent(old, size, new_root if old != size else b"x" * 32, new_root, found)


def subtrees(size: int) -> list[tuple[int, int]]:
    return [(s, e) for s in range(size) for e in range(s + 1, size + 1) if tree.is_subtree(s, e)]


@pytest.mark.parametrize("size", range(1, 20))
def test_every_subtree(size: int) -> None:
    leaves = [bytes([at]) for at in range(size)]
    root = naive.mth(leaves)
    for start, end in subtrees(size):
        part = naive.mth(leaves[start:end])
        found = [tree.range_hash(drawn(leaves), *each) for each in tree.consistency_ranges(start, end, size)]
        assert found == naive.subproof(start, end, leaves, True)
        assert verify.subtree_consistent(start, end, size, part, root, found)
        assert not verify.subtree_consistent(start, end, size, part, b"x" * 32, found)
        for index in range(start, end):
            inside = [
                tree.range_hash(drawn(leaves), *each) for each in tree.inclusion_ranges(index, start, end)
            ]
            assert inside == naive.path(index - start, leaves[start:end])
            assert verify.subtree_included(index, start, end, tree.leaf_hash(leaves[index]), inside, part)


@pytest.mark.parametrize(("index", "start", "end"), [(3, 0, 3), (-1, 0, 3), (0, 1, 3), (0, 0, 0)])
def test_no_proof_of_what_is_not_there(index: int, start: int, end: int) -> None:
    with pytest.raises(LedgerError):
        tree.inclusion_ranges(index, start, end)


@pytest.mark.parametrize(("start", "end", "size"), [(0, 0, 3), (0, 4, 3), (1, 3, 4), (2, 1, 4)])
def test_no_proof_of_a_range_that_is_no_subtree(start: int, end: int, size: int) -> None:
    with pytest.raises(LedgerError):
        tree.consistency_ranges(start, end, size)


@pytest.mark.parametrize("case", vectors.cases("inclusion"))
def test_given_inclusion(case: dict[str, Any]) -> None:
    proof, root, leaf = hashes(case["proof"]), b64decode(case["root"]), b64decode(case["leafHash"])
    assert verify.included(case["leafIdx"], case["treeSize"], leaf, proof, root) is not case["wantErr"]


@pytest.mark.parametrize("case", vectors.cases("consistency"))
def test_given_consistency(case: dict[str, Any]) -> None:
    proof, one, two = hashes(case["proof"]), b64decode(case["root1"]), b64decode(case["root2"])
    assert verify.consistent(case["size1"], case["size2"], one, two, proof) is not case["wantErr"]


@pytest.mark.parametrize("case", vectors.cases("subtreeinclusion"))
def test_given_subtree_inclusion(case: dict[str, Any]) -> None:
    proof, root, leaf = hashes(case["proof"]), b64decode(case["root"]), b64decode(case["leafHash"])
    found = verify.subtree_included(case["leafIdx"], case["start"], case["end"], leaf, proof, root)
    assert found is not case["wantErr"]


@pytest.mark.parametrize("case", vectors.cases("subtreeconsistency"))
def test_given_subtree_consistency(case: dict[str, Any]) -> None:
    proof, one, two = hashes(case["proof"]), b64decode(case["root1"]), b64decode(case["root2"])
    found = verify.subtree_consistent(case["start"], case["end"], case["size"], one, two, proof)
    assert found is not case["wantErr"]
