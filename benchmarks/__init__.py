"""Peers side by side: `python -m benchmarks`."""
