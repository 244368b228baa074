"""The processes of a running site: watched, started again when one dies, stopped in good order."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from gaoxin.cli.say import note

PATIENCE = 25.0
"""Seconds that a process gets to finish what it is doing."""
LIVELY = 10.0
"""Seconds after which a process that dies counts as one that had started well."""
TRIES = 3
REST = 30.0
"""Seconds that a process which keeps dying is left alone, where the site does without it meanwhile."""
SET_PARENT_DEATH_SIGNAL = 1


@dataclass
class Child:
    """One process and how it is started.

    `every`: seconds for one that runs and ends again and again; `vital`: without it the site stops.
    """

    name: str
    command: Sequence[str]
    every: float = 0.0
    vital: bool = True
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    rests_until: float = 0.0
    failures: int = field(default=0)

    def start(self) -> None:
        """Start it, apart from the terminal's signals and bound to the life of this process."""
        self.process = subprocess.Popen(  # noqa: S603 our own commands
            self.command,
            start_new_session=True,
            preexec_fn=_leave_with_parent,  # noqa: PLW1509 no thread runs here
        )
        self.started, self.rests_until = time.monotonic(), 0.0

    @property
    def ended(self) -> bool:
        """Whether it is not running now."""
        return self.process is None or self.process.poll() is not None

    def tend(self) -> bool:
        """Start it again where it should run; False where it keeps dying."""
        if self.process is None and not self.every:
            self.start()
        if not self.ended:
            return True
        if self.every:
            if time.monotonic() - self.started >= self.every:
                self.start()
            return True
        now = time.monotonic()
        if now < self.rests_until:
            return True
        if not self.rests_until:
            self.failures = self.failures + 1 if now - self.started < LIVELY else 1
            if self.failures > TRIES:
                return self._rest(now)
            time.sleep(min(0.2 * 2**self.failures, 5.0))
        note(f"{self.name} 意外停止，正在重新启动", f"{self.name} stopped unexpectedly; starting it again")
        self.start()
        return True

    def _rest(self, now: float) -> bool:
        """Leave it alone for a while; False where nothing goes without it."""
        self.failures, self.rests_until = TRIES, now + REST
        if not self.vital:
            note(
                f"{self.name} 反复停止，{REST:.0f} 秒后再试",
                f"{self.name} keeps stopping; again in {REST:.0f} s",
            )
        return not self.vital


def web(host: str, port: int, workers: int, threads: int) -> Child:
    """The web server: several processes, a few threads each."""
    own = ["--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads)]
    fixed = ["--interface", "wsgi", "--backlog", "2048", "--backpressure", "256", "--no-ws", "--http", "1"]
    lasting = ["--respawn-failed-workers", "--workers-kill-timeout", "20", "--log-level", "warning"]
    site = "gaoxin.config.wsgi:application"
    return Child("web", [sys.executable, "-m", "granian", *own, *fixed, *lasting, site])


def jobs() -> Child:
    """The worker that takes long work off the queue."""
    return Child("jobs", [sys.executable, "-m", "gaoxin.cli.running.worker"], vital=False)


def tick(every: float) -> Child:
    """Periodic work."""
    return Child("tick", [sys.executable, "-m", "gaoxin.cli", "tick"], every=every)


def watch(children: Sequence[Child], beat: Callable[[], None], pid_file: Path) -> int:
    """Run until told to stop; 1 where a process keeps dying. `beat` is called at every look."""
    stopping: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    before = {s: signal.signal(s, stop) for s in (signal.SIGTERM, signal.SIGINT)}
    pid_file.write_text(str(os.getpid()))
    code = 0
    try:
        while not stopping and not code:
            code = 0 if all(child.tend() for child in children) else 1
            beat()
            time.sleep(0.1)
    finally:
        note("正在停止…", "Stopping …")
        halt(children)
        pid_file.unlink(missing_ok=True)
        for number, handler in before.items():
            signal.signal(number, handler)
    return code


def halt(children: Sequence[Child]) -> None:
    """Ask all to finish, wait, and end what has not ended by then."""
    running = [c.process for c in children if c.process is not None and not c.ended]
    for process in running:
        process.send_signal(signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(max(end - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _leave_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def announce(address: str) -> Callable[[], None]:
    """A beat that says once, as soon as the site answers, where it is."""
    told: list[bool] = []

    def beat() -> None:
        if not told and _answers(f"{address}health"):
            told.append(True)
            note(f"打开 {address} （停止：Ctrl+C）", f"Open {address} (stop with Ctrl+C)")

    return beat


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1) as answer:  # noqa: S310 our own address
            return bool(answer.status == 200)
    except OSError:
        return False
