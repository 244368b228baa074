"""How far a firm is from a threshold, in words: 营业收入 还差 60万元; 资产负债率 超出 3.2个百分点."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from gaoxin.base.text import Language, Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.rules.dimension import Dimension, label, of
from gaoxin.engines.rules.feel import Scope, evaluate
from gaoxin.engines.rules.feel.ast import Compare, Literal
from gaoxin.engines.rules.rule import AS_OF, Condition, Line, Test
from gaoxin.engines.rules.tree import names

SHORT, OVER = Text("还差", "short by"), Text("超出", "over by")
AT = Text("恰在界上，界不算", "just at the bound, which does not count")
YUAN: Mapping[Language, tuple[tuple[int, str, str], ...]] = {
    "zh": ((100_000_000, "", "亿元"), (10_000, "", "万元"), (1, "", "元")),
    "en": ((1, "CNY ", ""),),
}
"""Yuan in a unit, and what stands before and after the number; the largest unit comes first."""
STEPS: Mapping[str, int] = {"money": 100, "ratio": 10_000, "count": 100, "date": 100}
"""Hundredths of the unit shown in one yuan, one whole, one piece, one day."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """The words around the number of a gap; `steps` of its unit make one of the measure's own."""

    label: str
    low: str
    high: str
    at: str
    steps: int
    units: tuple[tuple[int, str, str], ...]

    def text(self, hundredths: int, *, low: bool) -> str:
        """The whole sentence for a distance in hundredths of the unit; nought where the bound itself fails."""
        if not hundredths:
            return f"{self.label} {self.at}"
        return f"{self.label} {self.low if low else self.high} {self.amount(hundredths)}"

    def amount(self, hundredths: int) -> str:
        """The number in the largest unit that keeps it exact to two decimals."""
        for factor, before, after in self.units:
            if (hundredths >= 100 * factor and hundredths % factor == 0) or factor == 1:
                return f"{before}{number(hundredths // factor)}{after}"
        raise ValueError("the last unit has factor 1")


def number(hundredths: int) -> str:
    """1234560 → 12,345.6."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}" + (f".{rest:02d}".rstrip("0") if rest else "")


def gauge(test: Test, title: Text | None, vocabulary: Vocabulary, language: Language) -> Gauge:
    """The words for one test; without a title the facts are named."""
    dimension = of(test.measure, vocabulary)
    shown = title if title and title.zh else label(test.measure, _words(test, vocabulary))
    short, over = SHORT.in_(language), OVER.in_(language)
    if dimension.kind == "date" and AS_OF in names(test.threshold):
        short, over = over, short
    steps, units = STEPS.get(dimension.kind, 100), _units(dimension, language)
    return Gauge(shown.in_(language), short, over, AT.in_(language), steps, units)


def _words(test: Test, vocabulary: Vocabulary) -> Mapping[str, Text]:
    return {name: vocabulary[name].name for name in names(test.measure) if name in vocabulary}


def _units(dimension: Dimension, language: Language) -> tuple[tuple[int, str, str], ...]:
    if dimension.kind == "money":
        return YUAN[language]
    words = {"ratio": Text("个百分点", " percentage points"), "date": Text("天", " days")}
    if dimension.kind in words:
        return ((1, "", words[dimension.kind].in_(language)),)
    return ((1, "", dimension.unit if language == "zh" else ""),)


def tests(line: Line) -> Iterator[tuple[Text | None, Test]]:
    """The tests whose failing can make the line fail, depth first, each with the title of its line."""
    if line.join == "not":
        return
    for test in line.tests:
        if test.op != "!=":
            yield line.title, test
    for part in line.parts:
        yield from tests(part)


def describe(
    test: Test,
    value: object,
    vocabulary: Vocabulary,
    language: Language = "zh",
    *,
    threshold: object = None,
    title: Text | None = None,
) -> str:
    """How far `value` is from the threshold; empty where there is no number or day to compare.

    `threshold` is needed where the test's own is not a constant.
    """
    if threshold is None and isinstance(test.threshold, Literal):
        threshold = test.threshold.value
    measured = gauge(test, title, vocabulary, language)
    if isinstance(value, Decimal) and isinstance(threshold, Decimal):
        distance = (value - threshold) * measured.steps
    elif isinstance(value, dt.date) and isinstance(threshold, dt.date):
        distance = Decimal((value - threshold).days * measured.steps)
    else:
        return ""
    hundredths = int(abs(distance).to_integral_value(ROUND_CEILING))
    return measured.text(hundredths, low=is_low(test.op, distance < 0))


def is_low(op: str, below: bool) -> bool:
    """Whether a failing value is too low; for `=` it is if it lies below."""
    return op in (">", ">=") or (op == "=" and below)


def first_gap(condition: Condition, scope: Scope, vocabulary: Vocabulary, language: Language = "zh") -> str:
    """The gap of the first test of a condition that fails by a number or a date; empty where none does."""
    for title, test in tests(condition.line):
        if evaluate(Compare(test.op, test.measure, test.threshold), scope) is False:
            value, threshold = evaluate(test.measure, scope), evaluate(test.threshold, scope)
            named = title or condition.title
            text = describe(test, value, vocabulary, language, threshold=threshold, title=named)
            if text:
                return text
    return ""
