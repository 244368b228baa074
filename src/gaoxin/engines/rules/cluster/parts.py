"""One part of a result, written on a worker while the partition is read: bounded by a batch, never by a partition."""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import polars as pl
import pyarrow.parquet as pq


@dataclass(frozen=True)
class Part:
    """A written file: its name in the staging folder, its lines and bytes."""

    name: str
    lines: int
    size: int


class PartWriter:
    """Writes frames to one file under a name that no other attempt has; no frame, no file."""

    def __init__(self, folder: Path, partition: int) -> None:
        self._path = folder / f"{partition:05d}-{uuid.uuid4().hex}.parquet"
        self._writer: pq.ParquetWriter | None = None
        self._lines = 0

    def __enter__(self) -> "PartWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.close()

    def add(self, frame: pl.DataFrame) -> None:
        """Write a frame, even one without rows; all must have the same columns."""
        table = frame.to_arrow()
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, table.schema, compression="zstd")
        self._writer.write_table(table)
        self._lines += frame.height

    def done(self) -> Part | None:
        """Close, make sure it is on the disk, and tell what was written."""
        if self._writer is None:
            return None
        self._writer.close()
        with self._path.open("rb") as file:
            os.fsync(file.fileno())
        return Part(self._path.name, self._lines, self._path.stat().st_size)
