"""An impact equals matching both versions firm by firm with the scalar; every number of it."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.base.vocabulary import SCALES
from gaoxin.center.facts import of_case
from gaoxin.center.impact.chart import chart
from gaoxin.center.impact.compare import Impact, compare, weigh
from gaoxin.center.impact.document import document
from gaoxin.center.impact.draft import Side, side
from gaoxin.center.impact.effects import DOUBTS, LOSSES, WINS
from gaoxin.center.impact.groups import AGES, UNKNOWN, Group, years_before
from gaoxin.center.impact.heading import heading
from gaoxin.center.impact.summary import GROUPINGS, Summary, summarise
from gaoxin.center.library import Library, open_library
from gaoxin.engines.packs.kinds import Definition, Outcome, Policy
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.decide import FirmFacts, decide
from gaoxin.engines.rules.rule import Rule, RuleSet
from gaoxin.engines.rules.unknown import Interval, Unknown
from gaoxin.engines.sheets import Sheet

LIBRARY = open_library(["national", "demo"])
DAY = dt.date(2026, 6, 1)
OPEN = ("needs_data", "needs_review")
POLICIES = sorted(LIBRARY.policies)
INDUSTRIES = ["C3912", "C39", "C", "I6510", "M7320", "A0111", None]
DAYS = [
    dt.date(2026, 6, 1),
    dt.date(2026, 6, 2),
    dt.date(2025, 6, 2),
    dt.date(2025, 6, 1),
    dt.date(2023, 6, 1),
    dt.date(2016, 2, 29),
    dt.date(2015, 1, 1),
    None,
]


# Firms: those of the cases, which stand on the boundaries, with other industries and days of registration.


def firms_of(policy: str) -> Iterator[dict[str, Any]]:
    found = LIBRARY.file(policy).policy
    for case in found.cases.list:
        facts = {**found.cases.firms[case.base], **case.set}
        written = {k: v for k, v in facts.items() if k not in case.drop and k in LIBRARY.sheet_vocabulary}
        yield of_case(written, LIBRARY.authoring.at("test"))


def frame_of(firms: list[dict[str, Any]]) -> pl.DataFrame:
    facts = sorted({k for firm in firms for k in firm} | {"uscc"})
    return pl.DataFrame(
        {f: pl.Series([scaled(firm.get(f), f) for firm in firms], dtype=kind_of(f)) for f in facts}
    )


def scaled(value: Any, fact: str) -> Any:
    kind = LIBRARY.vocabulary[fact].type
    return int(value.scaleb(SCALES[kind])) if kind in SCALES and value is not None else value


def kind_of(fact: str) -> Any:
    kind = LIBRARY.vocabulary[fact].type
    return {"date": pl.Date, "boolean": pl.Boolean, "codes": pl.List(pl.String)}.get(
        kind, pl.Int64 if kind in SCALES else pl.String
    )


# Drafts: a condition left out, another rate or cap, no amount, another budget, another day of ending.


def drafted(
    policy: Policy, drop: int, rate: str | None, cap: str | None, budget: str | None, end: bool, free: bool
) -> Policy:
    versions = []
    for version in policy.versions:
        conditions = [c for i, c in enumerate(version.conditions) if i != drop] or version.conditions
        amount = version.outcome.amount
        if amount is not None:
            amount = (
                None
                if free
                else msgspec.structs.replace(
                    amount, **{k: v for k, v in {"rate": rate, "cap": cap}.items() if v}
                )
            )
        outcome = msgspec.structs.replace(
            version.outcome, amount=amount, budget=budget or version.outcome.budget
        )
        to = dt.date(2026, 5, 31) if end and version.from_ < dt.date(2026, 5, 31) else version.to
        versions.append(
            msgspec.structs.replace(version, conditions=tuple(conditions), outcome=outcome, to=to)
        )
    return msgspec.structs.replace(policy, versions=tuple(versions))


drafts = st.tuples(
    st.integers(-1, 5),
    st.sampled_from([None, "50%", "7%", "33.333%"]),
    st.sampled_from([None, "5万元", "1234567.89元"]),
    st.sampled_from([None, "1元", "1亿元"]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([False, False, False, True]),
)


def weighed(frame: pl.DataFrame, before: Side, after: Side) -> Summary:
    nothing = pl.DataFrame()
    sheet = Sheet("t", 1, frame.height, frame, pl.Series([], dtype=pl.Int64), (), nothing, (), (), (), ())
    firms = weigh(frame, LIBRARY, (before, after), DAY, "zh")
    return summarise(Impact(DAY, sheet, before, after, firms, ()), LIBRARY.industries)


# The oracle: the scalar interpreter, one firm at a time, and plain Python.


@dataclass
class Judged:
    state: str | None
    paid: int | None
    waits: bool
    up_to: int | None


def judged(rule: Rule | None, facts: FirmFacts) -> Judged:
    if rule is None:
        return Judged(None, None, False, None)
    verdict = decide(rule, facts)
    unknown = isinstance(verdict.amount, Unknown)
    waits = rule.amount is not None and (verdict.state in OPEN or (verdict.state == "eligible" and unknown))
    paid = fen(verdict.amount) if verdict.state == "eligible" and not unknown else None
    return Judged(verdict.state, paid, waits, highest(verdict.amount) if waits else None)


def fen(value: object) -> int:
    assert value is None or isinstance(value, Decimal)
    return 0 if value is None else round(value * 100)


def highest(value: object) -> int | None:
    if not isinstance(value, Unknown):
        return max(fen(value), 0)
    if isinstance(value.possible, Interval):
        return max(fen(value.possible.high), 0) if value.possible.high.is_finite() else None
    if value.possible is None:
        return None
    return max(fen(each) for each in value.possible)


def effect(old: Judged, new: Judged, alike: bool) -> str:
    if old.state == new.state == "eligible":
        if old.paid is None or new.paid is None:
            return "same" if alike else "unsettled"
        return "more" if new.paid > old.paid else "less" if new.paid < old.paid else "same"
    if new.state == "eligible":
        return "gained"
    if old.state == "eligible":
        return "in_doubt" if new.state in OPEN else "lost"
    if (old.state in OPEN) != (new.state in OPEN):
        return "chance" if new.state in OPEN else "chance_gone"
    return "shifted" if old.state in OPEN and old.state != new.state else "same"


def age(registered: object) -> str:
    if not isinstance(registered, dt.date) or registered > DAY:
        return UNKNOWN
    full = DAY.year - registered.year - ((DAY.month, DAY.day) < (registered.month, registered.day))
    return "<1" if full < 1 else "1-3" if full < 3 else "3-5" if full < 5 else "5-10" if full < 10 else ">10"


def oracle(firms: list[dict[str, Any]], before: Side, after: Side) -> list[dict[str, Any]]:
    rules = RuleSet((), LIBRARY.shared(DAY), LIBRARY.vocabulary)
    alike = bool(
        before.rule
        and after.rule
        and before.rule.amount == after.rule.amount
        and before.rule.define == after.rule.define
    )
    rows = []
    for firm in firms:
        facts = FirmFacts(firm, rules, DAY)
        old, new = judged(before.rule, facts), judged(after.rule, facts)
        code, size = str(firm.get("industry_code") or ""), facts["size_class"]
        rows.append({
            "old": old, "new": new, "effect": effect(old, new, alike), "delta": (new.paid or 0) - (old.paid or 0),
            "section": code[:1], "division": code[1:3], "age": age(firm.get("registered_on")), "size": size if isinstance(size, str) else UNKNOWN,
        })  # fmt: skip
    return rows


def sums(rows: list[dict[str, Any]]) -> dict[str, int]:
    found: Counter[str] = Counter(firms=len(rows))
    for row in rows:
        found[row["effect"]] += 1
        found["delta"] += row["delta"]
        for name, kinds in (("gain", WINS), ("loss", LOSSES), ("doubt", DOUBTS)):
            found[name] += row["delta"] * (row["effect"] in kinds)
        for when, key in (("before", "old"), ("after", "new")):
            found[f"eligible_{when}"] += row[key].state == "eligible"
            found[f"paid_{when}"] += row[key].paid or 0
            found[f"up_to_{when}"] += row[key].up_to or 0
    return dict(found)


def agrees(found: Mapping[str, int], rows: list[dict[str, Any]]) -> None:
    expected = sums(rows)
    assert {k: v for k, v in found.items() if v} == {k: v for k, v in expected.items() if v}


def check(summary: Summary, rows: list[dict[str, Any]]) -> None:
    agrees(summary.total, rows)
    assert summary.moves == dict(Counter((row["old"].state, row["new"].state) for row in rows))
    groups = ((summary.sizes, "size"), (summary.ages, "age"), (summary.sections, "section"))
    for found, key in groups:
        grouped(found, rows, key)
    divisions(summary.industries, rows)
    for cost, key, side_ in zip(
        summary.costs, ("old", "new"), (summary.impact.before, summary.impact.after), strict=True
    ):
        assert (cost is not None) == side_.paid
        if cost is None:
            continue
        assert (cost.paid, cost.budget) == (sum(row[key].paid or 0 for row in rows), side_.budget)
        for state, waiting in cost.waiting.items():
            mine = [row[key] for row in rows if row[key].state == state and row[key].waits]
            assert waiting.firms == len(mine)
            assert waiting.up_to == sum(j.up_to or 0 for j in mine)
            assert waiting.unbounded == sum(j.up_to is None for j in mine)


def grouped(found: list[Group], rows: list[dict[str, Any]], key: str) -> None:
    assert {g.code for g in found} == {row[key] for row in rows}
    for group in found:
        agrees(group.counts, [row for row in rows if row[key] == group.code])


def divisions(found: list[Group], rows: list[dict[str, Any]]) -> None:
    section = ""
    seen = set()
    for group in found:
        if group.level == "section":
            section = group.code
        else:
            seen.add((section, group.code))
            agrees(group.counts, [r for r in rows if (r["section"], r["division"]) == (section, group.code)])
    assert seen == {(r["section"], r["division"]) for r in rows}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_an_impact_equals_the_scalar_firm_by_firm(data: st.DataObject) -> None:
    policy = data.draw(st.sampled_from(POLICIES))
    cases = list(firms_of(policy))
    chosen = data.draw(st.lists(st.sampled_from(cases), min_size=1, max_size=25))
    firms = [{**f, **varied(data)} for f in chosen]
    old = LIBRARY.file(policy).policy
    new = drafted(old, *data.draw(drafts))
    try:
        before, after = side(LIBRARY, old, DAY), side(replace(LIBRARY), new, DAY)
    except PackError:
        return
    check(weighed(frame_of(firms), before, after), oracle(firms, before, after))


def varied(data: st.DataObject) -> dict[str, Any]:
    """Another industry, another day of registration, and often a fact less."""
    if data.draw(st.booleans()):
        return {}
    found = {
        "industry_code": data.draw(st.sampled_from(INDUSTRIES)),
        "registered_on": data.draw(st.sampled_from(DAYS)),
    }
    lost = data.draw(
        st.sampled_from(["rd_expense", "revenue", "staff_year_end", "registered_on", "title_hnte"])
    )
    return {**found, lost: None}


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_against_a_cheaper_draft(policy: str) -> None:
    firms = list(firms_of(policy))
    old = LIBRARY.file(policy).policy
    new = drafted(old, 0, None, "5万元", None, False, False)
    before, after = side(LIBRARY, old, DAY), side(replace(LIBRARY), new, DAY)
    check(weighed(frame_of(firms), before, after), oracle(firms, before, after))


# Drafts as files, and what is told of them.

GRANT = "yunchuan.rd_grant"


def weigh_grant(change: Mapping[str, str], firms: list[dict[str, Any]] | None = None) -> Summary:
    old = LIBRARY.file(GRANT).policy
    text = LIBRARY.file(GRANT).path.read_text("utf-8")
    for before, after in change.items():
        assert before in text
        text = text.replace(before, after)
    new = msgspec.convert(yaml.safe_load(text), Policy)
    return weighed(
        frame_of(list(firms_of(GRANT)) if firms is None else firms),
        side(LIBRARY, old, DAY),
        side(replace(LIBRARY), new, DAY),
    )


def test_the_sum_of_gain_loss_and_doubt_is_the_change_of_cost() -> None:
    summary = weigh_grant(
        {"rate: 5%": "rate: 6%", "cap: 200万元": "cap: 150万元", "at_least: 100万元": "at_least: 300万元"}
    )
    total = summary.total
    assert total["gain"] and total["loss"]
    assert (
        total["gain"] + total["loss"] + total["doubt"]
        == total["delta"]
        == total["paid_after"] - total["paid_before"]
    )


def test_nothing_changes_and_it_says_so() -> None:
    summary = weigh_grant({})
    assert summary.unchanged
    assert "没有一家企业" in chart(summary, "zh")
    assert "no firm's verdict" in chart(summary, "en")
    assert [g.counts["same"] for g in summary.sizes] == [g.counts["firms"] for g in summary.sizes]


def test_a_policy_that_ends_counts_no_firm() -> None:
    summary = weigh_grant({"to: 2027-12-31": "to: 2026-05-31"})
    assert {new for _, new in summary.moves} == {None}
    assert summary.total["eligible_after"] == 0
    assert summary.total["lost"] == summary.total["eligible_before"]
    assert summary.costs[1] is None
    assert "没有有效版本" in chart(summary, "zh")


def test_without_a_budget_it_says_so() -> None:
    summary = weigh_grant({"    budget: 6000万元\n": ""})
    assert summary.costs[1] is not None and summary.costs[1].left is None
    assert "没有写预算" in chart(summary, "zh")


def test_no_firm_at_all() -> None:
    summary = weigh_grant({}, [])
    assert summary.total["firms"] == 0
    for by in GROUPINGS:
        assert "<svg" in chart(summary, "en", by)


def test_the_document_adds_up_and_is_json() -> None:
    found = document(weigh_grant({"rate: 5%": "rate: 6%"}), "zh")
    assert json.loads(json.dumps(found)) == found
    assert sum(m["firms"] for m in found["moves"]) == found["firms"] == sum(found["effects"].values())
    for key in ("by_size", "by_age"):
        assert sum(g["delta_fen"] for g in found[key]) == found["delta_fen"]["delta"]
    assert sum(f["delta_fen"] for f in found["changed_firms"]) == found["delta_fen"]["delta"]


def test_the_heading_tells_the_thresholds_that_changed() -> None:
    impact = weigh_grant({"value: 4%": "value: 4.5%", "budget: 6000万元": "budget: 1亿元"}).impact
    lines = heading(impact.before, impact.after, "zh")
    assert "条件·研发强度达到分档比例·不低于·分档·2·值: 4% → 4.5%" in lines
    assert "结果·预算: 6000万元 → 1亿元" in lines
    assert "outcome·budget: 6000万元 → 1亿元" in heading(impact.before, impact.after, "en")


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (dt.date(2024, 2, 29), 1, dt.date(2023, 2, 28)),
        (dt.date(2024, 2, 29), 4, dt.date(2020, 2, 29)),
        (DAY, 10, dt.date(2016, 6, 1)),
    ],
)
def test_years_before_a_day(day: dt.date, years: int, expected: dt.date) -> None:
    assert years_before(day, years) == expected


def test_every_age_begins_where_the_last_ends() -> None:
    assert [years for years, _ in AGES.values()] == [0, 1, 3, 5, 10]


def test_amounts_of_one_firm_too_many_for_int64_in_sum() -> None:
    firm = {**next(iter(firms_of(GRANT))), "rd_expense": Decimal("9e14"), "revenue": Decimal("9e14")}
    old = LIBRARY.file(GRANT).policy
    amount = Definition(fact="rd_expense")
    version = old.versions[-1]
    wide = msgspec.structs.replace(version, outcome=Outcome(title=version.outcome.title, amount=amount))
    new = msgspec.structs.replace(old, versions=(wide,))
    summary = weighed(frame_of([firm] * 200), side(LIBRARY, old, DAY), side(replace(LIBRARY), new, DAY))
    assert summary.total["paid_after"] == 200 * 9 * 10**16


def test_another_policy_is_refused(tmp_path: Path, library: Library) -> None:
    draft = library.file("yunchuan.pct").path
    with pytest.raises(PackError, match="not yunchuan"):
        compare(tmp_path / "no.csv", library, GRANT, draft, DAY)
