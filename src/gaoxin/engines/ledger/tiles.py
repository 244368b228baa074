"""Names and contents of tiles and entry bundles (C2SP tlog-tiles)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.engines.ledger.errors import LedgerError

HEIGHT = 8
WIDTH = 1 << HEIGHT
"""Hashes of a full tile, and entries of a full bundle."""
ENTRIES = -1
"""The level of entry bundles."""
LONGEST = 0xFFFF
"""Bytes of the longest entry: its length is written in two."""

_PATH = re.compile(r"tile/(entries|0|[1-5]?\d)/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """One tile: its level (`ENTRIES` for a bundle), its index there, and how much of it is filled."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Its name, such as `tile/0/x001/067` or `tile/entries/003.p/12`."""
        level = "entries" if self.level == ENTRIES else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{index_path(self.index)}{partial}"


def index_path(index: int) -> str:
    """The index in groups of three digits, `x` before all but the last."""
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03}")
    return "/".join(reversed(groups))


def parse_path(path: str) -> Tile:
    """The tile of a name; refuses every other spelling."""
    found = _PATH.fullmatch(path)
    if found:
        level = ENTRIES if found[1] == "entries" else int(found[1])
        tile = Tile(level, int(found[2].replace("/", "").replace("x", "")), int(found[3] or WIDTH))
        if tile.path == path and tile.width <= WIDTH:
            return tile
    raise LedgerError(Text(f"不是瓦片名称：{path!r}", f"not the name of a tile: {path!r}"))


def tile_at(level: int, index: int, size: int) -> Tile:
    """The tile as it is in a tree of `size` leaves; width 0 where there is none."""
    filled = size >> (HEIGHT * max(level, 0))
    return Tile(level, index, max(0, min(WIDTH, filled - index * WIDTH)))


def levels(size: int) -> range:
    """The levels of hash tiles in a tree of `size` leaves."""
    return range((size.bit_length() + HEIGHT - 1) // HEIGHT)


def edge(size: int) -> Iterator[Tile]:
    """The partial tiles of a tree of `size` leaves, at most one a level, bundles first."""
    for level in (ENTRIES, *levels(size)):
        filled = size >> (HEIGHT * max(level, 0))
        if filled % WIDTH:
            yield tile_at(level, filled // WIDTH, size)


def packed(entries: Sequence[bytes]) -> bytes:
    """The bundle of entries: each after its length in two bytes, high byte first."""
    if any(len(entry) > LONGEST for entry in entries):
        raise LedgerError(
            Text(f"记录超过{LONGEST}字节", f"an entry is longer than {LONGEST} bytes"),
            Text("请只记录摘要，正文另存", "record a digest and keep the content elsewhere"),
        )
    return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])


def unpacked(blob: bytes, where: str = "") -> list[bytes]:
    """The entries of a bundle."""
    found, at, end = [], 0, len(blob)
    while at + 2 <= end:
        start = at + 2
        at = start + (blob[at] << 8 | blob[at + 1])
        found.append(blob[start:at])
    if at != end:
        raise LedgerError(Text("记录包长度不符", "the lengths in the bundle do not add up"), where=where)
    return found
