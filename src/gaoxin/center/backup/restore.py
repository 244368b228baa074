"""Putting a backup back: verified first, then swapped in at once."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.backup.exchange import put_in_place
from gaoxin.center.backup.manifest import (
    KEY,
    POSTGRES,
    SQLITE,
    Manifest,
    blocks,
    open_backup,
    read_manifest,
    verify,
)

Told = Callable[[str, int, int], None]
DATABASE = "gaoxin.sqlite3"


def check(path: Path) -> Manifest:
    """Verify a backup whole. Raises Refused naming the part that is damaged."""
    with open_backup(path) as archive:
        manifest = read_manifest(archive)
        verify(archive, manifest)
    return manifest


def restore(
    path: Path, data: Path, told: Told, *, force: bool = False, load: Callable[[Path], None] | None = None
) -> Path | None:
    """Put a backup in the place of the folder `data`; the path of what was there before, moved aside.

    Raises Refused where the backup is damaged, or where something is there and `force` is not given. The key of
    the deployment that is replaced is kept where the backup brings none. `load` puts a dump of PostgreSQL into its
    database, before the folders change places.
    """
    data = data.absolute()
    if not force and data.exists() and any(data.iterdir()):
        raise Refused(
            Text(f"{data} 里已有数据，没有改动", f"{data} holds data; nothing was changed"),
            Text(
                "确定要替换请加 --force，原数据会移到旁边",
                "to replace it add --force; what is there is moved aside",
            ),
        )
    told("verify", 0, 0)
    check(path)
    data.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{data.name}.restoring.", dir=data.parent))
    try:
        _lay_out(path, made, told)
        if not (made / KEY).exists() and (data / KEY).exists():
            shutil.copy2(data / KEY, made / KEY)
        if load is not None:
            load(made / POSTGRES)
            (made / POSTGRES).unlink()
        return put_in_place(made, data)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _lay_out(path: Path, made: Path, told: Told) -> None:
    made.chmod(0o755)
    (made / "files").mkdir()
    with open_backup(path) as archive:
        parts = read_manifest(archive).parts
        for number, part in enumerate(parts, 1):
            _unpack(archive, part.name, made / {SQLITE: DATABASE}.get(part.name, part.name))
            told("unpack", number, len(parts))


def _unpack(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, target.open("wb") as out:
        for block in blocks(source):
            out.write(block)
    if name in (KEY, POSTGRES, SQLITE):
        target.chmod(0o600)
