"""Proposed changes: the list, one of them with its differences, and a weighed text as pages show it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from gaoxin.base.text import Language, Text
from gaoxin.center.impact import tables
from gaoxin.center.impact.effects import EFFECTS
from gaoxin.center.impact.groups import Group
from gaoxin.center.impact.heading import heading
from gaoxin.center.impact.summary import GROUPINGS, By, Summary
from gaoxin.center.impact.tell import cost_line, headline, notes
from gaoxin.center.library import in_force
from gaoxin.center.models import Zone
from gaoxin.engines.packs.kinds import Policy, Version
from gaoxin.engines.packs.lint import Fault
from gaoxin.engines.packs.read import PackError
from gaoxin.frame.table import QueryRows
from gaoxin.scenes.policy.editing import Threshold, thresholds
from gaoxin.scenes.policy.library import library_of, parsed, text_of
from gaoxin.scenes.policy.models import Change
from gaoxin.scenes.policy.queries.library import of
from gaoxin.scenes.policy.queries.pushes import title_of
from gaoxin.scenes.policy.queries.versions import Comparison, compared
from gaoxin.scenes.policy.runs import today
from gaoxin.scenes.policy.weighing import Weighed, told

STATES: Mapping[str, Text] = {
    "proposed": Text("待审批", "awaits approval"),
    "approved": Text("已发布", "published"),
    "rejected": Text("已驳回", "rejected"),
    "withdrawn": Text("已撤回", "withdrawn"),
}
FIRST = 50
"""Firms of each effect told on the page; the sheet holds all."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of the list."""

    id: int
    policy: str
    title: Text
    state: str
    state_name: Text
    reason: str
    proposed_by: str
    proposed_at: dt.datetime
    decided_by: str
    decided_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change with what differs and what it was weighed to do."""

    row: ChangeRow
    before: str
    text: str
    answer: str
    own: bool
    impact: Text
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class FirmEffect:
    """What a change does to one firm; money is fen."""

    uscc: str
    name: str
    before: str | None
    after: str | None
    paid_before: int | None
    paid_after: int | None
    delta: int
    reason: str


@dataclass(frozen=True, slots=True)
class WeighedView:
    """A weighed text as the page shows it; tables are headers and rows."""

    headline: str
    cost: str
    changes: tuple[str, ...]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    moves: "Grid"
    money: "Grid"
    groups: tuple[tuple[Text, "Grid"], ...]
    firms: tuple[tuple[Text, int, tuple[FirmEffect, ...]], ...]
    chart: dict[str, Any]
    day: dt.date
    changed: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table in words."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def change_rows(zone: Zone) -> QueryRows[Change, ChangeRow]:
    """All changes, the latest first."""
    found = Change.objects.filter(zone=zone).select_related("proposed_by", "decided_by")
    return QueryRows(found.order_by("-pk"), partial(_row, zone))


def _row(zone: Zone, change: Change) -> ChangeRow:
    return ChangeRow(
        change.pk,
        change.policy,
        title_of(zone, change.policy),
        change.state,
        STATES[change.state],
        change.reason,
        change.proposed_by.name,
        change.proposed_at,
        change.decided_by.name if change.decided_by else "",
        change.decided_at,
    )


def change_view(zone: Zone, pk: int, person: int | None) -> ChangeView | None:
    """One change, None where the zone has none of that number; `person` is who reads it."""
    rows = Change.objects.filter(zone=zone).select_related("proposed_by", "decided_by")
    change = rows.filter(pk=pk).first()
    if change is None:
        return None
    impact = Text(change.impact.get("zh", ""), change.impact.get("en", ""))
    return ChangeView(
        _row(zone, change),
        change.before,
        change.text,
        change.answer,
        change.proposed_by_id == person,
        impact,
        differences(zone, change.policy, change.before, change.text),
    )


def differences(zone: Zone, policy: str, before: str, text: str) -> Comparison | None:
    """The versions that differ, side by side; None where a text cannot be read."""
    try:
        old, new = parsed(policy, before).policy, parsed(policy, text).policy
    except PackError:
        return None
    first, second = _differing(old, new)
    return compared(of(new.title), first, second, library_of(zone))


def _differing(old: Policy, new: Policy) -> tuple[Version, Version]:
    """The last version that is new or changed, and what stood in its place."""
    held = {v.from_: v for v in old.versions}
    fresh = [v for v in new.versions if _content(held.get(v.from_)) != _content(v)]
    after = max(fresh, key=lambda v: v.from_) if fresh else new.versions[-1]
    before = held.get(after.from_) or in_force(old.versions, after.from_) or old.versions[-1]
    return before, after


def _content(version: Version | None) -> object:
    return version and (
        version.conditions,
        version.outcome,
        version.define,
        version.source,
        version.materials,
    )


@dataclass(frozen=True, slots=True)
class Form:
    """What the page of a change begins with."""

    text: str
    version: dt.date | None
    thresholds: tuple[Threshold, ...]
    today: dt.date


def form(zone: Zone, policy: str, change: int | None = None) -> Form:
    """The present text with its numbers, or the text before a change where one is to be rolled back."""
    text = text_of(zone, policy)
    version: Version | None = in_force(library_of(zone).file(policy).policy.versions, today())
    if change is not None:
        text = (
            Change.objects.filter(zone=zone, pk=change, policy=policy)
            .values_list("before", flat=True)
            .first()
            or text
        )
    numbers = thresholds(text_of(zone, policy), version.from_) if version else []
    return Form(text, version.from_ if version else None, tuple(numbers), today())


def record(weighed: Weighed) -> dict[str, object]:
    """What is kept with a proposal."""
    words = told(weighed.summary)
    return {"zh": words.zh, "en": words.en, "day": str(weighed.day), "total": weighed.summary.total}


def shown(weighed: Weighed, language: Language) -> WeighedView:
    """A weighed text in the language of the page."""
    summary = weighed.summary
    impact = summary.impact
    bys: tuple[By, ...] = ("size", "industry", "age")
    return WeighedView(
        headline(summary, language),
        cost_line(summary, language),
        tuple(heading(impact.before, impact.after, language)[1:]),
        tuple(notes(summary, language)),
        weighed.faults,
        _grid(tables.matrix(summary, language)),
        _money(summary, language),
        tuple((GROUPINGS[by], _groups(summary.groups(by), summary, language)) for by in bys),
        tuple(_effects(impact.firms)),
        _chart(summary.sizes, language),
        weighed.day,
        weighed.changed,
    )


def _grid(frame: pl.DataFrame) -> Grid:
    return Grid(tuple(frame.columns), tuple(tuple(_cell(v) for v in row) for row in frame.iter_rows()))


def _cell(value: object) -> str:
    if value is None:
        return "—"
    return value if isinstance(value, str) else f"{value:,}".removesuffix(".00")


def _money(summary: Summary, language: Language) -> Grid:
    heads = tuple(t.in_(language) for t in tables.OVERVIEW[:4])
    items = tables.money(summary)
    return Grid(
        heads, tuple((i.name.in_(language), *map(_cell, (i.before, i.after, i.change))) for i in items)
    )


SHOWN = ("firms", "eligible_before", "eligible_after", "gained", "more", "less", "lost", "in_doubt")


def _groups(found: list[Group], summary: Summary, language: Language) -> Grid:
    keys = [*SHOWN, *(["delta"] if summary.impact.paid else [])]
    heads = tuple(tables.COLUMNS[key].in_(language) for key in keys)
    rows = [
        (
            g.name.in_(language),
            *(_cell(tables.yuan(g.counts[k]) if k == "delta" else g.counts[k]) for k in keys),
        )
        for g in found
    ]
    return Grid(("", *heads), tuple(rows))


def _effects(firms: pl.DataFrame) -> Iterator[tuple[Text, int, tuple[FirmEffect, ...]]]:
    for effect, name in EFFECTS.items():
        found = firms.filter(pl.col("effect") == effect)
        if effect != "same" and found.height:
            first = found.sort(pl.col("delta").abs(), "uscc", descending=[True, False]).head(FIRST)
            yield name, found.height, tuple(_firm(row) for row in first.iter_rows(named=True))


def _firm(row: dict[str, Any]) -> FirmEffect:
    return FirmEffect(
        row["uscc"],
        row["name_zh"],
        row["before"],
        row["after"],
        row["paid_before"],
        row["paid_after"],
        row["delta"],
        row["reason_after"] or row["reason_before"],
    )


def _chart(groups: list[Group], language: Language) -> dict[str, Any]:
    """Eligible firms before and after, by size, as the bars of a trend."""
    names = [Text("改前符合", "Eligible before"), Text("改后符合", "Eligible after")]
    values = ([g.counts[key] for g in groups] for key in ("eligible_before", "eligible_after"))
    return {
        "periods": [g.name.in_(language) for g in groups],
        "series": [
            {"name": name.in_(language), "kind": "bar", "values": each}
            for name, each in zip(names, values, strict=True)
        ],
        "unit": Text("家", "firms").in_(language),
    }
