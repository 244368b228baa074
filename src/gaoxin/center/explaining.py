"""One firm of a sheet and one policy: the decision as lines for a person, and the same as data."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from gaoxin.base.text import Language, Text
from gaoxin.center.facts import of_row
from gaoxin.center.library import Library
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.dimension import Dimension, of_fact
from gaoxin.engines.rules.explain import Explanation, Measured, Reason, explain
from gaoxin.engines.rules.nearest import Change, Firm, nearest
from gaoxin.engines.rules.replay import Measure
from gaoxin.engines.rules.replay.trace import concluded, plain, step
from gaoxin.engines.rules.rule import AS_OF, RuleSet
from gaoxin.engines.rules.wording import money, wording
from gaoxin.engines.sheets import Sheet, SheetError, read_sheet

STATES = {
    "eligible": Text("符合", "eligible"),
    "ineligible": Text("不符合", "not eligible"),
    "needs_data": Text("缺数据", "needs data"),
    "needs_review": Text("需人工", "needs review"),
}
MARKS = {"met": "✓", "unmet": "✗", "needs_data": "？", "needs_review": "☞"}


@dataclass(frozen=True)
class Explained:
    """What was asked, and what came of it."""

    uscc: str
    name: str
    day: dt.date
    rules: RuleSet
    explanation: Explanation
    change: Change | None


def explain_firm(path: Path, library: Library, uscc: str, policy: str, day: dt.date) -> Explained:
    """Read the sheet and explain one verdict; raises SheetError or PackError."""
    rules = library.rules(day, [policy])
    if not rules.rules:
        raise PackError(policy, Text(f"{day} 没有有效版本", f"no version in force on {day}"))
    sheet = read_sheet(path, library.sheet_vocabulary, industries=library.industries)
    row = firm_row(sheet, uscc)
    firm = Firm(of_row(row, rules.vocabulary), rules, day)
    rule = rules.rules[0]
    told = explain(rule, firm.facts(), rules)
    change = nearest(rule, firm) if told.state == "ineligible" else None
    return Explained(uscc, row.get("name_zh") or "", day, rules, told, change)


def firm_row(sheet: Sheet, uscc: str) -> dict[str, Any]:
    """The row of a firm; raises SheetError with the row's faults if it was refused."""
    found = sheet.frame.filter(pl.col("uscc") == uscc)
    if found.height:
        return found.row(0, named=True)
    refused = sheet.wrong.select(pl.any_horizontal(pl.all().cast(pl.String).str.contains(uscc, literal=True)))
    rows = {row for row, hit in zip(sheet.wrong_rows, refused.to_series(), strict=True) if hit}
    faults = [e for e in sheet.errors if e.row in rows]
    if faults:
        zh = "；".join(f"第{e.row}行 {e.text.zh}" for e in faults)
        raise SheetError(
            Text(f"这家企业所在行有误：{zh}", "; ".join(f"row {e.row}: {e.text.en}" for e in faults))
        )
    raise SheetError(Text(f"表中没有 {uscc}", f"{uscc} is not in the sheet"))


def lines(told: Explained, language: Language) -> Iterator[str]:
    """The decision as lines of text."""
    zh = language == "zh"
    rule, verdict = told.explanation.rule, told.explanation.verdict
    yield f"{told.name} {told.uscc}".strip()
    yield f"{rule.title.in_(language)}（{rule.id} {rule.version}） {told.day}"
    amount = verdict.amount if verdict.state != "ineligible" else None
    paid = f" · {money(amount, language)}" if isinstance(amount, Decimal) else ""
    yield f"{'结论' if zh else 'Verdict'}: {STATES[verdict.state].in_(language)}{paid}"
    yield ""
    for reason in told.explanation.reasons:
        yield from _reason(reason, told.rules, language)
    for text in rule.unchecked:
        yield f"– {'未检查' if zh else 'Not checked'}: {text.in_(language)}"
    yield from _closing(told, language)


def _reason(reason: Reason, rules: RuleSet, language: Language) -> Iterator[str]:
    condition = reason.condition
    doubt = "" if condition.confidence == "verified" else f" [{condition.confidence}]"
    yield f"{MARKS[reason.outcome]} {condition.title.in_(language)}（{condition.clause}）{doubt}"
    for measured in reason.measured:
        inset = "      · " if measured.behind else "    "
        yield f"{inset}{measured.sentence(language)}{_gap(measured, language)}"
    if reason.missing:
        names = named(reason.missing, rules, language)
        yield f"    {'缺' if language == 'zh' else 'missing'}: {names}"
    if condition.reading and language == "zh":
        yield f"    读法: {condition.reading}"


