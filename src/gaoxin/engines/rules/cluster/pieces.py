"""From the Arrow batches of a partition to runs of consecutive records of one file."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

import numpy as np
import polars as pl
import pyarrow as pa

from gaoxin.engines.rules.cluster.work import Place

FILE, ROW = "_file", "_row"
"""Columns that Spark adds: the address of the file and the number of the record in it, from 0."""


def pieces(
    batches: Iterable[pa.RecordBatch], files: Mapping[str, int]
) -> Iterator[tuple[Place, pl.DataFrame]]:
    """Each run with the place of its first record; `files` numbers the files by path."""
    for batch in batches:
        frame = pl.DataFrame(pl.from_arrow(batch))
        data = frame.drop(FILE, ROW)
        for start, stop in runs(frame[FILE], frame[ROW]):
            file = files[path_of(str(frame[FILE][start]))]
            yield (file, int(frame[ROW][start]) + 1), data.slice(start, stop - start)


def runs(file: pl.Series, row: pl.Series) -> Iterator[tuple[int, int]]:
    """Where consecutive records of one file begin and end."""
    if not len(row):
        return
    breaks = (row.diff() != 1) | (file != file.shift())
    starts = [0, *(np.flatnonzero(breaks.fill_null(value=False).to_numpy()).tolist())]
    yield from zip(starts, [*starts[1:], len(row)], strict=True)


def path_of(address: str) -> str:
    """The path in a file address as Spark writes it."""
    return unquote(urlsplit(address).path)
