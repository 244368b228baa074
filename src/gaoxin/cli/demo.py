"""`gaoxin demo`: make the demo zone's sheet, match it, say where the workbook lies."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.options import day_option
from gaoxin.cli.say import say


@click.command(
    "demo",
    help=say(
        "生成示例园区的企业表（虚构企业），与国家和示例政策匹配。",
        "Make the sheet of the demo zone (invented firms) and match it with the national and demo policies.",
    ),
    epilog=say(
        "例：gaoxin demo --firms 500 --dir var/demo", "Example: gaoxin demo --firms 500 --dir var/demo"
    ),
)
@click.option("--firms", type=click.IntRange(1, 1_000_000), default=5_000, show_default=True)
@click.option("--seed", type=int, default=20260401, show_default=True)
@click.option("--dir", "folder", type=click.Path(path_type=Path), default=Path("var/demo"), show_default=True)
@day_option
def command(firms: int, seed: int, folder: Path, day: dt.date) -> None:
    """Generate and match."""
    from gaoxin.center.demo import write
    from gaoxin.cli.match import run

    folder.mkdir(parents=True, exist_ok=True)
    sheet = folder / say("示例企业.xlsx", "demo-firms.xlsx")
    with guarded():
        write(sheet, count=firms, seed=seed)
        click.echo(say(f"企业表：{sheet}", f"Sheet of firms: {sheet}"))
        run(sheet, folder / say("匹配结果.xlsx", "matches.xlsx"), day, ("national", "demo"))
