"""One run on a cluster: find copies of codes, match every partition, commit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from gaoxin.base.text import Text
from gaoxin.engines.rules.cluster.dataset import Dataset, quoted
from gaoxin.engines.rules.cluster.errors import ClusterError
from gaoxin.engines.rules.cluster.pieces import FILE, ROW
from gaoxin.engines.rules.cluster.session import session
from gaoxin.engines.rules.cluster.staging import Staging
from gaoxin.engines.rules.cluster.tasks import CODES, REPORT, CodesTask, MatchTask, Report, add_counts, unfold
from gaoxin.engines.rules.cluster.watch import watched
from gaoxin.engines.rules.cluster.work import NAMED, Copies, Work, packed

Progress = Callable[[str, int, int], None]
MOST_COPIES = 1_000_000
"""Codes that may stand in several records; with more the dataset is refused."""
_SHUFFLED = 500_000
"""Codes a partition of the one shuffle."""


@dataclass(frozen=True)
class Job:
    """What to run: `code` is the place of the code among the columns of the dataset."""

    dataset: Dataset
    code: int
    work: Work
    out: Path
    batch: int
    """Records an Arrow batch: what a worker holds at a time."""


@dataclass(frozen=True)
class Outcome:
    """What a run gave: good rows, wrong rows, lines, and counts a rule."""

    firms: int
    wrong: int
    lines: int
    counts: pl.DataFrame


def run(job: Job, master: str, partitions: int | None, progress: Progress) -> Outcome:
    """Run in a session of its own. Raises ClusterError."""
    with session(master, settings(job)) as spark:
        return run_in(spark, job, partitions, progress)


def run_in(spark: SparkSession, job: Job, partitions: int | None, progress: Progress) -> Outcome:
    """Run and commit; a run that fails leaves nothing. Raises ClusterError."""
    cores = int(spark.sparkContext.defaultParallelism)
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(job.dataset.split(partitions, cores)))
    staging = Staging.make(job.out)
    try:
        return _commit(job, staging, _reports(job, spark, staging, progress))
    finally:
        staging.drop()


def settings(job: Job) -> dict[str, str]:
    """What Spark is told about a job."""
    return {
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(job.batch),
        "spark.sql.shuffle.partitions": str(min(max(job.dataset.rows // _SHUFFLED, 4), 2000)),
        "spark.sql.files.minPartitionNum": "1",
    }


def _reports(job: Job, spark: SparkSession, staging: Staging, progress: Progress) -> dict[int, Report]:
    """One report a partition."""
    context = spark.sparkContext
    with watched(spark, "read", lambda done, total: progress("read", done, total)):
        table = _table(job, spark)
        work, files = context.broadcast(packed(job.work)), context.broadcast(job.dataset.number)
        code = table.select(f"c{job.code}", FILE, ROW)
        copies = context.broadcast(_copies(code.mapInArrow(CodesTask(work, files), CODES)))
    with watched(spark, "match", lambda done, total: progress("match", done, total)):
        task = MatchTask(work, files, copies, str(staging.folder))
        rows = table.mapInArrow(task, REPORT).collect()
    return {row.partition: Report.parse(row.report) for row in rows}


def _table(job: Job, spark: SparkSession) -> DataFrame:
    """The dataset, its columns renamed c0, c1, …, and where each record stands."""
    reader = spark.read.option("mergeSchema", "true").option("recursiveFileLookup", "true")
    read = reader.parquet(job.dataset.address)
    named = [sql.col(quoted(name)).alias(f"c{i}") for i, name in enumerate(job.dataset.columns)]
    return read.select(
        *named, sql.col("_metadata.file_path").alias(FILE), sql.col("_metadata.row_index").alias(ROW)
    )


def _copies(codes: Any) -> Copies:
    """The one aggregation: codes that stand in several records, with the first places of each."""
    places = sql.slice(sql.sort_array(sql.collect_list("place")), 1, NAMED)
    grouped = codes.groupBy("code").agg(sql.count("*").alias("n"), places.alias("places"))
    found = grouped.where("n > 1").limit(MOST_COPIES + 1).collect()
    if len(found) > MOST_COPIES:
        raise ClusterError(
            Text(
                f"重复的统一社会信用代码太多，例如 {found[0].code}",
                f"too many codes stand in several rows, such as {found[0].code}",
            ),
            Text("请去重后再匹配", "remove the copies first"),
        )
    return {row.code: tuple(unfold(place) for place in row.places) for row in found}


def _commit(job: Job, staging: Staging, reports: Mapping[int, Report]) -> Outcome:
    """Every record must be in one report before anything is shown. Raises ClusterError."""
    rows = sum(report.rows for report in reports.values())
    if rows != job.dataset.rows:
        raise ClusterError(
            Text(
                f"应有 {job.dataset.rows} 行，只处理了 {rows} 行",
                f"{job.dataset.rows} rows, but {rows} came back",
            ),
            Text("数据集是否在运行中被改动？请重试", "did the dataset change meanwhile? run again"),
        )
    lines = [(i, report.lines) for i, report in sorted(reports.items()) if report.lines]
    wrong = [(i, report.wrong) for i, report in sorted(reports.items()) if report.wrong]
    outcome = Outcome(
        firms=sum(report.firms for report in reports.values()),
        wrong=sum(part.lines for _, part in wrong),
        lines=sum(part.lines for _, part in lines),
        counts=add_counts([pl.DataFrame(report.counts) for report in reports.values()]),
    )
    facts = {"rows": rows, "firms": outcome.firms, "wrong": outcome.wrong, "lines": outcome.lines}
    staging.commit({"lines": lines, "wrong": wrong}, facts)
    return outcome
