"""A real Spark cluster on the loopback: one master and workers, each a process of its own, all ended at the end."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.net.preferIPv4Stack=true"
DEFAULTS = f"""
spark.driver.memory 512m
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.driver.extraJavaOptions {QUICK}
spark.executor.memory 512m
spark.executor.cores 1
spark.executor.extraJavaOptions {QUICK}
"""


def wait(what: str, ready: Callable[[], object], seconds: float = 90) -> None:
    """Wait until `ready`, or fail."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, f"no {what} within {seconds:.0f} s"
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    """All processes that `pid` started, and those that they started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, new = [], [pid]
    while new:
        new = [child for child, parent in parents.items() if parent in new]
        found.extend(new)
    return found


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


class Standalone:
    """The cluster; ports are chosen by the system."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        import pyspark

        self.folder = folder
        self._class = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
        (folder / "conf").mkdir(parents=True)
        (folder / "conf" / "spark-defaults.conf").write_text(DEFAULTS)
        self.env = {
            **os.environ,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_CONF_DIR": str(folder / "conf"),
            "SPARK_LOCAL_DIRS": str(folder / "local"),
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": QUICK,
            "PYSPARK_PYTHON": sys.executable,
            "LC_ALL": "C.UTF-8",
        }
        self._started: list[subprocess.Popen[bytes]] = []
        try:
            self._start("master", "master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
            wait("master", lambda: "Starting Spark master at" in self.log("master"))
            self.url = re.findall(r"spark://127\.0\.0\.1:\d+", self.log("master"))[0]
            self.workers = [self.add_worker() for _ in range(workers)]
            wait("workers", lambda: self.log("master").count("Registering worker") == workers)
        except BaseException:
            self.stop()
            raise

    def add_worker(self) -> int:
        """Start a worker of one core; its process id."""
        name = f"worker-{len(self._started)}"
        options = ("--host", "127.0.0.1", "--cores", "1", "--memory", "600m", "--webui-port", "0")
        work = str(self.folder / name)
        return self._start(name, "worker.Worker", *options, "--work-dir", work, self.url)

    def _start(self, name: str, role: str, *options: str) -> int:
        with (self.folder / f"{name}.log").open("wb") as log:
            started = subprocess.Popen(
                [self._class, f"org.apache.spark.deploy.{role}", *options],
                env=self.env, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        self._started.append(started)
        return started.pid

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def executor_of(self, worker: int) -> int:
        """The executor that a worker runs now."""
        return next(pid for pid in children(worker) if "CoarseGrainedExecutorBackend" in command_of(pid))

    def stop(self) -> None:
        """End everything that was started here."""
        for process in reversed(self._started):
            for pid in [*children(process.pid), process.pid]:
                kill(pid)
            process.wait()


def start_match(cluster: Standalone, dataset: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    """`gaoxin match` on the cluster, in a process of its own."""
    run = "from gaoxin.cli import main; main()"
    options = ("--engine", "spark", "--master", cluster.url, "--as-of", "2026-06-01", "--pack", "demo", *more)
    return subprocess.Popen(
        [sys.executable, "-c", run, "--lang", "en", "match", str(dataset), "-o", str(out), *options],
        env=cluster.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
