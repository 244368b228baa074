"""What an import does, as a person reads it on a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaoxin.cli.say import say, tell

if TYPE_CHECKING:
    from gaoxin.center.intake.queries import BatchView, PreviewView


def print_preview(view: BatchView, errors: Path | None) -> None:
    """The counts, what was not understood, and what became of it."""
    seen = view.preview
    if seen is None:
        return
    for line in (*_counts(seen), *_columns(seen)):
        click.echo(line)
    if view.seen:
        numbers = ", ".join(map(str, view.seen))
        click.echo(
            say(f"同一文件已导入过，编号 {numbers}", f"The same file was imported before: no. {numbers}")
        )
    if errors is not None:
        click.echo(say(f"错误行：{errors}", f"Wrong rows: {errors}"))
    click.echo(_ending(view, seen))


def _ending(view: BatchView, seen: PreviewView) -> str:
    if view.state != "done":
        return say("只比对，没有写入", "Compared only; nothing was written")
    if seen.nothing_new:
        return say("与已有数据相同，没有写入新值", "All of it was held already; nothing was written")
    return say(f"已导入，编号 {view.id}", f"Imported, no. {view.id}")


def _counts(seen: PreviewView) -> list[str]:
    from gaoxin.center.intake.queries import EFFECTS

    lines = [
        say(
            f"工作表“{seen.sheet}”：{seen.rows:,} 行 · 新企业 {seen.new_firms:,} · 已有企业 {seen.known_firms:,}"
            f" · 错误行 {seen.refused:,}",
            f"Sheet {seen.sheet}: {seen.rows:,} rows · {seen.new_firms:,} new firms · {seen.known_firms:,} known"
            f" · {seen.refused:,} wrong rows",
        )
    ]
    effects = [f"{tell(EFFECTS[name])} {count:,}" for name, count in seen.effects.items() if count]
    same = say(f"未变 {seen.unchanged:,}", f"Unchanged {seen.unchanged:,}")
    lines.append(" · ".join([*effects, same]))
    if seen.elsewhere:
        codes = " ".join(seen.elsewhere_codes)
        lines.append(
            say(
                f"属于其他园区、没有导入的企业 {seen.elsewhere:,}：{codes}",
                f"{seen.elsewhere:,} of other zones: {codes}",
            )
        )
    return lines


def _columns(seen: PreviewView) -> list[str]:
    lines = []
    if assumed := [column.header for column in seen.columns if column.assumed]:
        names = "、".join(assumed)
        lines.append(say(f"没有写单位，按元读：{names}", f"No unit given, read as yuan: {names}"))
    if seen.unknown:
        zh = "、".join(f"{h}（是否 {s}？）" if s else h for h, s in seen.unknown)
        en = ", ".join(f"{h} (did you mean {s}?)" if s else h for h, s in seen.unknown)
        lines.append(say(f"未识别的列：{zh}", f"Columns not recognised: {en}"))
    if seen.other_sheets:
        names = "、".join(seen.other_sheets)
        lines.append(say(f"未读的工作表：{names}", f"Sheets not read: {names}"))
    return lines
