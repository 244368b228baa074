"""The frozen figures of a briefing as a workbook: one sheet of figures, one of the rows they are made of."""

import io
from collections.abc import Iterator, Sequence

import xlsxwriter

from gaoxin.base.text import Language, Text
from gaoxin.screen.queries.briefing import BriefingView

FIGURES = (
    Text("指标", "indicator"), Text("时期", "period"), Text("数值", "value"), Text("单位", "unit"),
    Text("同比", "growth"), Text("年度目标", "target"), Text("完成率", "done"), Text("亮灯", "light"),
    Text("责任部门", "office"), Text("引用", "reference"),
)  # fmt: skip
ROWS = (
    Text("引用", "reference"), Text("指标", "indicator"), Text("片区", "area"), Text("时期", "period"),
    Text("类别", "kind"), Text("数值", "value"), Text("单位", "unit"), Text("来源", "source"),
    Text("发布机构", "publisher"), Text("公布日期", "published"),
)  # fmt: skip
LIGHTS = {"red": Text("红", "red"), "amber": Text("黄", "amber"), "green": Text("绿", "green")}
WIDE = 18


def workbook(view: BriefingView, language: Language) -> bytes:
    """The bytes of the workbook; every cell is text as it was frozen, so that no digit is lost."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    about = [
        [view.row.title.in_(language), view.row.issue.in_(language)],
        [Text("期间", "period").in_(language), view.row.period.in_(language)],
        [Text("摘要 SHA-256", "digest SHA-256").in_(language), view.digest],
    ]
    _sheet(
        book,
        Text("数字", "figures").in_(language),
        [*about, [], _heads(FIGURES, language)],
        _figures(view, language),
    )
    _sheet(
        book,
        Text("各行与来源", "rows and sources").in_(language),
        [_heads(ROWS, language)],
        _rows(view, language),
    )
    book.close()
    return kept.getvalue()


def _sheet(
    book: xlsxwriter.Workbook, name: str, heads: Sequence[Sequence[str]], rows: Iterator[Sequence[str]]
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    sheet.set_column(0, len(FIGURES), WIDE)
    for number, cells in enumerate(heads):
        sheet.write_row(number, 0, cells, bold)
    for number, cells in enumerate(rows, len(heads)):
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, cell)


def _heads(titles: Sequence[Text], language: Language) -> list[str]:
    return [title.in_(language) for title in titles]


def _figures(view: BriefingView, language: Language) -> Iterator[Sequence[str]]:
    for f in view.figures:
        said = (f.name, f.period, f.value or "", f.unit, f.change, f.target or "", f.done or "")
        light = LIGHTS[f.light] if f.light else Text("")
        yield [_word(v, language) for v in (*said, light, f.office, f"{{{f.key}}}")]


def _rows(view: BriefingView, language: Language) -> Iterator[Sequence[str]]:
    for f in view.figures:
        for row in f.rows:
            day = row.published.isoformat() if row.published else ""
            given = (f.key, row.indicator, row.area, row.period, row.kind, row.value, row.unit, row.title)
            yield [_word(v, language) for v in (*given, row.publisher, day)]


def _word(value: str | Text, language: Language) -> str:
    return value.in_(language) if isinstance(value, Text) else value
