"""The tables of the officers' pages."""

from collections.abc import Callable
from functools import partial

from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.center.models import Zone
from gaoxin.frame.table import Column, Filter, Table
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
            Column("budget", Text("预算", "Budget"), "money", sort="budget", value=_budget),
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


def _budget(row: PolicyRow) -> int | None:
    return row.budget


def _policy(row: PolicyRow) -> str:
    return reverse("policy:policy", args=[row.id])


def _group(group: str, row: PolicyRow) -> str:
    return reverse("policy:firms", args=[row.id, group])


def match_table(zone: Zone, policy: PolicyView, group: str) -> Table:
    """The firms of one group of a policy."""
    title = Text(f"{policy.title.zh}·{GROUPS[group].zh}", f"{policy.title.en}: {GROUPS[group].en}")
    return Table(
        f"firms-{group}",
        (
            Column("firm", Text("企业", "Firm"), sort="name", url=partial(_decision, policy.id)),
            *COLUMNS[group](),
            Column("section", Text("行业", "Industry"), value=lambda r: (r.section.zh and r.section) or None),
            Column("size", Text("规模", "Size"), value=lambda r: (r.size.zh and r.size) or None),
            Column("area", Text("片区", "Area"), value=lambda r: (r.area.zh and r.area) or None),
            Column("told", Text("已推送", "Told on"), value=lambda r: r.told or Text("—", "—")),
            Column("uscc", Text("统一社会信用代码", "USCC"), "code", sort="uscc", hidden=True),
            Column("since", Text("结论起始", "Verdict since"), "date", sort="day", hidden=True),
        ),
        match_rows(zone, policy.id, group),
        tuple(_filters(zone, policy.id, group)),
        empty=Text("这一组没有企业", "No firm is in this group"),
        export=EXPORT,
        title=title,
        order=ORDERS.get(group, ""),
    )


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
    return Text(f"{name.zh}（{count:,} 家）", f"{name.en} ({count:,})")
