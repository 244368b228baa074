"""The database as one file: by SQLite's own backup, or by PostgreSQL's pg_dump."""

import sqlite3
from pathlib import Path

from django.conf import settings
from django.db import connection

from gaoxin.center.backup import postgres
from gaoxin.center.backup.manifest import POSTGRES, SQLITE


def vendor() -> str:
    """The kind of the database in use."""
    return connection.vendor


def dump(folder: Path) -> Path:
    """Write the database as it is at one moment into `folder`. Raises Refused."""
    if vendor() == "postgresql":
        postgres.dump(folder / POSTGRES, connection.settings_dict)
        return folder / POSTGRES
    return _sqlite(folder / SQLITE)


def _sqlite(path: Path) -> Path:
    """One read transaction: what others write meanwhile is not in it."""
    name = settings.DATABASES["default"]["NAME"]
    source = sqlite3.connect(f"file:{name}?mode=ro", uri=True, timeout=20, isolation_level=None)
    target = sqlite3.connect(path)
    try:
        source.execute("BEGIN")
        source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()
        source.close()
    return path
