"""Numbers with their units, hedges and ranges; what only looks like a figure is left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gaoxin.engines.figures.read.numeral import CHINESE, DIGITS, MULTIPLE, Numeral, chinese, digits
from gaoxin.engines.figures.read.words import (
    AFTER,
    BEFORE,
    COUNTERS,
    DURATIONS,
    MONEY,
    SAFE_COUNTERS,
    UNITS,
    either,
)
from gaoxin.engines.figures.value import Qualifier

_UNIT = UNITS
_HEDGE = r"(?:多|余|来|几)"
_RANGE = r"(?:-|—{1,2}|–|~|～|至|到)"
_BEFORE = {name: re.compile(either(words) + r"[了到至有为]?$") for name, words in BEFORE.items()}
_AFTER = {name: re.compile(either(words)) for name, words in AFTER.items()}
_FIGURE = re.compile(
    rf"(?P<num>{DIGITS})(?P<h1>{_HEDGE})?(?P<mult>{MULTIPLE})?(?P<unit0>{_UNIT})?"
    rf"(?:{_RANGE}(?P<num2>{DIGITS})(?P<mult2>{MULTIPLE})?)?"
    rf"(?P<h2>{_HEDGE})?(?P<unit>{_UNIT})?"
)
_WORDS = re.compile(
    rf"(?P<some>[上数几])?(?P<num>{CHINESE})(?P<level>级)?(?P<h1>{_HEDGE})?(?P<mult>[万亿])?(?P<unit>{_UNIT})?"
)
_PART = re.compile(
    rf"百分之(?P<num>{CHINESE}|{DIGITS})|(?P<low>{CHINESE})分之(?P<high>{CHINESE})|(?P<half>一半|半数)"
)
_RANK = re.compile(
    r"第(?P<num>[一二三四五六七八九十]{1,3}|\d{1,3})(?P<unit>位|名)?|(?P<top>前)(?P<n>[一二三四五六七八九十]{1,2}|\d{1,3})(?P<u>位|名|强)|(?P<first>首位|榜首)"
)
_SHARED = re.compile(rf"(?:[、和及与]{DIGITS}个?){{1,6}}(?P<times>{MULTIPLE})?(?P<unit>{_UNIT})")
_WHICH = re.compile(r"(?:以上|及以上|以下)的?(?:[^，。\d]{0,6})(?:项目|企业|工程)")
_MOVED = re.compile(r"上升|前移|提升|跃升|下降|后移|前进|进位|晋升")
_DOUBLE = re.compile(r"翻(?:了)?(?P<n>[一两二三\d])?(?P<unit>番|倍)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number on the readable text: outer span, digits' span, exact value in the base unit."""

    start: int
    end: int
    num_start: int
    num_end: int
    value: Decimal
    half: Decimal
    unit: str
    qualifier: Qualifier = "exact"
    high: Decimal | None = None
    form: str = "digits"
    hedged: bool = False


def quantities(text: str, start: int, end: int, blocked: Sequence[bool]) -> Iterator[Quantity]:
    """Every quantity of a paragraph, in order; `blocked` marks what belongs to dates and names."""
    found = [*_ranks(text, start, end), *_doubles(text, start, end), *_parts(text, start, end)]
    found += _digits(text, start, end, blocked)
    found += _chinese(text, start, end)
    taken: set[int] = set()
    for q in sorted(found, key=lambda q: (q.num_start, -q.num_end)):
        places = range(q.num_start, q.num_end)
        if any(blocked[i] for i in places) or taken.intersection(places):
            continue
        taken.update(range(q.num_start, q.end))
        yield q


def _digits(text: str, start: int, end: int, blocked: Sequence[bool]) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(text, start, end):
        if not blocked[match.start("num")] and (q := _figure(text, match)):
            yield q


def _figure(text: str, match: re.Match[str]) -> Quantity | None:
    times = match["mult2"] or match["mult"] or ""
    first = digits(match["num"], match["mult"] or times)
    unit = match["unit"] or (match["unit0"] or "")
    if match["unit0"] and not match["num2"] and match["unit"]:
        unit = match["unit0"]
    end = match.end() if match["num2"] or not match["unit0"] else match.end("unit0")
    if unit in ("", "个") and (shared := _SHARED.match(text, end)):
        times, unit = times or shared["times"] or "", shared["unit"]
        first = digits(match["num"], times)
    if not unit and "亿" in times:
        unit = "元"
    if not unit:
        return None
    high = digits(match["num2"], times).value if match["num2"] else None
    if high is not None and high <= first.value:
        high = None
    if _modifies(text, end, unit) or (
        unit == "位" and _MOVED.search(text, max(0, match.start() - 4), match.start())
    ):
        return None
    hedge = bool(match["h1"] or match["h2"])
    return _hedged(text, match.start(), end, match.span("num"), first, unit, high, hedge)


def _modifies(text: str, end: int, unit: str) -> bool:
    """`投资额10亿元以上项目5个`: the amount only says which projects are counted."""
    return unit in MONEY.split() and bool(_WHICH.match(text, end))


def _hedged(
    text: str, start: int, end: int, num: tuple[int, int], numeral: Numeral, unit: str,
    high: Decimal | None = None, hedge: bool = False, form: str = "digits",
) -> Quantity:  # fmt: skip
    qualifier, before, after = _qualifier(text, start, end)
    if hedge and qualifier in ("exact", "about"):
        qualifier = "over"
    if form == "word" and qualifier == "exact":
        qualifier = "about"
    base, scale = _base(unit)
    value, half = numeral.value * scale, numeral.half * scale
    top = None if high is None else high * scale
    return Quantity(before, after, *num, value, half, base, qualifier, top, form, hedge)


