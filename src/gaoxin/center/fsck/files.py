"""Stored files: each is there with its digest, and none is there that nothing knows."""

from collections.abc import Iterator
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.center.backup.manifest import digest_of
from gaoxin.center.fsck.fault import Fault
from gaoxin.center.intake.stored import FOLDER, files
from gaoxin.center.models import Batch


def stored() -> Iterator[Fault]:
    """The files of imports against their digests."""
    known: set[str] = set()
    for path, digest, size in (
        Batch.objects.exclude(stored="").values_list("stored", "digest", "size").distinct()
    ):
        known.add(path)
        yield from _one(files() / path, path, digest, size)
    folder = files() / FOLDER
    for found in sorted(folder.iterdir()) if folder.exists() else ():
        name = f"{FOLDER}/{found.name}"
        if name not in known and not found.name.startswith("."):
            yield Fault("files", name, Text("没有导入记录提到这个文件", "no import tells of this file"))


def _one(path: Path, name: str, digest: str, size: int) -> Iterator[Fault]:
    try:
        with path.open("rb") as file:
            found = digest_of(file)
    except OSError:
        yield Fault("files", name, Text("文件不见了或读不出来", "it is gone or cannot be read"))
        return
    if found != (size, digest):
        yield Fault("files", name, Text("文件内容与摘要不符", "it does not have its digest"))
