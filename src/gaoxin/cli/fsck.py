"""`gaoxin fsck`: look over the database, the log and the stored files."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.progress import progress
from gaoxin.cli.say import language, say, tell
from gaoxin.cli.site import is_behind, refuse_unprepared, site, site_options


@click.command(
    "fsck",
    help=say(
        "检查数据库、审计日志、证据和文件；每处错误一行，有错误时退出码为 1。",
        "Look over database, log, evidence and files: one line a fault, exit code 1 where there is any.",
    ),
    epilog=say("例：gaoxin fsck --data var", "Example: gaoxin fsck --data var"),
)
@click.option("--json", "as_json", is_flag=True, help=say("每处错误一行 JSON", "one line of JSON a fault"))
@site_options
def command(as_json: bool, data: Path | None, database_url: str | None) -> None:
    """Check everything."""
    with guarded(), site(data, database_url):
        from django.db import DatabaseError

        from gaoxin.center.fsck.run import CHECKS, fsck

        with suppress(DatabaseError):  # a damaged database is what the checks tell of
            if is_behind():
                refuse_unprepared()
        count = 0
        with progress() as report:
            for fault in fsck(report):
                count += 1
                row = {"check": fault.check, "where": fault.where, "zh": fault.text.zh, "en": fault.text.en}
                line = f"{fault.check} {fault.where}: {tell(fault.text)}"
                click.echo(json.dumps(row, ensure_ascii=False) if as_json else line)
    if not as_json and not count:
        names = ("、" if language() == "zh" else ", ").join(CHECKS)
        click.echo(say(f"没有发现错误（{names}）", f"No fault found ({names})"))
    sys.exit(1 if count else 0)
