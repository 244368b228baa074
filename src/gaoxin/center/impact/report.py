"""Writing a change where the person asked, in the form the suffix names."""

import json
from pathlib import Path

from gaoxin.base.industry import Industries
from gaoxin.base.text import Language, Text
from gaoxin.center.impact import tables
from gaoxin.center.impact.affected import affected
from gaoxin.center.impact.chart import chart
from gaoxin.center.impact.document import document
from gaoxin.center.impact.page import page
from gaoxin.center.impact.summary import GROUPINGS, By, Summary
from gaoxin.center.impact.tell import headline, title
from gaoxin.engines.sheets import SheetError, Table, write_table, write_workbook
from gaoxin.engines.sheets.write import atomically

FORMS = (".xlsx", ".csv", ".json", ".html", ".svg")
NAMES = (Text("概览", "Overview"), Text("变动矩阵", "Moves"), Text("得失企业", "Firms"))


def check_target(out: Path) -> None:
    """Refuse a target early, before any work: unknown form or missing folder. Raises SheetError."""
    if out.suffix.lower() not in FORMS:
        zh = f"结果文件应为 {'、'.join(FORMS)}，得到“{out.suffix}”"
        raise SheetError(Text(zh, f"the result is written as {', '.join(FORMS)}, not {out.suffix!r}"))
    if not out.absolute().parent.is_dir():
        raise SheetError(Text(f"没有这个目录：{out.parent}", f"no such folder: {out.parent}"))


def write(out: Path, summary: Summary, industries: Industries, language: Language, by: By = "size") -> None:
    """Write OUT; a csv holds the firms that change."""
    match out.suffix.lower():
        case ".xlsx":
            write_workbook(out, sheets(summary, industries, language), language)
        case ".csv":
            write_table(out, affected(summary, industries, language))
        case ".json":
            _text(out, json.dumps(document(summary, language), ensure_ascii=False, indent=1) + "\n")
        case ".html":
            _text(out, page(summary, sheets(summary, industries, language), language, by))
        case _:
            _text(out, chart(summary, language, by))


def sheets(summary: Summary, industries: Industries, language: Language) -> list[Table]:
    """概览, 变动矩阵, 得失企业, 按行业, 按规模, 按年限."""
    note = Text(
        f"{title(summary, 'zh')}：{headline(summary, 'zh')}",
        f"{title(summary, 'en')}: {headline(summary, 'en')}",
    )
    frames = (
        tables.overview(summary, language),
        tables.matrix(summary, language),
        affected(summary, industries, language),
    )
    found = [Table(name.in_(language), frame) for name, frame in zip(NAMES, frames, strict=True)]
    for by, name, lines in (
        ("industry", Text("行业", "Industry"), summary.industries),
        ("size", Text("规模", "Size class"), summary.sizes),
        ("age", Text("年限", "Age"), summary.ages),
    ):
        sheet = GROUPINGS[by].in_(language)  # type: ignore[index]
        found.append(Table(sheet, tables.groups(lines, summary, language, name)))
    return [Table(found[0].name, found[0].frame, note=note), *found[1:]]


def _text(out: Path, words: str) -> None:
    atomically(out, lambda file: file.write(words.encode()))
