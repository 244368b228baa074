"""Rules as rectangles: places of bitmaps, rule by rule, filled up so that all rules are read in step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar.bits import Bits, Truth, at

BLOCK = 60
"""Slots that fit one key."""


@dataclass(frozen=True, slots=True)
class Grid:
    """intp[rules, levels]: the line of each slot and its bit; a rule with fewer slots reads line -1, all nought."""

    line: NDArray[np.intp]
    bit: NDArray[np.intp]

    def keys(self, lines: Bits, rule: NDArray[np.intp], row: NDArray[np.intp]) -> list[NDArray[np.int64]]:
        """For each (rule, row) its slots as bits of int64 keys, `BLOCK` of them in each key."""
        blocks = int(self.bit.max(initial=0)) // BLOCK + 1
        keys = np.zeros((blocks, len(rule)), np.int64)
        for line, bit in self._levels(rule):
            found = at(lines, line, row).astype(np.int64)
            for block in range(blocks):
                inside = found if blocks == 1 else found * (bit // BLOCK == block)
                keys[block] |= inside << (bit % BLOCK)
        return list(keys)

    def every(self, values: Truth) -> Truth:
        """uint8[2, rules, bytes]: the and of the lines of each rule, from truths as uint8[lines + 1, 2, bytes]."""
        found = np.full((2, len(self.line), values.shape[2]), 255, np.uint8)
        for line in self.line.T:
            found[0] &= values[line, 0]
            found[1] &= values[line, 1]
        return found

    def _levels(self, rule: NDArray[np.intp]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        for level in range(self.line.shape[1]):
            yield self.line[rule, level], self.bit[rule, level]


def grid(slots: Sequence[Sequence[tuple[int, int]]]) -> Grid:
    """For each rule its (line, bit) slots."""
    levels = max(map(len, slots), default=0)
    line = np.full((len(slots), levels), -1, np.intp)
    bit = np.zeros((len(slots), levels), np.intp)
    for rule, pairs in enumerate(slots):
        for level, (which, place) in enumerate(pairs):
            line[rule, level], bit[rule, level] = which, place
    return Grid(line, bit)
