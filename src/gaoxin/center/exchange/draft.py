"""Someone else's model as the draft of a policy: conditions in FEEL, and what a person has to fill in."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gaoxin.base.text import Text
from gaoxin.center.exchange.meanings import Meanings, meanings
from gaoxin.center.exchange.plain_yaml import as_policy
from gaoxin.center.exchange.verdicts import Part, conditions_of, verdict_of
from gaoxin.center.library import Library
from gaoxin.engines.packs.kinds import Policy
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.dmn import DmnError, Model
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.feel_of import feel_of
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.unparse import unparse
from gaoxin.engines.rules.tree import names as names_in
from gaoxin.engines.rules.tree import transform

UNSTATED = "未注明"
_FILL = Text(
    "请填写：文号、标题、发文机关、生效日；各条件的条款；至少八个案例",
    "fill in: document number, title, issuer and dates; the clause of each condition; at least eight cases",
)


def draft(
    model: Model, library: Library, day: dt.date, id_: str, decision: str = ""
) -> tuple[Policy, list[Text]]:
    """The draft and the notes for the person; PackError where no decision can be a verdict."""
    return _Draft(model, library, day, id_).made(decision)


@dataclass(slots=True)
class _Draft:
    model: Model
    library: Library
    day: dt.date
    id: str
    notes: list[Text] = field(default_factory=list)
    known: Meanings = field(init=False)
    keys: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        nodes = self.model.main.definitions.nodes
        inputs = [node.name for node in nodes if isinstance(node, m.InputData)]
        self.known = meanings(inputs, self.library.vocabulary)
        decisions = [node for node in nodes if isinstance(node, m.Decision)]
        self.keys = {node.name: f"value_{number}" for number, node in enumerate(decisions, 1)}

    def made(self, decision: str) -> tuple[Policy, list[Text]]:
        """The policy over the chosen verdict."""
        verdict, others = verdict_of(self.model, decision)
        parts = conditions_of(self.model.main, verdict)
        define = dict(self._define(parts))
        conditions = [self._condition(number, part) for number, part in enumerate(parts, 1)]
        self.notes += [*self.known.notes(), *map(_left_out, others), _FILL]
        return as_policy(self._data(conditions, define), self.id), self.notes

    def _data(self, conditions: list[dict[str, Any]], define: dict[str, Any]) -> dict[str, Any]:
        title = self.model.name or self.id
        note = "；".join(text.zh for text in (Text(f"由决策模型“{title}”导入的草稿"), *self.notes))
        source = {"number": UNSTATED, "title": title, "confirmed": self.day, "confidence": "uncertain"}
        version = {"from": self.day, "source": source | {"note": note}}
        version |= {"define": define} if define else {}
        version |= {"conditions": conditions, "outcome": {"title": {"zh": title, "en": title}}}
        return {
            "id": self.id,
            "title": {"zh": title, "en": title},
            "kind": "recognition",
            "issuer": {"zh": UNSTATED, "en": "not stated"},
            "versions": [version],
            "cases": {"as_of": self.day, "firms": {"base": {}}, "list": []},
        }

    def _condition(self, number: int, part: Part) -> dict[str, Any]:
        return {
            "id": f"condition_{number}",
            "title": {"zh": part.title, "en": part.title},
            "clause": UNSTATED,
            "confidence": "uncertain",
            "feel": self._text(part.node),
        }

    def _define(self, parts: list[Part]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The decisions that conditions rest on, those they need first."""
        trees = {node.name: tree for node, tree in self._needed(parts)}
        for name, tree in reversed(trees.items()):
            yield self.keys[name], {"title": {"zh": name, "en": name}, "feel": self._text(tree)}

    def _needed(self, parts: list[Part]) -> Iterator[tuple[m.Decision, ast.Node]]:
        decisions = {n.name: n for n in self.model.main.definitions.nodes if isinstance(n, m.Decision)}
        depths: dict[str, int] = {}
        trees: dict[str, ast.Node] = {}
        pending = [(name, 1) for part in parts for name in sorted(names_in(part.node))]
        while pending:
            name, depth = pending.pop()
            if name not in decisions or depth <= depths.get(name, 0):
                continue
            if depth > len(decisions):
                raise PackError(self.id, Text(f"“{name}”依赖自身", f"{name!r} requires itself"))
            depths[name] = depth
            trees.setdefault(name, feel_of(self.model.main, decisions[name]))
            pending += [(inner, depth + 1) for inner in sorted(names_in(trees[name]))]
        for name in sorted(trees, key=lambda name: depths[name]):
            yield decisions[name], trees[name]

    def _text(self, tree: ast.Node) -> str:
        said = transform(tree, lambda n: self._meant(n) if isinstance(n, ast.Name) else n)
        try:
            return unparse(said, names_in(said))
        except TypeError as error:
            raise DmnError(str(error), self.model.main.definitions.source) from None

    def _meant(self, node: ast.Name) -> ast.Node:
        if node.id in self.keys:
            return ast.Name(self.keys[node.id])
        return self.known.nodes.get(node.id, node)


def _left_out(name: str) -> Text:
    return Text(
        f"决策“{name}”未导入；可用 --decision 选择",
        f"the decision {name!r} was left out; choose by --decision",
    )
