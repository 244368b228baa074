"""Lines: tests on a measure, and groups of lines."""

from collections.abc import Callable, Mapping
from typing import Any

from gaoxin.base.text import Text
from gaoxin.engines.rules.feel.ast import (
    And,
    Arithmetic,
    Call,
    Compare,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Node,
    Or,
)
from gaoxin.engines.rules.guided.context import Authoring
from gaoxin.engines.rules.guided.measure import KEYS, Measure, measure, reached
from gaoxin.engines.rules.guided.quantity import Quantity, quantity
from gaoxin.engines.rules.rule import AS_OF, Join, Line, Test

BOUNDS = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}
DATES = {"on_or_after": ">=", "on_or_before": "<="}
AGES = {"age_at_least": "<=", "age_at_most": ">="}
GROUPS: tuple[Join, ...] = ("all", "any", "not")

Maker = Callable[[Measure, Any, Authoring], Node]


def line(data: Mapping[str, Any], place: Authoring) -> Line:
    """Compile one line or group."""
    groups = [key for key in GROUPS if data.get(key)]
    if len(groups) + any(data.get(key) for key in KEYS) != 1:
        raise place.fault(
            "一行只能写一个条件或一组条件（all、any、not）",
            "a line holds one measure or one group (all, any, not)",
        )
    found = _group(groups[0], data, place) if groups else _single(data, place)
    node = _reviewed(found.node, data, place)
    return Line(node, found.join, found.parts, found.tests, _title(data), data.get("clause") or "")


def _title(data: Mapping[str, Any]) -> Text | None:
    return Text(**data["title"]) if data.get("title") else None


def _group(join: Join, data: Mapping[str, Any], place: Authoring) -> Line:
    inner = [data["not"]] if join == "not" else data[join]
    parts = tuple(line(part, place.at(join, i)) for i, part in enumerate(inner))
    nodes = tuple(part.node for part in parts)
    if join == "not":
        return Line(Call(Name("not"), nodes), join, parts)
    return Line(conjunction(nodes) if join == "all" else disjunction(nodes), join, parts)


def conjunction(nodes: tuple[Node, ...]) -> Node:
    """All of the nodes; one alone is itself."""
    return nodes[0] if len(nodes) == 1 else And(nodes)


def disjunction(nodes: tuple[Node, ...]) -> Node:
    """Any of the nodes; one alone is itself."""
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def _single(data: Mapping[str, Any], place: Authoring) -> Line:
    subject = measure(data, place)
    tests = [_bound(subject, op, data[key], place.at(key)) for key, op in BOUNDS.items() if key in data]
    tests += [_day(subject, op, Literal(data[key])) for key, op in DATES.items() if key in data]
    tests += [_day(subject, op, _ago(data[key], place.at(key))) for key, op in AGES.items() if key in data]
    others = [make(subject, data[key], place.at(key)) for key, make in MAKERS.items() if key in data]
    nodes = [Compare(t.op, t.measure, t.threshold) for t in tests] + others
    if not nodes and not data.get("feel"):
        raise place.fault("缺少判断（如 at_least、is、in）", "no test (such as at_least, is, in)")
    guard = () if subject.guard is None else (subject.guard,)
    return Line(conjunction((*guard, *(nodes or [subject.node]))), tests=tuple(tests))


def _bound(subject: Measure, op: str, written: Any, place: Authoring) -> Test:
    return Test(subject.node, op, reached(_threshold(subject, written, place), subject.span))


def _threshold(subject: Measure, written: Any, place: Authoring) -> Node:
    if isinstance(written, Mapping):
        return _tiers(subject, written, place)
    return fitting(subject, quantity(written, place), place).node


