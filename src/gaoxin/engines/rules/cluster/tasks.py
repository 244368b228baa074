"""What runs on the workers, in `mapInArrow`: the codes of a partition, and its matching."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
from pyspark import TaskContext

from gaoxin.engines.rules.cluster.parts import Part, PartWriter
from gaoxin.engines.rules.cluster.pieces import pieces
from gaoxin.engines.rules.cluster.work import NAMED, Matched, opened

CODES = "code string, place long"
REPORT = "partition int, report string"

FILE_BITS = 40
"""A place travels as one number: the file above these bits, the record below."""


@dataclass(frozen=True)
class CodesTask:
    """The codes of a partition with their places; of a code repeated within a batch only the first places."""

    work: Any
    files: Any

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """`code, place` of a partition."""
        matcher = opened(self.work.value)
        for place, frame in pieces(batches, self.files.value):
            found = matcher.codes(frame.to_series(), place)
            first = found.group_by("uscc", maintain_order=True).head(NAMED)
            code, row = first["uscc"], first["row"] + (place[0] << FILE_BITS)
            yield pa.RecordBatch.from_arrays([_plain(code), row.to_arrow()], names=["code", "place"])


def _plain(texts: pl.Series) -> pa.Array:
    return texts.to_arrow().cast(pa.string())


def unfold(place: int) -> tuple[int, int]:
    """File and record of a place."""
    return place >> FILE_BITS, place & ((1 << FILE_BITS) - 1)


@dataclass(frozen=True)
class Report:
    """What a partition did. The driver takes one report a partition, and only the parts that it names."""

    rows: int
    firms: int
    lines: Part | None
    wrong: Part | None
    counts: dict[str, list[Any]]

    @classmethod
    def parse(cls, text: str) -> "Report":
        """Read what a worker sent."""
        data = json.loads(text)
        parts = {name: Part(**data[name]) if data[name] else None for name in ("lines", "wrong")}
        return cls(**{**data, **parts})


@dataclass(frozen=True)
class MatchTask:
    """Match a partition, write its parts into `staging`, and report."""

    work: Any
    files: Any
    copies: Any
    staging: str

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """One row: the partition and its report."""
        partition = int(TaskContext.get().partitionId())
        report = json.dumps(asdict(self._run(partition, batches)))
        yield pa.RecordBatch.from_pydict({"partition": pa.array([partition], pa.int32()), "report": [report]})

    def _run(self, partition: int, batches: Iterable[pa.RecordBatch]) -> Report:
        matcher, copies, folder = opened(self.work.value), self.copies.value, Path(self.staging)
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder} is not on storage that this worker shares with the driver")
        rows, firms, counts = 0, 0, pl.DataFrame()
        with (
            PartWriter(folder / "lines", partition) as lines,
            PartWriter(folder / "wrong", partition) as wrong,
        ):
            for place, frame in pieces(batches, self.files.value):
                found: Matched = matcher.match(frame, place, copies)
                lines.add(found.lines)
                if found.wrong.height:
                    wrong.add(found.wrong)
                rows, firms = rows + frame.height, firms + found.firms
                counts = add_counts([counts, found.counts])
            return Report(rows, firms, lines.done(), wrong.done(), counts.to_dict(as_series=False))


def add_counts(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Sums a rule over several counts; the first column names the rule."""
    full = [frame for frame in frames if frame.width]
    if not full:
        return pl.DataFrame()
    whole = pl.concat(full, how="vertical_relaxed")
    return whole.group_by(whole.columns[0], maintain_order=True).sum()
