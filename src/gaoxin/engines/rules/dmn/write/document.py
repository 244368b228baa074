"""A whole model as XML of DMN 1.5, or of 1.3, which drawing tools such as dmn-js read."""

from typing import Literal

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write.diagram import diagram
from gaoxin.engines.rules.dmn.write.elements import EMPTY, Elements, Notes, import_, item
from gaoxin.engines.rules.dmn.write.tags import Tag, lines

Version = Literal["1.5", "1.3"]
DAYS: dict[Version, str] = {"1.5": "20230324", "1.3": "20191111"}
"""The day that stands in the namespaces of each version."""

DI = (
    ("xmlns:dc", "http://www.omg.org/spec/DMN/20180521/DC/"),
    ("xmlns:di", "http://www.omg.org/spec/DMN/20180521/DI/"),
)


def write_definitions(
    definitions: m.Definitions,
    notes: Notes | None = None,
    *,
    version: Version = "1.5",
    namespaces: tuple[tuple[str, str], ...] = (),
    id_: str = "model",
) -> str:
    """The XML text; `namespaces` pair prefix and address for the tags in `notes`."""
    elements = Elements(definitions, notes or {})
    inner = (
        *elements.notes.get("", EMPTY).tags(),
        *map(import_, definitions.imports),
        *map(item, definitions.items),
        *map(elements.node, definitions.nodes),
        diagram(definitions),
    )
    prefixes = tuple((f"xmlns:{prefix}", address) for prefix, address in namespaces)
    root = Tag("definitions", (*_head(definitions, version, id_), *prefixes), tuple(t for t in inner if t))
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines(root), ""])


def _head(definitions: m.Definitions, version: Version, id_: str) -> tuple[tuple[str, str], ...]:
    home = f"https://www.omg.org/spec/DMN/{DAYS[version]}"
    return (
        ("xmlns", f"{home}/MODEL/"),
        ("xmlns:dmndi", f"{home}/DMNDI/"),
        *DI,
        ("id", id_),
        ("name", definitions.name),
        ("namespace", definitions.namespace),
        ("expressionLanguage", f"{home}/FEEL/"),
        ("typeLanguage", f"{home}/FEEL/"),
    )