def _qualifier(text: str, start: int, end: int) -> tuple[Qualifier, int, int]:
    """The hedge before or after a number, and the outer span with it."""
    left, right = text[max(0, start - 5) : start], text[end : end + 3]
    for name, pattern in _AFTER.items():
        if name != "over" and (m := pattern.match(right)):
            return _named(name), start, end + m.end()
    best = max(
        ((m.group(), name) for name, p in _BEFORE.items() if (m := p.search(left))),
        key=lambda x: len(x[0]),
        default=None,
    )
    if best and not (
        best[0] in ("过", "近", "约", "超")
        and left[: -len(best[0])].endswith(("经", "通", "附", "契", "节", "最"))
    ):
        return _named(best[1]), start - len(best[0]), end
    return "exact", start, end


def _named(name: str) -> Qualifier:
    return name  # type: ignore[return-value]


def _base(unit: str) -> tuple[str, Decimal]:
    names = {
        "个百分点": "百分点",
        "元人民币": "元",
        "大": "个",
        "方": "个",
        "名": "人",
        "位": "人",
        "千米": "公里",
    }
    if unit == "成":
        return "%", Decimal(10)
    if unit == "‰":
        return "%", Decimal("0.1")
    return names.get(unit, unit), Decimal(1)


def _chinese(text: str, start: int, end: int) -> Iterator[Quantity]:
    for match in _WORDS.finditer(text, start, end):
        if q := _written(text, match):
            yield q


def _written(text: str, match: re.Match[str]) -> Quantity | None:
    numeral = chinese(match["num"])
    if numeral is None or text[match.start() - 1 : match.start()].isdigit():
        return None
    unit = match["unit"] or ""
    if numeral.word or match["some"]:
        return _magnitude(text, match, numeral, unit)
    if unit == "成" and 1 < numeral.value < 10:
        return _hedged(text, match.start(), match.end(), match.span("num"), numeral, unit)
    counted = unit in SAFE_COUNTERS.split() and numeral.value >= 2
    large = numeral.value > 10 and unit and unit not in DURATIONS.split()
    if not (counted or large) or (unit in ("人", "名", "件", "座") and numeral.value < 10):
        return None
    times = Numeral(
        numeral.value * (10**8 if match["mult"] == "亿" else 10**4 if match["mult"] else 1), numeral.half
    )
    return _hedged(text, match.start(), match.end(), match.span("num"), times, unit, hedge=bool(match["h1"]))


def _magnitude(text: str, match: re.Match[str], numeral: Numeral, unit: str) -> Quantity | None:
    """千亿级, 过千亿元, 上千次, 数百家."""
    outer = max(match.end("num"), match.end("level"))
    if len(match["num"]) == 1 and not (match["level"] or unit):
        return None
    large = numeral.value >= 10**8
    if match["level"] and text.startswith("企业", match.end()):
        return None
    if not large and not (unit and unit in COUNTERS.split()):
        return None
    if _modifies(text, match.end(), unit):
        return None
    if large and unit and unit not in ("元", "美元"):
        unit = "元"
    elif unit:
        outer = match.end()
    q = _hedged(
        text, match.start("num"), outer, (match.start("num"), outer), numeral, unit or "元", form="word"
    )
    if not large and q.qualifier == "about" and not match["some"]:
        return None
    if match["some"]:
        return Quantity(
            match.start(), q.end, match.start(), q.num_end, q.value, q.half, q.unit, "over", None, "word"
        )
    return q


def _parts(text: str, start: int, end: int) -> Iterator[Quantity]:
    for m in _PART.finditer(text, start, end):
        value = _fraction(m)
        if value is not None:
            yield _hedged(
                text, m.start(), m.end(), m.span(), Numeral(value, Decimal("0.5")), "%", form="part"
            )


def _fraction(match: re.Match[str]) -> Decimal | None:
    if match["half"]:
        return Decimal(50)
    if match["num"]:
        found = digits(match["num"]) if match["num"][0].isdigit() else chinese(match["num"])
        return found.value if found else None
    low, high = chinese(match["low"]), chinese(match["high"])
    if low is None or high is None or low.value <= high.value:
        return None
    return round(100 * high.value / low.value, 6)


def _ranks(text: str, start: int, end: int) -> Iterator[Quantity]:
    for m in _RANK.finditer(text, start, end):
        number = m["num"] or m["n"] or "1"
        numeral = digits(number) if number[0].isdigit() else chinese(number)
        if numeral is None:
            continue
        low = Decimal(1) if m["top"] else numeral.value
        high = numeral.value if m["top"] and numeral.value > 1 else None
        form = "named rank" if m["unit"] or m["u"] or m["first"] else "rank"
        yield Quantity(m.start(), m.end(), m.start(), m.end(), low, Decimal(0), "位", "exact", high, form)


def _doubles(text: str, start: int, end: int) -> Iterator[Quantity]:
    for m in _DOUBLE.finditer(text, start, end):
        n = Decimal({"一": 1, "两": 2, "二": 2, "三": 3}.get(m["n"] or "一", 0) or m["n"])
        value = 2**n if m["unit"] == "番" else n + 1
        yield Quantity(m.start(), m.end(), m.start(), m.end(), value, Decimal("0.05"), "倍", form="double")
