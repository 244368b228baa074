"""Decisions kept: sets of decision files with an index, written from a matching and verified offline."""
