"""The extension elements of our namespace: what a decision model has no place for."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from gaoxin.center.exchange.plain_yaml import dump, load
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write.tags import Tag, tag
from gaoxin.engines.rules.dmn.xml import Element

NAMESPACE = "urn:gaoxin:dmn:1"
PREFIX = "gx"
TITLED = ("title", "issuer")
WRITTEN = ("clause", "reading", "note", "url")
"""Texts that stand in elements of their own."""


def part(name: str, data: Mapping[str, Any], **attributes: str) -> Tag:
    """An element for a part of a policy: titles, clause and reading readable, the rest as YAML."""
    rest = {key: value for key, value in data.items() if key not in (*TITLED, *WRITTEN)}
    said = [*_titles(data), *(_text(key, str(data[key])) for key in WRITTEN if key in data)]
    kept = _text("data", dump(rest)) if rest else None
    return tag(f"{PREFIX}:{name}", *said, kept, **attributes)


def _titles(data: Mapping[str, Any]) -> Iterable[Tag]:
    for key in TITLED:
        value = data.get(key)
        if isinstance(value, str):
            yield _text(key, value)
        elif value is not None:
            for language, words in value.items():
                yield Tag(f"{PREFIX}:{key}", (("lang", language),), (), words)


def _text(name: str, text: str) -> Tag:
    return Tag(f"{PREFIX}:{name}", (), (), text)


def data_of(element: Element, where: str) -> dict[str, Any]:
    """The data of an element as `part` wrote it."""
    found: dict[str, Any] = {}
    for child in element.children:
        language = child.get("lang")
        if language:
            found.setdefault(child.tag, {})[language] = child.text
        elif child.tag in (*TITLED, *WRITTEN):
            found[child.tag] = child.text
    inner = element.first("data")
    return found if inner is None else found | dict(load(inner.text, where) or {})


def ours(element: Element, *tags: str) -> Element | None:
    """The element of our namespace in the extension elements of an element."""
    holder = element.first("extensionElements")
    children = [] if holder is None else holder.all(*tags)
    return next((child for child in children if child.namespace == NAMESPACE), None)


def digest(logic: m.Expression | None) -> str:
    """A short digest of a decision's logic, by which an edit in a drawing tool shows."""
    return hashlib.sha256(repr(logic).encode()).hexdigest()[:16]
