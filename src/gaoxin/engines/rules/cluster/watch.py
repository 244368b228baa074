"""Watches a job from the side: tells its progress, and ends it when the cluster has no workers."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pyspark.sql import SparkSession

from gaoxin.base.text import Text
from gaoxin.engines.rules.cluster.errors import ClusterError

PATIENCE = 120.0
"""Seconds without any worker after which a run is given up."""
_EVERY = 0.5

Tasks = Callable[[int, int], None]
"""Told the tasks done and the tasks known so far."""


class Watch:
    """One thread beside a job."""

    def __init__(self, spark: SparkSession, group: str, tasks: Tasks, patience: float = PATIENCE) -> None:
        self._context, self._group, self._tasks, self._patience = spark.sparkContext, group, tasks, patience
        self._over = threading.Event()
        self.abandoned = False

    def run(self) -> None:
        """Look twice a second until the job is over."""
        seen = time.monotonic()
        while not self._over.wait(_EVERY):
            try:
                self._tell()
                if self._executors():
                    seen = time.monotonic()
                elif time.monotonic() - seen > self._patience:
                    self.abandoned = True
                    self._context.cancelAllJobs()
                    return
            except Exception:  # the session may end while we look
                return

    def stop(self) -> None:
        """The job is over."""
        self._over.set()

    def _tell(self) -> None:
        tracker = self._context.statusTracker()
        jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(self._group)]
        stages = [tracker.getStageInfo(stage) for job in jobs if job for stage in job.stageIds]
        known = [stage for stage in stages if stage]
        if total := sum(stage.numTasks for stage in known):
            self._tasks(min(sum(stage.numCompletedTasks for stage in known), total), total)

    def _executors(self) -> int:
        """Machines at work; the driver is one of the list, and all of it where Spark runs locally."""
        listed = len(self._context._jsc.sc().statusTracker().getExecutorInfos())
        return listed if str(self._context.master).startswith("local") else listed - 1


@contextmanager
def watched(spark: SparkSession, group: str, tasks: Tasks) -> Iterator[None]:
    """Run jobs under watch. Raises ClusterError where no worker came for too long."""
    spark.sparkContext.setJobGroup(group, group)
    watch = Watch(spark, group, tasks)
    thread = threading.Thread(target=watch.run, daemon=True)
    thread.start()
    try:
        yield
    except Exception as error:
        if watch.abandoned:
            raise ClusterError(
                Text("集群没有可用的工作节点", "the cluster has no worker that takes the job"),
                Text("请启动 Spark 工作节点后重试", "start Spark workers and run again"),
            ) from error
        raise
    finally:
        watch.stop()
        thread.join()
