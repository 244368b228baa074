"""The invented firms of the demo zone, and the sheet an officer would make of them."""

from gaoxin.center.demo.firms import SEED, firms
from gaoxin.center.demo.sheet import DemoSheet, sheet
from gaoxin.center.demo.workbook import write

__all__ = ["SEED", "DemoSheet", "firms", "sheet", "write"]
