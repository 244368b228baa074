"""`gaoxin restore`: a backup verified and put in place at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from gaoxin.base.text import Text
from gaoxin.cli.guard import guarded
from gaoxin.cli.progress import progress
from gaoxin.cli.say import refuse, say


@click.command(
    "restore",
    help=say(
        "恢复备份：先核对每个部分的摘要，再一次换上。请先停止 gaoxin up。",
        "Restore a backup: every digest is verified first, then it is put in place at once. Stop gaoxin up before.",
    ),
    epilog=say("例：gaoxin restore 备份.zip --data var", "Example: gaoxin restore backup.zip --data var"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help=say("恢复到这个数据目录", "the data folder to restore into"),
)
@click.option(
    "--database-url",
    metavar="URL",
    help=say("PostgreSQL 备份恢复到这个数据库", "the database that a PostgreSQL backup goes into"),
)
@click.option("--force", is_flag=True, help=say("替换已有的数据", "replace what is there"))
@click.option("--check", "only_check", is_flag=True, help=say("只核对备份，不恢复", "only verify the backup"))
def command(file: Path, data: Path, database_url: str | None, force: bool, only_check: bool) -> None:
    """Restore a backup."""
    with guarded():
        from gaoxin.center.backup.restore import check

        manifest = check(file)
        said = say(
            f"{len(manifest.parts)} 个部分，摘要都对", f"{len(manifest.parts)} parts, every digest is right"
        )
        click.echo(f"{file}: {manifest.taken_at} · {said}")
        if not only_check:
            _restore(file, data, database_url, manifest.vendor, force=force)


def _restore(file: Path, data: Path, database_url: str | None, vendor: str, *, force: bool) -> None:
    from gaoxin.center.backup.restore import restore

    if (vendor == "postgresql") != bool(database_url):
        refuse(
            Text(
                f"这是 {vendor} 的备份；PostgreSQL 的备份要用 --database-url 指明数据库，SQLite 的不用",
                f"this is a backup of {vendor}; one of PostgreSQL needs --database-url, one of SQLite does not",
            )
        )
    with progress() as report:
        before = restore(file, data, report, force=force, load=_loader(database_url))
    click.echo(say(f"已恢复到 {data}", f"Restored into {data}"))
    if before is not None:
        click.echo(say(f"原来的数据在 {before}", f"What was there before is in {before}"))


def _loader(database_url: str | None) -> Callable[[Path], None] | None:
    if not database_url:
        return None
    import dj_database_url

    from gaoxin.center.backup import postgres

    return lambda path: postgres.load(path, dj_database_url.parse(database_url))
