"""The diagram of a model: shapes, edges and waypoints (clause 13, DMNDI)."""

from collections.abc import Iterator, Mapping

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write.elements import requirement_id
from gaoxin.engines.rules.dmn.write.layout import Box, layout
from gaoxin.engines.rules.dmn.write.tags import Tag, tag


def diagram(definitions: m.Definitions) -> Tag:
    """DMNDI with one diagram of all elements."""
    boxes = layout(definitions.nodes)
    shapes = [_shape(node, boxes[node.id]) for node in definitions.nodes]
    edges = [edge for node in definitions.nodes for edge in _edges(node, boxes)]
    return tag("dmndi:DMNDI", tag("dmndi:DMNDiagram", *shapes, *edges, id="diagram"))


def _shape(node: m.Node, box: Box) -> Tag:
    bounds = tag("dc:Bounds", x=str(box.x), y=str(box.y), width=str(box.width), height=str(box.height))
    return tag("dmndi:DMNShape", bounds, id=f"shape-{node.id}", dmnElementRef=node.id)


def _edges(node: m.Node, boxes: Mapping[str, Box]) -> Iterator[Tag]:
    if not isinstance(node, m.Decision | m.Knowledge):
        return
    for number, href in enumerate(node.requires):
        source = boxes.get(href.rpartition("#")[2])
        if source is not None:
            ends = (source.top, boxes[node.id].bottom)
            points = (tag("di:waypoint", x=str(x), y=str(y)) for x, y in ends)
            id_ = requirement_id(node, number)
            yield tag("dmndi:DMNEdge", *points, id=f"edge-{id_}", dmnElementRef=id_)
