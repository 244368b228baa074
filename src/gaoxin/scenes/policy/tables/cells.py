"""What several tables share: links to policies and their firms, and values that a document does not name."""

import datetime as dt
from typing import Protocol

from django.urls import reverse
from django.utils import timezone

from gaoxin.base.text import Text
from gaoxin.scenes.policy.queries.library import PolicyRow

EXPORT = "center.export"
LEVELS = {"national": Text("国家政策", "National"), "zone": Text("本区政策", "Of the zone")}
PAID = Text("符合企业按现有数据算出的金额合计", "What the eligible firms would be paid on the present facts")
BUDGET = Text("预算", "Budget")
UNPAID = Text("不兑现资金", "no payment")
UNNAMED = Text("未列明", "not named")


class OfPolicy(Protocol):
    """A row about one policy."""

    @property
    def id(self) -> str:
        """The policy's id."""


def policy_url(row: OfPolicy) -> str:
    """The page of its policy."""
    return reverse("policy:policy", args=[row.id])


def group_url(group: str, row: OfPolicy) -> str:
    """The list of one group of its firms."""
    return reverse("policy:firms", args=[row.id, group])


def named(fen: int | None) -> int | Text:
    """Money in fen, or that the document names none, which is not the same as not known."""
    return UNNAMED if fen is None else fen


def paid(row: PolicyRow) -> int | Text | None:
    """What the policy is expected to pay in fen, None where not known; a loan or a tax relief is no payment."""
    return row.paid if row.pays else UNPAID


def moment(at: dt.datetime | None, absent: Text) -> Text:
    """A moment in the time of the zone."""
    shown = timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
    return Text(shown, shown) if shown else absent
