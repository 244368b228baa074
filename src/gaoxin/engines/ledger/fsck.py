"""The audit: everything is computed again from the entries, and each blob that differs is named.

If the entries lead to the root of the checkpoint they are right, whatever else is damaged; if not, but the lowest
tiles do, those are right and the entries that differ are wrong. If neither, all that disagrees is named.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.engines.ledger.checkpoint import Checkpoint, parse_checkpoint
from gaoxin.engines.ledger.errors import LedgerError
from gaoxin.engines.ledger.keys import Key
from gaoxin.engines.ledger.log import read, rows_of
from gaoxin.engines.ledger.note import open_note
from gaoxin.engines.ledger.store import Store
from gaoxin.engines.ledger.tiles import ENTRIES, HEIGHT, WIDTH, Tile, levels, parse_path, tile_at, unpacked
from gaoxin.engines.ledger.tree import HASH, leaf_hash, range_hash

CHECKPOINT = "checkpoint"
"""The name of the newest checkpoint (C2SP tlog-tiles)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One blob that is not what it must be; `index` is the first entry or hash in it that differs, if known."""

    name: str
    text: Text
    index: int | None = None


def fsck(store: Store, keys: Sequence[Key]) -> list[Fault]:
    """The faults of a store, none if it is sound; no key but `keys` may have signed its checkpoint."""
    try:
        head = _head(store, keys)
    except LedgerError as error:
        return [Fault(CHECKPOINT, error.message)]
    return [*_contents(store, head), *_strays(store, head.size)]


def _head(store: Store, keys: Sequence[Key]) -> Checkpoint:
    raw = store.get(CHECKPOINT)
    if raw is None:
        raise LedgerError(Text("缺少检查点", "the checkpoint is missing"))
    opened = open_note(raw, keys)
    if opened.unverified:
        names = ", ".join(each.name for each in opened.unverified)
        raise LedgerError(
            Text(f"检查点有未知签名：{names}", f"the checkpoint has unknown signatures: {names}")
        )
    return parse_checkpoint(opened.text)


def _contents(store: Store, head: Checkpoint) -> Iterator[Fault]:
    bottom = [_pair(store, index, head.size) for index in range(-(-head.size // WIDTH))]
    by_entries = _tree([pair.hashes for pair in bottom])
    by_tiles = _tree([pair.stored for pair in bottom]) if any(pair.differs for pair in bottom) else by_entries
    roots = [_root(tree, head.size) for tree in (by_entries, by_tiles)]
    sound = [root == head.root for root in roots]
    if not any(sound):
        yield Fault(CHECKPOINT, Text("根与内容不符", "the root is not that of the contents"))
    for pair in bottom:
        yield from pair.faults(blame_entries=not sound[0], blame_tile=sound[0] or not sound[1])
    yield from _upper(store, by_entries if sound[0] or not sound[1] else by_tiles, head.size)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A bundle and the lowest tile over it: the hashes by the entries and as stored."""

    bundle: Tile
    hashes: bytes
    stored: bytes
    problems: tuple[Fault, ...]

    @property
    def differs(self) -> bool:
        return self.hashes != self.stored

    def faults(self, *, blame_entries: bool, blame_tile: bool) -> Iterator[Fault]:
        """What is wrong with either."""
        yield from self.problems
        named = {each.name for each in self.problems}
        tile = Tile(0, self.bundle.index, self.bundle.width)
        if not self.differs:
            return
        for who, blamed in ((self.bundle, blame_entries), (tile, blame_tile)):
            if blamed and who.path not in named:
                yield _differs(who, self.hashes, self.stored)


def _pair(store: Store, index: int, size: int) -> _Pair:
    bundle, tile = tile_at(ENTRIES, index, size), tile_at(0, index, size)
    problems: list[Fault] = []
    hashes = stored = b""
    try:
        entries = unpacked(read(store, bundle), "")
        hashes = b"".join([leaf_hash(entry) for entry in entries])
        if len(entries) != bundle.width:
            raise LedgerError(Text("记录包条数不符", "the bundle has another number of entries"))
    except LedgerError as error:
        problems.append(Fault(bundle.path, error.problem.text))
    try:
        stored = read(store, tile)
    except LedgerError as error:
        problems.append(Fault(tile.path, error.problem.text))
    return _Pair(bundle, hashes, stored, tuple(problems))


def _tree(bottom: Iterable[bytes]) -> list[list[bytes]]:
    """All tiles of a tree, level by level, from its lowest."""
    found = [list(bottom)]
    while any(len(tile) == WIDTH * HASH for tile in found[-1]):
        row = b"".join([rows_of(tile)[HEIGHT] for tile in found[-1] if len(tile) == WIDTH * HASH])
        found.append([row[at : at + WIDTH * HASH] for at in range(0, len(row), WIDTH * HASH)])
    return found


def _root(tree: list[list[bytes]], size: int) -> bytes:
    """The root of computed tiles; nothing where they are not the tiles of that size."""
    for level in levels(size):
        filled = [tile_at(level, at, size).width for at in range(-(-(size >> (HEIGHT * level)) // WIDTH))]
        if level >= len(tree) or [len(tile) // HASH for tile in tree[level]] != filled:
            return b""

    def node(height: int, index: int) -> bytes:
        level, inside = divmod(height, HEIGHT)
        tile, at = divmod(index << inside, WIDTH)
        at = (at >> inside) * HASH
        return rows_of(tree[level][tile])[inside][at : at + HASH]

    return range_hash(node, 0, size)


def _upper(store: Store, tree: list[list[bytes]], size: int) -> Iterator[Fault]:
    for level in levels(size):
        for index, wanted in enumerate(tree[level] if 0 < level < len(tree) else []):
            tile = tile_at(level, index, size)
            try:
                found = read(store, tile)
            except LedgerError as error:
                yield Fault(tile.path, error.problem.text)
                continue
            if found != wanted:
                yield _differs(tile, wanted, found)


def _strays(store: Store, size: int) -> Iterator[Fault]:
    """Blobs that are no part of the tree of this size, and old partial tiles that are not its beginning."""
    for name in sorted(store.names()):
        if name == CHECKPOINT:
            continue
        try:
            tile = parse_path(name)
        except LedgerError as error:
            yield Fault(name, error.problem.text)
            continue
        now = tile_at(tile.level, tile.index, size)
        if tile.width > now.width:
            yield Fault(name, Text("不在检查点范围内", "it lies beyond the checkpoint"))
        elif tile.width < now.width and not _begins(store, tile, now):
            yield Fault(
                name, Text("旧瓦片与现有内容不符", "the old tile is not the beginning of the present one")
            )


def _begins(store: Store, old: Tile, now: Tile) -> bool:
    try:
        return read(store, now).startswith(store.get(old.path) or b"") and _counted(store, old)
    except LedgerError:
        return False


def _counted(store: Store, tile: Tile) -> bool:
    blob = store.get(tile.path) or b""
    return (len(unpacked(blob)) if tile.level == ENTRIES else len(blob) / HASH) == tile.width


def _differs(tile: Tile, wanted: bytes, found: bytes) -> Fault:
    slots = range(0, max(len(wanted), len(found)), HASH)
    at = next((at // HASH for at in slots if wanted[at : at + HASH] != found[at : at + HASH]), None)
    first = None if at is None else at + tile.index * WIDTH
    if tile.level == ENTRIES:
        return Fault(tile.path, Text(f"第{first}条记录被改动", f"entry {first} was changed"), first)
    return Fault(tile.path, Text(f"第{first}个散列不符", f"hash {first} is wrong"), first)
