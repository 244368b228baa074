"""Changing thresholds inside the text of a policy file: all else, comments too, stays as it is written."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from gaoxin.base.result import Refused
from gaoxin.base.text import Text

KEYS: Mapping[str, Text] = {
    "at_least": Text("不低于", "at least"),
    "at_most": Text("不超过", "at most"),
    "above": Text("高于", "above"),
    "below": Text("低于", "below"),
    "age_at_least": Text("年限不低于", "age at least"),
    "age_at_most": Text("年限不超过", "age at most"),
    "value": Text("比例或数值", "value"),
    "up_to": Text("档界（含）", "up to (included)"),
    "then": Text("金额", "amount"),
    "else": Text("其余情形", "otherwise"),
    "fixed": Text("定额", "fixed amount"),
    "rate": Text("比例", "rate"),
    "per": Text("每单位金额", "for each"),
    "cap": Text("上限", "at most"),
    "floor": Text("下限", "at least"),
    "budget": Text("预算", "budget"),
    "bands": Text("分档", "bands"),
    "bands_up_to": Text("分档", "bands"),
}
QUANTITY = re.compile(r"-?\d[\d,]*(\.\d+)?\s*(%|％|[\u4e00-\u9fff]{0,4})")
PAYMENT = Text("支持内容", "Payment")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that an officer may change: where it stands, what it is called, and what it is now."""

    path: str
    group: Text
    name: Text
    value: str


@dataclass(frozen=True, slots=True)
class Span:
    """A scalar of the text, from the first character to before the last."""

    start: int
    end: int
    value: str


def thresholds(text: str, version: dt.date) -> list[Threshold]:
    """The numbers of one version, in the order of the text."""
    node = _version(text, version)
    titles = {i: _title(each) for i, each in enumerate(_items(_get(node, "conditions")))}
    return [_threshold(path, span, titles) for path, span in _numbers(node)]


def _threshold(path: tuple[str, ...], span: Span, titles: Mapping[int, Text]) -> Threshold:
    group = titles[int(path[1])] if path[0] == "conditions" else PAYMENT
    key = next(part for part in reversed(path) if part in KEYS)
    numbers = [int(part) + 1 for part in path[2:] if part.isdigit()]
    name = _named(key, numbers)
    if "else" in path and key != "else":
        name = Text(f"{KEYS['else'].zh}·{name.zh}", f"{KEYS['else'].en}: {name.en}")
    return Threshold("/".join(path), group, name, span.value)


def _named(key: str, numbers: list[int]) -> Text:
    """The word of a key, with the tier it belongs to; of a band the bound comes before what it gives."""
    name = KEYS[key]
    if key.startswith("bands") and len(numbers) > 1:
        name = (KEYS["at_least"] if key == "bands" else KEYS["at_most"], KEYS["then"])[numbers[-1] - 1]
    if not numbers:
        return name
    return Text(f"第{numbers[0]}档·{name.zh}", f"tier {numbers[0]}: {name.en}")


def edited(
    text: str, version: dt.date, values: Mapping[str, str], since: dt.date, number: str = "", title: str = ""
) -> str:
    """The text with some numbers changed from the day `since` on.

    A day within the version ends it the day before and adds a version after it, under the document `number`
    and `title`; its own first day changes the version itself. Raises Refused where a value cannot be read, or
    the day lies outside.
    """
    node = _version(text, version)
    spans = dict(_numbers(node))
    changes = {_span(spans, path): _written(value) for path, value in values.items()}
    if since == version:
        return _replaced(text, changes)
    until = _get(node, "to")
    if since < version or (until is not None and since > dt.date.fromisoformat(until.value)):
        raise Refused(Text("起始日不在这个版本的有效期内", "the first day lies outside this version"))
    start, end = _lines(text, node)
    source = _get(node, "source")
    fresh = {_scalar(node, "from"): since.isoformat(), **changes}
    for key, value in (("number", number), ("title", title)):
        if value.strip():
            fresh[_scalar(source, key)] = json.dumps(value.strip(), ensure_ascii=False)
    added = _replaced(text, fresh, start, end)
    return text[:start] + _ended(text, node, since) + added + text[end:]


def _ended(text: str, node: yaml.MappingNode, since: dt.date) -> str:
    """The version as it was, ended on the day before `since`."""
    start, end = _lines(text, node)
    last = (since - dt.timedelta(days=1)).isoformat()
    until = _get(node, "to")
    if until is not None:
        return _replaced(text, {_scalar(node, "to"): last}, start, end)
    begun = _scalar(node, "from")
    after = text.index("\n", begun.end) + 1
    return f"{text[start:after]}  to: {last}\n{text[after:end]}"


def _lines(text: str, node: yaml.MappingNode) -> tuple[int, int]:
    """From the start of the first line of a version to the end of its last."""
    start = text.rfind("\n", 0, node.start_mark.index) + 1
    end = node.end_mark.index
    return start, end if end == len(text) or text[end - 1] == "\n" else text.rfind("\n", 0, end) + 1


def _replaced(text: str, changes: Mapping[Span, str], start: int = 0, end: int | None = None) -> str:
    parts, at = [], start
    for span in sorted(changes, key=lambda s: s.start):
        parts += [text[at : span.start], changes[span]]
        at = span.end
    return "".join([*parts, text[at : len(text) if end is None else end]])


def _written(value: str) -> str:
    plain = value.strip().replace(",", "").replace("，", "")
    if not QUANTITY.fullmatch(plain):
        raise Refused(
            Text(f"读不懂“{value[:30]}”", f"cannot read “{value[:30]}”"),
            Text(
                "请写数字和单位，例：5%、100万元、300人", "write a number with its unit: 5%, 100万元, 300人"
            ),
        )
    return plain


def _span(spans: Mapping[tuple[str, ...], Span], path: str) -> Span:
    found = spans.get(tuple(path.split("/")))
    if found is None:
        raise Refused(
            Text("这份文件刚刚改过，找不到要改的一处", "the file has changed; the place was not found"),
            Text("请重新打开本页", "open this page again"),
        )
    return found


def _numbers(node: yaml.MappingNode) -> Iterator[tuple[tuple[str, ...], Span]]:
    for part in ("conditions", "define", "outcome"):
        inner = _get(node, part)
        if inner is not None:
            yield from _walk(inner, (part,), key="")


def _walk(node: yaml.Node, path: tuple[str, ...], key: str) -> Iterator[tuple[tuple[str, ...], Span]]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _walk(value, (*path, name.value), name.value)
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield from _walk(value, (*path, str(place)), key)
    elif key in KEYS and path[0] != "define" and QUANTITY.fullmatch(node.value):
        yield path, Span(node.start_mark.index, node.end_mark.index, node.value)


def _version(text: str, version: dt.date) -> yaml.MappingNode:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for node in _items(_get(root, "versions")):
        begun = _get(node, "from")
        if begun is not None and begun.value == version.isoformat():
            return node
    raise Refused(Text(f"没有 {version} 起的版本", f"there is no version from {version}"))


def _items(node: yaml.Node | None) -> list[yaml.MappingNode]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _get(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _scalar(node: yaml.Node | None, key: str) -> Span:
    found = _get(node, key)
    if not isinstance(found, yaml.ScalarNode):
        raise Refused(Text(f"文件中没有 {key}", f"the file has no {key}"))
    return Span(found.start_mark.index, found.end_mark.index, found.value)


def _title(node: yaml.MappingNode) -> Text:
    title = _get(node, "title")
    words = {name.value: value.value for name, value in title.value} if title is not None else {}
    return Text(words.get("zh", ""), words.get("en", ""))
