"""The diagram of a model: shapes, edges and waypoints (clause 13, DMNDI)."""

from collections.abc import Iterator

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write.elements import requirement_id
from gaoxin.engines.rules.dmn.write.layout import Box, Layout, layout
from gaoxin.engines.rules.dmn.write.tags import Tag, tag


def diagram(definitions: m.Definitions) -> Tag:
    """DMNDI with one diagram of all elements."""
    found = layout(definitions.nodes)
    shapes = [_shape(node, found.boxes[node.id]) for node in definitions.nodes]
    edges = [edge for node in definitions.nodes for edge in _edges(node, found)]
    return tag("dmndi:DMNDI", tag("dmndi:DMNDiagram", *shapes, *edges, id="diagram"))


def _shape(node: m.Node, box: Box) -> Tag:
    bounds = tag("dc:Bounds", x=str(box.x), y=str(box.y), width=str(box.width), height=str(box.height))
    return tag("dmndi:DMNShape", bounds, id=f"shape-{node.id}", dmnElementRef=node.id)


def _edges(node: m.Node, found: Layout) -> Iterator[Tag]:
    if not isinstance(node, m.Decision | m.Knowledge):
        return
    for number, href in enumerate(node.requires):
        path = found.paths.get((href.rpartition("#")[2], node.id))
        if path is not None:
            points = (tag("di:waypoint", x=str(x), y=str(y)) for x, y in path)
            id_ = requirement_id(node, number)
            yield tag("dmndi:DMNEdge", *points, id=f"edge-{id_}", dmnElementRef=id_)
