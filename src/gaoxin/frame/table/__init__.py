"""Tables: columns and rows in, a page, a fragment or a file out."""

from gaoxin.frame.table.column import Column, Filter, Kind
from gaoxin.frame.table.listing import listing
from gaoxin.frame.table.rows import ListRows, QueryRows, Rows
from gaoxin.frame.table.shown import Shown, show
from gaoxin.frame.table.table import Table

__all__ = ["Column", "Filter", "Kind", "ListRows", "QueryRows", "Rows", "Shown", "Table", "listing", "show"]
