"""The type a decision gives, told from its expression; empty where it cannot be told."""

from collections.abc import Mapping
from decimal import Decimal

from gaoxin.engines.rules.feel import ast

_BOOLEAN = (ast.Compare, ast.And, ast.Or, ast.In, ast.Between, ast.Quantified, ast.InstanceOf)
_CALLS = {"not": "boolean", "list contains": "boolean", "within": "boolean", "review": "boolean"}
_CALLS |= {"starts with": "boolean", "date": "date"}
_LITERALS = {bool: "boolean", Decimal: "number", str: "string"}


def type_of(node: ast.Node, types: Mapping[str, str]) -> str:
    """The name of the type; `types` are those of the names in scope."""
    if isinstance(node, ast.Literal):
        return _LITERALS.get(type(node.value), "")
    if isinstance(node, ast.Name):
        return types.get(node.id, "")
    if isinstance(node, ast.If):
        return type_of(node.yes, types) or type_of(node.no, types)
    if isinstance(node, ast.Call) and isinstance(node.function, ast.Name):
        first = type_of(node.args[0], types) if node.function.id in ("max", "min") else ""
        return _CALLS.get(node.function.id, first)
    if isinstance(node, ast.Arithmetic):
        return "number"
    return "boolean" if isinstance(node, _BOOLEAN) else ""
