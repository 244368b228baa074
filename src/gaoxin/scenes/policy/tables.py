"""The tables of the officers' pages."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.urls import reverse
from django.utils import timezone

from gaoxin.base.text import Text
from gaoxin.center.models import Zone
from gaoxin.frame.table import Column, Filter, Table
from gaoxin.frame.templatetags.ui import wan
from gaoxin.scenes.policy.queries.budget import STANDINGS, BudgetRow, budget_rows
from gaoxin.scenes.policy.queries.changes import STATES, change_rows
from gaoxin.scenes.policy.queries.library import KINDS, PolicyRow, PolicyView, policy_rows
from gaoxin.scenes.policy.queries.matches import (
    GROUPS,
    Choices,
    MatchRow,
    Shared,
    areas,
    hurdles,
    judgements,
    match_rows,
    questions,
    sections,
    sizes,
)
from gaoxin.scenes.policy.queries.pushes import PushView, notice_rows, push_rows

EXPORT = "center.export"


def library_table(zone: Zone) -> Table:
    """All policies of a zone with their counts."""
    return Table(
        "policies",
        (
            Column("title", Text("政策", "Policy"), sort="title", url=_policy),
            Column("kind_name", Text("类别", "Kind"), sort="kind"),
            Column("issuer", Text("发文单位", "Issuer"), sort="issuer", hidden=True),
            Column("number", Text("文号", "Document"), hidden=True),
            *(
                Column(key, GROUPS[key], "integer", sort=key, url=partial(_group, key))
                for key in ("eligible", "one_step", "needs_data", "needs_review")
            ),
            Column("paid", Text("预计兑现", "Expected"), "money", sort="paid", note=PAID),
            Column("budget", BUDGET, sort="budget", value=lambda r: _wan(r.budget)),
            Column("since", Text("生效", "Since"), "date", sort="since", hidden=True),
            Column("until", Text("截止", "Until"), "date", sort="until", hidden=True),
        ),
        policy_rows(zone),
        (
            Filter("kind", Text("类别", "Kind"), lambda: list(KINDS.items())),
            Filter("level", Text("层级", "Level"), lambda: list(LEVELS.items())),
            Filter("in_force", Text("有效", "In force"), lambda: list(FORCE.items())),
        ),
        per_page=100,
        export=EXPORT,
        title=Text("政策库", "Policy library"),
        private=False,
    )


LEVELS = {"national": Text("国家政策", "National"), "zone": Text("本区政策", "Of the zone")}
FORCE = {"True": Text("今天有效", "today"), "False": Text("今天无效", "not today")}
PAID = Text("符合企业按现有数据算出的金额合计", "What the eligible firms would be paid on the present facts")


BUDGET = Text("预算（万元）", "Budget (CNY 10k)")
UNREAD = Text("未读", "not read")


def _wan(fen: int | None) -> Text:
    """Money in 万元, or that the document names none, which is not the same as not known."""
    return Text("没有写", "not named") if fen is None else Text(wan(fen), wan(fen))


def _moment(at: dt.datetime | None, absent: Text) -> Text:
    """A moment in the time of the zone."""
    shown = timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
    return Text(shown, shown) if shown else absent


def _policy(row: PolicyRow) -> str:
    return reverse("policy:policy", args=[row.id])


def _group(group: str, row: PolicyRow) -> str:
    return reverse("policy:firms", args=[row.id, group])


def match_table(zone: Zone, policy: PolicyView, group: str) -> Table:
    """The firms of one group of a policy."""
    wide = group in ("one_step", "all")
    title = Text(f"{policy.title.zh}·{GROUPS[group].zh}", f"{policy.title.en}: {GROUPS[group].en}")
    return Table(
        f"firms-{group}",
        (
            Column("firm", Text("企业", "Firm"), sort="name", url=partial(_decision, policy.id)),
            *(c for c in COLUMNS[group]() if c.kind != "money" or policy.amount),
            _known("section", Text("行业", "Industry"), hidden=wide),
            _known("size", Text("规模", "Size"), hidden=wide),
            _known("area", Text("片区", "Area")),
            Column("told", Text("已推送", "Told on"), value=lambda r: r.told or Text("—", "—")),
            Column("uscc", Text("统一社会信用代码", "USCC"), "code", sort="uscc", hidden=True),
            Column("since", Text("结论起始", "Verdict since"), "date", sort="day", hidden=True),
        ),
        match_rows(zone, policy.id, group),
        tuple(_filters(zone, policy.id, group)),
        empty=Text("这一组没有企业", "No firm is in this group"),
        export=EXPORT,
        title=title,
        order=ORDERS.get(group, "") if policy.amount or group == "one_step" else "",
    )


def _known(key: str, title: Text, *, hidden: bool = False) -> Column:
    """A name that may not be known."""

    def value(row: MatchRow) -> Text | None:
        found: Text = getattr(row, key)
        return found if found.zh else None

    return Column(key, title, hidden=hidden, value=value)


ORDERS = {"eligible": "-amount", "one_step": "gap", "needs_data": "-up_to", "needs_review": "-up_to"}


def _decision(policy: str, row: MatchRow) -> str:
    return reverse("policy:decision", args=[row.uscc, policy])


def _unmet() -> Column:
    return Column("unmet", Text("差哪一条", "What is not met"), sort="unmet")


def _gap() -> Column:
    return Column(
        "gap",
        Text("差多少", "By how much"),
        sort="distance",
        value=lambda r: r.gap if r.gap.zh else Text("是否类条件", "a yes-or-no condition"),
        note=Text("同一条件内由近到远", "nearest first within one condition"),
    )


def _open() -> Column:
    return Column(
        "open",
        Text("补上后仍须", "Then still open"),
        value=lambda r: _both(r.missing, r.review),
        note=Text("缺的数据和需人工判断的条件", "facts that are missing and conditions for a person"),
    )


def _both(missing: Text, review: Text) -> Text:
    parts = [
        (missing, Text("缺：", "missing: ")),
        (review, Text("判断：", "to judge: ")),
    ]
    told = [(lead, names) for names, lead in parts if names.zh]
    if not told:
        return Text("—", "—")
    zh = "；".join(lead.zh + names.zh for lead, names in told)
    return Text(zh, "; ".join(lead.en + names.en for lead, names in told))


def _amount() -> Column:
    return Column("amount", Text("金额", "Amount"), "money", sort="amount")


def _up_to() -> Column:
    return Column("up_to", Text("最多可得", "Up to"), "money", sort="up_to")


def _missing() -> Column:
    return Column("missing", Text("缺什么数据", "Facts to ask for"), sort="missing")


def _review() -> Column:
    return Column("review", Text("要判断什么", "What to judge"), sort="review")


def _state() -> Column:
    return Column("state", Text("结论", "Verdict"), "state", sort="state")


COLUMNS: dict[str, Callable[[], tuple[Column, ...]]] = {
    "eligible": lambda: (_amount(),),
    "one_step": lambda: (_unmet(), _gap(), _open(), _up_to()),
    "needs_data": lambda: (_missing(), _up_to()),
    "needs_review": lambda: (_review(), _up_to()),
    "all": lambda: (_state(), _unmet(), _gap(), _up_to()),
}


def _filters(zone: Zone, policy: str, group: str) -> list[Filter]:
    own = {
        "one_step": Filter("unmet", Text("差哪一条", "Not met"), lambda: _shared(hurdles(zone, policy))),
        "needs_data": Filter(
            "missing",
            Text("缺", "Missing"),
            lambda: [(q.fact, _counted(q.name, q.firms)) for q in questions(zone, policy)],
        ),
        "needs_review": Filter("review", Text("判断", "To judge"), lambda: _shared(judgements(zone, policy))),
        "all": Filter("state", Text("结论", "Verdict"), lambda: list(GROUPS.items())[:-1]),
    }
    return [
        *([own[group]] if group in own else []),
        Filter("section", Text("行业", "Industry"), lambda: sections(zone)),
        Filter("size", Text("规模", "Size"), sizes),
        Filter("area", Text("片区", "Area"), lambda: areas(zone)),
    ]


def _shared(found: list[Shared]) -> Choices:
    return [(s.id, _counted(s.title, s.firms)) for s in found]


def _counted(name: Text, count: int) -> Text:
    return Text(f"{_short(name.zh, 14)}（{count:,} 家）", f"{_short(name.en, 26)} ({count:,})")


def _short(words: str, most: int) -> str:
    """Words that fit a list of choices on a phone."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def push_table(zone: Zone) -> Table:
    """All pushes."""
    return Table(
        "pushes",
        (
            Column("policy", Text("政策", "Policy"), url=lambda r: reverse("policy:push_one", args=[r.id])),
            Column("group", Text("对象", "To")),
            Column("firms", Text("企业", "Firms"), "integer", sort="firms"),
            Column("read", Text("已读", "Read"), "integer", sort="read"),
            Column("answered", Text("已答复", "Answered"), "integer", sort="answered"),
            Column("version", Text("版本", "Version")),
            Column("by", Text("发送人", "Sent by")),
            Column("at", Text("时间", "At"), "datetime", sort="at"),
        ),
        push_rows(zone),
        empty=Text("还没有推送过", "Nothing has been sent yet"),
        export=EXPORT,
        title=Text("推送记录", "Pushes"),
        private=False,
    )


