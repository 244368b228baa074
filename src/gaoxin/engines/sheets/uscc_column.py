"""Many social credit codes at once: those that are right as they stand."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from gaoxin.base.uscc import ALPHABET, ORG_WEIGHTS, WEIGHTS
from gaoxin.engines.sheets.grid import Cell

_SHAPE = rf"^[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}$"
_ORDER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _table(order: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    values = np.zeros(256, np.int64)
    for value, char in enumerate(order):
        values[ord(char)] = value
    return values


_VALUES, _ORG_VALUES = _table(ALPHABET), _table(_ORDER)


def right_codes(cells: Sequence[Cell]) -> list[str | None]:
    """Each code where it is written plainly and both checks hold (GB 32100-2015), else None."""
    words = pl.Series([cell if cell.__class__ is str else None for cell in cells], dtype=pl.String)
    shaped = words.str.contains(_SHAPE).fill_null(False)
    found = words.filter(shaped)
    if found.is_empty():
        return [None] * len(cells)
    right = _right("".join(found.to_list()).encode())
    at = shaped.arg_true().to_numpy()[right]
    codes: list[str | None] = [None] * len(cells)
    for index in at.tolist():
        codes[index] = str(cells[index])
    return codes


def _right(joined: bytes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    chars = np.frombuffer(joined, np.uint8).reshape(-1, 18)
    total = _VALUES[chars[:, :17]] @ np.array(WEIGHTS) + _VALUES[chars[:, 17]]
    organisation = _ORG_VALUES[chars[:, 8:16]] @ np.array(ORG_WEIGHTS)
    check = np.frombuffer(b"0123456789X", np.uint8)[-organisation % 11]
    right: np.ndarray[tuple[int], np.dtype[np.bool_]] = (total % 31 == 0) & (check == chars[:, 16])
    return right
