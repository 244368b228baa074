"""A table as a file: all rows that the filters leave, in the language of the page."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone

from gaoxin.base.text import Text
from gaoxin.center.exports import export_rows
from gaoxin.frame.request import Request, language
from gaoxin.frame.table.asked import Asked
from gaoxin.frame.table.cells import plain
from gaoxin.frame.table.column import Column
from gaoxin.frame.templatetags.ui import say

if TYPE_CHECKING:
    import polars as pl

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def export(request: Request, asked: Asked, form: str, purpose: str) -> HttpResponse:
    """The file, once the log has kept who took which rows for what."""
    table = asked.table
    if table.export is None:
        raise ValueError(f"table {table.name} is not for export")
    frame = _frame(asked)
    body = _body(request, asked, frame, form, purpose)
    export_rows(
        permission=table.export,
        actor=request.actor,
        zone=None if table.firm else request.zone,
        firm=table.firm,
        what=table.name,
        form=form,
        rows=frame.height,
        columns=[column.key for column in asked.columns],
        filters=_filters(asked),
        purpose=purpose,
    )
    name = quote(f"{say(table.called)}-{timezone.localdate():%Y%m%d}.{form}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=FORMATS[form], headers=headers)


def _frame(asked: Asked) -> "pl.DataFrame":
    import polars as pl  # noqa: PLC0415 - pages that export nothing do without

    values: list[list[object]] = [[] for _ in asked.columns]
    for row in asked.rows.every():
        for column, found in zip(asked.columns, values, strict=True):
            found.append(plain(column, row))
    series: dict[str, pl.Series] = {}
    for column, found in zip(asked.columns, values, strict=True):
        name = say(_heading(column))
        series[name if name not in series else f"{name} {column.key}"] = pl.Series(found, dtype=_type(column))
    return pl.DataFrame(series)


def _heading(column: Column) -> Text:
    """As on the page; a percent says so, since its cells hold plain numbers."""
    if column.kind == "percent":
        return Text(f"{column.title.zh}（%）", f"{column.title.en} (%)")
    return column.heading


def _type(column: Column) -> "pl.DataType":
    import polars as pl  # noqa: PLC0415

    kinds: dict[str, pl.DataType] = {
        "money": pl.Decimal(38, 6),
        "integer": pl.Int64(),
        "percent": pl.Decimal(38, 6),
        "date": pl.Date(),
        "datetime": pl.Datetime("ms"),
    }
    return kinds.get(column.kind, pl.String())


def _body(request: Request, asked: Asked, frame: "pl.DataFrame", form: str, purpose: str) -> bytes:
    from gaoxin.engines.sheets.write import Table, write_table, write_workbook  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{form}"
        if form == "csv":
            write_table(path, frame)
        else:
            about = _about(request, asked, frame.height, purpose)
            notes = Table(say(Text("说明", "About")), about, widths=[24, 60])
            write_workbook(path, [Table(say(asked.table.called), frame), notes], language())
        return path.read_bytes()


def _about(request: Request, asked: Asked, rows: int, purpose: str) -> "pl.DataFrame":
    """Who took it out, when, and what was left out by filters."""
    import polars as pl  # noqa: PLC0415

    now = timezone.localtime().replace(tzinfo=None, microsecond=0)
    person = request.actor.person
    who = f"{person.name} ({person.login})" if person else request.actor.name
    lines: list[tuple[Text, object]] = [
        (Text("表", "Table"), say(asked.table.called)),
        (Text("区域", "Zone"), say(request.zone.name)),
        (Text("导出人", "Taken out by"), who),
        (Text("时间", "Time"), now.isoformat(" ")),
        (Text("行数", "Rows"), str(rows)),
        (Text("用途", "Purpose"), purpose),
        (Text("搜索", "Search"), asked.words),
        *((item.filter.title, say(item.title)) for item in asked.narrowed),
        (
            Text("空白单元格", "Blank cells"),
            say(Text("缺数据，不是 0 或“否”", "not known; neither 0 nor “no”")),
        ),
    ]
    kept = [(say(name), str(value)) for name, value in lines if value]
    heads = (say(Text("项目", "Item")), say(Text("内容", "Content")))
    return pl.DataFrame(kept, schema=dict.fromkeys(heads, pl.String), orient="row")


def _filters(asked: Asked) -> dict[str, str]:
    found = {item.filter.key: item.value for item in asked.narrowed}
    return {**found, "q": asked.words} if asked.words else found
