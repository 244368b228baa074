"""What the page of a push asks: which firms, which words, and whether to send."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gaoxin.base.text import Text
from gaoxin.frame.request import Request
from gaoxin.frame.table.asked import ask
from gaoxin.scenes.policy.queries.library import PolicyView
from gaoxin.scenes.policy.queries.matches import GROUPS, MatchRow
from gaoxin.scenes.policy.queries.pushes import draft
from gaoxin.scenes.policy.tables.matches import match_table

LISTED = 200
"""Firms that can be ticked one by one; of more, all are told or the list is narrowed first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A push as far as it is written: `step` is write, preview or send."""

    policy: str
    group: str
    rows: tuple[MatchRow, ...]
    chosen: frozenset[str]
    message: Text
    again: bool
    step: str
    back: str

    @property
    def sending(self) -> bool:
        """Whether it is to be sent now."""
        return self.step == "send"

    @property
    def listed(self) -> tuple[MatchRow, ...]:
        """The firms to be ticked; none where they are too many."""
        return self.rows if len(self.rows) <= LISTED else ()

    @property
    def told(self) -> int:
        """Chosen firms that were told of this version before."""
        return sum(row.told is not None for row in self.rows if row.uscc in self.chosen)

    @property
    def reached(self) -> int:
        """How many firms would get a notice."""
        return len(self.chosen) - (0 if self.again else self.told)

    def given(self) -> Mapping[str, Any]:
        """The arguments of the action."""
        return {
            "policy": self.policy,
            "group": self.group,
            "firms": sorted(self.chosen),
            "message": self.message.zh,
            "message_en": self.message.en,
            "again": self.again,
        }


def asked(request: Request, policy: PolicyView, group: str) -> Asked | None:
    """Read the request; None for a group that there is not."""
    if group not in GROUPS:
        return None
    narrowed = ask(request, match_table(request.zone, policy, group))
    rows = tuple(narrowed.rows.every())
    post, first = request.POST, draft(policy, group)
    return Asked(
        policy.id,
        group,
        rows,
        _chosen(request, rows),
        Text(post.get("message", first.zh), post.get("message_en", first.en)),
        post.get("again") == "1",
        post.get("step", "write") if request.method == "POST" else "write",
        narrowed.url(),
    )


def _chosen(request: Request, rows: tuple[MatchRow, ...]) -> frozenset[str]:
    """Those ticked; at first all that were not told before, and always all where they are too many to tick."""
    codes = frozenset(row.uscc for row in rows)
    if len(rows) > LISTED:
        return codes
    if request.method == "POST":
        return codes & frozenset(request.POST.getlist("firm"))
    return frozenset(row.uscc for row in rows if row.told is None)
