"""`gaoxin match --engine spark`: what is asked and said where the match runs on a cluster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from gaoxin.base.text import Text
from gaoxin.cli.say import refuse, say

Decorated = Callable[..., Any]


@dataclass(frozen=True)
class Cluster:
    """Where a match runs."""

    master: str
    partitions: int | None
    overwrite: bool


def cluster_options(function: Decorated) -> Decorated:
    """`--engine`, `--master`, `--partitions` and `--overwrite`, handed over as one `cluster` (None: here)."""

    def wrapped(
        *args: Any, engine: str, master: str, partitions: int | None, overwrite: bool, **more: Any
    ) -> Any:
        cluster = Cluster(master, partitions, overwrite) if engine == "spark" else None
        return function(*args, cluster=cluster, **more)

    wrapped.__doc__ = function.__doc__
    wrapped.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
    for option in reversed(_options()):
        option(wrapped)
    return wrapped


def _options() -> list[Decorated]:
    return [
        click.option(
            "--engine",
            type=click.Choice(["local", "spark"]),
            default="local",
            show_default=True,
            help=say("在本机或 Spark 集群上匹配", "match here or on a Spark cluster"),
        ),
        click.option(
            "--master",
            metavar="URL",
            default="local[*]",
            show_default=True,
            help=say(
                "Spark 主节点，例 spark://10.0.0.5:7077", "the Spark master, such as spark://10.0.0.5:7077"
            ),
        ),
        click.option(
            "--partitions",
            metavar="N",
            type=click.IntRange(min=1),
            help=say("数据集分成几份（仅 spark）", "read the dataset in N partitions (spark only)"),
        ),
        click.option(
            "--overwrite",
            is_flag=True,
            help=say("替换以前的结果（仅 spark）", "replace an earlier result (spark only)"),
        ),
    ]


def refuse_decisions(folder: Path | None) -> None:
    """Decisions are kept from matches on one machine only."""
    if folder is not None:
        zh = "集群匹配不保存决定；请对所需企业用 --engine local --decisions"
        refuse(
            Text(zh, "a cluster keeps no decisions; use --engine local --decisions for the firms in question")
        )


def run_on_cluster(
    cluster: Cluster,
    dataset: Path,
    out: Path | None,
    day: dt.date,
    packs: tuple[str, ...],
    policies: tuple[str, ...],
    *,
    keep_all: bool,
) -> None:
    """Match a dataset on a cluster and print the summary."""
    from gaoxin.center.cluster import match_on_cluster
    from gaoxin.center.library import open_library
    from gaoxin.cli.progress import progress
    from gaoxin.cli.summary import counted, notes, print_overview
    from gaoxin.engines.rules.cluster.errors import ClusterError

    if out is None:
        refuse(Text("请用 -o 结果.parquet 指定结果", "name the result: -o OUT.parquet"))
    library = open_library(packs, only=policies)
    try:
        with progress() as report:
            done = match_on_cluster(
                dataset, out, library, day, master=cluster.master, partitions=cluster.partitions,
                only=policies, keep_all=keep_all, overwrite=cluster.overwrite,
                progress=report,
            )  # fmt: skip
    except ClusterError as error:
        refuse(error.text)
    click.echo(counted(done.day, done.firms, done.rules, done.wrong))
    print_overview(done.counts, library)
    for line in notes(done.unknown, done.fallbacks):
        click.echo(line)
    click.echo(say(f"结果：{out}", f"Result: {out}"))
    if done.wrong:
        click.echo(say(f"错误行：{out}.errors", f"Wrong rows: {out}.errors"))