def named(facts: Iterable[str], rules: RuleSet, language: Language) -> str:
    """The names of facts in a row."""
    return ("、" if language == "zh" else ", ").join(rules.vocabulary[f].name.in_(language) for f in facts)


def _gap(measured: Measured, language: Language) -> str:
    gap = gap_of(measured)
    if measured.outcome != "unmet" or gap is None:
        return ""
    if isinstance(gap, int):
        return f"（差 {gap} 天）" if language == "zh" else f" ({gap} days away)"
    shown = wording(gap, measured.dimension, language).replace(
        "%", "个百分点" if language == "zh" else " points"
    )
    return f"（差 {shown}）" if language == "zh" else f" ({shown} away)"


def gap_of(measured: Measured) -> Decimal | int | None:
    """How far a failed test is from its threshold: days for dates, otherwise in the measure's unit."""
    actual, threshold = measured.actual, measured.threshold
    if isinstance(actual, Decimal) and isinstance(threshold, Decimal):
        return abs(threshold - actual)
    if isinstance(actual, dt.date) and isinstance(threshold, dt.date):
        return abs((threshold - actual).days)
    return None


def _closing(told: Explained, language: Language) -> Iterator[str]:
    zh = language == "zh"
    if told.change:
        moves = "；".join(_move(f, v, told, language) for f, v in told.change.items())
        yield ""
        yield f"{'最近的改变' if zh else 'Nearest change'}: {moves}"
    if ask := told.explanation.verdict.missing:
        names = named(ask, told.rules, language)
        if told.explanation.state == "needs_data":
            yield ""
            yield f"{'请补充' if zh else 'Please give'}: {names}"


def _move(fact: str, value: object, told: Explained, language: Language) -> str:
    if fact == AS_OF:
        return f"等到 {value}" if language == "zh" else f"wait until {value}"
    known = told.rules.vocabulary[fact]
    arrow = wording(value, of_fact(known), language)
    return f"{known.name.in_(language)} → {arrow}"


def data(told: Explained) -> dict[str, Any]:
    """The same decision as plain data; figures as strings, so that no digit is lost."""
    rule, verdict = told.explanation.rule, concluded(told.explanation.verdict)
    return {
        "uscc": told.uscc,
        "name_zh": told.name,
        "policy": rule.id,
        "policy_zh": rule.title.zh,
        "version": rule.version,
        "as_of": told.day.isoformat(),
        "state": verdict.state,
        "amount": _plain(told.explanation.verdict.amount),
        "unmet": list(verdict.unmet),
        "missing": list(verdict.missing),
        "review": list(verdict.review),
        "conditions": [_reason_data(r) for r in told.explanation.reasons],
        "unchecked": [{"zh": u.zh, "en": u.en} for u in rule.unchecked],
        "nearest_change": None if told.change is None else {k: _plain(v) for k, v in told.change.items()},
    }


def _reason_data(reason: Reason) -> dict[str, Any]:
    """A step of the trace of a decision, with words."""
    condition, traced = reason.condition, step(reason)
    return {
        "id": traced.condition,
        "title_zh": condition.title.zh,
        "title_en": condition.title.en,
        "outcome": traced.outcome,
        "clause": condition.clause,
        "confidence": condition.confidence,
        "reading": condition.reading,
        "missing": list(traced.missing),
        "review": list(traced.review),
        "measured": [_measured_data(*both) for both in zip(reason.measured, traced.measured, strict=True)],
    }


def _measured_data(measured: Measured, traced: Measure) -> dict[str, Any]:
    gap = gap_of(measured) if traced.outcome == "unmet" else None
    return {
        "label_zh": measured.label.zh,
        "label_en": measured.label.en,
        "measure": traced.measure,
        "outcome": traced.outcome,
        "actual": msgspec.to_builtins(traced.actual),
        "op": traced.op,
        "threshold": msgspec.to_builtins(traced.threshold),
        "gap": gap if isinstance(gap, int) else _plain(gap),
        "unit": _unit(measured.dimension),
        "behind": traced.behind,
    }


def _unit(dimension: Dimension) -> str:
    return {"money": "元", "ratio": "1", "date": "date"}.get(dimension.kind, dimension.unit)


def _plain(value: object) -> Any:
    return msgspec.to_builtins(plain(value))
