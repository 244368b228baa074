"""Pages of the data scene."""
