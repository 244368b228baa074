"""Pages of the access scene."""
