"""Where the blobs of a ledger lie: a protocol of four words, in memory or as files."""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from gaoxin.base.text import Text
from gaoxin.engines.ledger.errors import LedgerError

_NAME = re.compile(r"[a-z0-9]+(?:/[a-z0-9]+(?:\.p)?)*", re.ASCII)


class Store(Protocol):
    """Named blobs. `put` replaces whole or not at all; nobody else writes meanwhile."""

    def get(self, name: str) -> bytes | None:
        """The blob, or None."""

    def put(self, name: str, blob: bytes) -> None:
        """Keep the blob under the name."""

    def delete(self, name: str) -> None:
        """Forget the blob, if there is one."""

    def names(self) -> Iterator[str]:
        """The names of all blobs, in no order."""


class MemoryStore(dict[str, bytes]):
    """Blobs in memory."""

    def put(self, name: str, blob: bytes) -> None:
        """Keep the blob under the name."""
        self[name] = blob

    def delete(self, name: str) -> None:
        """Forget the blob, if there is one."""
        self.pop(name, None)

    def names(self) -> Iterator[str]:
        """The names of all blobs."""
        return iter(list(self))


class FileStore:
    """Blobs as files under a folder, as tlog-tiles serves them; each is on the disk before `put` returns."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """The blob, or None."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, blob: bytes) -> None:
        """Write beside, force to the disk, then rename over."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(blob)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        _sync(path.parent)

    def delete(self, name: str) -> None:
        """Forget the blob and the folders it leaves empty."""
        path = self._path(name)
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()

    def names(self) -> Iterator[str]:
        """The names of all blobs; files begun and not finished are none."""
        for path in self._folder.rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(self._folder).as_posix()

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise LedgerError(Text(f"不是账本文件名：{name!r}", f"not a name in a ledger: {name!r}"))
        return self._folder / name


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
