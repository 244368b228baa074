"""Writing models: what is written reads back, is valid by the schema of the standard, and is drawn without overlap."""

from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from gaoxin.engines.rules.dmn import DmnError
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.reading import read_definitions
from gaoxin.engines.rules.dmn.write import write_definitions
from gaoxin.engines.rules.dmn.write.elements import Note
from gaoxin.engines.rules.dmn.write.layout import layout, required
from gaoxin.engines.rules.dmn.write.tags import tag

KIT = Path(__file__).parents[3] / "shared" / "dmn-tck"
MODELS = sorted(KIT.glob("compliance-level-*/*/*.dmn"))


def _read(path: Path) -> m.Definitions:
    try:
        return read_definitions(path.read_bytes())
    except DmnError as error:
        pytest.skip(f"not readable: {error}")


def _known(found: m.Definitions) -> m.Definitions:
    """Requirements by kind, as the schema orders them; a table's column without expression has an empty one."""
    kinds = {node.id: type(node) for node in found.nodes}

    def rank(href: str) -> bool:
        return kinds.get(href.rpartition("#")[2], m.Decision) in (m.Knowledge, m.Service)

    nodes = tuple(
        replace(node, requires=tuple(sorted(node.requires, key=rank)))
        if isinstance(node, m.Decision | m.Knowledge)
        else node
        for node in found.nodes
    )
    return replace(found, nodes=nodes)


@pytest.mark.skipif(not MODELS, reason="the compatibility kit is not beside the project")
@pytest.mark.parametrize("path", MODELS, ids=lambda p: p.parent.name)
def test_every_model_of_the_kit_reads_back(path: Path) -> None:
    found = _read(path)
    assert read_definitions(write_definitions(found).encode()) == _known(found)


@pytest.mark.skipif(not MODELS, reason="the compatibility kit is not beside the project")
@pytest.mark.parametrize("path", MODELS[::10], ids=lambda p: p.parent.name)
def test_layouts_neither_overlap_nor_lead_down(path: Path) -> None:
    found = _read(path)
    drawn = layout(found.nodes)
    for a, b in combinations(drawn.boxes.values(), 2):
        apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.bottom <= b.y or b.bottom <= a.y
        assert apart
    needs = required(found.nodes)
    for (lower, upper), path_ in drawn.paths.items():
        if upper not in needs[lower]:
            assert [y for _, y in path_] == sorted((y for _, y in path_), reverse=True)


def test_no_edge_passes_through_a_shape() -> None:
    names = [f"d{number}" for number in range(40)]
    nodes = [
        m.Decision(name, name, "", tuple(f"#{other}" for other in names[at + 1 :: at + 2]), None)
        for at, name in enumerate(names)
    ]
    drawn = layout(nodes)
    for (lower, upper), path in drawn.paths.items():
        for (x1, y1), (x2, y2) in pairwise(path):
            for node, box in drawn.boxes.items():
                within = min(y1, y2) < box.bottom and max(y1, y2) > box.y
                assert node in (lower, upper) or not (
                    within and min(x1, x2) < box.x + box.width and max(x1, x2) > box.x
                )


def test_texts_and_notes_are_escaped() -> None:
    found = m.Definitions(
        "名<&\"'", "urn:x", "", nodes=(m.Decision("d", "甲", "", (), m.Literal('"<&>" + "\\u0000"')),)
    )
    note = Note("a & b", (tag("gx:a", text="行一\n  行二 <&>\r\t", b='"<'),))
    text = write_definitions(found, {"d": note, "": note}, namespaces=(("gx", "urn:gx"),))
    assert read_definitions(text.encode()) == found
    assert "&#13;" in text
    assert (
        read_definitions(write_definitions(replace(found, name="a\x00\ud800")).encode()).name
        == "a\ufffd\ufffd"
    )


def test_circles_are_laid_out() -> None:
    nodes = (m.Decision("a", "a", "", ("#b",), None), m.Decision("b", "b", "", ("#a",), None))
    assert len(layout(nodes).boxes) == 2
