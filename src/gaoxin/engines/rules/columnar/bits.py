"""Packed bitmaps: one bit a row, lowest bit first; a truth is two of them, `true` above `not false`."""

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]
"""uint8[ceil(rows / 8)]; the bits after the last row hold anything."""

Truth = NDArray[np.uint8]
"""uint8[2, ceil(rows / 8)]: row 0 is set where true, row 1 where not false."""


def width(rows: int) -> int:
    """Bytes that `rows` bits take."""
    return (rows + 7) // 8


def pack(flags: NDArray[np.bool_] | NDArray[np.uint8]) -> Bits:
    """bool[rows], or anything that is nought or not, → bits."""
    return np.packbits(flags, bitorder="little")


def unpack(bits: Bits, rows: int) -> NDArray[np.bool_]:
    """Bits → bool[…, rows] along the last axis."""
    return np.unpackbits(bits, axis=-1, count=rows, bitorder="little").view(np.bool_)


def truth(true: Bits, possible: Bits) -> Truth:
    """Join the two bitmaps."""
    return np.stack((true, possible))


def undecided(value: Truth) -> Bits:
    """Where neither true nor false."""
    open_: Bits = value[1] & ~value[0]
    return open_


def every(values: Sequence[Truth], size: int) -> Truth:
    """Kleene's and of any number of truths of `size` bytes."""
    if not values:
        return np.full((2, size), 255, np.uint8)
    if len(values) == 1:
        return values[0]
    found: Truth = np.bitwise_and(values[0], values[1])
    for value in values[2:]:
        np.bitwise_and(found, value, out=found)
    return found


def join(parts: Sequence[Bits], out: Bits) -> None:
    """And of any number of bitmaps, into `out`."""
    if len(parts) < 2:
        out[:] = parts[0] if parts else 255
        return
    np.bitwise_and(parts[0], parts[1], out=out)
    for part in parts[2:]:
        np.bitwise_and(out, part, out=out)


def inverse(value: Truth) -> Truth:
    """Kleene's not."""
    return ~value[::-1]


def either(parts: Iterable[Bits], size: int) -> Bits:
    """Or of any number of bitmaps of `size` bytes."""
    return reduce(np.bitwise_or, parts, np.zeros(size, np.uint8))


def exactly_one(parts: Iterable[Bits], size: int) -> Bits:
    """Where one bitmap of many is set and no other (carry-save)."""
    once, twice = np.zeros(size, np.uint8), np.zeros(size, np.uint8)
    for part in parts:
        twice |= once & part
        once |= part
    return once & ~twice


def close(bits: Bits, rows: int) -> Bits:
    """Clear, in place, the bits after the last row."""
    if rows % 8:
        bits[..., -1] &= (1 << rows % 8) - 1
    return bits


def count(bits: Bits) -> NDArray[np.int64]:
    """Set bits along the last axis."""
    found: NDArray[np.int64] = np.bitwise_count(bits).sum(axis=-1, dtype=np.int64)
    return found


def at(matrix: NDArray[np.uint8], line: NDArray[np.intp], row: NDArray[np.intp]) -> NDArray[np.bool_]:
    """The bit of each (line, row) in bitmaps stacked as uint8[lines, bytes]."""
    found: NDArray[np.uint8] = (matrix[line, row >> 3] >> (row & 7).astype(np.uint8)) & 1
    return found.view(np.bool_)


def stack(parts: Sequence[Bits], size: int) -> NDArray[np.uint8]:
    """Bitmaps as uint8[lines, bytes], also where there are none."""
    return np.stack(parts) if parts else np.zeros((0, size), np.uint8)