def notice_table(push: PushView) -> Table:
    """The firms of one push."""
    return Table(
        "notices",
        (
            Column(
                "firm",
                Text("企业", "Firm"),
                sort="name",
                url=lambda r: reverse("policy:decision", args=[r.uscc, r.policy]),
            ),
            Column("state", Text("当时结论", "Verdict then"), "state", sort="state"),
            Column("amount", Text("当时金额", "Amount then"), "money", sort="amount"),
            Column(
                "read_at",
                Text("阅读时间", "Read at"),
                sort="read_at",
                value=lambda r: _moment(r.read_at, UNREAD),
            ),
            Column("answer", Text("答复", "Answer"), value=lambda r: r.answer or Text("尚未答复", "not yet")),
        ),
        notice_rows(push),
        export=EXPORT,
        title=Text(f"推送名单·{push.row.policy.zh}", f"Firms told: {push.row.policy.en}"),
    )


def change_table(zone: Zone) -> Table:
    """All proposed changes."""
    return Table(
        "changes",
        (
            Column("title", Text("政策", "Policy"), url=lambda r: reverse("policy:change_one", args=[r.id])),
            Column("state_name", Text("状态", "State"), sort="state"),
            Column("reason", Text("理由", "Reason")),
            Column("proposed_by", Text("提出", "Proposed by")),
            Column("proposed_at", Text("提出时间", "Proposed"), "datetime", sort="proposed_at"),
            Column("decided_by", Text("处理", "Decided by"), value=lambda r: r.decided_by or Text("—", "—")),
            Column(
                "decided_at",
                Text("处理时间", "Decided"),
                value=lambda r: _moment(r.decided_at, Text("—", "—")),
            ),
        ),
        change_rows(zone),
        (Filter("state", Text("状态", "State"), lambda: list(STATES.items())),),
        empty=Text("还没有人提出修改", "No change has been proposed yet"),
        export=EXPORT,
        title=Text("政策修改记录", "Changes of policies"),
        private=False,
    )


