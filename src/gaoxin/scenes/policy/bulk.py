"""Many rows at once: COPY on PostgreSQL, executemany elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows; `columns` are those of the database, dates are written as ISO text."""
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608


def delete(model: type[models.Model], key: str, values: Iterable[int]) -> None:
    """Delete the rows of some keys."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        sql = f"DELETE FROM {quote(model._meta.db_table)} WHERE {quote(key)} = %s"  # noqa: S608
        cursor.executemany(sql, [(value,) for value in values])
