"""How far a running import is, in a file whose lock tells whether its process lives.

The one transaction of an import shows nothing of itself until it is over, and on SQLite nobody else may write
meanwhile: so progress stands in `running/<batch>.json` of the data folder. The kernel lets go of the lock when
the process dies, however it dies.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FOLDER = "running"
WIDTH = 120
"""Bytes of a line: written at once, so that a reader sees one or the other."""
PAUSE = 0.1
"""Seconds between two lines."""


class Busy(RuntimeError):  # noqa: N818 - it is a state of things
    """Another process works on the batch."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of work: `done` of `total` (0 where that is not known)."""

    step: str = ""
    done: int = 0
    total: int = 0


class Running:
    """Tells how far the work on a batch is."""

    def __init__(self, handle: int) -> None:
        self._handle, self._told, self._step = handle, 0.0, ""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Write it down, not more often than anybody looks."""
        now = time.monotonic()
        if step == self._step and now - self._told < PAUSE and done != total:
            return
        self._told, self._step = now, step
        line = json.dumps({"step": step, "done": done, "total": total}).ljust(WIDTH)
        os.pwrite(self._handle, line.encode(), 0)


@contextmanager
def running(batch: int) -> Iterator[Running]:
    """Hold the batch while working on it. Raises Busy where another process does."""
    path = _path(batch)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        yield Running(handle)
        path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def alive(batch: int) -> bool:
    """Whether a process works on the batch."""
    try:
        handle = os.open(_path(batch), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        _lock(handle)
    except Busy:
        return True
    finally:
        os.close(handle)
    return False


def progress_of(batch: int) -> Progress:
    """How far the work on a batch is."""
    try:
        told = json.loads(_path(batch).read_bytes()[:WIDTH])
        return Progress(told["step"], told["done"], told["total"])
    except (OSError, ValueError, KeyError):
        return Progress()


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Busy from error


def _path(batch: int) -> Path:
    return Path(settings.DATA) / FOLDER / f"{batch}.json"
