"""The scenes: one folder each, of one shape; found, never listed."""
