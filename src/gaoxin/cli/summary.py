"""The summary of a matching, as a person reads it on a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from gaoxin.cli.say import language, say

if TYPE_CHECKING:
    from polars import DataFrame

    from gaoxin.center.library import Library
    from gaoxin.center.matching import Matching
    from gaoxin.engines.sheets import Sheet


def print_summary(matching: Matching, library: Library) -> None:
    """Counts of the sheet, then one line a policy."""
    from gaoxin.center.overview import overview

    sheet = matching.sheet
    good, wrong = sheet.frame.height, sheet.error_table.height
    click.echo(counted(matching.day, good, len(matching.rules.rules), wrong))
    print_overview(overview(matching), library)
    for line in (*assumptions(sheet), *notes(sheet.unknown, len(matching.plan.fallbacks))):
        click.echo(line)


def print_overview(counts: DataFrame, library: Library) -> None:
    """One line a policy; `counts` is as `overview` gives it."""
    from rich.console import Console
    from rich.table import Table

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
    for row in counts.iter_rows(named=True):
        numbers = [f"{row[k]:,}" for k in ("eligible", "one_step", "needs_data", "needs_review")]
        money = "" if row["amount"] is None else f"{row['amount'] / 10_000:,.2f}"
        grid.add_row(titles[row["policy"]], *numbers, money)
    Console(width=None if _wide() else 110).print(grid)


def tell_titles(zh: str, en: str) -> str:
    """A title in the language in use."""
    return zh if language() == "zh" else en


def _wide() -> bool:
    import sys

    return sys.stdout.isatty()


def counted(day: dt.date, good: int, policies: int, wrong: int) -> str:
    """The first line: the day, firms, policies and wrong rows."""
    return say(
        f"{day} · {good:,} 家企业 · {policies} 项政策 · 错误行 {wrong:,}",
        f"{day} · {good:,} firms · {policies} policies · {wrong:,} wrong rows",
    )


def assumptions(sheet: Sheet) -> list[str]:
    """Lines on what the reader took for granted: the sheet chosen, the unit where none was written."""
    said = []
    if sheet.others:
        names = "、".join(sheet.others)
        said.append(
            say(
                f"只读了工作表“{sheet.name}”；未读：{names}",
                f"Only sheet {sheet.name} was read, not: {names}",
            )
        )
    if sheet.assumed:
        names = "、".join(header for header, _ in sheet.assumed)
        said.append(say(f"没有写单位，按元读：{names}", f"No unit given, read as yuan: {names}"))
    return said


def notes(unknown: Sequence[tuple[str, str]], fallbacks: int) -> list[str]:
    """Lines on columns that were not recognised and conditions that were interpreted."""
    said = []
    if unknown:
        zh = "、".join(f"{h}（是否 {s}？）" if s else h for h, s in unknown)
        en = ", ".join(f"{h} (did you mean {s}?)" if s else h for h, s in unknown)
        said.append(say(f"未识别的列：{zh}", f"Columns not recognised: {en}"))
    if fallbacks:
        said.append(say(f"{fallbacks} 个条件逐行解释", f"{fallbacks} conditions were interpreted row by row"))
    return said
