"""Sheets of firms coming in: looked at, weighed against what is held, written as one, taken back as one."""
