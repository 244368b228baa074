"""The tables of the data scene: which columns, filters and exports."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gaoxin.base.text import Text
from gaoxin.center.evidence.kinds import source_kinds
from gaoxin.center.models import Zone
from gaoxin.frame.table import Column, Filter, Table
from gaoxin.frame.table.rows import ListRows
from gaoxin.scenes.data.queries.areas import areas
from gaoxin.scenes.data.queries.disputes import STATES, dispute_rows
from gaoxin.scenes.data.queries.figures import figure_rows, indicators
from gaoxin.scenes.data.queries.firm_rows import firm_rows
from gaoxin.scenes.data.queries.imports import STATES as IMPORT_STATES
from gaoxin.scenes.data.queries.imports import import_rows
from gaoxin.scenes.data.queries.pack import kind_title, library
from gaoxin.scenes.data.queries.sources import SourcePage, SourceRow, ValueRows, sources
from gaoxin.screen.queries.wording import unit

Url = Callable[[Any], str | None]


def to_firm(row: Any) -> str:
    """The file of the firm of a row."""
    return reverse("data:firm", args=[row.code])


def to_source(row: Any) -> str:
    """The page of the source of a row."""
    return reverse("data:source", args=[row.source])


def day_of_update(row: Any) -> object:
    """The day on which something was last learnt of a firm."""
    return row.updated and timezone.localdate(row.updated)


def firms(zone: Zone) -> Table:
    """The firms of a zone."""
    columns = (
        Column("name", Text("企业名称", "Firm"), sort="name", url=to_firm),
        Column("code", Text("统一社会信用代码", "Credit code"), "code", sort="code"),
        Column("industry", Text("行业", "Industry")),
        Column("area", Text("片区", "Area")),
        Column(
            "four_above",
            Text("已纳统", "In statistics"),
            "yesno",
            note=Text("四上企业名录", "The pool of statistical units"),
        ),
        Column(
            "known",
            Text("已知数据", "Known"),
            note=Text("档案应有的数据项中已知几项", "Facts known of those asked"),
            value=lambda row: f"{row.known} / {row.asked}",
            right=True,
        ),
        Column("updated", Text("最近更新", "Last update"), "date", value=day_of_update),
        Column("kinds", Text("来源数", "Sources"), "integer"),
        Column("sources", Text("来源", "Names of sources"), hidden=True),
        Column("name_en", Text("英文名称（自报）", "English name (self-declared)"), hidden=True),
    )
    return Table(
        "firms",
        columns,
        firm_rows(zone),
        (
            Filter("industry", Text("行业门类", "Industry section"), lambda: sections(zone)),
            Filter("area", Text("片区", "Area"), lambda: areas(zone)),
            Filter("four_above", Text("已纳统", "In statistics"), lambda: YES_NO_UNKNOWN),
            Filter("kind", Text("来源", "Source"), kinds),
        ),
        Text("还没有企业。导入一张企业表即可开始", "There is no firm yet. Import a sheet of firms to begin"),
        export="center.export",
        title=Text("企业", "Firms"),
    )


YES_NO_UNKNOWN = [
    ("yes", Text("是", "yes")),
    ("no", Text("否", "no")),
    ("unknown", Text("缺数据", "not known")),
]


def sections(zone: Zone) -> list[tuple[str, Text]]:
    """The industry sections, A to T."""
    names = library(zone.pack).industries.sections
    return [(k, Text(f"{k} {v.zh}", f"{k} {v.en}")) for k, v in names.items()]


def kinds() -> list[tuple[str, Text]]:
    """The kinds of sources."""
    return [(kind.kind, kind.named) for kind in source_kinds().values()]


def disputes(zone: Zone) -> Table:
    """The officers' inbox."""
    columns = (
        Column(
            "title", Text("数据项", "Fact"), url=lambda row: reverse("data:dispute", args=[row.code, row.id])
        ),
        Column("firm", Text("企业", "Firm"), url=to_firm),
        Column("state_title", Text("状态", "State")),
        Column("opened_at", Text("提出时间", "Opened"), "datetime", sort="opened_at"),
        Column("due_on", Text("应办结", "Due"), "date", sort="due_on"),
        Column("late", Text("逾期", "Late"), "yesno"),
    )
    states = Filter("state", Text("状态", "State"), lambda: list(STATES.items()))
    empty = Text(
        "没有异议。企业对数据提出异议后会出现在这里", "No dispute. What firms dispute will appear here"
    )
    return Table("disputes", columns, dispute_rows(zone), (states,), empty, title=Text("异议", "Disputes"))


