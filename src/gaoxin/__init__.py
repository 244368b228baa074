"""gaoxin (高新): the open operating platform of a high-tech zone."""

__version__ = "0.1.0"
