"""`gaoxin backup`: the database and the stored files in one file, while the site runs."""

from __future__ import annotations

from pathlib import Path

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.progress import progress
from gaoxin.cli.say import note, say
from gaoxin.cli.site import ready_site, site_options


@click.command(
    "backup",
    help=say(
        "把数据库和文件备份成一个文件；运行中也可以备份。",
        "Back up the database and the stored files into one file; safe while the site runs.",
    ),
    epilog=say("例：gaoxin backup 备份/2026-06-01.zip", "Example: gaoxin backup backups/2026-06-01.zip"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--with-key",
    is_flag=True,
    help=say(
        "连同密钥（请妥善保管备份）；默认不含", "include the secret key (guard the backup well); default: not"
    ),
)
@site_options
def command(file: Path, with_key: bool, data: Path | None, database_url: str | None) -> None:
    """Take a backup."""
    with guarded(), ready_site(data, database_url):
        from gaoxin.center.backup.take import take

        with progress() as report:
            manifest = take(file, report, with_key=with_key)
        count, size = len(manifest.parts), file.stat().st_size / 2**20
        click.echo(
            say(
                f"备份：{file}（{count} 个部分，{size:.1f} MB）",
                f"Backup: {file} ({count} parts, {size:.1f} MB)",
            )
        )
        if not with_key:
            note(
                "备份不含密钥 secret.key：恢复到另一台机器后，登录要重新进行。需要时加 --with-key",
                "The backup holds no secret.key: after a restore elsewhere all log in again (--with-key adds it)",
            )
