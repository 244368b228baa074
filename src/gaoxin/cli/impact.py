"""`gaoxin impact`: what happens when a policy file is replaced by a changed one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.options import day_option, pack_option, sheet_argument
from gaoxin.cli.say import language, say

if TYPE_CHECKING:
    from gaoxin.center.impact.summary import By


@click.command(
    "impact",
    help=say(
        "改一项政策之前先算一算：谁得谁失，结论怎么变，费用与预算，按行业、规模、年限。",
        "Weigh a changed policy: who gains, who loses, how verdicts move, cost and budget, by group.",
    ),
    epilog=say(
        "例：gaoxin impact 企业.xlsx --pack demo --policy yunchuan.rd_grant --with 改后.yaml -o 影响.xlsx",
        "Example: gaoxin impact firms.xlsx --pack demo --policy yunchuan.rd_grant --with changed.yaml -o impact.xlsx",
    ),
)
@sheet_argument
@click.option("--policy", required=True, metavar="ID", help=say("要改的政策", "the policy to be changed"))
@click.option(
    "--with",
    "draft",
    required=True,
    type=click.Path(path_type=Path),
    metavar="CHANGED.yaml",
    help=say("改后的政策文件，编号相同", "the changed policy file, with the same id"),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help=say("结果文件：xlsx、csv、json、html 或 svg", "the result: xlsx, csv, json, html or svg"),
)
@click.option(
    "--by",
    type=click.Choice(["size", "industry", "age"]),
    default="size",
    show_default=True,
    help=say("图中按规模、行业还是年限", "what the chart divides by"),
)
@day_option
@pack_option
def command(
    sheet: Path, policy: str, draft: Path, out: Path | None, by: By, day: dt.date, packs: tuple[str, ...]
) -> None:
    """Weigh and write."""
    with guarded():
        run(sheet, policy, draft, out, by, day, packs)


def run(
    sheet: Path, policy: str, draft: Path, out: Path | None, by: By, day: dt.date, packs: tuple[str, ...]
) -> None:
    """Weigh a change, write the result where asked, and print the summary."""
    from gaoxin.center.impact.compare import compare
    from gaoxin.center.impact.report import check_target, write
    from gaoxin.center.impact.summary import summarise
    from gaoxin.center.library import open_library
    from gaoxin.cli.progress import progress
    from gaoxin.cli.weighed import print_impact

    if out is not None:
        check_target(out)
    library = open_library(packs)
    with progress() as report:
        found = compare(sheet, library, policy, draft, day, language=language(), progress=report)
    summary = summarise(found, library.industries)
    if out is not None:
        write(out, summary, library.industries, language(), by)
    print_impact(summary)
    if out is not None:
        click.echo(say(f"结果：{out}", f"Result: {out}"))
