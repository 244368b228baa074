"""The guided table: lines that an officer can read, compiled to the tree of FEEL."""

from gaoxin.engines.rules.guided.compile import compile_rule, compile_value
from gaoxin.engines.rules.guided.context import Authoring, AuthoringError

__all__ = ["Authoring", "AuthoringError", "compile_rule", "compile_value"]
