"""What a person has to find: in a model it is an input, yes or no, or points between two bounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.tree import transform, walk

REVIEW = ast.Name("review")


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding at one place of a policy; `points` are the bounds of a judged score, None for yes or no."""

    points: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a policy by their place."""

    places: Mapping[str, Finding] = field(default_factory=dict)

    def replace(self, node: ast.Node) -> ast.Node:
        """The expression that names its findings instead of calling for a review."""
        return transform(node, self._named)

    def _named(self, node: ast.Node) -> ast.Node:
        where = place_of(node)
        if where:
            return ast.Name(where)
        scored = isinstance(node, ast.If) and isinstance(node.test, ast.Name)
        if scored and self.places.get(node.test.id, Finding()).points:  # type: ignore[attr-defined]
            return node.test  # type: ignore[attr-defined,no-any-return]
        return node


def find(trees: Iterable[ast.Node]) -> Findings:
    """Every finding that the expressions call for."""
    found: dict[str, Finding] = {}
    for node in (inner for tree in trees for inner in walk(tree)):
        if where := place_of(node):
            found.setdefault(where, Finding())
        if isinstance(node, ast.If) and (where := place_of(node.test)) and (points := _points(node)):
            found[where] = Finding(points)
    return Findings(found)


def place_of(node: ast.Node) -> str:
    """The place that a call of `review` names; empty for other nodes."""
    if not isinstance(node, ast.Call) or node.function != REVIEW or len(node.args) != 1:
        return ""
    place = node.args[0]
    return place.value if isinstance(place, ast.Literal) and isinstance(place.value, str) else ""


def _points(node: ast.If) -> tuple[Decimal, Decimal] | None:
    high, low = (n.value if isinstance(n, ast.Literal) else None for n in (node.yes, node.no))
    return (low, high) if isinstance(low, Decimal) and isinstance(high, Decimal) else None
