"""How long a write waits for another: a large import keeps the embedded database to itself until it is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection


@contextmanager
def patience(milliseconds: int) -> Iterator[None]:
    """Wait no longer than this for another writer; on PostgreSQL, where writers do not wait, as ever."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before:d}")


def waited(error: BaseException | None) -> bool:
    """Whether a write failed because another went on for too long."""
    return isinstance(error, OperationalError) and "locked" in str(error)
