"""A session of Spark for one run; what Java says goes to a log file, never to the person's screen."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pyspark.sql import SparkSession

from gaoxin.base.text import Text
from gaoxin.engines.rules.cluster.errors import ClusterError, one_line
from gaoxin.engines.rules.cluster.java import check_parts
from gaoxin.engines.rules.cluster.master import check_master

SETTINGS = {
    "spark.app.name": "gaoxin match",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.files.openCostInBytes": "1",
    "spark.executorEnv.POLARS_MAX_THREADS": "1",
    "spark.executorEnv.OMP_NUM_THREADS": "1",
    "spark.executorEnv.PYTHONUTF8": "1",
}
"""What the meaning of a run rests on; all else is left to the cluster's own spark-defaults.conf."""


@contextmanager
def session(master: str, settings: Mapping[str, str]) -> Iterator[SparkSession]:
    """Spark, started and stopped. Raises ClusterError; the log is kept where something went wrong."""
    check_parts()
    check_master(master)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    handle, log = tempfile.mkstemp(prefix="gaoxin-spark-", suffix=".log")
    try:
        spark = _start(master, {**SETTINGS, **settings}, handle)
        try:
            yield spark
        finally:
            spark.stop()
    except ClusterError:
        Path(log).unlink(missing_ok=True)
        raise
    except Exception as error:
        raise _failed(error, log) from error
    Path(log).unlink(missing_ok=True)


def _start(master: str, settings: Mapping[str, str], log: int) -> SparkSession:
    builder = SparkSession.builder.master(master)
    for key, value in settings.items():
        builder = builder.config(key, value)
    with _errors_into(log):
        return builder.getOrCreate()


@contextmanager
def _errors_into(log: int) -> Iterator[None]:
    """What is started here keeps writing its errors into the log."""
    sys.stderr.flush()
    kept = os.dup(2)
    os.dup2(log, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(log)


def _failed(error: Exception, log: str) -> ClusterError:
    gist = one_line(error)
    advice = Text(f"详情见 {log}", f"see {log}")
    if "No module named" in gist:
        advice = Text(
            '每台机器的 Python 都要装 "gaoxin[spark]"（路径可用 PYSPARK_PYTHON 指定）',
            'install "gaoxin[spark]" for the Python of every machine (PYSPARK_PYTHON names it)',
        )
    return ClusterError(Text(f"集群运行失败：{gist}", f"the run on the cluster failed: {gist}"), advice)
