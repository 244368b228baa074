"""FEEL, the expression language of DMN 1.5: `parse` text to a tree, `evaluate` it in a `Scope`."""

from gaoxin.engines.rules.feel import library as library
from gaoxin.engines.rules.feel.errors import FeelError
from gaoxin.engines.rules.feel.interpreter.run import evaluate
from gaoxin.engines.rules.feel.parse import parse, parse_unary_tests
from gaoxin.engines.rules.feel.scope import Problem, Scope

__all__ = ["FeelError", "Problem", "Scope", "evaluate", "parse", "parse_unary_tests"]