def budget_table(rows: tuple[BudgetRow, ...]) -> Table:
    """Expected payments against budgets."""
    return Table(
        "budget",
        (
            Column("title", Text("政策", "Policy"), sort="title", url=_policy),
            Column("standing_name", Text("预算情况", "Standing"), sort="standing"),
            Column(
                "eligible",
                Text("符合", "Eligible"),
                "integer",
                sort="eligible",
                url=partial(_group, "eligible"),
            ),
            Column("paid", Text("预计兑现", "Expected"), "money", sort="paid", note=PAID),
            Column("waiting", Text("待定企业", "Open cases"), "integer", sort="waiting"),
            Column("up_to", Text("待定最多再加", "Open, up to"), "money", sort="up_to"),
            Column("most", Text("最多合计", "At most"), "money", sort="most"),
            Column("budget", BUDGET, sort="budget", value=lambda r: _wan(r.budget)),
            Column(
                "left", Text("预算剩余（万元）", "Left (CNY 10k)"), sort="left", value=lambda r: _wan(r.left)
            ),
        ),
        budget_rows(rows),
        (
            Filter("standing", Text("预算情况", "Standing"), lambda: list(STANDINGS.items())),
            Filter("kind", Text("类别", "Kind"), lambda: list(KINDS.items())),
            Filter("level", Text("层级", "Level"), lambda: list(LEVELS.items())),
        ),
        per_page=100,
        export=EXPORT,
        title=Text("预算与预计兑现", "Budget and expected payments"),
        private=False,
    )
