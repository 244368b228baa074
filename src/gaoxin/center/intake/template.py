"""The workbook that firms or departments fill in: headers with units, choices, a page of guidance."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from gaoxin.base.text import Language, Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.archive.tables import header
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.models import Zone
from gaoxin.center.workbook import how
from gaoxin.engines.sheets.layout import letters
from gaoxin.engines.sheets.write import atomically

ROWS = 5_000
"""Rows below the header that offer choices."""
LONGEST = 255
"""Characters of a list that spreadsheets take in a cell; longer ones stand on a page of their own."""
PAGE = Text("企业数据", "Firms")
GUIDE = Text("说明", "Guide")
CHOICES = Text("可选值", "Choices")
MONEY = "万元"
CREATED = dt.datetime(2026, 1, 1)
LINES = (
    Text("每家企业一行，以统一社会信用代码识别。", "One row a firm, known by its 统一社会信用代码."),
    Text(
        "不知道的留空，不要填 0：空白表示缺数据。",
        "Leave blank what is not known, never 0: blank means unknown.",
    ),
    Text(
        "金额按表头的单位填写；也可在单元格里写明单位，如 1,940万元。",
        "Write money in the unit of its header, or with its own, such as 1,940万元.",
    ),
    Text(
        "比例写成 14%。日期写成 2023-07-03。是否类填 是 或 否。",
        "Write shares as 14%, dates as 2023-07-03, yes and no as 是 and 否.",
    ),
    Text("可以删去不需要的列，列的顺序不限。", "Columns may be removed and put in any order."),
)


def write_template(path: Path, zone: Zone, facts: Sequence[str] = (), language: Language = "zh") -> None:
    """Write the workbook for some facts, all of the zone's where none are named."""
    known = [f for f in vocabulary_of(zone) if f.type != "series" and (not facts or f.id in facts)]
    atomically(path, lambda file: _write(file, known, language))


def _write(file: Any, facts: Sequence[Fact], language: Language) -> None:
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        page = book.add_worksheet(PAGE.in_(language))
        _head(book, page, facts)
        _guide(book, facts, language)
        _choices(book, page, facts, language)


def _head(book: Any, page: Any, facts: Sequence[Fact]) -> None:
    plain = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F2F2F2"}
    title, text = book.add_format(plain), book.add_format({"num_format": "@"})
    for place, fact in enumerate(facts):
        words = column_title(fact)
        page.write_string(0, place, words, title)
        page.set_column(
            place, place, max(12, len(words) * 2), text if fact.type in ("code", "text") else None
        )
    page.set_row(0, 32)
    page.freeze_panes(1, 2)


def column_title(fact: Fact) -> str:
    """A header with its unit, money in 万元, as the import reads it."""
    return f"{fact.name.zh}（{MONEY}）" if fact.type == "money" else header(fact)


def _guide(book: Any, facts: Sequence[Fact], language: Language) -> None:
    page = book.add_worksheet(GUIDE.in_(language))
    bold = book.add_format({"bold": True})
    page.set_column(0, 0, 34)
    page.set_column(1, 2, 60)
    for row, line in enumerate(LINES):
        page.write_string(row, 0, line.in_(language))
    top = len(LINES) + 1
    for place, words in enumerate(
        (Text("列", "Column"), Text("填写", "How to write it"), Text("含义", "Meaning"))
    ):
        page.write_string(top, place, words.in_(language), bold)
    for row, fact in enumerate(facts, top + 1):
        meaning = fact.definition if language == "zh" and fact.definition else fact.name.in_(language)
        page.write_row(row, 0, [column_title(fact), how(fact), meaning])


def _choices(book: Any, page: Any, facts: Sequence[Fact], language: Language) -> None:
    """Drop-downs for yes and no and for codes; long lists stand on a page of their own."""
    lists: Any = None
    used = 0
    for place, fact in enumerate(facts):
        values = ("是", "否") if fact.type == "boolean" else fact.codes if fact.type == "code" else ()
        if not values:
            continue
        source: object = list(values)
        if len(",".join(values)) > LONGEST:
            lists = lists or book.add_worksheet(CHOICES.in_(language))
            lists.write_column(0, used, values)
            name = letters(used)
            source = f"='{CHOICES.in_(language)}'!${name}$1:${name}${len(values)}"
            used += 1
        page.data_validation(1, place, ROWS, place, {"validate": "list", "source": source})
