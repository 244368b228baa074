"""`gaoxin match`: a sheet of firms against the policies in force."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaoxin.cli.cluster import Cluster, cluster_options, refuse_decisions, run_on_cluster
from gaoxin.cli.guard import guarded
from gaoxin.cli.options import day_option, pack_option, policy_option, sheet_argument
from gaoxin.cli.say import say

if TYPE_CHECKING:
    from gaoxin.center.matching import Matching


@click.command(
    "match",
    help=say(
        "把企业表（xlsx、csv、parquet）与政策匹配，一家企业一项政策一行，附理由。",
        "Match a sheet of firms (xlsx, csv, parquet) with the policies: one row a firm and policy, with reasons.",
    ),
    epilog=say(
        "例：gaoxin match 企业.xlsx -o 结果.xlsx --as-of 2026-06-01 --pack demo",
        "Example: gaoxin match firms.xlsx -o result.xlsx --as-of 2026-06-01 --pack demo",
    ),
)
@sheet_argument
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help=say("结果文件：xlsx、csv、parquet 或 json", "the result: xlsx, csv, parquet or json"),
)
@day_option
@pack_option
@policy_option
@click.option(
    "--all",
    "keep_all",
    is_flag=True,
    help=say("也列出差两条以上的", "also list firms with more than one unmet condition"),
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=say("另存可重算的决定文件", "also keep each decision as a file that can be recomputed"),
)
@cluster_options
def command(
    sheet: Path,
    out: Path | None,
    day: dt.date,
    packs: tuple[str, ...],
    policies: tuple[str, ...],
    keep_all: bool,
    decisions: Path | None,
    cluster: Cluster | None,
) -> None:
    """Match and write."""
    with guarded():
        if cluster is not None:
            refuse_decisions(decisions)
            run_on_cluster(cluster, sheet, out, day, packs, policies, keep_all=keep_all)
            return
        run(sheet, out, day, packs, policies, keep_all=keep_all, decisions=decisions)


def run(
    sheet: Path,
    out: Path | None,
    day: dt.date,
    packs: tuple[str, ...],
    policies: tuple[str, ...] = (),
    *,
    keep_all: bool = False,
    decisions: Path | None = None,
) -> None:
    """Match a sheet, write the result where asked, and print the summary."""
    from gaoxin.center.decisions import target
    from gaoxin.center.decisions.write import write as keep
    from gaoxin.center.library import open_library
    from gaoxin.center.matching import match
    from gaoxin.center.results import check_target, write
    from gaoxin.cli.progress import progress
    from gaoxin.cli.summary import print_summary

    if out is not None:
        check_target(out, sheet)
    if decisions is not None:
        target.check_target(decisions)
    library = open_library(packs, only=policies)
    with progress() as report:
        matching = match(sheet, library, day, only=policies, keep_all=keep_all, progress=report)
        if out is not None:
            write(matching, library, out, report)
        if decisions is not None:
            keep(matching, library, sheet, decisions, report)
    print_summary(matching, library)
    _told(matching, out)
    if decisions is not None:
        click.echo(say(f"决定：{decisions}", f"Decisions: {decisions}"))


def _told(matching: Matching, out: Path | None) -> None:
    from gaoxin.center.results import errors_path

    if out is not None:
        click.echo(say(f"结果：{out}", f"Result: {out}"))
        if matching.sheet.errors and (errors := errors_path(out)) is not None:
            click.echo(say(f"错误行：{errors}", f"Wrong rows: {errors}"))
