"""The summary of a matching, as a person reads it on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gaoxin.cli.say import language, say

if TYPE_CHECKING:
    from gaoxin.center.library import Library
    from gaoxin.center.matching import Matching


def print_summary(matching: Matching, library: Library) -> None:
    """Counts of the sheet, then one line a policy."""
    from rich.console import Console
    from rich.table import Table

    from gaoxin.center.overview import overview

    click.echo(_counts(matching))
    titles = {
        f.policy.id: tell_titles(f.policy.title.zh, f.policy.title.en) for f in library.policies.values()
    }
    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column(say("政策", "Policy"))
    for words in (
        ("符合", "eligible"),
        ("差一条", "one step"),
        ("缺数据", "needs data"),
        ("需人工", "review"),
    ):
        grid.add_column(say(*words), justify="right")
    grid.add_column(say("金额（万元）", "CNY 10,000"), justify="right")
    for row in overview(matching).iter_rows(named=True):
        counts = [f"{row[k]:,}" for k in ("eligible", "one_step", "needs_data", "needs_review")]
        money = "" if row["amount"] is None else f"{row['amount'] / 10_000:,.2f}"
        grid.add_row(titles[row["policy"]], *counts, money)
    Console(width=None if _wide() else 110).print(grid)
    for line in _notes(matching):
        click.echo(line)


def tell_titles(zh: str, en: str) -> str:
    """A title in the language in use."""
    return zh if language() == "zh" else en


def _wide() -> bool:
    import sys

    return sys.stdout.isatty()


def _counts(matching: Matching) -> str:
    good, wrong = matching.sheet.frame.height, matching.sheet.error_table.height
    return say(
        f"{matching.day} · {good:,} 家企业 · {len(matching.rules.rules)} 项政策 · 错误行 {wrong:,}",
        f"{matching.day} · {good:,} firms · {len(matching.rules.rules)} policies · {wrong:,} wrong rows",
    )


def _notes(matching: Matching) -> list[str]:
    notes = []
    if unknown := matching.sheet.unknown:
        zh = "、".join(f"{h}（是否 {s}？）" if s else h for h, s in unknown)
        en = ", ".join(f"{h} (did you mean {s}?)" if s else h for h, s in unknown)
        notes.append(say(f"未识别的列：{zh}", f"Columns not recognised: {en}"))
    if fallbacks := matching.plan.fallbacks:
        count = len(fallbacks)
        notes.append(say(f"{count} 个条件逐行解释", f"{count} conditions were interpreted row by row"))
    return notes
