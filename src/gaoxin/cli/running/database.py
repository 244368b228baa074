"""The database before the site starts: reachable, not newer than this program, and up to date."""

from __future__ import annotations

from gaoxin.base.text import Text
from gaoxin.cli.say import note, refuse


def ready() -> None:
    """Bring the tables up to date; ends with a message where that cannot be done."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import DatabaseError

    try:
        executor = MigrationExecutor(connection)
        _refuse_newer(executor)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            note("正在准备数据库…", "Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        refuse(
            Text(
                f"无法使用数据库（{reason}）；请检查 --database-url 以及数据库是否已启动、库和账号是否存在",
                f"cannot use the database ({reason}); check --database-url, and that the server runs "
                "and has this database and account",
            )
        )


def _refuse_newer(executor: object) -> None:
    loader = executor.loader  # type: ignore[attr-defined]
    unknown = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in loader.migrated_apps and (app, name) not in loader.disk_migrations
    )
    if unknown:
        refuse(
            Text(
                f"数据由更新的版本建立（{unknown[-1]}）；请升级 gaoxin，或换一个 --data 目录",
                f"the data was made by a newer version ({unknown[-1]}); upgrade gaoxin, or choose another --data",
            )
        )
