"""What an expression measures: money, a ratio, a count, a date, a truth or a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.engines.rules.feel.ast import Arithmetic, Call, If, Literal, Name, Node

Kind = OneOf["money", "ratio", "count", "date", "truth", "text"]


@dataclass(frozen=True, slots=True)
class Dimension:
    """The kind of a value, and the unit of a count."""

    kind: Kind
    unit: str = ""


KINDS: Mapping[str, Kind] = {
    "money": "money",
    "date": "date",
    "boolean": "truth",
    "integer": "count",
    "number": "count",
}


def of_fact(fact: Fact) -> Dimension:
    """The dimension of a fact."""
    if fact.percent:
        return Dimension("ratio")
    return Dimension(KINDS.get(fact.type, "text"), fact.unit if fact.type in ("integer", "number") else "")


def of(node: Node, vocabulary: Vocabulary) -> Dimension:
    """The dimension of an expression over facts; named values count points."""
    if isinstance(node, Name):
        return of_fact(vocabulary[node.id]) if node.id in vocabulary else Dimension("count", "分")
    if isinstance(node, Arithmetic):
        return _arithmetic(node, vocabulary)
    if isinstance(node, If):
        return of(node.yes, vocabulary)
    if isinstance(node, Call) and node.args:
        return of(node.args[0], vocabulary)
    if isinstance(node, Literal) and isinstance(node.value, str):
        return Dimension("text")
    return Dimension("count")


def _arithmetic(node: Arithmetic, vocabulary: Vocabulary) -> Dimension:
    left, right = of(node.left, vocabulary), of(node.right, vocabulary)
    if node.op == "/":
        return Dimension("ratio") if left.kind == right.kind else left
    return right if isinstance(node.left, Literal) else left


def label(node: Node, names: Mapping[str, Text]) -> Text:
    """The measure in words: names joined by their signs; empty where words would not help."""
    if isinstance(node, Name):
        return names.get(node.id, Text(node.id))
    if isinstance(node, If):
        return label(node.yes, names)
    if isinstance(node, Arithmetic) and node.op in SIGNS:
        left, right = label(node.left, names), label(node.right, names)
        return Text(
            _join(node.op, left.zh, right.zh, "（）", SIGNS), _join(node.op, left.en, right.en, "()", SPACED)
        )
    return Text("")


SIGNS = {"+": "＋", "/": "÷"}
SPACED = {"+": " + ", "/": " ÷ "}


def _join(op: str, left: str, right: str, brackets: str, signs: Mapping[str, str]) -> str:
    if not left or not right:
        return ""
    if op == "/":
        left, right = (side.join(brackets) if signs["+"] in side else side for side in (left, right))
    return f"{left}{signs[op]}{right}"
