"""Policies to decision models and back: export, restore what was exported, draft what others drew."""

from gaoxin.center.exchange.export import export
from gaoxin.center.exchange.imports import Imported, import_model

__all__ = ["Imported", "export", "import_model"]
