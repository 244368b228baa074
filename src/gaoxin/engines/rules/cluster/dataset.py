"""The files of a Parquet dataset, and how many partitions they are read in."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gaoxin.base.text import Text
from gaoxin.engines.rules.cluster.errors import ClusterError

_PART = 64 << 20
"""Bytes of Parquet a partition takes where nobody says how many partitions there should be."""


@dataclass(frozen=True)
class Dataset:
    """Files in order, as absolute paths; columns, records and bytes of all of them.

    Files may differ in their columns: what one of them lacks is missing there.
    """

    root: Path
    files: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    size: int

    @cached_property
    def number(self) -> dict[str, int]:
        """The place of each file."""
        return {file: i for i, file in enumerate(self.files)}

    @property
    def address(self) -> str:
        """The root as Spark reads it; its own marks in a name (`*`, `{`) are taken as they stand."""
        path = re.sub(r"([*?\[\]{}\\])", r"\\\1", str(self.root))
        return f"file:{path}"

    @property
    def names(self) -> tuple[str, ...]:
        """The files as people name them: relative to the folder."""
        if not self.root.is_dir():
            return (self.root.name,)
        return tuple(Path(file).relative_to(self.root).as_posix() for file in self.files)

    def split(self, partitions: int | None, cores: int) -> int:
        """Bytes of a partition, so that there are about `partitions` (or a few for each core)."""
        wanted = partitions or max(2 * cores, math.ceil(self.size / _PART))
        return max(math.ceil(self.size / wanted), 1)


def quoted(name: str) -> str:
    """A name of a column as an expression of Spark takes it."""
    return "`" + name.replace("`", "``") + "`"


def find_dataset(path: Path) -> Dataset:
    """Look at a Parquet file, or a folder of them as deep as it goes. Raises ClusterError."""
    root = path.resolve()
    if not root.exists():
        raise ClusterError(Text(f"没有这个文件或目录：{path}", f"no such file or folder: {path}"))
    files = sorted(_files(root)) if root.is_dir() else [root]
    if not files:
        raise ClusterError(Text(f"目录中没有 Parquet 文件：{path}", f"no Parquet file in {path}"))
    found = [_footer(file) for file in files]
    if not any(footer.num_rows for footer in found):
        raise ClusterError(Text(f"数据集没有数据行：{path}", f"the dataset has no rows: {path}"))
    return Dataset(
        root=root,
        files=tuple(map(str, files)),
        columns=tuple(
            dict.fromkeys(name for footer in found for name in footer.schema.to_arrow_schema().names)
        ),
        rows=sum(footer.num_rows for footer in found),
        size=sum(file.stat().st_size for file in files),
    )


def _files(folder: Path) -> Iterator[Path]:
    """What Spark reads: all but names that begin with a dot or an underscore."""
    for path in folder.iterdir():
        if path.name.startswith((".", "_")):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _footer(file: Path) -> pq.FileMetaData:
    try:
        return pq.read_metadata(file)
    except (pa.ArrowException, OSError) as error:
        reason = Text(f"不是 Parquet 文件：{file.name}", f"not a Parquet file: {file.name}")
        advice = Text(
            "集群只读 Parquet；其他表格请去掉 --engine spark",
            "a cluster reads Parquet only; leave --engine spark out for other sheets",
        )
        raise ClusterError(reason, advice) from error
