"""Many rows into a table at once: COPY on PostgreSQL, executemany elsewhere; always inside the caller's transaction."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from django.db import connection

CHUNK = 20_000

Told = Callable[[int], None]
"""Told how many rows are in."""


def insert(table: str, columns: Sequence[str], rows: pl.DataFrame, told: Told = lambda _done: None) -> None:
    """Add `rows`, whose columns stand in the order of `columns`."""
    if rows.is_empty():
        return
    load = _copy if connection.vendor == "postgresql" else _execute
    load(table, columns, rows, told)


def _execute(table: str, columns: Sequence[str], rows: pl.DataFrame, told: Told) -> None:
    marks = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names are ours
    texts = pl.selectors.temporal()
    with connection.cursor() as cursor:
        for part in rows.with_columns(texts.cast(pl.String)).iter_slices(CHUNK):
            cursor.executemany(sql, part.rows())
            told(len(part))


def _copy(table: str, columns: Sequence[str], rows: pl.DataFrame, told: Told) -> None:
    """Texts are always quoted, so that none is taken for the absent value."""
    sql = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT csv, NULL '\\N')"
    with connection.cursor() as cursor:
        raw: Any = cursor.cursor
        with raw.copy(sql) as copy:
            for part in rows.iter_slices(CHUNK):
                copy.write(part.write_csv(include_header=False, null_value="\\N", quote_style="non_numeric"))
                told(len(part))
