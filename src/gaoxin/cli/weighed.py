"""A weighed change, as a person reads it on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from gaoxin.cli.say import language, note, say

if TYPE_CHECKING:
    from rich.console import Console

    from gaoxin.center.impact.summary import By, Summary

MOST = 200
"""Characters of one change."""
MOST_FAULTS = 5
"""Faults of the changed file that are told; lint tells all."""


def print_impact(summary: Summary) -> None:
    """What was changed, the headline, moves, money, and the groups."""
    from rich.console import Console

    from gaoxin.center.impact.tell import cost_line, drafting, headline, notes, title

    console = Console(width=None if sys.stdout.isatty() else 120)
    click.secho(title(summary, language()), bold=True)
    _changes(summary)
    click.echo(headline(summary, language()))
    if line := cost_line(summary, language()):
        click.echo(line)
    _moves(console, summary)
    _money(console, summary)
    for by in ("size", "industry", "age"):
        _groups(console, summary, by)
    for line in notes(summary, language()):
        click.echo(line)
    for line in drafting(summary, language())[: MOST_FAULTS + 1]:
        note(line, line)


def _changes(summary: Summary) -> None:
    from gaoxin.center.impact.heading import heading

    for line in heading(summary.impact.before, summary.impact.after, language()):
        click.echo(f"  · {line if len(line) <= MOST else line[:MOST] + '…'}")


def _moves(console: Console, summary: Summary) -> None:
    from gaoxin.center.impact.tables import matrix

    frame = matrix(summary, language())
    _grid(console, frame.columns, [[str(row[0]), *(f"{n:,}" for n in row[1:])] for row in frame.iter_rows()])


def _money(console: Console, summary: Summary) -> None:
    from gaoxin.center.impact.tables import OVERVIEW, money

    items = list(money(summary))
    if not items:
        return
    header = [say("费用", "Cost"), *(text.in_(language()) for text in OVERVIEW[1:4])]
    rows = [[i.name.in_(language()), *map(_number, (i.before, i.after, i.change))] for i in items]
    _grid(console, header, rows)


def _number(value: object) -> str:
    return "—" if value is None else f"{value:,}".removesuffix(".00")


def _groups(console: Console, summary: Summary, by: By) -> None:
    """One line a group in which anything changes."""
    from gaoxin.center.impact.summary import GROUPINGS
    from gaoxin.center.impact.tell import wan

    rows = []
    for group in summary.groups(by):
        counts = group.counts
        if counts["same"] == counts["firms"]:
            continue
        firms = [counts[k] for k in ("firms", "eligible_before", "eligible_after")]
        effects = [counts[k] for k in ("gained", "more", "less", "lost", "in_doubt")]
        money = (
            [wan(counts[k]) for k in ("paid_before", "paid_after", "delta")] if summary.impact.paid else []
        )
        rows.append([group.name.in_(language()), *(f"{n:,}" for n in (*firms, *effects)), *money])
    if rows:
        _grid(console, [GROUPINGS[by].in_(language()), *_columns(paid=summary.impact.paid)], rows)


def _columns(*, paid: bool) -> list[str]:
    zh = ["企业", "改前符合", "改后符合", "新获得", "增加", "减少", "失去", "转待定"]
    en = ["firms", "elig. before", "after", "new", "more", "less", "lost", "undecided"]
    unit = (
        ["费用前（万元）", "费用后", "变化"] if language() == "zh" else ["cost (CNY 10k)", "after", "change"]
    )
    return [*(zh if language() == "zh" else en), *(unit if paid else [])]


def _grid(console: Console, header: list[str], rows: list[list[str]]) -> None:
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column(header[0], max_width=34)
    for name in header[1:]:
        grid.add_column(name, justify="right")
    for row in rows:
        grid.add_row(*row)
    console.print()
    console.print(grid)
