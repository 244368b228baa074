"""Values: points by bands, first cases, sums of items, ladders, amounts."""

from collections.abc import Mapping, Sequence
from typing import Any

from gaoxin.engines.rules.feel.ast import Arithmetic, Call, Compare, If, Literal, Name, Node, number
from gaoxin.engines.rules.guided.context import Authoring
from gaoxin.engines.rules.guided.line import conjunction, fitting, line, within
from gaoxin.engines.rules.guided.measure import KEYS, Measure, measure, reached
from gaoxin.engines.rules.guided.quantity import quantity

SHAPES = ("first", "best_of", "judged", "ladder", "fixed")


def value(data: Mapping[str, Any], place: Authoring) -> Node:
    """Compile a value to a node; rate, per, cap and floor apply in this order."""
    return _limited(_scaled(_core(data, place), data, place), data, place)


def _core(data: Mapping[str, Any], place: Authoring) -> Node:
    given = [key for key in SHAPES if data.get(key) is not None and data.get(key) != ()]
    if len(given) + any(data.get(key) for key in KEYS) != 1:
        raise place.fault("一个值只能有一种写法", "a value is written in exactly one way")
    return COMPILERS[given[0]](data, place) if given else _measured(data, place)


def _measured(data: Mapping[str, Any], place: Authoring) -> Node:
    subject = measure(data, place)
    for key, op in (("bands", ">="), ("bands_up_to", "<=")):
        if data.get(key):
            return _bands(subject, op, data, place.at(key))
    if subject.guard is None:
        return subject.node
    return If(subject.guard, subject.node, Literal(None))


def _bands(subject: Measure, op: str, data: Mapping[str, Any], place: Authoring) -> Node:
    node = _else(data, place, number(0))
    for bound, points in reversed(data["bands" if op == ">=" else "bands_up_to"]):
        limit = reached(fitting(subject, quantity(bound, place), place).node, subject.span)
        guard = () if subject.guard is None else (subject.guard,)
        test = conjunction((*guard, Compare(op, subject.node, limit)))
        node = If(test, quantity(points, place).node, node)
    return node


def _else(data: Mapping[str, Any], place: Authoring, default: Node) -> Node:
    return default if "else" not in data else _result(data["else"], place.at("else"))


def _result(written: Any, place: Authoring) -> Node:
    if isinstance(written, Mapping):
        return value(written, place)
    if isinstance(written, bool) or (isinstance(written, str) and not written[:1].isdigit()):
        return Literal(written)
    return quantity(written, place).node


def _first(data: Mapping[str, Any], place: Authoring) -> Node:
    node = _else(data, place, Literal(None))
    for i, case in reversed(list(enumerate(data["first"]))):
        here = place.at("first", i)
        node = If(line(case["when"], here.at("when")).node, _result(case["then"], here.at("then")), node)
    return node


def _best_of(data: Mapping[str, Any], place: Authoring) -> Node:
    return Call(Name("max"), tuple(value(d, place.at(i)) for i, d in enumerate(data["best_of"])))


def _judged(data: Mapping[str, Any], place: Authoring) -> Node:
    low, high = data["judged"]
    return If(Call(Name("review"), (Literal(place.where),)), number(high), number(low))


def _fixed(data: Mapping[str, Any], place: Authoring) -> Node:
    return quantity(data["fixed"], place).node


def _ladder(data: Mapping[str, Any], place: Authoring) -> Node:
    ladder = data["ladder"]
    by = measure({"fact": ladder["by"]}, place)
    node: Node = Literal(None)
    for row in reversed(ladder["rows"]):
        here = place.at("ladder", row["id"])
        inside = within(by, row["within"], here)
        if row.get("not_within"):
            inside = conjunction((inside, Call(Name("not"), (within(by, row["not_within"], here),))))
        node = If(inside, _rungs(row["reach"], ladder["classes"], here), node)
    return node


def _rungs(reach: Mapping[str, Sequence[Any]], classes: Sequence[str], place: Authoring) -> Node:
    if any(len(bounds) != len(classes) - 1 for bounds in reach.values()):
        raise place.fault("下限的个数应比级别少一", "one bound fewer than classes")
    node: Node = Literal(classes[-1])
    for i in reversed(range(len(classes) - 1)):
        tests = tuple(_reach(fact, bounds[i], place) for fact, bounds in reach.items())
        node = If(conjunction(tests), Literal(classes[i]), node)
    return node


def _reach(fact: str, bound: Any, place: Authoring) -> Node:
    subject = measure({"fact": fact}, place)
    return Compare(">=", subject.node, fitting(subject, quantity(bound, place), place).node)


COMPILERS = {"first": _first, "best_of": _best_of, "judged": _judged, "ladder": _ladder, "fixed": _fixed}


def _scaled(node: Node, data: Mapping[str, Any], place: Authoring) -> Node:
    for key in ("rate", "per"):
        if data.get(key) is not None:
            node = Arithmetic("*", node, quantity(data[key], place.at(key)).node)
    return node


def _limited(node: Node, data: Mapping[str, Any], place: Authoring) -> Node:
    for key, function in (("cap", "min"), ("floor", "max")):
        if data.get(key) is not None:
            node = Call(Name(function), (node, quantity(data[key], place.at(key)).node))
    return node
