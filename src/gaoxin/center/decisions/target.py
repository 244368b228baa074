"""The folder of a set of decisions appears whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.center.decisions.form import INDEX, MANIFEST, read_manifest
from gaoxin.engines.rules.replay import NotADecision
from gaoxin.engines.sheets import SheetError


def check_target(folder: Path) -> None:
    """Refuse early what may not be replaced: anything but a set of decisions or an empty folder. SheetError."""
    if not folder.absolute().parent.is_dir():
        raise SheetError(Text(f"没有这个目录：{folder.parent}", f"no such folder: {folder.parent}"))
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and _replaceable(folder))):
        raise SheetError(
            Text(
                f"{folder} 不是一组决定文件，不会覆盖", f"{folder} is no set of decisions and is not replaced"
            ),
            Text("请指定新目录", "name a new folder"),
        )


def _replaceable(folder: Path) -> bool:
    if not any(folder.iterdir()):
        return True
    try:
        return {p.name for p in folder.iterdir()} <= names(folder)
    except NotADecision:
        return False


def names(folder: Path) -> set[str]:
    """The names of all files of a set, as its manifest tells them; raises NotADecision."""
    _, manifest = read_manifest(folder)
    return {MANIFEST, INDEX, *(s.name for s in manifest.shards)}


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """A folder to write in, which takes the place of `folder` when all went well."""
    folder = folder.absolute()
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        yield part
        part.chmod(0o755)
        _swap(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _swap(part: Path, folder: Path) -> None:
    """Move the old set aside, the new one in; the old one comes back if that fails."""
    if not folder.exists():
        part.rename(folder)
        return
    check_target(folder)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".old", dir=folder.parent))
    folder.rename(aside / "set")
    try:
        part.rename(folder)
    except OSError:
        (aside / "set").rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
