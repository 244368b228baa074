"""How figures are written: units in both languages, growth, targets."""

from decimal import Decimal
from fractions import Fraction

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.engines.figures.part import Derived, Undecidable
from gaoxin.engines.figures.unit import convert
from gaoxin.engines.figures.value import RANGE, Value, round_half_up
from gaoxin.engines.figures.when import of_period
from gaoxin.engines.packs.figure_kinds import Indicator

NOTHING = Text("")
DECIMAL_UNITS = {"亿元", "%", "百分点", "倍", "亿美元", "万美元"}
"""Units that are shown with one decimal; what is counted has none."""
UNITS = {
    "亿元": "100m yuan", "万元": "10k yuan", "元": "yuan", "亿美元": "US$ 100m", "万美元": "US$ 10k", "家": "firms",
    "人": "people", "个": "", "项": "items", "件": "pieces", "%": "%", "百分点": "points", "倍": "times",
    "位": "in rank", "年": "years", "个月": "months", "亩": "mu", "吨": "t", "千亿元": "100bn yuan", "万亩": "10k mu",
    "万吨": "10k t", "万人": "10k people", "类": "kinds", "次": "times", "公里": "km", "平方米": "m²",
}  # fmt: skip


def unit(name: str) -> Text:
    """A unit in both languages."""
    return Text(name, UNITS.get(name, name))


def in_unit(value: Fraction | Decimal, given: str, indicator: Indicator) -> Decimal:
    """A value in the indicator's unit, rounded as bulletins do. Raises UnitError."""
    digits = 1 if indicator.unit in DECIMAL_UNITS else 0
    return round_half_up(convert(Fraction(value), given, indicator.unit), digits)


def growth(result: Derived | Undecidable) -> Text:
    """`同比 +8.1%`, `同比 +0.3个百分点`; empty where it cannot be computed."""
    if isinstance(result, Undecidable):
        return NOTHING
    points = result.unit == "百分点"
    zh, en = ("个百分点", " points") if points else ("%", "%")
    return Text(f"同比 {result.value:+}{zh}", f"{result.value:+}{en} on the year")


def slug(period: Period) -> str:
    """A period as addresses hold it: `2026-01..10`."""
    return of_period(period).text


def named(period: Period) -> Text:
    """A period in both languages."""
    return Text(period.in_("zh"), period.in_("en"))


def written(value: Value) -> str:
    """A printed number with its digits kept: `1,106.8`, a range `10–100`."""
    ends = (value.low,) if value.low == value.high else (value.low, value.high)
    return RANGE.join(f"{end:,}" for end in ends)


def cited(publisher: Text, title: str) -> Text:
    """A document as it is cited: 科技日报《…》; by its title alone where no publisher is known."""
    zh = f"{publisher.zh}《{title}》" if publisher.zh else f"《{title}》"
    return Text(zh, f"{publisher.in_('en')}: {title}" if publisher.zh else title)


def grown(result: Derived | Undecidable) -> Text:
    """In a sentence: 同比增长8.1%, 同比下降0.3个百分点; empty where it cannot be computed."""
    if isinstance(result, Undecidable):
        return NOTHING
    if result.value == 0:
        return Text("同比持平", "unchanged on the year")
    points, up = result.unit == "百分点", result.value > 0
    zh = ("提高" if up else "下降") if points else ("增长" if up else "下降")
    by = f"{abs(result.value)}{'个百分点' if points else '%'}"
    en = f"{'up' if up else 'down'} {abs(result.value)}{' points' if points else '%'} on the year"
    return Text(f"同比{zh}{by}", en)
