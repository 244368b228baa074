"""What a new site holds: the demo zone with firms and people, and the public figures of a real zone."""

from gaoxin.center.seed.people import Account, renew
from gaoxin.center.seed.start import empty, seed

__all__ = ["Account", "empty", "renew", "seed"]
