"""One fact of all firms: the smallest integers that hold it, and a bitmap of the firms where it is missing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gaoxin.base.vocabulary import SCALES
from gaoxin.engines.rules.columnar.bits import Bits, close, pack, unpack, width
from gaoxin.engines.rules.columnar.codebook import Codebook

Family = Literal["number", "date", "boolean", "coded"]
EPOCH = dt.date(1970, 1, 1).toordinal()
_SIZES = (np.int8, np.int16, np.int32)
_CODES = (np.uint8, np.uint16, np.uint32)
_FACTORS = (9, 8, 7, 6, 5, 4, 3, 2, 1)
_SAMPLE = 1000


def family(kind: str) -> Family:
    """How facts of a vocabulary type are kept."""
    if kind in SCALES:
        return "number"
    return "date" if kind == "date" else "boolean" if kind == "boolean" else "coded"


@dataclass(frozen=True, slots=True)
class Column:
    """`values` is int[rows], for booleans packed bits; `missing` packed bits.

    A number is `values · 10^-scale`; a date is days since 1970; a code is a place in `items`. Missing values
    are kept as 0. `bound` is the largest absolute value held.
    """

    family: Family
    rows: int
    values: NDArray[Any]
    missing: Bits
    scale: int = 0
    bound: int = 0
    items: Sequence[object] = ()
    book: Codebook = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "book", Codebook(self.values))

    @property
    def nbytes(self) -> int:
        """Memory taken."""
        return int(self.values.nbytes + self.missing.nbytes)

    def at(self, row: int) -> object:
        """The value the scalar sees; None where it is missing."""
        if self.missing[row >> 3] >> (row & 7) & 1:
            return None
        if self.family == "boolean":
            return bool(self.values[row >> 3] >> (row & 7) & 1)
        return self.value(int(self.values[row]))

    def value(self, stored: int) -> object:
        """What a stored integer means."""
        if self.family == "coded":
            return self.items[stored]
        if self.family == "date":
            return dt.date.fromordinal(stored + EPOCH)
        return plain(stored, self.scale)

    def codes(self) -> NDArray[np.int64]:
        """int64[rows]: a small number for each distinct value; missing is 0."""
        if self.family == "boolean":
            stored = unpack(self.values, self.rows).astype(np.int64)
        else:
            stored = np.unique(self.values, return_inverse=True)[1]
        return np.where(unpack(self.missing, self.rows), 0, stored + 1)


def plain(stored: int, scale: int) -> Decimal:
    """`stored · 10^-scale` in as few digits as it needs."""
    while scale > 0 and stored % 10 == 0:
        stored, scale = stored // 10, scale - 1
    return Decimal(stored).scaleb(-scale) if scale >= 0 else Decimal(stored * 10**-scale)


def numbers(values: NDArray[np.int64], missing: NDArray[np.bool_], scale: int) -> Column:
    """A column of scaled integers; common powers of ten are taken out before it is narrowed."""
    values = np.where(missing, 0, values)
    power = _common_power(values)
    values, scale = values // 10**power, scale - power
    small, bound = _narrow(values)
    return Column("number", len(values), small, _missing(missing), scale, bound)


def dates(days: NDArray[np.int64], missing: NDArray[np.bool_]) -> Column:
    """A column of days since 1970."""
    small, bound = _narrow(np.where(missing, 0, days))
    return Column("date", len(days), small, _missing(missing), 0, bound)


def booleans(values: NDArray[np.bool_], missing: NDArray[np.bool_]) -> Column:
    """A column of true and false."""
    return Column("boolean", len(values), pack(values & ~missing), _missing(missing))


def coded(places: NDArray[Any], missing: NDArray[np.bool_], items: Sequence[object]) -> Column:
    """A column over distinct `items`, given their places."""
    kind = next(k for k in _CODES if len(items) <= np.iinfo(k).max + 1)
    return Column(
        "coded", len(places), np.where(missing, 0, places).astype(kind), _missing(missing), items=items
    )


def absent(kind: str, rows: int) -> Column:
    """A column that nobody filled in."""
    values = np.zeros(width(rows), np.uint8) if kind == "boolean" else np.broadcast_to(np.uint8(0), rows)
    return Column(family(kind), rows, values, _missing(np.ones(rows, np.bool_)), items=("",))


def _missing(flags: NDArray[np.bool_]) -> Bits:
    return close(pack(flags), len(flags))


def _narrow(values: NDArray[np.int64]) -> tuple[NDArray[Any], int]:
    if not len(values):
        return values.astype(np.int8), 0
    low, high = int(values.min()), int(values.max())
    bound = max(abs(low), abs(high))
    for kind in _SIZES:
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return values.astype(kind), bound
    return values, bound


def _common_power(values: NDArray[np.int64]) -> int:
    head = values[:_SAMPLE]
    for power in _FACTORS:
        if not (head % 10**power).any() and not (values % 10**power).any():
            return power
    return 0
