"""Uploaded files, kept by the digest of their content under the data folder."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from gaoxin.base.text import Text
from gaoxin.center.intake import content
from gaoxin.center.models import Batch
from gaoxin.engines.sheets import SheetError

FOLDER = "imports"
STAGED = "staged"
"""What a preview worked out, beside the files: it can be made again and is no part of a backup."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored file: its path under the folder of files, digest and bytes."""

    path: str
    digest: str
    size: int


def keep(file: BinaryIO) -> Kept:
    """Check and store a file. Raises SheetError and keeps nothing where it is no plain table."""
    folder = files() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".upload.", dir=folder)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            digest, size = _copied(file, out)
        place = f"{FOLDER}/{digest}{content.check(part)}"
        part.replace(files() / place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return Kept(place, digest, size)


def _copied(file: BinaryIO, out: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while block := file.read(1 << 20):
        size += len(block)
        if size > content.LARGEST:
            most = content.LARGEST >> 20
            raise SheetError(
                Text(f"文件超过 {most} MB", f"the file is over {most} MB"),
                Text("请拆分后分次上传", "split it and upload the parts"),
            )
        digest.update(block)
        out.write(block)
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest(), size


def drop(path: str, batch: int) -> None:
    """Remove the file of a discarded batch, unless another batch has the same, and what its preview worked out."""
    if not Batch.objects.filter(stored=path).exists():
        (files() / path).unlink(missing_ok=True)
    shutil.rmtree(staged(batch), ignore_errors=True)


def files() -> Path:
    """The folder of stored files."""
    return Path(settings.MEDIA_ROOT)


def staged(batch: int) -> Path:
    """The folder of what the preview of a batch worked out."""
    folder = Path(settings.DATA) / STAGED / str(batch)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
