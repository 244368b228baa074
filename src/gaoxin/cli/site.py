"""The site behind a command: Django set up for one data folder and database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from gaoxin.base.text import Text
from gaoxin.cli.say import refuse, say

SETTINGS = "gaoxin.config.settings"


def site_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--data DIR` and `--database-url URL`."""
    data = click.option(
        "--data",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=say("数据目录（默认 GAOXIN_DATA 或 var）", "the data folder (default: GAOXIN_DATA or var)"),
    )
    url = click.option(
        "--database-url",
        metavar="URL",
        help=say(
            "数据库，如 postgresql://…（默认数据目录里的 SQLite）",
            "the database, such as postgresql://… (default: SQLite in the data folder)",
        ),
    )
    return data(url(function))


@contextmanager
def site(data: Path | None = None, database_url: str | None = None) -> Iterator[None]:
    """Set up Django for a data folder and a database; closes its connections at the end."""
    prepare(data, database_url)
    import django
    from django.db import connections

    django.setup()
    try:
        yield
    finally:
        connections.close_all()


@contextmanager
def ready_site(data: Path | None = None, database_url: str | None = None) -> Iterator[None]:
    """As `site`, but ends with a message where the site was never set up."""
    with site(data, database_url):
        refuse_unprepared()
        yield


def prepare(data: Path | None, database_url: str | None) -> None:
    """Name the settings, the data folder and the database in the environment, for this process and its children."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if data is not None:
        os.environ["GAOXIN_DATA"] = str(data.absolute())
    if database_url:
        os.environ["GAOXIN_DATABASE_URL"] = database_url


def refuse_unprepared() -> None:
    """End with a message where the database lacks its tables or cannot be reached."""
    from django.db import DatabaseError

    try:
        behind = is_behind()
    except DatabaseError as error:
        refuse(Text(f"连不上数据库：{error}", f"cannot reach the database: {error}"))
    if behind:
        refuse(
            Text(
                "这个数据目录还没有初始化或需要升级；请先运行 gaoxin up",
                "this data folder is not set up or needs an upgrade; run: gaoxin up",
            )
        )


def is_behind() -> bool:
    """Whether the database lacks tables; raises DatabaseError where it cannot be read."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
