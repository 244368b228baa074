"""Spark: what a partition costs and what a core does. `python -m benchmarks.cluster` starts its own clusters."""

import argparse
import datetime as dt
import os
import pickle
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from tests.cluster.standalone import Standalone

from gaoxin.base.uscc import complete
from gaoxin.base.vocabulary import SCALES, Vocabulary
from gaoxin.center.cluster import FEWEST, MOST, PAIRS, MatchWork
from gaoxin.center.demo.firms import firms
from gaoxin.center.demo.sheet import sheet
from gaoxin.center.library import open_library
from gaoxin.engines.rules.cluster.dataset import find_dataset
from gaoxin.engines.rules.cluster.job import Job, run_in, settings
from gaoxin.engines.rules.cluster.parts import PartWriter
from gaoxin.engines.rules.cluster.session import session
from gaoxin.engines.rules.cluster.work import packed
from gaoxin.engines.sheets import read_sheet

DAY = dt.date(2026, 6, 1)
SAMPLE = 10_000
GROUPS = 16


def dataset(rows: int, folder: Path) -> Path:
    """`rows` firms of the demo zone in typed columns named by fact ids, each with a code of its own."""
    library = open_library(["national", "demo"])
    source, path = folder / "sample.parquet", folder / f"{rows}.parquet"
    if not source.exists():
        sheet(firms(SAMPLE)).frame.write_parquet(source)
    good = read_sheet(source, library.sheet_vocabulary, industries=library.industries).frame
    tiled = pl.concat([good] * (rows // good.height + 1))[:rows]
    codes = pl.Series("uscc", [complete(f"9199{i // 10**6:02d}00MA{i % 10**6:06d}") for i in range(rows)])
    typed = natural(tiled, library.sheet_vocabulary).with_columns(codes)
    typed.write_parquet(path, row_group_size=max(rows // GROUPS, 1))
    return path


def natural(frame: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Yuan and plain numbers instead of scaled integers; percents as percents, lists joined."""
    out = []
    for name, kind in frame.schema.items():
        fact = vocabulary[name]
        column = pl.col(name)
        if fact.percent:
            out.append((column / 10.0**7).alias(f"{name}（%）"))
        elif SCALES.get(fact.type):
            out.append(column / 10.0 ** SCALES[fact.type])
        else:
            out.append(column.list.join("；") if kind == pl.List(pl.String) else column)
    return frame.select(out)


def job(path: Path, out: Path, only: Sequence[str] = ()) -> Job:
    """The job that `gaoxin match --engine spark` makes."""
    library, found = open_library(["national", "demo"]), find_dataset(path)
    rules = library.rules(DAY, only)
    work = MatchWork(path.name, found.columns, found.names, library.sheet_vocabulary, library.industries,
                     rules, DAY, keep_all=False, language="zh")  # fmt: skip
    batch = min(max(PAIRS // len(rules.rules), FEWEST), MOST)
    return Job(found, found.columns.index("uscc"), work, out, batch)


@contextmanager
def timed(seconds: dict[str, float], what: str) -> Iterator[None]:
    """Processor seconds of this process, which other work on the machine does not lengthen much."""
    start = time.process_time()
    yield
    seconds[what] = seconds.get(what, 0.0) + time.process_time() - start


def one_core(path: Path, folder: Path) -> dict[str, float]:
    """Processor seconds of the work of a partition, without Spark."""
    made, seconds = job(path, folder / "x"), {}
    with timed(seconds, "unpack and compile"):
        matcher = pickle.loads(packed(made.work)).open()
    frame = pl.read_parquet(path)
    with PartWriter(folder, 0) as writer:
        for first in range(0, frame.height, made.batch):
            piece = frame[first : first + made.batch]
            with timed(seconds, "codes"):
                matcher.codes(piece["uscc"], (0, first + 1))
            with timed(seconds, "read, match and word"):
                done = matcher.match(piece, (0, first + 1), {})
            with timed(seconds, "write"):
                writer.add(done.lines)
        with timed(seconds, "write"):
            part = writer.done()
    assert part is not None
    return seconds | {"lines": part.lines, "bytes": part.size}


@dataclass(frozen=True)
class Run:
    """One run on Spark, in a session that is already warm."""

    workers: int
    rows: int
    partitions: int
    seconds: float


def runs(master: str, count: int, paths: dict[int, Path], grid: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Wall-clock seconds of each (rows, partitions)."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.parquet"
        with session(master, settings(job(paths[min(paths)], out))) as spark:
            for number, (rows, partitions) in enumerate([grid[0], *grid]):
                made = job(paths[rows], out.with_name(f"{number}.parquet"))
                start = time.perf_counter()
                run_in(spark, made, partitions, lambda *_: None)
                if number:
                    yield Run(count, rows, partitions, time.perf_counter() - start)


@contextmanager
def workers(count: int) -> Iterator[str]:
    """The URL of a cluster on the loopback with workers of one core each."""
    with tempfile.TemporaryDirectory() as folder:
        cluster = Standalone(Path(folder), count)
        os.environ.update(cluster.env)
        try:
            yield cluster.url
        finally:
            cluster.stop()


def report(most: int) -> str:
    """The tables, as Markdown."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        sizes = [rows for rows in (10_000, 100_000, 1_000_000) if rows <= most]
        paths = {rows: dataset(rows, Path(folder)) for rows in sizes}
        spent = one_core(paths[min(100_000, most)], Path(folder))
        rows = min(100_000, most)
        lines.append(
            f"One core, {rows:,} firms, no Spark: {spent['lines']:,} lines, {spent['bytes']:,} bytes"
        )
        for what in ("unpack and compile", "codes", "read, match and word", "write"):
            lines.append(f"| {what} | {spent[what]:.2f} s |")
        lines += [
            "",
            "| workers | firms | partitions | seconds | firms per second |",
            "|--:|--:|--:|--:|--:|",
        ]
        grid = [(rows, n) for rows in sizes for n in ((1, 4, 16) if rows < 10**6 else (16,))]
        for count in (1, 2):
            with workers(count) as master:
                for run in runs(master, count, paths, grid):
                    speed = f"{run.rows / run.seconds:,.0f}"
                    lines.append(
                        f"| {count} | {run.rows:,} | {run.partitions} | {run.seconds:.1f} | {speed} |"
                    )
    return "\n".join(lines)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000, help="the largest dataset")
    print(report(options.parse_args().rows))
