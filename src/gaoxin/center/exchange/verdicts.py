"""Which decision of a model is the verdict, and which conditions it joins."""

from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.dmn import Model
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.feel_of import cells_of, feel_of
from gaoxin.engines.rules.dmn.nodes import Table, Typed
from gaoxin.engines.rules.dmn.unit import Unit
from gaoxin.engines.rules.dmn.write.typing import type_of
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.unparse import unparse
from gaoxin.engines.rules.tree import transform

YES = frozenset(
    ("符合", "通过", "合格", "是", "同意", "批准", "eligible", "approved", "yes", "pass", "accept")
)
"""Outputs that mean yes where a verdict is a text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A condition with its title."""

    title: str
    node: ast.Node


def verdict_of(model: Model, decision: str = "") -> tuple[m.Decision, list[str]]:
    """The decision that no other requires (a yes or no before others), and the names of further such."""
    decisions = [node for node in model.main.definitions.nodes if isinstance(node, m.Decision)]
    required = {href.rpartition("#")[2] for node in decisions for href in node.requires}
    tops = [node for node in decisions if node.id not in required]
    if decision:
        tops = [node for node in decisions if node.name == decision]
    if not tops:
        known = "、".join(node.name for node in decisions)
        zh = f"没有可作判定的决策；可选：{known}"
        raise PackError(model.name, Text(zh, f"no decision can be the verdict; known: {known}"))
    tops.sort(key=lambda node: node.type_ref != "boolean")
    return tops[0], [node.name for node in tops[1:]]


def conditions_of(unit: Unit, verdict: m.Decision) -> list[Part]:
    """The conditions that all must hold; one where the verdict is no conjunction."""
    table = unit.tree(verdict)
    while isinstance(table, Typed):
        table = table.value
    if isinstance(table, Table) and (parts := _of_table(table)):
        return parts
    logic = feel_of(unit, verdict)
    names = {node.name: node for node in unit.definitions.nodes if isinstance(node, m.Decision)}
    if isinstance(logic, ast.And):
        return [_part(unit, part, names) for part in logic.parts]
    if isinstance(logic, ast.Name) and logic.id in names:
        return [_part(unit, logic, names)]
    return [Part(verdict.name, _truth(logic, verdict))]


def _part(unit: Unit, node: ast.Node, names: dict[str, m.Decision]) -> Part:
    """A condition; one that only names a decision is that decision's logic."""
    if isinstance(node, ast.Name) and node.id in names:
        return Part(node.id, feel_of(unit, names[node.id]))
    return Part(unparse(node), node)


def _truth(logic: ast.Node, verdict: m.Decision) -> ast.Node:
    """A verdict that gives texts holds where it gives one that means yes."""
    if type_of(logic, {}) != "string" and verdict.type_ref != "string":
        return logic
    texts = [value for value in _texts(logic) if value.lower() in YES] or list(_texts(logic))[:1]
    return ast.In(logic, tuple(ast.Literal(value) for value in dict.fromkeys(texts))) if texts else logic


def _texts(logic: ast.Node) -> list[str]:
    if isinstance(logic, ast.If):
        return [*_texts(logic.yes), *_texts(logic.no)]
    return [logic.value] if isinstance(logic, ast.Literal) and isinstance(logic.value, str) else []


def _of_table(table: Table) -> list[Part]:
    """The cells of the one rule that says yes, where the others only say no."""
    yes = [
        number for number, row in enumerate(table.rows) if len(row.outputs) == 1 and _is_yes(row.outputs[0])
    ]
    if len(yes) != 1 or table.policy not in ("UNIQUE", "FIRST", "ANY") or len(table.outputs) != 1:
        return []
    if table.policy == "FIRST" and yes[0] != 0:
        return []
    plain = [
        transform(cell, lambda n: n.value if isinstance(n, Typed) else n) for cell in cells_of(table, yes[0])
    ]
    return [Part(unparse(node), node) for node in plain]


def _is_yes(node: ast.Node) -> bool:
    value = node.value if isinstance(node, ast.Literal) else None
    return value is True or (isinstance(value, str) and value.lower() in YES)
