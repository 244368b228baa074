"""`gaoxin export`: all that a zone holds, in open formats."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.options import day_option
from gaoxin.cli.progress import progress
from gaoxin.cli.say import say
from gaoxin.cli.site import ready_site, site_options
from gaoxin.cli.zones import zone_named, zone_option


@click.command(
    "export",
    help=say(
        "导出一个园区的全部数据：企业、全部证据与来源、指标、日志，附清单和摘要。",
        "Export all that a zone holds: firms, every observation with its source, figures, the log; with digests.",
    ),
    epilog=say(
        "例：gaoxin export --zone yunchuan -o 导出.zip", "Example: gaoxin export --zone yunchuan -o all.zip"
    ),
)
@zone_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help=say("目录，或以 .zip 结尾的文件", "a folder, or a file ending in .zip"),
)
@day_option
@site_options
def command(
    zone_id: str | None, out: Path, day: dt.date, data: Path | None, database_url: str | None
) -> None:
    """Export everything."""
    with guarded(), ready_site(data, database_url):
        from gaoxin.center.actor import operator
        from gaoxin.center.archive.actions import export_zone

        zone = zone_named(zone_id)
        with progress() as report:
            counts = export_zone(actor=operator(), zone=zone, target=out, day=day, told=report)
        said = " · ".join(f"{name} {count:,}" for name, count in counts.items())
        click.echo(say(f"已导出到 {out}：{said}", f"Exported to {out}: {said}"))
