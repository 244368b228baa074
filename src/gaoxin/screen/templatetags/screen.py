"""Tags of the cockpit: grouped figures, small lines, the data of charts."""

from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from gaoxin.base.period import Period
from gaoxin.base.text import Text
from gaoxin.engines.packs.kinds import Titles
from gaoxin.frame.request import language
from gaoxin.screen.queries.charts import Chart
from gaoxin.screen.queries.cockpit import Cockpit
from gaoxin.screen.queries.line import Line
from gaoxin.screen.queries.wording import slug as slug_of

register = template.Library()

QUALIFIERS = {
    "over": Text("超", "over"),
    "nearly": Text("近", "nearly"),
    "about": Text("约", "about"),
    "at_least": Text("不少于", "at least"),
    "up_to": Text("最高", "up to"),
}
TABS = (
    ("", Text("全部", "all")),
    ("red", Text("红", "red")),
    ("amber", Text("黄", "amber")),
    ("green", Text("绿", "green")),
)
WIDTH, HEIGHT = 100, 28
PANEL = 5
"""Rows that a panel of the wall screen holds."""


@register.filter
def grouped(value: Decimal | None) -> str:
    """A figure with thousands separators, its digits kept; empty where not known."""
    return "" if value is None else f"{value:,}"


TONES = {"draft": "tone-grey", "frozen": "tone-blue", "published": "tone-green"}


@register.filter
def tone(state: str) -> str:
    """The colour of a briefing's state."""
    return TONES[state]


@register.filter
def capped(value: Decimal) -> Decimal:
    """A share as a bar can show it."""
    return max(Decimal(0), min(value, Decimal(100)))


@register.filter
def period(value: Period) -> str:
    """A period as a bulletin writes it."""
    return value.in_(language())


@register.filter
def slug(value: Period) -> str:
    """A period as addresses hold it."""
    return slug_of(value)


@register.simple_tag
def qualifier(word: str) -> str:
    """超, 近, 约 …"""
    return QUALIFIERS.get(word, Text("")).in_(language())


@register.filter
def light_tabs(cockpit: Cockpit) -> list[tuple[str, Text, int]]:
    """The filters over the table of lights with their counts."""
    counts = cockpit.counts
    return [(key, name, counts[key] if key else counts.total()) for key, name in TABS]


@register.filter
def panels(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The rows of one panel of the wall screen after another."""
    return [lines[at : at + PANEL] for at in range(0, len(lines), PANEL)]


@register.simple_tag
def chart_data(chart: Chart) -> SafeString:
    """The block that the page script draws from."""
    return json_script(chart.data, f"{chart.key}-data")


@register.simple_tag
def spark(points: Sequence[Decimal | None], light: str | None) -> SafeString:
    """A small line; a gap breaks it."""
    known = [p for p in points if p is not None]
    if len(known) < 2:
        return SafeString("")
    low, spread = min(known), (max(known) - min(known)) or Decimal(1)
    step = Decimal(WIDTH) / max(len(points) - 1, 1)
    runs: list[list[str]] = [[]]
    for place, value in enumerate(points):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{place * step:.1f},{HEIGHT - 3 - (value - low) / spread * (HEIGHT - 6):.1f}")
    lines = "".join(f'<polyline points="{" ".join(run)}"/>' for run in runs if len(run) > 1)
    return format_html(
        '<svg class="spark d-none d-sm-block light-{}" viewBox="0 0 {} {}" preserveAspectRatio="none" '
        'aria-hidden="true">{}</svg>',
        light or "none",
        WIDTH,
        HEIGHT,
        SafeString(lines),
    )


KINDS = {
    "level": Text("数值", "level"),
    "target": Text("目标", "target"),
    "growth_yoy": Text("同比", "growth on the year"),
    "share": Text("占比", "share"),
    "ratio_to": Text("倍数", "multiple"),
    "rank": Text("名次", "rank"),
    "count": Text("个数", "count"),
    "streak": Text("连续", "streak"),
    "progress": Text("进度", "progress"),
    "contribution_pp": Text("拉动", "pull"),
    "capacity": Text("能力", "capacity"),
}


@register.simple_tag
def kind(word: str) -> str:
    """What a printed figure is."""
    return KINDS[word].in_(language())


@register.filter
def titles(words: Titles) -> str:
    """A pack's words in the language of the page."""
    return Text(words.zh, words.en).in_(language())
