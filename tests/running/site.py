"""The processes of a test site."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.cli.running.children import web

LOGINS = (
    *("leader", "service", "service2", "statistician", "promotion", "project", "firm1", "firm2"),
    *("bank1", "bank2", "customs", "system", "security", "auditor"),
)
PASSWORDS: Mapping[str, str] = {login: f"{login}-Right-horse-7" for login in LOGINS}
"""By login; the demo people of packs/demo/zone.yaml."""


@dataclass
class Site:
    """One prepared site and its processes."""

    folder: Path
    database: str = ""
    port: int = 0
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """That of every process of this site."""
        own = {"GAOXIN_DATA": str(self.folder), "GAOXIN_LOG": str(self.folder / "gaoxin.log")}
        return {
            **os.environ,
            **own,
            "GAOXIN_DATABASE_URL": self.database,
            "GAOXIN_HOSTS": "127.0.0.1,localhost",
        }

    def prepare(self, firms: int) -> None:
        """Tables, files, demo zone, periodic jobs."""
        subprocess.run(
            [sys.executable, "-m", "tests.running.prepare", str(firms)], env=self.environment, check=True
        )

    def start(self, workers: int = 1) -> None:
        """Serve, and wait until it answers."""
        self.port = free_port()
        self.spawn("web", *web("127.0.0.1", self.port, workers, 4).command)
        self.wait()

    def spawn(self, name: str, *command: str) -> None:
        """Start a process in a group of its own."""
        self.processes[name] = subprocess.Popen(command, env=self.environment, start_new_session=True)

    def wait(self, seconds: float = 90) -> None:
        """Until /health answers."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.address}/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
            if any(process.poll() is not None for process in self.processes.values()):
                raise RuntimeError("a process of the site ended; its words stand above")
        raise TimeoutError(f"{self.address} does not answer")

    def kill(self, name: str) -> None:
        """End a process and all it started, at once."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End in good order; at once what does not end by itself."""
        for process in self.processes.values():
            process.terminate()
        for name, process in list(self.processes.items()):
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill(name)
        self.processes.clear()


@contextmanager
def running(firms: int = 120, database: str = "") -> Iterator[Site]:
    """A site with a small demo zone, matched; gone at the end."""
    site = Site(Path(tempfile.mkdtemp(prefix="gaoxin-site-")), database)
    try:
        site.prepare(firms)
        site.start()
        yield site
    finally:
        site.stop()
        shutil.rmtree(site.folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
