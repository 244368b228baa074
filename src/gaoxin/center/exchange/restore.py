"""An exported policy as it was, with what was changed in the drawing as FEEL."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.exchange.extension import data_of, digest, ours
from gaoxin.center.exchange.plain_yaml import as_policy
from gaoxin.engines.packs.kinds import Policy
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.dmn import Model
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.feel_of import feel_of
from gaoxin.engines.rules.dmn.write.rule import VERDICT
from gaoxin.engines.rules.dmn.write.within import CALL, NAME, SCOPES
from gaoxin.engines.rules.dmn.xml import Element
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.unparse import unparse
from gaoxin.engines.rules.rule import AS_OF
from gaoxin.engines.rules.tree import names as names_in
from gaoxin.engines.rules.tree import transform

_KEPT = ("title", "clause")


@dataclass(slots=True)
class Restorer:
    """Puts a policy together from the elements of its model; `edited` gathers what is no longer as exported."""

    root: Element
    model: Model
    vocabulary: Vocabulary
    edited: list[str] = field(default_factory=list)

    def policy(self) -> Policy:
        """The policy; PackError where the file is damaged."""
        head, source = self._own(self.root, "policy"), self._own(self.root, "source")
        try:
            data = {"id": head.get("id"), "kind": head.get("kind"), **data_of(head, "policy")}
            version = data["versions"][int(head.get("version"))]
            document = {key: source.get(key) for key in ("number", "confirmed", "confidence")}
            version["source"] = document | data_of(source, "source")
            version["source"]["confirmed"] = dt.date.fromisoformat(document["confirmed"])
            version["conditions"] = self._conditions()
            if define := self._define():
                version["define"] = define
        except (KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
            if isinstance(error, PackError):
                raise
            raise self._damaged(f"{type(error).__name__} {error}") from error
        return as_policy(data, head.get("id"))

    def _own(self, element: Element, name: str) -> Element:
        found = ours(element, name)
        if found is None:
            raise self._damaged(name)
        return found

    def _damaged(self, what: str) -> PackError:
        zh = f"扩展元素已损坏（{what}）；请重新导出"
        return PackError(
            self.model.name, Text(zh, f"the extension elements are damaged ({what}); export again")
        )

    def _parts(self, name: str) -> list[tuple[m.Decision, Element]]:
        """The decisions that stand for a part of this kind, in the order of the export."""
        found = []
        for element in self.root.all("decision"):
            own = ours(element, name)
            node = self.model.main.by_id.get(element.get("id"))
            if own is not None and isinstance(node, m.Decision):
                found.append((node, own))
        return sorted(found, key=lambda pair: int(pair[1].get("at", "0")))

    def _conditions(self) -> list[dict[str, Any]]:
        known = {node.id: self._condition(node, own) for node, own in self._parts("condition")}
        verdict = self.model.main.by_id.get(VERDICT)
        if not isinstance(verdict, m.Decision):
            raise self._damaged(VERDICT)
        element = next(each for each in self.root.all("decision") if each.get("id") == VERDICT)
        if self._own(element, "verdict").get("logic") == digest(verdict.logic):
            return list(known.values())
        self.edited.append(verdict.name)
        return [known.get(node.id) or self._added(node) for node in self._required(verdict)]

    def _required(self, verdict: m.Decision) -> list[m.Decision]:
        """The decisions that an edited verdict joins by `and`."""
        logic = feel_of(self.model.main, verdict)
        parts = logic.parts if isinstance(logic, ast.And) else (logic,)
        decisions = {n.name: n for n in self.model.main.definitions.nodes if isinstance(n, m.Decision)}
        if not all(isinstance(part, ast.Name) and part.id in decisions for part in parts):
            zh, en = "应为若干决策以 and 相连", "it should join decisions by and"
            raise PackError(verdict.name, Text(zh, en))
        return [decisions[part.id] for part in parts if isinstance(part, ast.Name)]

    def _condition(self, node: m.Decision, own: Element) -> dict[str, Any]:
        data = data_of(own, node.name)
        head = {"id": own.get("id"), **{key: data.pop(key) for key in ("title", "clause")}}
        head["confidence"] = own.get("confidence")
        if "reading" in data:
            head["reading"] = data.pop("reading")
        if own.get("logic") == digest(node.logic):
            return head | data
        self.edited.append(node.name)
        return head | {"confidence": "uncertain", "feel": self._feel(node)}

    def _added(self, node: m.Decision) -> dict[str, Any]:
        return {
            "id": _identifier(node.id),
            "title": {"zh": node.name, "en": node.name},
            "clause": "未注明",
            "confidence": "uncertain",
            "feel": self._feel(node),
        }

    def _define(self) -> dict[str, Any]:
        items: dict[str, dict[str, Any]] = {}
        for node, own in self._parts("item"):
            items.setdefault(own.get("of"), {})[own.get("id")] = self._value(node, own)
        found: dict[str, Any] = {}
        for node, own in self._parts("define"):
            value = self._value(node, own)
            summed = own.get("items") and "feel" not in value
            found[own.get("id")] = value | ({"points": items.get(own.get("id"), {})} if summed else {})
        return found

    def _value(self, node: m.Decision, own: Element) -> dict[str, Any]:
        data = data_of(own, node.name)
        if own.get("logic") == digest(node.logic):
            return data
        self.edited.append(node.name)
        return {key: data[key] for key in _KEPT if key in data} | {"feel": self._feel(node)}

    def _feel(self, node: m.Decision) -> str:
        """The edited logic over the names that packs use."""
        called = self._called()
        calls = {NAME: ast.Name(CALL)}
        tree = transform(
            feel_of(self.model.main, node, kept=(NAME,)),
            lambda n: called.get(n.id, calls.get(n.id, n)) if isinstance(n, ast.Name) else n,
        )
        return unparse(tree, names_in(tree))

    def _called(self) -> dict[str, ast.Node]:
        """What each name of the model stands for in a pack."""
        found: dict[str, ast.Node] = {}
        for node in self.model.main.definitions.nodes:
            kind, _, rest = node.id.partition("_")
            make = _KINDS.get(kind)
            if make is not None and node.id != SCOPES:
                found[node.name] = make(self, node, rest)
        return found


def _fact(r: Restorer, node: m.Node, id_: str) -> ast.Node:  # noqa: ARG001
    return ast.Name(id_ if id_ == AS_OF or id_ not in r.vocabulary else r.vocabulary[id_].name.zh)


def _finding(r: Restorer, node: m.Node, id_: str) -> ast.Node:  # noqa: ARG001
    return ast.Call(ast.Name("review"), (ast.Literal(node.name),))


_KINDS: dict[str, Callable[[Restorer, m.Node, str], ast.Node]] = {
    "i": _fact,
    "f": _fact,
    "d": lambda r, node, id_: ast.Name(id_),  # noqa: ARG005
    "h": _finding,
}


def _identifier(text: str) -> str:
    plain = "".join(char if char.isascii() and char.isalnum() else "_" for char in text.lower())
    return plain if plain[:1].isalpha() else f"c_{plain}"
