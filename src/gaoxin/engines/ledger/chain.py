"""The audit of what leaves say: each names its subject's leaf before, and map leaves commit to the last of all.

With both, a holder walks from the last leaf (proved by the map) back to the first, and knows that none is hidden.
"""

from collections.abc import Iterable, Iterator

from gaoxin.base.text import Text
from gaoxin.engines.ledger.errors import LedgerError
from gaoxin.engines.ledger.fsck import Fault
from gaoxin.engines.ledger.leaf import Leaf, parse_leaf
from gaoxin.engines.ledger.map import KIND, Map
from gaoxin.engines.ledger.tiles import ENTRIES, WIDTH, Tile


def map_leaf(tree: Map, time: str) -> Leaf:
    """The leaf that commits to the map of all leaves before it; the last one under a checkpoint."""
    return Leaf(kind=KIND, time=time, role="ledger", subject=tree.root().hex(), payload={})


def chained(entries: Iterable[bytes]) -> Iterator[Fault]:
    """The leaves that cannot be read, skip a leaf of their subject, or commit to another map."""
    tree, last = Map(), dict[str, int]()
    for index, entry in enumerate(entries):
        try:
            leaf = parse_leaf(entry)
        except LedgerError as error:
            yield _fault(index, error.problem.text)
            continue
        if leaf.kind == KIND:
            if leaf.subject != tree.root().hex():
                yield _fault(index, Text("对象图与记录不符", "the map is not that of the leaves before"))
            continue
        if leaf.previous != last.get(leaf.subject):
            yield _fault(index, Text("漏接该对象的上一条记录", "the leaf before of its subject is another"))
        last[leaf.subject] = index
        tree.set(bytes.fromhex(leaf.subject), index)


def _fault(index: int, text: Text) -> Fault:
    return Fault(Tile(ENTRIES, index // WIDTH).path, text, index)
