from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.ledger import verify
from gaoxin.engines.ledger.errors import LedgerError
from gaoxin.engines.ledger.log import Log
from gaoxin.engines.ledger.store import FileStore, MemoryStore, Store
from gaoxin.engines.ledger.tiles import ENTRIES, LONGEST, Tile, edge, packed, parse_path, unpacked
from gaoxin.engines.ledger.tree import leaf_hash, root_of
from tests.ledger import naive
from tests.ledger.vectors import VECTORS, b64decode

PATHS = {
    "tile/0/000": Tile(0, 0),
    "tile/0/x001/067": Tile(0, 1067),
    "tile/0/x001/x234/067": Tile(0, 1_234_067),
    "tile/3/000.p/1": Tile(3, 0, 1),
    "tile/entries/x001/000.p/255": Tile(ENTRIES, 1000, 255),
}


@pytest.mark.parametrize("path", PATHS)
def test_paths(path: str) -> None:
    assert PATHS[path].path == path
    assert parse_path(path) == PATHS[path]


@pytest.mark.parametrize(
    "path",
    ["", "tile/0/0", "tile/00/000", "tile/64/000", "tile/0/x000/001", "tile/0/1000", "tile/0/000.p/0", "tile/0/000.p/256",
     "tile/0/000.p/01", "tile/-1/000", "tile/0/000\n", "tile/0/٠٠٠", "../tile/0/000", "tile/0/001/067"],
)  # fmt: skip
def test_other_spellings_are_refused(path: str) -> None:
    with pytest.raises(LedgerError):
        parse_path(path)


@settings(deadline=None)
@given(st.text())
def test_any_path_is_read_or_refused(path: str) -> None:
    try:
        assert parse_path(path).path == path
    except LedgerError as error:
        assert error.message.zh and error.message.en


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_come_back(entries: list[bytes]) -> None:
    assert unpacked(packed(entries)) == entries


@settings(deadline=None)
@given(st.binary())
def test_any_bundle_is_read_or_refused(blob: bytes) -> None:
    try:
        assert packed(unpacked(blob)) == blob
    except LedgerError as error:
        assert error.message.zh and error.message.en


def test_an_entry_has_a_longest_length() -> None:
    assert unpacked(packed([bytes(LONGEST)])) == [bytes(LONGEST)]
    log = Log(MemoryStore())
    with pytest.raises(LedgerError):
        log.append([b"good", bytes(LONGEST + 1)])
    assert log.size == 0


def entry(at: int) -> bytes:
    return b"entry %d" % at


def grown(store: Store, *batches: int) -> Log:
    log = Log(store)
    for batch in batches:
        log.append([entry(at) for at in range(log.size, log.size + batch)])
    return log


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=6), st.booleans())
def test_any_batches_give_one_tree(batches: list[int], pruned: bool) -> None:
    store, size = MemoryStore(), 0
    for batch in batches:
        log = Log(store, size)  # as after a restart
        assert log.append([entry(at) for at in range(size, size + batch)]) == size
        if pruned:
            log.prune(size)
        size += batch
        assert log.root() == root_of(leaf_hash(entry(at)) for at in range(size))
    if pruned:
        assert {p for p in store if ".p/" in p} == {tile.path for tile in edge(size)}


@pytest.fixture(scope="module")
def long() -> Log:
    return grown(MemoryStore(), 1, 254, 1, 1, 65_535 - 257, 2, 700)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_proofs_of_any_size(long: Log, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, long.size))
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    root, leaf = long.root(size), leaf_hash(long.entry(index))
    assert long.entry(index) == entry(index)
    assert verify.included(index, size, leaf, long.inclusion(index, size), root)
    assert verify.consistent(old, size, long.root(old), root, long.consistency(old, size))


def test_small_trees_are_the_definition() -> None:
    for size in range(1, 40):
        log, leaves = grown(MemoryStore(), size), [entry(at) for at in range(size)]
        assert [log.inclusion(at) for at in range(size)] == [naive.path(at, leaves) for at in range(size)]
        assert [log.consistency(at) for at in range(1, size)] == [
            naive.proof(at, leaves) for at in range(1, size)
        ]
        assert log.subtree(0, size) == []


@pytest.mark.parametrize("ask", [lambda log: log.entry(3), lambda log: log.entry(-1), lambda log: log.root(4),
                                 lambda log: log.inclusion(3), lambda log: log.inclusion(2, 2), lambda log: log.consistency(0)])  # fmt: skip
def test_nothing_beyond_the_size(ask: object) -> None:
    with pytest.raises(LedgerError):
        ask(grown(MemoryStore(), 3))  # type: ignore[operator]


def test_a_missing_or_short_tile_is_named() -> None:
    store = MemoryStore()
    grown(store, 300)
    whole = store["tile/0/000"]
    store["tile/0/000"] = whole[:-1]
    with pytest.raises(LedgerError, match="tile/0/000"):
        Log(store, 300).inclusion(3)
    del store["tile/0/000"]
    with pytest.raises(LedgerError, match="tile/0/000"):
        Log(store, 300).inclusion(3)


def test_an_append_that_fails_changes_nothing() -> None:
    class Full(MemoryStore):
        full = False

        def put(self, name: str, blob: bytes) -> None:
            if self.full and name.startswith("tile/0"):
                raise OSError("full")
            super().put(name, blob)

    store = Full()
    log = grown(store, 300)
    before, store.full = log.root(), True
    with pytest.raises(OSError, match="full"):
        log.append([b"lost"] * 300)
    store.full = False
    assert (log.size, log.root(), Log(store, 300).root()) == (300, before, before)
    log.append([entry(at) for at in range(300, 600)])
    assert log.root() == Log(store, 600).root() == grown(MemoryStore(), 600).root()


def test_files(tmp_path: Path) -> None:
    log = grown(FileStore(tmp_path), 200, 100)
    (tmp_path / "tile" / ".begun").write_bytes(b"not finished")
    log.prune(200)
    names = sorted(FileStore(tmp_path).names())
    assert names == [
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44",
    ]
    assert Log(FileStore(tmp_path), 300).root() == grown(MemoryStore(), 300).root()


@pytest.mark.parametrize("name", ["../etc", "/etc/passwd", "tile/../x", "", "tile//0", ".hidden", "a\x00b"])
def test_files_stay_in_their_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerError):
        FileStore(tmp_path).put(name, b"")


def test_a_failed_write_leaves_the_old_blob(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileStore(tmp_path)
    store.put("checkpoint", b"old")
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("gone")))
        with pytest.raises(OSError, match="gone"):
            store.put("checkpoint", b"new")
    assert store.get("checkpoint") == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint"]


def test_the_given_log() -> None:
    folder = VECTORS / "tessera-tlog-tiles" / "testdata" / "log"
    if not folder.exists():
        pytest.skip("the log of Tessera is not here")
    heads = {}
    for path in folder.glob("checkpoint*"):
        _, size, root = path.read_text("utf-8").split("\n")[:3]
        heads[int(size)] = b64decode(root)
    given = Log(FileStore(folder), max(heads))
    again = Log(MemoryStore())
    for at in range(given.size):
        again.append([given.entry(at)])
    assert len(heads) > 3
    for size, root in heads.items():
        assert given.root(size) == again.root(size) == root
    for old, new in pairwise(sorted(size for size in heads if size)):
        assert verify.consistent(old, new, heads[old], heads[new], given.consistency(old, new))
