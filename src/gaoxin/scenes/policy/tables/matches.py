"""The tables of firms that a policy reaches."""

from collections.abc import Callable
from functools import partial

from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.center.models import Zone
from gaoxin.frame.table import Column, Filter, Table
from gaoxin.scenes.policy.queries.library import PolicyView
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
from gaoxin.scenes.policy.tables.cells import EXPORT


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
