"""DMN 1.2 to 1.5: read a decision model and evaluate its decisions."""

from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.evaluate import Model, Result, read

__all__ = ["DmnError", "Model", "Result", "read"]
