"""Dates, times, durations and zones of FEEL (clauses 10.3.2.3.4 to 10.3.2.3.8)."""