def _tiers(subject: Measure, written: Mapping[str, Any], place: Authoring) -> Node:
    by = measure({"fact": written["by"]}, place)
    *bounded, last = written["tiers"]
    node = fitting(subject, quantity(last["value"], place), place).node
    for tier in reversed(bounded):
        bound = fitting(by, quantity(tier["up_to"], place), place).node
        value = fitting(subject, quantity(tier["value"], place), place).node
        node = If(Compare("<=", by.node, bound), value, node)
    return node


def fitting(subject: Measure, value: Quantity, place: Authoring) -> Quantity:
    """The quantity, if its unit fits the measure."""
    unit_fits = not value.unit or value.unit == subject.unit or subject.dimension in ("other", "quotient")
    if subject.dimension in (value.dimension, "other", "quotient") and unit_fits:
        return value
    raise place.fault(
        f"单位不符：{subject.dimension} 与 {value.dimension}{value.unit}",
        f"the unit does not fit: a {value.dimension} {value.unit} against a {subject.dimension} {subject.unit}",
    )


def _day(subject: Measure, op: str, day: Node) -> Test:
    return Test(subject.node, op, day)


def _ago(written: Any, place: Authoring) -> Node:
    age = quantity(written, place)
    if age.dimension != "age":
        raise place.fault("要写年、个月或天", "write years (年), months (个月) or days (天)")
    return Arithmetic("-", Name(AS_OF), age.node)


def _value(subject: Measure, written: Any, place: Authoring) -> Literal:
    if isinstance(written, bool | str) and subject.dimension == "other":
        return Literal(_allowed(subject, written, place))
    node = fitting(subject, quantity(written, place), place).node
    if not isinstance(node, Literal):
        raise place.fault("这里不能写年龄", "an age does not fit here")
    return node


def _allowed(subject: Measure, value: str | bool, place: Authoring) -> str | bool:
    fact = place.fact(subject.node.id) if isinstance(subject.node, Name) else None
    if fact is not None and (fact.type == "boolean") != isinstance(value, bool):
        raise place.fault(f"“{fact.name.zh}”不能取“{value}”", f"{fact.id} cannot be {value!r}")
    if fact is not None and fact.codes and value and value not in fact.codes:
        codes = " ".join(fact.codes)
        raise place.fault(f"“{value}”不在代码表中：{codes}", f"{value!r} is not one of: {codes}")
    return value


def _is(subject: Measure, written: Any, place: Authoring) -> Node:
    return Compare("=", subject.node, _value(subject, written, place))


def _is_not(subject: Measure, written: Any, place: Authoring) -> Node:
    return Compare("!=", subject.node, _value(subject, written, place))


def _in(subject: Measure, written: Any, place: Authoring) -> Node:
    return In(subject.node, tuple(_value(subject, item, place) for item in written))


def _not_in(subject: Measure, written: Any, place: Authoring) -> Node:
    return Call(Name("not"), (_in(subject, written, place),))


def _has(subject: Measure, written: Any, place: Authoring) -> Node:
    return Call(Name("list contains"), (subject.node, _value(subject, written, place)))


def within(subject: Measure, written: Any, place: Authoring) -> Node:
    """Membership in GB/T 4754 scopes."""
    try:
        scopes = tuple(Literal(place.scope_of(str(scope))) for scope in written)
    except ValueError as error:
        raise place.fault(f"行业范围有误：{error}", f"industry scope: {error}") from error
    return Call(Name("within"), (subject.node, ListOf(scopes)))


def _not_within(subject: Measure, written: Any, place: Authoring) -> Node:
    return Call(Name("not"), (within(subject, written, place),))


MAKERS: Mapping[str, Maker] = {
    "is": _is,
    "is_not": _is_not,
    "in": _in,
    "not_in": _not_in,
    "has": _has,
    "within": within,
    "not_within": _not_within,
}


def _reviewed(node: Node, data: Mapping[str, Any], place: Authoring) -> Node:
    review = Call(Name("review"), (Literal(place.where),))
    if data.get("when_met"):
        return If(node, review, Literal(False))
    return If(node, Literal(True), review) if data.get("when_unmet") else node
