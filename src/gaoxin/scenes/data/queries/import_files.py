"""Workbooks of an import: the rows that were refused, and the empty template."""

import tempfile
from pathlib import Path
from urllib.parse import quote

import polars as pl
from django.http import FileResponse, HttpResponse

from gaoxin.base.text import Language, Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.intake.queries import batch_of, errors_file
from gaoxin.center.models import Zone
from gaoxin.scenes.data.queries.pack import library, themes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = ("uscc", "name_zh", "name_en")
UNITS = {"money": Text("万元")}


def refused_rows(zone: Zone, key: int, language: Language) -> FileResponse | None:
    """The refused rows of an import with their reasons, None where there are none."""
    view, path = batch_of(zone, key), errors_file(zone, key, language)
    if view is None or path is None:
        return None
    ending = Text("未通过的行", "refused rows").in_(language)
    name = f"{Path(view.file_name).stem}-{ending}.xlsx"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


def template(zone: Zone, language: Language) -> HttpResponse:
    """An empty sheet with a column for each fact that a firm's file asks for, and a sheet that explains them."""
    from gaoxin.engines.sheets import Table, write_workbook  # noqa: PLC0415 - only this page needs it

    facts = _asked(zone)
    empty = pl.DataFrame(schema={_header(fact, language): pl.String for fact in facts})
    heads = [
        h.in_(language) for h in (Text("列", "Column"), Text("说明", "Meaning"), Text("可填", "Allowed"))
    ]
    lines = [(_header(f, language), f.definition, "、".join(f.codes)) for f in facts]
    about = pl.DataFrame(lines, schema=dict.fromkeys(heads, pl.String), orient="row")
    names = [n.in_(language) for n in (Text("企业数据", "Firms"), Text("填表说明", "How to fill it"))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        tables = [Table(names[0], empty, [18] * len(facts)), Table(names[1], about, [30, 60, 60])]
        write_workbook(path, tables, language)
        body = path.read_bytes()
    name = Text("企业数据模板", "firms template").in_(language)
    disposition = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return HttpResponse(body, content_type=XLSX, headers={"Content-Disposition": disposition})


def _asked(zone: Zone) -> list[Fact]:
    known = library(zone.pack).sheet_vocabulary
    wanted = [*NAMES, *(fact for theme in themes().themes for fact in theme.facts)]
    return [known[fact] for fact in wanted if fact in known and known[fact].type != "series"]


def _header(fact: Fact, language: Language) -> str:
    unit = UNITS.get(fact.type, Text(fact.unit)).zh
    return f"{fact.name.in_(language)}（{unit}）" if unit else fact.name.in_(language)
