"""What was changed in the policy, above what it does: the versions compared on the day, line by line."""

from collections.abc import Iterator
from typing import Any

import msgspec

from gaoxin.base.text import Language, Text
from gaoxin.center.impact.draft import Side
from gaoxin.engines.packs.diff import Change, diff
from gaoxin.engines.packs.kinds import Policy, Version

KEYS = {
    "from": Text("起始日", "from"),
    "to": Text("截止日", "to"),
    "source": Text("文件", "source"),
    "number": Text("文号", "number"),
    "conditions": Text("条件", "condition"),
    "define": Text("定义", "defined value"),
    "outcome": Text("结果", "outcome"),
    "amount": Text("金额", "amount"),
    "budget": Text("预算", "budget"),
    "rate": Text("比例", "rate"),
    "cap": Text("上限", "cap"),
    "floor": Text("下限", "floor"),
    "fixed": Text("定额", "fixed"),
    "first": Text("分档", "cases"),
    "bands": Text("分档", "bands"),
    "tiers": Text("分档", "tiers"),
    "then": Text("则", "then"),
    "when": Text("当", "when"),
    "else": Text("否则", "otherwise"),
    "value": Text("值", "value"),
    "up_to": Text("至", "up to"),
    "is": Text("为", "is"),
    "in": Text("属于", "in"),
    "fact": Text("事实", "fact"),
    "at_least": Text("不低于", "at least"),
    "at_most": Text("不超过", "at most"),
    "above": Text("高于", "above"),
    "below": Text("低于", "below"),
    "clause": Text("条款", "clause"),
    "title": Text("名称", "title"),
    "materials": Text("材料", "papers"),
    "unchecked": Text("未检查", "not checked"),
    "issuer": Text("发文单位", "issuer"),
    "kind": Text("类别", "kind"),
}
"""Words of the pack format as an officer says them; others stand as they are."""

NOTHING = Text("（无）", "(none)")


def heading(before: Side, after: Side, language: Language) -> list[str]:
    """One line a change between the versions in force, `place: old → new`; the versions first."""
    lines = [
        f"{Text('版本', 'version').in_(language)}: {_version(before, language)} → {_version(after, language)}"
    ]
    if before.version and after.version:
        changes = diff(
            _alone(before.policy, before.version), _alone(after.policy, after.version, before.version)
        )
        titles = {c.id: c.title for v in (before.version, after.version) for c in v.conditions}
        lines += [_line(finer, titles, language) for change in changes for finer in _finer(change)]
    return lines


def _finer(change: Change) -> Iterator[Change]:
    """Inside lists of one length only the items that differ, numbered from 1."""
    old, new = change.before, change.after
    if isinstance(old, list | tuple) and isinstance(new, list | tuple) and len(old) == len(new):
        pairs = [(i, a, b) for i, (a, b) in enumerate(zip(old, new, strict=True), 1)]
    elif isinstance(old, dict) and isinstance(new, dict):
        pairs = [(key, old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new))]
    else:
        yield change
        return
    for key, first, second in pairs:
        if first != second:
            yield from _finer(Change(change.policy, f"{change.place}.{key}", first, second))


def elsewhere(before: Side, after: Side) -> bool:
    """Whether the files differ, but not in what is in force on the day."""
    if list(_changes(before, after)):
        return False
    return bool(list(diff({"": before.policy}, {"": after.policy})))


def _changes(before: Side, after: Side) -> Iterator[Change]:
    if before.version and after.version:
        old = _alone(before.policy, before.version)
        return diff(old, _alone(after.policy, after.version, before.version))
    return iter([] if before.version is after.version else [Change("", "", before.version, after.version)])


def _alone(policy: Policy, version: Version, dated: Version | None = None) -> dict[str, Policy]:
    """The policy with one version, under the date of another so that the two are compared."""
    if dated is not None:
        version = msgspec.structs.replace(version, from_=dated.from_)
    return {policy.id: msgspec.structs.replace(policy, versions=(version,))}


def _version(side: Side, language: Language) -> str:
    if side.version is None:
        return Text("当日未生效", "not in force").in_(language)
    until = f"–{side.version.to}" if side.version.to else Text(" 起", " on").in_(language)
    return f"{side.version.from_}{until}"


def _line(change: Change, titles: dict[str, Any], language: Language) -> str:
    sides = (_side(value, language) for value in (change.before, change.after))
    return f"{_place(change.place, titles, language)}: {' → '.join(sides)}"


def _place(place: str, titles: dict[str, Any], language: Language) -> str:
    """`versions.2025-01-01.conditions.rd_ratio.at_least` as 条件·研发强度·不低于."""
    parts = place.split(".")
    inside = parts[2:] if parts[0] == "versions" else parts
    return "·".join(_word(inside[:i], part, titles, language) for i, part in enumerate(inside))


def _word(before: list[str], part: str, titles: dict[str, Any], language: Language) -> str:
    if before == ["conditions"] and part in titles:
        return str(getattr(titles[part], language))
    return KEYS[part].in_(language) if part in KEYS else part


def _side(value: Any, language: Language) -> str:
    """A value as the pack file writes it; a condition by its name and clause."""
    if value is None:
        return NOTHING.in_(language)
    if isinstance(value, dict) and isinstance(value.get("title"), dict) and "clause" in value:
        return f"{value['title'][language]} ({value['clause']}) {_flow(_without(value))}"
    return _flow(value)


def _without(value: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in value.items() if k not in ("id", "title", "clause", "confidence", "reading")}


def _flow(value: Any) -> str:
    """Flow style of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
