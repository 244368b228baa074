"""What the page of a push asks: which firms, which words, and whether to send."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from gaoxin.base.text import Text
from gaoxin.frame.request import Request
from gaoxin.frame.table import QueryRows
from gaoxin.frame.table.asked import ask
from gaoxin.scenes.policy.queries.library import PolicyView
from gaoxin.scenes.policy.queries.matches import GROUPS, MatchRow, reached
from gaoxin.scenes.policy.queries.pushes import draft
from gaoxin.scenes.policy.tables.matches import match_table

LISTED = 200
"""Firms that can be ticked one by one; of more, all are told or the list is narrowed first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A push as far as it is written: `step` is write, preview or send.

    `everyone` is the firms of the list and when each was told before; `rows` are those that can be ticked one by
    one, none where they are too many.
    """

    policy: str
    group: str
    rows: tuple[MatchRow, ...]
    everyone: Mapping[str, dt.date | None]
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
    def told(self) -> int:
        """Chosen firms that were told of this version before."""
        return sum(self.everyone[code] is not None for code in self.chosen)

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
    everyone = reached(policy.id, cast(QueryRows[Any, MatchRow], narrowed.rows))
    post, first = request.POST, draft(policy, group)
    return Asked(
        policy.id,
        group,
        tuple(narrowed.rows.slice(0, LISTED)) if len(everyone) <= LISTED else (),
        everyone,
        _chosen(request, everyone),
        Text(post.get("message", first.zh), post.get("message_en", first.en)),
        post.get("again") == "1",
        post.get("step", "write") if request.method == "POST" else "write",
        narrowed.url(),
    )


def _chosen(request: Request, everyone: Mapping[str, dt.date | None]) -> frozenset[str]:
    """Those ticked; at first all that were not told before, and always all where they are too many to tick."""
    if len(everyone) > LISTED:
        return frozenset(everyone)
    if request.method == "POST":
        return frozenset(everyone.keys() & set(request.POST.getlist("firm")))
    return frozenset(code for code, told in everyone.items() if told is None)
