"""A log over a store of tiles: append, and prove anything about any earlier size."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from gaoxin.base.text import Text
from gaoxin.engines.ledger.errors import LedgerError
from gaoxin.engines.ledger.store import Store
from gaoxin.engines.ledger.tiles import ENTRIES, HEIGHT, WIDTH, Tile, edge, packed, tile_at, unpacked
from gaoxin.engines.ledger.tree import (
    HASH,
    Range,
    consistency_ranges,
    inclusion_ranges,
    leaf_hash,
    out_of_range,
    paired,
    range_hash,
)

_RESTORE = Text("请用备份恢复，或运行核查", "restore it from a backup, or run the audit")


class Log:
    """The first `size` leaves of a store, and those appended through this object.

    The caller keeps the size, in the same transaction as what it says (a checkpoint or a row). Blobs beyond it are
    overwritten by the next append.
    """

    def __init__(self, store: Store, size: int = 0, cached: int = 4096) -> None:
        self._store = store
        self.size = size
        self._edge = {tile.level: read(store, tile) for tile in edge(size)}
        self._rows: Callable[[Tile], tuple[bytes, ...]] = lru_cache(cached)(partial(_rows, store))

    def append(self, entries: Sequence[bytes]) -> int:
        """Store the entries and all tiles they change; returns the index of the first."""
        first, after = self.size, dict(self._edge)
        self._extend_bundles(entries, after)
        row = b"".join([leaf_hash(entry) for entry in entries])
        level = 0
        while row:
            row = self._extend_tiles(level, first >> (HEIGHT * level), row, after)
            level += 1
        self._edge, self.size = after, first + len(entries)
        return first

    def prune(self, before: int) -> None:
        """Delete the partial tiles of the size `before` that are no longer the edge; call it once the head is kept."""
        now = set(edge(self.size))
        for tile in edge(before):
            if tile not in now:
                self._store.delete(tile.path)

    def entry(self, index: int) -> bytes:
        """The entry at `index`."""
        if not 0 <= index < self.size:
            raise out_of_range(str(index))
        tile = tile_at(ENTRIES, index // WIDTH, self.size)
        found = unpacked(read(self._store, tile), tile.path)
        if len(found) != tile.width:
            raise LedgerError(
                Text("记录包条数不符", "the bundle has another number of entries"), _RESTORE, tile.path
            )
        return found[index % WIDTH]

    def node(self, height: int, index: int) -> bytes:
        """The hash of the perfect node at `height`."""
        level, inside = divmod(height, HEIGHT)
        tile, at = divmod(index << inside, WIDTH)
        row = self._rows(tile_at(level, tile, self.size))[inside]
        at = (at >> inside) * HASH
        return row[at : at + HASH]

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves; of all without it."""
        return range_hash(self.node, 0, self._within(self.size if size is None else size))

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The proof that the leaf at `index` stands in the tree of `size` leaves."""
        return self._hashes(inclusion_ranges(index, 0, self._within(self.size if size is None else size)))

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """The proof that the tree of `new` leaves begins with the tree of `old` leaves."""
        return self.subtree(0, old, new)

    def subtree(self, start: int, end: int, size: int | None = None) -> list[bytes]:
        """The proof that the tree of `size` leaves holds the subtree `[start, end)`."""
        return self._hashes(consistency_ranges(start, end, self._within(self.size if size is None else size)))

    def _hashes(self, ranges: Sequence[Range]) -> list[bytes]:
        return [range_hash(self.node, start, end) for start, end in ranges]

    def _within(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise out_of_range(str(size))
        return size

    def _extend_bundles(self, entries: Sequence[bytes], after: dict[int, bytes]) -> None:
        index, begun = divmod(self.size, WIDTH)
        blob, at = after.pop(ENTRIES, b""), 0
        while at < len(entries):
            some = entries[at : at + WIDTH - begun]
            self._keep(Tile(ENTRIES, index, begun + len(some)), blob + packed(some), after)
            blob, begun, index, at = b"", 0, index + 1, at + len(some)

    def _extend_tiles(self, level: int, begun: int, row: bytes, after: dict[int, bytes]) -> bytes:
        """Lay the hashes of `row` after the `begun` of this level; returns the hashes due one level up."""
        index, whole, tops = begun // WIDTH, after.pop(level, b"") + row, []
        for at in range(0, len(whole), WIDTH * HASH):
            blob = whole[at : at + WIDTH * HASH]
            self._keep(Tile(level, index, len(blob) // HASH), blob, after)
            if len(blob) == WIDTH * HASH:
                tops.append(rows_of(blob)[HEIGHT])
            index += 1
        return b"".join(tops)

    def _keep(self, tile: Tile, blob: bytes, after: dict[int, bytes]) -> None:
        self._store.put(tile.path, blob)
        if tile.width < WIDTH:
            after[tile.level] = blob


def read(store: Store, tile: Tile) -> bytes:
    """The blob of a tile: its own, or the beginning of the full one where a partial was deleted."""
    found = store.get(tile.path)
    if found is None and tile.width < WIDTH:
        found = _beginning(store.get(Tile(tile.level, tile.index).path), tile)
    if found is None:
        raise LedgerError(Text("账本缺少这一块", "this part of the ledger is missing"), _RESTORE, tile.path)
    if tile.level != ENTRIES and len(found) != tile.width * HASH:
        raise LedgerError(Text("瓦片长度不符", "the tile has the wrong length"), _RESTORE, tile.path)
    return found


def _beginning(full: bytes | None, tile: Tile) -> bytes | None:
    if full is None:
        return None
    return packed(unpacked(full)[: tile.width]) if tile.level == ENTRIES else full[: tile.width * HASH]


def rows_of(blob: bytes) -> tuple[bytes, ...]:
    """The row of a tile and all rows above it."""
    rows = [blob]
    for _ in range(HEIGHT):
        rows.append(paired(rows[-1]))
    return tuple(rows)


def _rows(store: Store, tile: Tile) -> tuple[bytes, ...]:
    return rows_of(read(store, tile))
