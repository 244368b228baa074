import pytest

from gaoxin.engines.ledger.chain import chained, map_leaf
from gaoxin.engines.ledger.checkpoint import Checkpoint
from gaoxin.engines.ledger.fsck import CHECKPOINT, fsck
from gaoxin.engines.ledger.leaf import Leaf, parse_leaf, subject
from gaoxin.engines.ledger.log import Log
from gaoxin.engines.ledger.map import Map, proves
from gaoxin.engines.ledger.note import sign_note
from gaoxin.engines.ledger.store import MemoryStore
from tests.ledger.signer import Signer

OWNER = Signer("zone.example/ledger", b"a" * 32)


def stored(*batches: int, prune: bool = False) -> MemoryStore:
    store = MemoryStore()
    log = Log(store)
    for batch in batches:
        before = log.size
        log.append([b"%d" % at for at in range(before, before + batch)])
        if prune:
            log.prune(before)
    store.put(CHECKPOINT, sign_note(Checkpoint(OWNER.key.name, log.size, log.root()).text, OWNER).encode())
    return store


@pytest.mark.parametrize(
    "batches", [(), (1,), (255,), (256,), (257,), (3, 300, 9), (700, 1), (65_536,), (65_537, 2)]
)
@pytest.mark.parametrize("prune", [False, True])
def test_a_sound_store_has_no_faults(batches: tuple[int, ...], prune: bool) -> None:
    assert fsck(stored(*batches, prune=prune), [OWNER.key]) == []


def flips(store: MemoryStore, step: int) -> list[tuple[str, int]]:
    return [(name, bit) for name in sorted(store) for bit in range(0, len(store[name]) * 8, step)]


@pytest.mark.parametrize(("batches", "step"), [((1, 2), 1), ((250, 10), 997)])
def test_every_flipped_bit_is_found_and_named(batches: tuple[int, ...], step: int) -> None:
    store = stored(*batches)
    for name, bit in flips(store, step):
        whole = store[name]
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        store[name] = bytes(changed)
        found = {fault.name for fault in fsck(store, [OWNER.key])}
        assert name in found, (name, bit, found)
        assert {path.split(".p")[0] for path in found} == {
            name.split(".p")[0]
        }  # an older part of the same tile
        store[name] = whole
    assert fsck(store, [OWNER.key]) == []


def test_the_changed_entry_is_named() -> None:
    store = stored(300)
    store["tile/entries/000"] = store["tile/entries/000"].replace(b"\x00\x0277", b"\x00\x0278")
    assert [(fault.name, fault.index) for fault in fsck(store, [OWNER.key])] == [("tile/entries/000", 77)]


def test_what_is_missing_or_too_much_is_named() -> None:
    for name in stored(300):
        store = stored(300)
        del store[name]
        assert {fault.name for fault in fsck(store, [OWNER.key])} == {name}
    store = stored(300)
    store["tile/0/002.p/1"] = bytes(32)
    store["other"] = b""
    assert {fault.name for fault in fsck(store, [OWNER.key])} == {"tile/0/002.p/1", "other"}


def test_a_rewritten_log_under_an_old_checkpoint_is_found() -> None:
    store, other = stored(300), MemoryStore()
    Log(other).append([b"other %d" % at for at in range(300)])
    store |= other
    assert CHECKPOINT in {fault.name for fault in fsck(store, [OWNER.key])}


def leaves(subjects: str) -> list[bytes]:
    tree, last, found = Map(), dict[str, int](), list[bytes]()
    for index, who in enumerate(subjects):
        if who == ".":
            found.append(map_leaf(tree, "2026-11-21T06:00:00Z").entry)
            continue
        digest = subject("item", who, b"key")
        found.append(Leaf("item.moved", "2026-11-21T06:00:00Z", "keeper", digest, {}, last.get(digest)).entry)
        last[digest] = index
        tree.set(bytes.fromhex(digest), index)
    return found


def test_a_holder_sees_all_movements_of_an_item() -> None:
    entries = leaves("abacab.")
    assert list(chained(entries)) == []
    tree = Map()
    for who, index in {"a": 4, "b": 5, "c": 3}.items():
        tree.set(bytes.fromhex(subject("item", who, b"key")), index)
    root = bytes.fromhex(parse_leaf(entries[-1]).subject)
    key = bytes.fromhex(subject("item", "a", b"key"))
    assert proves(root, key, 4, tree.proof(key))
    assert not proves(root, key, 2, tree.proof(key))


def test_a_hidden_movement_is_found() -> None:
    entries = leaves("abacab.")
    assert [fault.index for fault in chained([*entries[:2], leaves("ab")[0], *entries[3:]])] == [2]
    assert [fault.index for fault in chained([*leaves("abacab"), leaves("abac.")[-1]])] == [6]
    assert [fault.index for fault in chained([b"{}", *entries[1:2]])] == [0]
