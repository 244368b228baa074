"""A policy as a decision model that drawing tools open and that comes back as the same policy."""

import datetime as dt
from typing import Any

from gaoxin.base.text import Text
from gaoxin.center.exchange.extension import NAMESPACE, PREFIX, digest, part
from gaoxin.center.library import Library, plain
from gaoxin.engines.packs.kinds import Policy
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write import Version, write_definitions
from gaoxin.engines.rules.dmn.write.elements import Note
from gaoxin.engines.rules.dmn.write.rule import VERDICT, Drawing, draw

SEPARATE = ("id", "title", "clause", "reading", "confidence")


def export(library: Library, policy: str, day: dt.date, version: Version = "1.5") -> str:
    """The XML of the policy's version in force on `day`; PackError where there is none."""
    found = library.file(policy).policy
    rule = library.rule(found, day)
    if rule is None:
        raise PackError(policy, Text(f"{day} 没有有效版本", f"no version in force on {day}"))
    drawing = draw(rule, library.shared(day), library.vocabulary)
    place = next(i for i, v in enumerate(found.versions) if str(v.from_) == rule.version)
    notes = _notes(found, place, drawing)
    return write_definitions(
        drawing.definitions, notes, version=version, namespaces=((PREFIX, NAMESPACE),), id_=policy
    )


def _notes(policy: Policy, place: int, drawing: Drawing) -> dict[str, Note]:
    data = plain(policy)
    version = data["versions"][place]
    conditions, define = version.pop("conditions"), version.pop("define", {})
    logic = {n.id: digest(n.logic) for n in drawing.definitions.nodes if isinstance(n, m.Decision)}
    notes = {"": Note("", _head(data, version, place))}
    for number, condition in enumerate(conditions):
        id_ = f"c_{condition['id']}"
        notes[id_] = _condition(condition, number, logic[id_])
    for number, (name, value) in enumerate(define.items()):
        notes |= _define(name, value, number, logic)
    notes[VERDICT] = Note("", (part("verdict", {}, logic=logic[VERDICT]),))
    return notes


def _head(data: dict[str, Any], version: dict[str, Any], place: int) -> tuple[Any, ...]:
    source = version.pop("source")
    document = {key: str(source.pop(key)) for key in ("number", "confirmed", "confidence")}
    id_, kind = data.pop("id"), data.pop("kind")
    return (
        part("policy", data, id=id_, kind=kind, version=str(place)),
        part("source", source, **document),
    )


def _condition(condition: dict[str, Any], number: int, logic: str) -> Note:
    id_, confidence = condition.pop("id"), condition.pop("confidence", "verified")
    said = "。".join(text for text in (condition["clause"], condition.get("reading", "")) if text)
    return Note(
        said, (part("condition", condition, id=id_, at=str(number), confidence=confidence, logic=logic),)
    )


def _define(name: str, value: dict[str, Any], number: int, logic: dict[str, str]) -> dict[str, Note]:
    """The notes of a value; the items of a sum of points stand with their own decisions."""
    items = value.pop("points", None) or {}
    outer = f"d_{name}"
    attributes = {"id": name, "at": str(number), "logic": logic[outer], "items": "sum" if items else ""}
    notes = {outer: Note(value.get("clause", ""), (part("define", value, **attributes),))}
    for at, (key, item) in enumerate(items.items()):
        id_ = f"d_{name}.{key}"
        tag = part("item", item, of=name, id=key, at=str(at), logic=logic[id_])
        notes[id_] = Note(item.get("clause", ""), (tag,))
    return notes
