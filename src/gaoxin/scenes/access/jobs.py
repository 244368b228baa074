"""What is swept away now and then."""

from gaoxin.center.security import limits, sessions


def sweep() -> None:
    """Remove sessions and limits that are over."""
    limits.sweep()
    sessions.sweep()
