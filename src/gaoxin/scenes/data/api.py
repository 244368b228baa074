"""The interface of the data scene: zones, firms, what is known of them from whom, sources, figures, imports."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StrictBool

from gaoxin.base.clock import BEIJING
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.evidence.actions import state_fact
from gaoxin.center.evidence.facts import facts_of, history
from gaoxin.center.evidence.views import FactView, SourceView, ValueView
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.queries.zones import zones_for
from gaoxin.frame.api.access import actor_in, firm_in, zone_in
from gaoxin.frame.api.errors import ERRORS, Words, missing
from gaoxin.frame.api.fields import Day, Key, Limit, Offset, Once, Page, Search, Uscc, ZoneId, listed, words
from gaoxin.frame.api.once import once
from gaoxin.frame.api.value import Sent, received, sent
from gaoxin.scenes.data.queries.figures import figure_rows
from gaoxin.scenes.data.queries.firm_rows import firm_rows
from gaoxin.scenes.data.queries.imports import import_rows
from gaoxin.scenes.data.queries.sources import sources

router = Router(tags=["数据 · Data"])
LAST = dt.date(9999, 12, 30)


class ZoneOut(Schema):
    """A zone."""

    id: str
    name: Words
    kind: str = Field(examples=["htz"])
    demo: bool = Field(description="示例园区，企业均为虚构 · a demo zone of invented firms")


class FirmOut(Schema):
    """A firm of the list; what is not known is null."""

    uscc: str
    name: str
    name_en: str | None
    industry: Words | None
    area: Words | None
    known: int = Field(description="已知事实数 · facts that are known")
    updated: dt.datetime | None


class SourceOut(Schema):
    """Where a value comes from; the lower rank counts."""

    id: int
    kind: str = Field(examples=["tax"])
    rank: int
    publisher: Words
    title: str
    published_on: dt.date | None


class ValueOut(Schema):
    """One value with its source and both times."""

    id: int
    value: Sent
    source: SourceOut
    valid_from: dt.date = Field(description="有效时间 · since when it holds")
    recorded_at: dt.datetime = Field(description="入库时间 · when it was learnt")
    retired_at: dt.datetime | None = Field(description="被更正的时间 · when it was taken out of use")
    confidence: str


class FactOut(Schema):
    """A fact: the value that counts, and what contradicts it."""

    fact: str
    name: Words
    type: str
    unit: str
    held: ValueOut
    contradicted_by: list[ValueOut]


class FigureOut(Schema):
    """A figure as printed."""

    id: int
    indicator: str
    title: Words
    area: Words | None
    period: Words
    kind: Words
    value: Words
    unit: str
    source: int


class ImportOut(Schema):
    """An import."""

    id: int
    file_name: str
    state: str = Field(examples=["done"])
    step: str
    done: int
    total: int
    created_at: dt.datetime
    finished_at: dt.datetime | None


class StatementIn(Schema):
    """A fact that a firm states of itself."""

    fact: str = Field(max_length=40, pattern=r"^[a-z][a-z0-9_]*$", examples=["rd_staff"])
    value: (
        StrictBool
        | Annotated[str, Field(max_length=500, strict=True)]
        | list[Annotated[str, Field(max_length=100, strict=True)]]
    ) = Field(examples=["12"])
    valid_from: Day = Field(examples=["2025-12-31"])


@router.get("/zones", response={200: list[ZoneOut], **ERRORS}, summary="园区 · Zones")
def zones(request: HttpRequest) -> Any:
    """你可以进入的园区。The zones that you may enter."""
    return [
        ZoneOut(id=z.pk, name=_words(z.name), kind=z.kind, demo=z.demo) for z in zones_for(actor_in(request))
    ]


@router.get("/zones/{zone}/firms", response={200: Page[FirmOut], **ERRORS}, summary="企业 · Firms")
def firms(request: HttpRequest, zone: ZoneId, q: Search = "", limit: Limit = 50, offset: Offset = 0) -> Any:
    """园区的企业，可按名称或代码查找。The firms of a zone, found by name or code."""
    rows = firm_rows(zone_in(request, zone, "center.read"))
    return listed(rows.search(q) if q.strip() else rows, limit, offset, _firm)


@router.get("/zones/{zone}/figures", response={200: Page[FigureOut], **ERRORS}, summary="指标 · Figures")
def figures(
    request: HttpRequest,
    zone: ZoneId,
    indicator: Annotated[str, Query("", pattern=r"^[a-z0-9_.]{0,60}$")] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """园区的指标，照文件所载。The figures of a zone, as printed."""
    rows = figure_rows(zone_in(request, zone, "center.read"))
    return listed(rows.narrow("indicator", indicator) if indicator else rows, limit, offset, _figure)


@router.get("/zones/{zone}/sources", response={200: list[SourceOut], **ERRORS}, summary="来源 · Sources")
def source_list(request: HttpRequest, zone: ZoneId) -> Any:
    """数据来源，按优先次序。The sources of a zone, those that count first."""
    return [
        SourceOut(
            id=s.id,
            kind=s.kind_code,
            rank=s.rank,
            publisher=_words(s.publisher),
            title=s.title,
            published_on=s.published_on,
        )
        for s in sources(zone_in(request, zone, "center.read"))
    ]


@router.get("/zones/{zone}/imports", response={200: Page[ImportOut], **ERRORS}, summary="导入 · Imports")
def imports(request: HttpRequest, zone: ZoneId, limit: Limit = 50, offset: Offset = 0) -> Any:
    """导入的文件和进度。Imported files and how far they are."""
    return listed(import_rows(zone_in(request, zone, "center.import")), limit, offset, ImportOut.from_orm)


@router.get(
    "/firms/{uscc}/facts", response={200: list[FactOut], **ERRORS}, summary="企业档案 · Facts of a firm"
)
def facts(
    request: HttpRequest,
    uscc: Uscc,
    valid_on: Annotated[Day | None, Query(None, description="哪一天有效 · true of which day")] = None,
    known_on: Annotated[Day | None, Query(None, description="哪一天所知 · known on which day")] = None,
) -> Any:
    """一家企业的全部事实，可回到任何一天，也可回到当时所知。All that is known of a firm, as of two times."""
    moment = dt.datetime.combine(min(known_on, LAST), dt.time.max, tzinfo=BEIJING) if known_on else None
    return [_fact(v) for v in facts_of(firm_in(request, uscc, "center.own"), day=valid_on, moment=moment)]


@router.get("/firms/{uscc}/facts/{fact}", response={200: list[ValueOut], **ERRORS}, summary="沿革 · History")
def fact_history(request: HttpRequest, uscc: Uscc, fact: Key) -> Any:
    """一项事实的全部记录，最新的在前。All that was ever held of one fact, the latest first."""
    firm = firm_in(request, uscc, "center.own")
    if fact not in vocabulary_of(firm.zone):
        raise missing()
    return [_value(v) for v in history(firm, fact)]


@router.post("/firms/{uscc}/facts", response={200: ValueOut, **ERRORS}, summary="企业自报 · State a fact")
def state(request: HttpRequest, uscc: Uscc, body: StatementIn, key: Once = None) -> Any:
    """企业填报自己的一项数据；同一天再报即更正。A firm states a fact of itself; again for a day corrects it."""
    firm = firm_in(request, uscc, "center.state")
    return once(request, key, lambda: _state(request, firm, body))


def _state(request: HttpRequest, firm: Any, body: StatementIn) -> ValueOut:
    known = vocabulary_of(firm.zone)
    if body.fact not in known:
        raise Refused(Text("没有这项事实", "there is no such fact"), where="fact")
    value = received(body.value, known[body.fact])
    actor = actor_in(request)
    made = state_fact(actor=actor, firm=firm, fact=body.fact, value=value, valid_from=body.valid_from)
    return next(_value(v) for v in history(firm, body.fact) if v.id == made.pk)


def _firm(row: Any) -> FirmOut:
    return FirmOut(
        uscc=row.code,
        name=row.name,
        name_en=row.name_en,
        industry=words(row.industry),
        area=words(row.area),
        known=row.known,
        updated=row.updated,
    )


def _figure(row: Any) -> FigureOut:
    return FigureOut(
        id=row.id,
        indicator=row.indicator,
        title=_words(row.title),
        area=words(row.area),
        period=_words(row.period),
        kind=_words(row.kind),
        value=_words(row.value),
        unit=row.unit,
        source=row.source,
    )


def _fact(view: FactView) -> FactOut:
    fact: Fact = view.fact
    return FactOut(
        fact=fact.id,
        name=_words(fact.name),
        type=fact.type,
        unit=fact.unit,
        held=_value(view.held),
        contradicted_by=[_value(v) for v in view.others],
    )


def _value(view: ValueView) -> ValueOut:
    return ValueOut(
        id=view.id,
        value=sent(view.value),
        source=_source(view.source),
        valid_from=view.valid_from,
        recorded_at=view.recorded_at,
        retired_at=view.retired_at,
        confidence=view.confidence,
    )


def _source(view: SourceView) -> SourceOut:
    return SourceOut(
        id=view.id,
        kind=view.kind,
        rank=view.rank,
        publisher=_words(view.publisher),
        title=view.title,
        published_on=view.published_on,
    )


def _words(text: Text) -> Words:
    return Words(zh=text.zh, en=text.en)
