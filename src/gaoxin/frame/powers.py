"""What each role may do, as the permission table says."""

from dataclasses import dataclass

from gaoxin.base.text import Text
from gaoxin.center.permissions import permissions
from gaoxin.center.roles import Role


@dataclass(frozen=True, slots=True)
class Powers:
    """A role and the titles of its permissions."""

    role: Role
    may: tuple[Text, ...]


def powers() -> list[Powers]:
    """Every role, in the order of their definition."""
    table = list(permissions())
    return [Powers(role, tuple(p.title for p in table if role in p.roles)) for role in Role]
