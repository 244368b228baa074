"""Open figures of the zone: value, period, unit and document, with what the indicator means."""

from dataclasses import dataclass
from functools import cache

from django.db.models import Q, QuerySet

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.figures.book import Book, open_book
from gaoxin.center.models import Figure, Zone
from gaoxin.engines.figures.when import parse_when
from gaoxin.frame.table import QueryRows

KINDS = {
    "level": Text("数值", "level"),
    "target": Text("目标", "target"),
    "growth_yoy": Text("同比增长", "growth on the year"),
    "share": Text("占比", "share"),
    "ratio_to": Text("为…的比例", "ratio to"),
    "rank": Text("位次", "rank"),
    "count": Text("个数", "count"),
    "streak": Text("连续期数", "periods in a row"),
    "progress": Text("完成进度", "progress"),
    "contribution_pp": Text("拉动（百分点）", "contribution (points)"),
    "capacity": Text("能力", "capacity"),
}
QUALIFIERS = {
    "exact": Text(""),
    "over": Text("超", "over "),
    "nearly": Text("近", "nearly "),
    "about": Text("约", "about "),
    "at_least": Text("不低于", "at least "),
    "up_to": Text("至多", "up to "),
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as printed; `definition` is None where the indicator has none."""

    id: int
    indicator: str
    title: Text
    area: Text | None
    period: Text
    sorting: str
    kind: Text
    value: Text
    unit: str
    office: Text | None
    note: Text | None
    definition: Text | None
    source: int
    source_title: str


def figure_rows(zone: Zone) -> QueryRows[Figure, FigureRow]:
    """The standing figures of a zone, by indicator and period."""
    known = book(zone.pack)
    return QueryRows(
        _figures(zone),
        lambda figure: _row(figure, known),
        sorts={"title": "indicator", "sorting": "period", "area": "area__code"},
        search=lambda rows, word: _holding(rows, word, known),
    )


def _holding(rows: QuerySet[Figure], word: str, known: Book) -> QuerySet[Figure]:
    """Those whose indicator, area or document holds a word, in either language."""
    titled = [
        i.id for i in known.indicators.values() if word.lower() in f"{i.title.zh}\n{i.title.en}".lower()
    ]
    area = Q(area__name_zh__icontains=word) | Q(area__name_en__icontains=word)
    return rows.filter(Q(indicator__in=titled) | Q(source__title__icontains=word) | area)


@cache
def book(pack: str) -> Book:
    """The indicators of a zone's pack over the national ones, read once a process."""
    return open_book([pack])


def indicators(zone: Zone) -> list[tuple[str, Text]]:
    """The indicators that have a figure in the zone."""
    used = _figures(zone).order_by("indicator").values_list("indicator", flat=True).distinct()
    return [(code, _title(code, book(zone.pack))) for code in used]


def _figures(zone: Zone) -> QuerySet[Figure]:
    return (
        Figure.objects.filter(zone=zone)
        .current()
        .select_related("source", "area")
        .order_by("indicator", "-period", "pk")
    )


def _row(figure: Figure, known: Book) -> FigureRow:
    indicator = known.indicators.get(figure.indicator)
    meaning = Text(indicator.definition.zh, indicator.definition.en) if indicator else None
    return FigureRow(
        id=figure.pk,
        indicator=figure.indicator,
        title=_title(figure.indicator, known),
        area=figure.area.name if figure.area else None,
        period=_period(figure.period),
        sorting=figure.period,
        kind=KINDS.get(figure.kind, Text(figure.kind, figure.kind)),
        value=_value(figure),
        unit=figure.unit,
        office=Text(figure.office_zh, figure.office_en) if figure.office_zh else None,
        note=Text(figure.note_zh, figure.note_en) if figure.note_zh else None,
        definition=meaning,
        source=figure.source_id,
        source_title=figure.source.title,
    )


def _value(figure: Figure) -> Text:
    word = QUALIFIERS[figure.qualifier]
    return Text(word.zh + figure.value, word.en + figure.value)


def _title(code: str, known: Book) -> Text:
    found = known.indicators.get(code)
    return Text(found.title.zh, found.title.en) if found else Text(code, code)


def _period(text: str) -> Text:
    try:
        when = parse_when(text)
    except Refused:
        return Text(text, text)
    return Text(when.in_("zh"), when.in_("en"))
