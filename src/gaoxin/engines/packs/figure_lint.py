"""Lint of figure files: names, known indicators, agreeing units, real periods, dated and cited rules."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gaoxin.base.dates import parse_date
from gaoxin.base.period import parse_period
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.engines.packs.fault import Fault, dates, named
from gaoxin.engines.packs.figure_files import read_figures
from gaoxin.engines.packs.figure_kinds import Areas, Indicator, LightVersion, PrintedFigure, Published
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import PackError

Indicators = Mapping[str, Indicator]

_UNITS: Mapping[str, tuple[str, ...]] = {
    "growth_yoy": ("%",),
    "share": ("%",),
    "ratio_to": ("倍",),
    "rank": ("位",),
    "contribution_pp": ("百分点",),
    "progress": ("%", "百分点"),
    "streak": ("年", "个月", "季度"),
}
"""The unit of a statement about an indicator; other kinds take the indicator's own."""
_RELATIVE = ("share", "ratio_to", "contribution_pp", "rank")


def lint_figures(pack: Path) -> Iterator[Fault]:
    """Every fault of a pack's figure files; indicators of the bundled national pack are known everywhere."""
    unread: list[PackError] = []
    files = read_figures(pack, unread)
    yield from (Fault(error.where, error.text) for error in unread)
    known = {i.id: i for i in (*_national(pack), *files.indicators.values())}
    for stem, indicator in files.indicators.items():
        yield from named(stem, indicator.id)
        yield from _indicator(indicator, known)
    for stem, rule in files.lights.items():
        yield from named(stem, rule.id)
        yield from dates(rule.id, rule.versions)
        for version in rule.versions:
            yield from _bands(f"{rule.id} {version.from_}", version)
    for stem, document in files.published.items():
        yield from named(stem, document.id)
        yield from _published(document, known)
    if files.areas:
        yield from _areas(files.areas)


def _national(pack: Path) -> Iterable[Indicator]:
    home = bundled("national")
    return () if pack == home else read_figures(home, []).indicators.values()


def _indicator(indicator: Indicator, known: Indicators) -> Iterator[Fault]:
    if not indicator.citation.strip():
        yield Fault(indicator.id, Text("没有依据", "no citation"))
    formula = indicator.formula
    for part in (formula.numerator, formula.denominator) if formula else ():
        if part and part not in known:
            yield Fault(
                indicator.id, Text(f"公式引用未知指标 {part}", f"its formula names no indicator: {part}")
            )
    if indicator.sum and indicator.unit == "%":
        yield Fault(indicator.id, Text("百分数不能按片区相加", "percentages do not add over areas"))


def _bands(where: str, version: LightVersion) -> Iterator[Fault]:
    for band in version.bands:
        if (band.at_least is None) == (band.above is None):
            zh, en = "每档写 at_least 或 above 之一", "give each band either at_least or above"
            yield Fault(f"{where} {band.light}", Text(zh, en))
    starts = [float(band.at_least or band.above or 0) for band in version.bands]
    if starts != sorted(starts, reverse=True):
        yield Fault(where, Text("各档应从最落后写起", "write the band that is furthest behind first"))


def _published(document: Published, known: Indicators) -> Iterator[Fault]:
    if not document.source.title.zh.strip():
        yield Fault(document.id, Text("没有出处", "no citation"))
    for number, figure in enumerate(document.figures, start=1):
        for text in _figure(figure, known):
            yield Fault(f"{document.id} figures[{number}] {figure.indicator}", text)


def _figure(figure: PrintedFigure, known: Indicators) -> Iterator[Text]:
    indicator = known.get(figure.indicator)
    if indicator is None:
        yield Text("没有这个指标", "no such indicator")
        return
    units = _UNITS.get(figure.kind, (indicator.unit,))
    if _family(figure.unit) not in map(_family, units):
        allowed = "、".join(units)
        yield Text(
            f"单位「{figure.unit}」应为 {allowed}", f"unit {figure.unit!r} is not convertible to {allowed}"
        )
    if figure.kind in _RELATIVE and not figure.of:
        yield Text("没有写相对于谁（of）", "it does not say of what (of)")
    low, _, high = figure.value.partition("–")
    if high and float(low) > float(high):
        yield Text(f"范围颠倒：{figure.value}", f"the range runs backwards: {figure.value}")
    yield from _period(figure.period)


def _family(unit: str) -> str:
    """What units that convert into one another have in common: 亿元 and 万元 are 元."""
    return unit.lstrip("十百千万亿") or unit


def _period(period: str) -> Iterator[Text]:
    """The shape is checked by the kind; here that the days exist and run forwards."""
    if period == "unstated":
        return
    first, _, last = period.removeprefix("as of ").partition("..")
    try:
        if len(first) == len("2020-03-31"):
            parse_date(first)
        elif len(last) == len("07"):
            parse_period(f"{first}–{last}")
        elif parse_period(last or first).end < parse_period(first).start:
            yield Text(f"时期颠倒：{period}", f"the period runs backwards: {period}")
    except Refused as error:
        yield error.message


def _areas(areas: Areas) -> Iterator[Fault]:
    if not areas.source.strip():
        yield Fault("areas", Text("没有出处", "no citation"))
    seen: set[str] = set()
    for area in areas.list:
        if area.id in seen:
            yield Fault(f"areas {area.id}", Text("编号重复", "this id stands twice"))
        seen.add(area.id)
        if area.plot and len(set(area.plot)) < 3:
            yield Fault(f"areas {area.id}", Text("图形至少三个点", "a plot has at least three points"))
        if area.from_ and area.to and area.to < area.from_:
            yield Fault(f"areas {area.id}", Text("失效日早于生效日", "it ends before it starts"))
