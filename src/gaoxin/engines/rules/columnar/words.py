"""From keys to lists of ids: each distinct (rule, key) is put into words once."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar.grid import BLOCK

DENSE = 1 << 22
"""Up to so many distinct keys are counted rather than sorted."""

Keys = Sequence[NDArray[np.int64]]


def joined(rule: NDArray[np.intp], keys: Keys, ids: Sequence[Sequence[str]]) -> pl.Series:
    """String[lines]: the ids whose bits are set, joined by `;`; `ids` holds for each rule the id of each bit."""
    first, places = distinct(rule, keys)
    texts = ["".join(_join([int(key[i]) for key in keys], ids[rule[i]])) for i in first]
    return pl.Series(texts, dtype=pl.String).gather(places)


def _join(keys: Sequence[int], ids: Sequence[str]) -> str:
    return ";".join(name for i, name in enumerate(ids) if keys[i // BLOCK] >> (i % BLOCK) & 1)


def distinct(rule: NDArray[np.intp], keys: Keys) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """A line of each distinct (rule, keys), and for each line the place of its like."""
    code: NDArray[np.int64] = rule.astype(np.int64)
    for key in keys:
        most = int(key.max(initial=0)) + 1
        if most > DENSE:
            key, most = np.unique(key, return_inverse=True)[1], len(key)  # noqa: PLW2901
        code = code * most + key
        if int(code.max(initial=0)) >= DENSE:
            code = np.unique(code, return_inverse=True)[1]
    return _dense(code)


def _dense(code: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    if int(code.max(initial=0)) >= DENSE:
        _, first, places = np.unique(code, return_index=True, return_inverse=True)
        return first, places
    line = np.full(int(code.max(initial=-1)) + 1, -1, np.intp)
    line[code] = np.arange(len(code))
    found = line >= 0
    place = np.cumsum(found) - 1
    return line[found], place[code]
