"""Taking a backup: the database at one moment, then the stored files, then the manifest."""

import datetime as dt
import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

from gaoxin.center.backup.database import dump, vendor
from gaoxin.center.backup.manifest import KEY, NAME, Manifest, Part, blocks
from gaoxin.engines.sheets.write import atomically

Told = Callable[[str, int, int], None]


def take(target: Path, told: Told, *, with_key: bool = False) -> Manifest:
    """Write the backup to `target`, whole or not at all; safe while the site runs. Raises Refused.

    Stored files are never changed once they are there, so the files that the database knows at its moment are
    all found afterwards.
    """
    taken: list[Manifest] = []
    with tempfile.TemporaryDirectory(prefix=".backup.", dir=target.absolute().parent) as folder:
        told("database", 0, 0)
        database = dump(Path(folder))
        parts = [(database.name, database), *_files(), *(_key() if with_key else ())]
        atomically(target, lambda file: taken.append(_write(file, parts, told)))
    return taken[0]


def _files() -> list[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    found = sorted(p for p in root.rglob("*") if p.is_file() and not p.name.startswith("."))
    return [(f"files/{p.relative_to(root).as_posix()}", p) for p in found]


def _key() -> Iterator[tuple[str, Path]]:
    path = Path(settings.DATA) / KEY
    if path.exists():
        yield KEY, path


def _write(file: IO[bytes], parts: list[tuple[str, Path]], told: Told) -> Manifest:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        packed = []
        for number, (name, path) in enumerate(parts, 1):
            packed.append(_pack(archive, name, path))
            told("pack", number, len(parts))
        manifest = Manifest(vendor(), dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), tuple(packed))
        archive.writestr(NAME, manifest.dumped())
    return manifest


def _pack(archive: zipfile.ZipFile, name: str, path: Path) -> Part:
    """Copy a file into the archive; the digest is of the bytes that went in."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as out:
        for block in blocks(source):
            digest.update(block)
            size += len(block)
            out.write(block)
    return Part(name, size, digest.hexdigest())
