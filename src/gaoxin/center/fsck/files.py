"""Stored files: each is there with its digest, and none is there that nothing knows.

A table that keeps files has the fields `stored` (the path under the folder of files), `digest` and `size`.
"""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from gaoxin.base.text import Text
from gaoxin.center.backup.manifest import digest_of
from gaoxin.center.fsck.fault import Fault
from gaoxin.center.intake.stored import files

FIELDS = ("stored", "digest", "size")


def stored() -> Iterator[Fault]:
    """The files that any table keeps against their digests, and files that none does."""
    known: set[str] = set()
    for table in keepers():
        for path, digest, size in table._default_manager.exclude(stored="").values_list(*FIELDS).distinct():
            known.add(path)
            yield from _one(files() / path, path, digest, size)
    root = files()
    for found in sorted(root.rglob("*")):
        name = found.relative_to(root).as_posix()
        if found.is_file() and name not in known and not found.name.startswith("."):
            yield Fault("files", name, Text("没有记录提到这个文件", "no record tells of this file"))


def keepers() -> list[type[models.Model]]:
    """The tables that keep files."""
    return [t for t in apps.get_models() if set(FIELDS) <= {f.name for f in t._meta.concrete_fields}]


def _one(path: Path, name: str, digest: str, size: int) -> Iterator[Fault]:
    try:
        with path.open("rb") as file:
            found = digest_of(file)
    except OSError:
        yield Fault("files", name, Text("文件不见了或读不出来", "it is gone or cannot be read"))
        return
    if found != (size, digest):
        yield Fault("files", name, Text("文件内容与摘要不符", "it does not have its digest"))
