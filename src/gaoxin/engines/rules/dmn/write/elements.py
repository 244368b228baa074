"""The elements of a model as XML: types, inputs, decisions, knowledge and services (clause 6.3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write import boxes
from gaoxin.engines.rules.dmn.write.tags import Tag, given, tag


@dataclass(frozen=True, slots=True)
class Note:
    """What else is said of an element: its description and extension elements of other namespaces."""

    description: str = ""
    extension: tuple[Tag, ...] = ()

    def tags(self) -> tuple[Tag | None, Tag | None]:
        """The first children of the element."""
        said = tag("description", text=self.description) if self.description else None
        return said, tag("extensionElements", *self.extension) if self.extension else None


Notes = Mapping[str, Note]
"""Notes by the id of the element; that of the model itself under the empty text."""

EMPTY = Note()


@dataclass(frozen=True, slots=True)
class Elements:
    """Writes the nodes of one model."""

    definitions: m.Definitions
    notes: Notes

    def node(self, node: m.Node) -> Tag:
        """The element of a node."""
        return _NODES[type(node)](self, node)

    def head(self, node: m.Node) -> Sequence[Tag | None]:
        """Description and extension elements."""
        return self.notes.get(node.id, EMPTY).tags()

    def requirements(self, node: m.Decision | m.Knowledge) -> list[Tag]:
        """Information requirements, then knowledge requirements; each has an id for its edge."""
        kinds = {each.id: type(each) for each in self.definitions.nodes}
        found = [
            _requirement(requirement_id(node, number), href, kinds.get(href.rpartition("#")[2], m.Decision))
            for number, href in enumerate(node.requires)
        ]
        return sorted(found, key=lambda each: each.name)


def requirement_id(node: m.Decision | m.Knowledge, number: int) -> str:
    """The id of a node's requirement."""
    return f"{node.id}-needs-{number}"


def _requirement(id_: str, href: str, kind: type) -> Tag:
    if kind in (m.Knowledge, m.Service):
        return tag("knowledgeRequirement", tag("requiredKnowledge", href=href), id=id_)
    inner = "requiredInput" if kind is m.InputData else "requiredDecision"
    return tag("informationRequirement", tag(inner, href=href), id=id_)


def import_(each: m.Import) -> Tag:
    """Another model under a name; the name may be empty."""
    attributes = (("name", each.name), ("namespace", each.namespace), ("locationURI", each.location))
    kept = tuple(pair for pair in attributes if pair[1] or pair[0] == "name")
    return Tag("import", (*kept, ("importType", each.kind)))


def item(each: m.Item, name: str = "itemDefinition") -> Tag:
    """An item definition or component."""
    parts = [tag("typeRef", text=each.type_ref)] if each.type_ref else []
    parts += [found for found in (given("allowedValues", each.allowed),) if found]
    parts += [found for found in (given("typeConstraint", each.constraint),) if found]
    parts += [item(inner, "itemComponent") for inner in each.components]
    if each.function is not None:
        parts.append(_function_item(*each.function))
    return tag(name, *parts, name=each.name, isCollection="true" if each.collection else "")


def _function_item(parameters: tuple[m.Parameter, ...], result: str) -> Tag:
    return tag(
        "functionItem", *(boxes.parameter("parameters", each) for each in parameters), outputTypeRef=result
    )


def _variable(node: m.Node) -> Tag:
    return tag("variable", id=f"{node.id}-variable", name=node.name, typeRef=node.type_ref)


def _input_data(e: Elements, node: m.InputData) -> Tag:
    return tag("inputData", *e.head(node), _variable(node), id=node.id, name=node.name)


def _decision(e: Elements, node: m.Decision) -> Tag:
    logic = boxes.expression(node.logic, node.id, node.name)
    inner = (*e.head(node), _variable(node), *e.requirements(node), logic)
    return tag("decision", *inner, id=node.id, name=node.name)


def _knowledge(e: Elements, node: m.Knowledge) -> Tag:
    logic = None if node.logic is None else boxes.function(node.logic, "encapsulatedLogic")
    inner = (*e.head(node), _variable(node), logic, *e.requirements(node))
    return tag("businessKnowledgeModel", *inner, id=node.id, name=node.name)


def _service(e: Elements, node: m.Service) -> Tag:
    hrefs = (
        ("outputDecision", node.outputs),
        ("encapsulatedDecision", node.encapsulated),
        ("inputDecision", node.input_decisions),
        ("inputData", node.inputs),
    )
    inner = (tag(name, href=href) for name, found in hrefs for href in found)
    return tag("decisionService", *e.head(node), _variable(node), *inner, id=node.id, name=node.name)


_NODES: dict[type, Callable[[Elements, Any], Tag]] = {
    m.InputData: _input_data,
    m.Decision: _decision,
    m.Knowledge: _knowledge,
    m.Service: _service,
}
