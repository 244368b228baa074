"""`gaoxin classify`: size class and statistics threshold of each firm."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.options import day_option, sheet_argument
from gaoxin.cli.say import note, say


@click.command(
    "classify",
    help=say(
        "划分企业规模（大型 中型 小型 微型）与达到的四上标准；未能判定的留空。",
        "Size class (大型 中型 小型 微型) and the statistics threshold met; empty where not decided.",
    ),
    epilog=say(
        "例：gaoxin classify 企业.xlsx -o 分类.csv", "Example: gaoxin classify firms.xlsx -o classes.csv"
    ),
)
@sheet_argument
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="xlsx, csv, parquet, json")
@day_option
def command(sheet: Path, out: Path, day: dt.date) -> None:
    """Classify and write."""
    from gaoxin.center.library import open_library
    from gaoxin.center.matching import classify
    from gaoxin.center.results import check_target, write_classes

    with guarded():
        check_target(out, sheet)
        read, table = classify(sheet, open_library(), day)
        write_classes(read, table, out)
    wrong = read.error_table.height
    click.echo(say(f"结果：{out}（{table.height} 家）", f"Result: {out} ({table.height} firms)"))
    if wrong:
        note(f"{wrong} 行有误，未分类", f"{wrong} wrong rows were left out")
