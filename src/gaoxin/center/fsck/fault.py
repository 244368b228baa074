"""A fault found: what kind, where, and in words."""

from dataclasses import dataclass

from gaoxin.base.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """`check` is the name of the check, `where` names the row or file."""

    check: str
    where: str
    text: Text
