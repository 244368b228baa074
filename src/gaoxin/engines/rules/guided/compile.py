"""From the data of one version of a policy to a rule."""

from collections.abc import Iterator, Mapping
from typing import Any

from gaoxin.base.text import Text
from gaoxin.engines.rules.feel.ast import Arithmetic, Name, Node
from gaoxin.engines.rules.guided.context import Authoring
from gaoxin.engines.rules.guided.line import line
from gaoxin.engines.rules.guided.value import value
from gaoxin.engines.rules.rule import Condition, Rule


def compile_rule(policy: str, title: Text, version: Mapping[str, Any], place: Authoring) -> Rule:
    """Compile one version (plain data, as in the pack file); raises AuthoringError."""
    define = _definitions(version.get("define") or {}, place.at("define"))
    inside = place.knowing(define)
    conditions = tuple(_condition(c, inside.at("conditions", c["id"])) for c in version["conditions"])
    return Rule(
        id=policy,
        version=str(version["from"]),
        title=title,
        conditions=conditions,
        define=define,
        amount=_amount(version["outcome"].get("amount"), inside.at("outcome", "amount")),
        unchecked=tuple(Text(u["zh"], u["en"]) for u in version.get("unchecked", ())),
        labels=dict(_labels(version.get("define") or {})),
    )


def compile_value(data: Mapping[str, Any], place: Authoring) -> Node:
    """Compile a classification's value."""
    return value(data, place)


def _condition(data: Mapping[str, Any], place: Authoring) -> Condition:
    return Condition(
        id=data["id"],
        title=Text(**data["title"]),
        line=line(data, place),
        clause=data["clause"],
        confidence=data.get("confidence", "verified"),
        reading=data.get("reading") or "",
    )


def _definitions(define: Mapping[str, Any], place: Authoring) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for name, data in define.items():
        here = place.knowing(nodes).at(name)
        if not data.get("points"):
            nodes[name] = value(data, here)
            continue
        items = {f"{name}.{key}": value(item, here.at(key)) for key, item in data["points"].items()}
        nodes |= items
        nodes[name] = total(tuple(items))
    return nodes


def _labels(define: Mapping[str, Any], inside: str = "") -> Iterator[tuple[str, Text]]:
    for name, data in define.items():
        if title := data.get("title"):
            yield inside + name, Text(**title)
        yield from _labels(data.get("points") or {}, f"{name}.")


def total(names: tuple[str, ...]) -> Node:
    """The sum of named values."""
    node: Node = Name(names[0])
    for name in names[1:]:
        node = Arithmetic("+", node, Name(name))
    return node


def _amount(data: Mapping[str, Any] | None, place: Authoring) -> Node | None:
    return None if data is None else value(data, place)