def imports(zone: Zone) -> Table:
    """The imports of a zone."""
    columns = (
        Column("file_name", Text("文件", "File"), url=lambda row: reverse("data:import", args=[row.id])),
        Column("state_name", Text("状态", "State")),
        Column("source", Text("来源", "Source"), value=lambda row: kind_title(row.origin.kind)),
        Column("rows", Text("行数", "Rows"), "integer", value=lambda row: row.preview and row.preview.rows),
        Column(
            "refused",
            Text("未通过", "Refused"),
            "integer",
            value=lambda row: row.preview and row.preview.refused,
        ),
        Column("by", Text("经办人", "By")),
        Column("created_at", Text("上传时间", "Uploaded"), "datetime", sort="created_at"),
        Column("finished_at", Text("完成时间", "Finished"), "datetime", sort="finished_at"),
    )
    states = Filter("state", Text("状态", "State"), lambda: list(IMPORT_STATES.items()))
    empty = Text("还没有导入过数据", "Nothing has been imported yet")
    return Table(
        "imports", columns, import_rows(zone), (states,), empty, title=Text("导入", "Imports"), private=False
    )


def all_sources(zone: Zone) -> Table:
    """Where values come from."""
    columns = (
        Column(
            "title",
            Text("文件", "Document"),
            sort="title",
            url=lambda row: reverse("data:source", args=[row.id]),
        ),
        Column("publisher", Text("发布单位", "Publisher"), sort="publisher"),
        Column("kind", Text("种类", "Kind"), sort="rank"),
        Column(
            "rank",
            Text("优先级", "Rank"),
            "integer",
            sort="rank",
            note=Text("数字小者优先", "The smaller number wins"),
        ),
        Column("published_on", Text("发布日期", "Published"), "date", sort="published_on"),
        Column("recorded_at", Text("录入时间", "Recorded"), "datetime", sort="recorded_at", hidden=True),
        Column("values", Text("现行数据", "Values held"), "integer", sort="values"),
        Column("figures", Text("指标数", "Figures"), "integer", sort="figures"),
        Column("short_digest", Text("摘要", "Digest"), "code", hidden=True),
    )
    kind = Filter("kind_code", Text("种类", "Kind"), kinds)
    empty = Text("还没有来源。导入时会登记来源", "No source yet. An import records its source")
    return Table(
        "sources",
        columns,
        ListRows[SourceRow](sources(zone)),
        (kind,),
        empty,
        title=Text("来源", "Sources"),
        private=False,
    )


def source_values(zone: Zone, source: SourcePage) -> Table:
    """What one source says of firms."""
    columns = (
        Column("name", Text("企业名称", "Firm"), url=to_firm),
        Column(
            "title", Text("数据项", "Fact"), url=lambda row: reverse("data:fact", args=[row.code, row.fact])
        ),
        Column("value", Text("值", "Value")),
        Column("valid_from", Text("数据日期", "Valid from"), "date"),
    )
    rows = ValueRows(zone, source.row.id, source.values)
    empty = Text("这个来源没有现行的企业数据", "No value about a firm stands from this source")
    return Table(
        "values", columns, rows, empty=empty, export="center.export", title=Text("来源数据", "Values")
    )


WHOLE = Text("全区", "the whole zone")


def figures(zone: Zone) -> Table:
    """The open figures of a zone."""
    columns = (
        Column("title", Text("指标", "Indicator"), sort="title"),
        Column("area", Text("范围", "Of"), sort="area", value=lambda row: row.area or WHOLE),
        Column("period", Text("时期", "Period"), sort="sorting"),
        Column("kind", Text("口径", "Kind")),
        Column("value", Text("值", "Value"), right=True),
        Column("unit", Text("单位", "Unit"), value=lambda row: unit(row.unit)),
        Column("source_title", Text("来源", "Source"), url=to_source),
        Column("office", Text("责任单位", "Office"), hidden=True),
        Column("definition", Text("口径说明", "Definition"), hidden=True),
        Column("note", Text("备注", "Note"), hidden=True),
    )
    chosen = Filter("indicator", Text("指标", "Indicator"), lambda: indicators(zone))
    empty = Text("还没有指标数据", "There is no figure yet")
    return Table(
        "figures",
        columns,
        figure_rows(zone),
        (chosen,),
        empty,
        export="center.export",
        title=Text("指标", "Figures"),
        private=False,
    )
