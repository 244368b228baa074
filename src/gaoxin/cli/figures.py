"""`gaoxin figures`: figures as bulletins print them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaoxin.cli.figures_audit import audit_command
from gaoxin.cli.guard import guarded
from gaoxin.cli.options import pack_option
from gaoxin.cli.say import language, note, say

if TYPE_CHECKING:
    from gaoxin.engines.figures.read.claim import Claim


@click.group(
    "figures", help=say("读通报里的数字，核对它们。", "Read the figures of bulletins and check them.")
)
def command() -> None:
    """The group."""


command.add_command(audit_command)


@command.command(
    "read",
    help=say(
        "读出文中每个数字：谁的、什么指标、何时、多少。可读 txt、docx、pdf（有文字层）。",
        "Read every figure: whose, which indicator, when, how much. Text, Word, and PDF with a text layer.",
    ),
    epilog=say(
        "例：gaoxin figures read 通报.txt --year 2020",
        "Example: gaoxin figures read bulletin.txt --year 2020",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=say("输出 JSON 列表，位置按原文字符计", "a JSON list with offsets in the raw text"),
)
@click.option(
    "--year",
    type=click.IntRange(1949, 2100),
    help=say("发布年份，文中看不出时用", "year of publication, where the text does not tell"),
)
@pack_option
def read_command(files: tuple[Path, ...], as_json: bool, year: int | None, packs: tuple[str, ...]) -> None:
    """Read and print."""
    from gaoxin.center.figures.book import open_book
    from gaoxin.engines.figures.read.document import read_document
    from gaoxin.engines.figures.read.read import read

    with guarded():
        names = open_book(packs).by_name
        found = [(path, read(read_document(path), names, year)) for path in files]
    if as_json:
        _print_json(found)
        return
    for path, claims in found:
        _print_table(path, claims)


def _print_json(found: Sequence[tuple[Path, list[Claim]]]) -> None:
    rows = [{"file": path.name, **claim.as_json()} for path, claims in found for claim in claims]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _print_table(path: Path, claims: Sequence[Claim]) -> None:
    from rich.console import Console
    from rich.table import Table

    from gaoxin.engines.figures.read.shown import row

    if not claims:
        note(f"{path}：没有读到数字", f"{path}: no figures found")
        return
    titles = [
        say("原文", "printed"), say("谁", "whose"), say("指标", "indicator"),
        say("时期", "period"), say("种类", "kind"), say("数值", "value"),
    ]  # fmt: skip
    count = say(f"{len(claims)} 个数", f"{len(claims)} figures")
    table = Table(title=f"{path.name} · {count}", title_justify="left")
    for title in titles:
        table.add_column(title, overflow="fold")
    for claim in claims:
        table.add_row(*row(claim, language()))
    Console().print(table)
