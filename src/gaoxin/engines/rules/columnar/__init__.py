"""Rules over columns: all firms at once, with the same answers as the scalar on every row."""

from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.plan import Plan, compile_rules

__all__ = ["Columns", "Plan", "compile_rules"]
