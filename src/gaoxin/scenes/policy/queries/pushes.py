"""Pushes and what came of them, and the drafts of new ones."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.db.models import Count, Q

from gaoxin.base.text import Text
from gaoxin.center.models import Zone
from gaoxin.frame.table import QueryRows
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.models import Notice, Push
from gaoxin.scenes.policy.queries.library import PolicyView, of
from gaoxin.scenes.policy.queries.matches import GROUPS

OPENINGS: Mapping[str, Text] = {
    "eligible": Text(
        "按现有数据，贵企业符合“{}”的全部条件，可以申报。",
        "On the data we hold, your firm meets every condition of “{}” and may apply.",
    ),
    "one_step": Text(
        "按现有数据，贵企业距“{}”只差一个条件，请核对。",
        "On the data we hold, your firm is one condition short of “{}”; please check.",
    ),
    "needs_data": Text(
        "贵企业能否享受“{}”还缺数据，请补充。",
        "To decide on “{}” for your firm some data are missing; please give them.",
    ),
    "needs_review": Text(
        "贵企业申报“{}”还需人工核定，请准备材料。",
        "For “{}” a person must judge your firm's case; please prepare the papers.",
    ),
    "all": Text("请关注政策“{}”。", "Please have a look at the policy “{}”."),
}


@dataclass(frozen=True, slots=True)
class PushRow:
    """One push with how many firms read and answered it."""

    id: int
    at: dt.datetime
    policy: Text
    group: Text
    version: str
    firms: int
    read: int
    answered: int
    by: Text


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One firm's copy: its verdict then, and what it did."""

    uscc: str
    firm: Text
    state: str
    amount: int | None
    read_at: dt.datetime | None
    answer: Text | None
    answered_at: dt.datetime | None
    policy: str


@dataclass(frozen=True, slots=True)
class PushView:
    """One push with its message."""

    row: PushRow
    policy: str
    message: Text


ANSWERS: Mapping[str, Text] = {
    "declined": Text("暂不申报", "not interested"),
    "contact": Text("请专员联系", "wants to be contacted"),
    "apply": Text("要申报", "will apply"),
    "interested": Text("感兴趣", "interested"),
    "applied": Text("已申报", "has applied"),
    "later": Text("以后再说", "later"),
    "help": Text("需要帮助", "needs help"),
    "no": Text("不需要", "not wanted"),
    "not_needed": Text("不需要", "not wanted"),
}


BY_ITSELF = Text("订阅自动发送", "sent to subscribers")


def push_rows(zone: Zone) -> QueryRows[Push, PushRow]:
    """All pushes of a zone, the latest first."""
    counted = (
        Push.objects.filter(zone=zone)
        .select_related("by")
        .annotate(
            firms=Count("notices"),
            read=Count("notices", filter=Q(notices__read_at__isnull=False)),
            answered=Count("notices", filter=Q(notices__answered_at__isnull=False)),
        )
    )
    return QueryRows(counted.order_by("-pk"), partial(_row, zone))


def _row(zone: Zone, push: Push) -> PushRow:
    counts = {name: getattr(push, name, 0) for name in ("firms", "read", "answered")}
    return PushRow(
        push.pk,
        push.at,
        title_of(zone, push.policy),
        GROUPS[push.group],
        push.version,
        by=Text(push.by.name, push.by.name) if push.by else BY_ITSELF,
        **counts,
    )


def title_of(zone: Zone, policy: str) -> Text:
    """A policy by its name; by its id where the library has lost it."""
    policies = library_of(zone).policies
    return of(policies[policy].policy.title) if policy in policies else Text(policy, policy)


def push_view(zone: Zone, pk: int) -> PushView | None:
    """One push, None where the zone has none of that number."""
    found = push_rows(zone).narrow("pk", str(pk)).slice(0, 1)
    push = Push.objects.filter(zone=zone, pk=pk).first()
    if push is None or not found:
        return None
    return PushView(found[0], push.policy, Text(push.message, push.message_en))


def notice_rows(push: PushView) -> QueryRows[Notice, NoticeRow]:
    """The firms of a push."""
    found = Notice.objects.filter(push=push.row.id).select_related("firm").order_by("pk")
    return QueryRows(
        found,
        partial(_notice, push.policy),
        sorts={"name": "firm__name_zh"},
        search=lambda rows, word: rows.filter(
            Q(firm__name_zh__icontains=word) | Q(firm__uscc__icontains=word)
        ),
    )


def _notice(policy: str, notice: Notice) -> NoticeRow:
    return NoticeRow(
        notice.firm.uscc,
        notice.firm.name,
        notice.state,
        notice.amount,
        notice.read_at,
        ANSWERS.get(notice.answer, Text(notice.answer, notice.answer)) if notice.answer else None,
        notice.answered_at,
        policy,
    )


def draft(policy: PolicyView, group: str) -> Text:
    """The message that a push begins with."""
    opening = OPENINGS[group]
    zh = [opening.zh.format(policy.title.zh), f"支持内容：{policy.outcome.zh}。"]
    en = [opening.en.format(policy.title.en), f"It gives: {policy.outcome.en}."]
    if policy.materials:
        zh.append("申报材料：" + "、".join(m.zh for m in policy.materials) + "。")
        en.append("Papers: " + ", ".join(m.en for m in policy.materials) + ".")
    zh.append(f"依据：{policy.version.number}。打开可看逐条结论。")
    en.append(f"Document: {policy.version.number}. Open it for the verdict on each condition.")
    return Text("\n".join(zh), "\n".join(en))
