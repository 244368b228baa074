"""Brings in every module that registers rules or built-ins."""

from gaoxin.engines.rules.feel.builtins import (
    aggregates,
    booleans,
    contexts,
    conversion,
    lists,
    numbers,
    policy,
    range_text,
    ranges,
    sorting,
    strings,
    temporal,
)
from gaoxin.engines.rules.feel.interpreter import access, calls, forms, operations

__all__ = [
    "access",
    "aggregates",
    "booleans",
    "calls",
    "contexts",
    "conversion",
    "forms",
    "lists",
    "numbers",
    "operations",
    "policy",
    "range_text",
    "ranges",
    "sorting",
    "strings",
    "temporal",
]
