"""An archive written: Parquet and CSV for programs, a workbook for people, and a manifest with digests."""

import datetime as dt
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from gaoxin import __version__
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.archive.tables import TABLES, firms, titled
from gaoxin.center.backup.manifest import digest_of
from gaoxin.center.models import Zone
from gaoxin.engines.sheets import Table, write_table, write_workbook
from gaoxin.engines.sheets.write import atomically

Told = Callable[[str, int, int], None]
MANIFEST = "manifest.json"
CSV = ("figures", "sources")
"""Tables small enough to be read by people too."""


def write(
    zone: Zone, target: Path, day: dt.date, told: Told, *, without: Sequence[str] = ()
) -> dict[str, int]:
    """Write all tables but those `without` into a folder, or a zip where `target` ends so; rows by table.

    Raises Refused where a folder holds something already.
    """
    if target.suffix.lower() != ".zip":
        return _into(zone, target, day, told, without)
    with tempfile.TemporaryDirectory(prefix=".export.", dir=target.absolute().parent) as folder:
        made = Path(folder) / "archive"
        counts = _into(zone, made, day, told, without)
        atomically(target, lambda file: _zip(made, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)))
    return counts


def _into(zone: Zone, folder: Path, day: dt.date, told: Told, without: Sequence[str]) -> dict[str, int]:
    if folder.exists() and any(folder.iterdir()):
        raise Refused(
            Text(f"{folder} 里已有文件", f"{folder} holds files"),
            Text("请指定一个新目录", "name a new folder"),
        )
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.absolute().parent))
    try:
        counts = _tables(zone, made, day, told, without)
        _manifest(zone, made, day, counts)
        made.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return counts


def _tables(zone: Zone, made: Path, day: dt.date, told: Told, without: Sequence[str]) -> dict[str, int]:
    chosen = [name for name in TABLES if name not in without]
    frame = firms(zone, day)
    told("write", 0, len(chosen) + 1)
    frame.write_parquet(made / "firms.parquet")
    write_workbook(made / "firms.xlsx", [Table(zone.name_zh, titled(zone, frame))])
    counts = {"firms": frame.height}
    for number, name in enumerate(chosen, 1):
        rows = TABLES[name](zone)
        rows.write_parquet(made / f"{name}.parquet")
        if name in CSV:
            write_table(made / f"{name}.csv", rows)
        counts[name] = rows.height
        told("write", number + 1, len(chosen) + 1)
    return counts


def _manifest(zone: Zone, made: Path, day: dt.date, counts: dict[str, int]) -> None:
    files = []
    for path in sorted(made.iterdir()):
        with path.open("rb") as file:
            size, digest = digest_of(file)
        files.append({"name": path.name, "size": size, "sha256": digest})
    body = {
        "format": "gaoxin-archive/1",
        "version": __version__,
        "zone": zone.pk,
        "day": day.isoformat(),
        "written_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "rows": counts,
        "files": files,
    }
    (made / MANIFEST).write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")


def _zip(folder: Path, archive: zipfile.ZipFile) -> None:
    with archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
