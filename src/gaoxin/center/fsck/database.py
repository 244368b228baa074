"""The database itself: its own integrity check, and references to rows that are not there."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from gaoxin.base.text import Text
from gaoxin.center.fsck.fault import Fault

MOST = 20
"""Faults of one kind that are named one by one."""


def integrity() -> Iterator[Fault]:
    """SQLite looks over its own pages and indexes; PostgreSQL does so as it reads."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({MOST})")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield Fault("integrity", "database", Text(f"数据库页损坏：{line}", f"damaged: {line}"))


def references() -> Iterator[Fault]:
    """Every foreign key leads to a row."""
    for table in apps.get_models():
        for field in table._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                yield from _dangling(table, field)


def _dangling(table: type[models.Model], field: "models.ForeignKey[object, object]") -> Iterator[Fault]:
    quote = connection.ops.quote_name
    other = field.remote_field.model._meta
    target = quote(field.target_field.column or "")
    child, column = quote(table._meta.db_table), quote(field.column or "")
    key = quote(table._meta.pk.column or "")
    sql = (
        f"SELECT c.{key}, c.{column} FROM {child} c LEFT JOIN {quote(other.db_table)} p ON p.{target} = c.{column}"  # noqa: S608
        f" WHERE c.{column} IS NOT NULL AND p.{target} IS NULL LIMIT {MOST}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for pk, value in cursor.fetchall():
            yield Fault(
                "references",
                f"{table._meta.label_lower}:{pk}",
                Text(
                    f"{field.name} 指向不存在的 {other.label_lower}:{value}",
                    f"{field.name} leads to {other.label_lower}:{value}, which is not there",
                ),
            )
