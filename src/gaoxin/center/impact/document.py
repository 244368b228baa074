"""A change as plain data, for programs: counts, and money in integer fen."""

from typing import Any

import polars as pl

from gaoxin.base.text import Language
from gaoxin.center.impact.cost import Cost
from gaoxin.center.impact.draft import Side
from gaoxin.center.impact.effects import EFFECTS
from gaoxin.center.impact.groups import MONEY, Group
from gaoxin.center.impact.heading import heading
from gaoxin.center.impact.summary import Summary
from gaoxin.center.impact.tables import axis
from gaoxin.center.impact.tell import notes

SENT = (
    "uscc",
    "name_zh",
    "before",
    "after",
    "effect",
    "reason_before",
    "reason_after",
    "section",
    "division",
    "size",
    "age",
)
FEN = ("paid_before", "paid_after", "delta", "up_to_before", "up_to_after")


def document(summary: Summary, language: Language) -> dict[str, Any]:
    """The whole of an impact; states and effects by id, names in `language`."""
    impact = summary.impact
    return {
        "policy": impact.before.policy.id,
        "as_of": str(impact.day),
        "firms": summary.total["firms"],
        "wrong_rows": impact.sheet.wrong.height,
        "versions": {"before": _version(impact.before), "after": _version(impact.after)},
        "changes": heading(impact.before, impact.after, language),
        "notes": notes(summary, language),
        "faults": [{"where": f.where, "text": f.text.in_(language)} for f in impact.faults],
        "unchanged": summary.unchanged,
        "moves": [
            {"before": old, "after": new, "firms": summary.moves.get((old, new), 0)}
            for old, new in _cells(summary)
        ],
        "effects": {effect: summary.total[effect] for effect in EFFECTS},
        "cost": {"before": _cost(summary.costs[0]), "after": _cost(summary.costs[1])},
        "delta_fen": {key: summary.total[key] for key in ("delta", "gain", "loss", "doubt")},
        "by_industry": [_group(g, language) for g in summary.industries],
        "by_size": [_group(g, language) for g in summary.sizes],
        "by_age": [_group(g, language) for g in summary.ages],
        "changed_firms": _firms(impact.changed),
    }


def _cells(summary: Summary) -> list[tuple[str | None, str | None]]:
    states = axis(summary)
    return [(old, new) for old in states for new in states]


def _version(side: Side) -> dict[str, Any] | None:
    if side.version is None:
        return None
    until = None if side.version.to is None else str(side.version.to)
    return {"from": str(side.version.from_), "to": until, "source": side.version.source.number}


def _cost(found: Cost | None) -> dict[str, Any] | None:
    if found is None:
        return None
    waiting = {
        s: {"firms": w.firms, "up_to_fen": w.up_to, "unbounded": w.unbounded}
        for s, w in found.waiting.items()
    }
    return {
        "eligible": found.firms,
        "paid_fen": found.paid,
        "up_to_fen": found.up_to,
        "unbounded": found.unbounded,
        "waiting": waiting,
        "budget_fen": found.budget,
        "left_fen": found.left,
    }


def _group(group: Group, language: Language) -> dict[str, Any]:
    level = {"level": group.level} if group.level else {}
    counts = {f"{key}_fen" if key in MONEY else key: value for key, value in group.counts.items()}
    return {**level, "code": group.code, "name": group.name.in_(language), **counts}


def _firms(changed: pl.DataFrame) -> list[dict[str, Any]]:
    return changed.select(*SENT, *(pl.col(key).alias(f"{key}_fen") for key in FEN)).to_dicts()
