"""Measures: a fact, a sum over real years, a ratio, a growth, or FEEL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gaoxin.engines.rules.feel import FeelError, parse
from gaoxin.engines.rules.feel.ast import Arithmetic, Call, Compare, If, Literal, Name, Node, Path, number
from gaoxin.engines.rules.guided.context import Authoring
from gaoxin.engines.rules.guided.quantity import Dimension
from gaoxin.engines.rules.rule import AS_OF
from gaoxin.engines.rules.tree import rename

KEYS = ("fact", "sum", "feel")
REGISTERED = "registered_on"
YEARS_BACK = {"_prev2": 3, "_prev": 2}
"""How many years before the year of the match the column's year closed."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A value, what must hold for it to exist, and the years its growth spans (0: not a growth)."""

    node: Node
    dimension: Dimension
    guard: Node | None = None
    unit: str = ""
    span: int = 0


def measure(data: Mapping[str, Any], place: Authoring) -> Measure:
    """Compile the measure of a line or value."""
    given = [key for key in KEYS if data.get(key)]
    if len(given) != 1:
        raise place.fault("要写 fact、sum、feel 之一", "write exactly one of fact, sum, feel")
    base = _base(given[0], data, place)
    if data.get("since"):
        return _growth(base, data, place)
    return _ratio(base, data, place) if data.get("over") else base


def _base(key: str, data: Mapping[str, Any], place: Authoring) -> Measure:
    if key == "feel":
        return Measure(expression(data["feel"], place), "other")
    names = [data["fact"]] if key == "fact" else data["sum"]
    return _sum(names, data.get("years") == "actual", place)


def expression(text: str, place: Authoring) -> Node:
    """Parse FEEL; facts may be named by id or in Chinese."""
    try:
        node = parse(text, place.names(), strict=True)
    except FeelError as error:
        raise place.fault(f"FEEL 表达式有误：{error}", f"FEEL: {error}") from error
    return rename(node, {f.name.zh: f.id for f in place.vocabulary})


def _sum(names: Sequence[str], actual: bool, place: Authoring) -> Measure:
    terms = [_year(name, place) if actual else place.name(name) for name in names]
    node = terms[0]
    for term in terms[1:]:
        node = Arithmetic("+", node, term)
    dimensions = {_dimension(name, place) for name in names}
    if len(dimensions) > 1:
        raise place.fault("相加的各项单位不同", "the addends have different units")
    fact = place.fact(names[0])
    return Measure(node, dimensions.pop(), unit=fact.unit if fact else "")


def _dimension(name: str, place: Authoring) -> Dimension:
    fact = place.fact(name)
    if fact is None:
        return "other"
    if fact.percent:
        return "ratio"
    return {"money": "money", "integer": "count", "number": "count", "date": "age"}.get(fact.type, "other")  # type: ignore[return-value]


def _year(name: str, place: Authoring) -> Node:
    """The fact, or nought where its year closed before the firm was registered."""
    back = next((n for suffix, n in YEARS_BACK.items() if name.endswith(suffix)), 0)
    if not back:
        return place.name(name)
    return If(Compare("<=", Name(REGISTERED), year_end(back)), place.name(name), number(0))


def year_end(back: int) -> Node:
    """31 December of the year `back` years before the day of the match."""
    year = Arithmetic("-", Path(Name(AS_OF), "year"), number(back))
    return Call(Name("date"), (year, number(12), number(31)))


def _ratio(base: Measure, data: Mapping[str, Any], place: Authoring) -> Measure:
    over = [data["over"]] if isinstance(data["over"], str) else data["over"]
    below = _sum(over, data.get("years") == "actual", place)
    dimension: Dimension = "ratio" if base.dimension == below.dimension else "quotient"
    return Measure(Arithmetic("/", base.node, below.node), dimension, Compare(">", below.node, number(0)))


def _growth(base: Measure, data: Mapping[str, Any], place: Authoring) -> Measure:
    since = place.name(data["since"])
    span = data.get("years") or 1
    guard = Compare(">", since, number(0))
    return Measure(Arithmetic("/", base.node, since), "ratio", guard, span=span)


def reached(threshold: Node, span: int) -> Node:
    """The ratio to the base year that a yearly growth of `threshold` makes after `span` years."""
    if not span:
        return threshold
    if isinstance(threshold, If):
        return If(threshold.test, reached(threshold.yes, span), reached(threshold.no, span))
    if isinstance(threshold, Literal) and isinstance(threshold.value, Decimal):
        return Literal((1 + threshold.value) ** span)
    return Arithmetic("**", Arithmetic("+", number(1), threshold), number(span))
