"""What the caller hands over: how a piece of the table is read and matched. It is pickled and sent once."""

import hashlib
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

Place = tuple[int, int]
"""Number of a file in the dataset and of a record in it, from 1."""
Copies = Mapping[str, Sequence[Place]]
"""Codes that stand in several records, each with its first places."""

NAMED = 7
"""Places of a code that are kept: enough to name five others and to know that there are more."""


@dataclass(frozen=True)
class Matched:
    """What came of a piece: lines for the result, wrong rows, counts a rule, and the number of good rows."""

    lines: pl.DataFrame
    wrong: pl.DataFrame
    counts: pl.DataFrame
    firms: int


class Matcher(Protocol):
    """Reads and matches pieces; made once in each worker process."""

    def codes(self, cells: pl.Series, place: Place) -> pl.DataFrame:
        """`uscc, row` of the cells of the code column that hold a right code."""

    def match(self, frame: pl.DataFrame, place: Place, copies: Copies) -> Matched:
        """Match consecutive records, of which `place` is the first."""


class Work(Protocol):
    """What is sent to the workers."""

    def open(self) -> Matcher:
        """Make the matcher."""


_opened: dict[bytes, Matcher] = {}


def packed(work: Work) -> bytes:
    """The work as it travels."""
    return pickle.dumps(work, protocol=5)


def opened(data: bytes) -> Matcher:
    """The matcher of packed work; rules are compiled once a process, and only the last work is kept."""
    key = hashlib.sha256(data).digest()
    if key not in _opened:
        work: Work = pickle.loads(data)  # noqa: S301 - our own driver packed it
        _opened.clear()
        _opened[key] = work.open()
    return _opened[key]
