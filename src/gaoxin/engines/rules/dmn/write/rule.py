"""A policy as a decision model: facts are inputs; named values, conditions and the verdict are decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write import types
from gaoxin.engines.rules.dmn.write.findings import Findings, find
from gaoxin.engines.rules.dmn.write.names import MARK, Names
from gaoxin.engines.rules.dmn.write.rows import table_of
from gaoxin.engines.rules.dmn.write.typing import type_of
from gaoxin.engines.rules.dmn.write.within import BODY, CALL, NAME, PARAMETERS, SCOPES
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.unparse import unparse
from gaoxin.engines.rules.rule import AS_OF, Rule
from gaoxin.engines.rules.tree import names as names_in
from gaoxin.engines.rules.tree import transform

VERDICT, AMOUNT = "verdict", "amount"
DAY = Text("匹配日", "Day of the match")
_WORDS = {"condition": "条件", "define": "取值", "finding": "认定"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A model and what its elements stand for: by element id, the id of a fact, value, condition or finding."""

    definitions: m.Definitions
    facts: Mapping[str, str]
    defined: Mapping[str, str]
    conditions: Mapping[str, str]
    findings: Mapping[str, str]
    points: Mapping[str, tuple[Decimal, Decimal]]


def draw(rule: Rule, shared: Mapping[str, ast.Node], vocabulary: Vocabulary) -> Drawing:
    """The model of a rule; `shared` are the derived facts it may name."""
    return _Drawer(rule, shared, vocabulary).draw()


@dataclass(slots=True)
class _Drawer:
    rule: Rule
    shared: Mapping[str, ast.Node]
    vocabulary: Vocabulary
    names: Names = field(default_factory=Names)
    called: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)

    def draw(self) -> Drawing:
        """Name everything, then write each element."""
        derived = self._derived()
        trees = [*derived.values(), *self.rule.define.values(), *(c.node for c in self.rule.conditions)]
        trees += [] if self.rule.amount is None else [self.rule.amount]
        self.findings = find(trees)
        conditions = self._name_all(trees, derived)
        logic = {**{self.ids[key]: node for key, node in {**derived, **self.rule.define}.items()}}
        logic |= {f"c_{c.id}": c.node for c in self.rule.conditions}
        logic |= {} if self.rule.amount is None else {AMOUNT: self.rule.amount}
        decisions = [self._decision(id_, node, conditions) for id_, node in logic.items()]
        nodes = (*self._inputs(trees), *self._knowledge(trees), *decisions, self._verdict(conditions))
        space = f"urn:gaoxin:policy:{self.rule.id}:{self.rule.version}"
        found = m.Definitions(self.rule.title.zh, space, "", (), self._items(trees, derived), nodes)
        return self._drawing(found, trees)

    def _drawing(self, definitions: m.Definitions, trees: Iterable[ast.Node]) -> Drawing:
        facts = {self.ids[name]: name for name in self._mentioned(trees)}
        facts |= {self.ids[name]: name for name in self._derived()}
        return Drawing(
            definitions,
            facts,
            {self.ids[name]: name for name in self.rule.define},
            {f"c_{c.id}": c.id for c in self.rule.conditions},
            {self.ids[where]: where for where in self.findings.places},
            {self.ids[where]: each.points for where, each in self.findings.places.items() if each.points},
        )

    def _derived(self) -> dict[str, ast.Node]:
        """The derived facts the rule needs, and those that they need, in order of use."""
        found: dict[str, ast.Node] = {}
        amount = [] if self.rule.amount is None else [self.rule.amount]
        pending = [*(c.node for c in self.rule.conditions), *self.rule.define.values(), *amount]
        while pending:
            for name in sorted(names_in(pending.pop())):
                if name in self.shared and name not in found:
                    found[name] = self.shared[name]
                    pending.append(self.shared[name])
        return found

    def _mentioned(self, trees: Iterable[ast.Node]) -> list[str]:
        """The facts asked for, in the order of the vocabulary; the day comes first."""
        found = frozenset[str]().union(*map(names_in, trees))
        facts = [f.id for f in self.vocabulary if f.id in found and f.id not in self._derived()]
        return [AS_OF, *facts] if AS_OF in found else facts

    def _name_all(self, trees: Iterable[ast.Node], derived: Mapping[str, ast.Node]) -> dict[str, str]:
        """Fix names, ids and types of all that expressions may name; the names of conditions by id."""
        for fact in self._mentioned(trees):
            title = DAY.zh if fact == AS_OF else self.vocabulary[fact].name.zh
            self._call(
                fact, f"i_{fact}", title, "date" if fact == AS_OF else types.type_ref(self.vocabulary[fact])
            )
        for fact, node in derived.items():
            ref = (
                types.type_ref(self.vocabulary[fact])
                if self.vocabulary[fact].codes
                else type_of(node, self.types)
            )
            self._call(fact, f"f_{fact}", self.vocabulary[fact].name.zh, ref)
        for name, node in self.rule.define.items():
            self._call(name, f"d_{name}", self._label(name), type_of(node, self.types), "define")
        for number, (where, finding) in enumerate(self.findings.places.items(), 1):
            ref = "number" if finding.points else "boolean"
            self._call(where, f"h_{number}", self._found(where), ref, "finding")
        return {c.id: self.names.give(c.title.zh, _WORDS["condition"]) for c in self.rule.conditions}

    def _call(self, key: str, id_: str, title: str, ref: str, kind: str = "") -> None:
        self.called[key] = self.names.give(title, _WORDS.get(kind, ""))
        self.ids[key], self.types[key] = id_, ref

    def _label(self, name: str) -> str:
        outer, _, item = name.partition(".")
        titles = [self.rule.labels.get(outer, Text(outer)).zh]
        titles += [self.rule.labels.get(name, Text(item)).zh] if item else []
        return MARK.join(titles)

    def _found(self, where: str) -> str:
        """The title of a finding: that of its condition or value, and what is found."""
        kind, _, rest = where.partition(".")
        ids = {c.id: c.title.zh for c in self.rule.conditions}
        first = rest.split(".")[0]
        if kind == "conditions":
            title = ids[first]
        else:
            title = (
                self._label(".".join(rest.split(".")[:2])) if rest in self.rule.define else self._label(first)
            )
        return f"{title}{MARK}{'评分' if self.findings.places[where].points else _WORDS['finding']}"

    def _inputs(self, trees: Iterable[ast.Node]) -> list[m.Node]:
        asked = [*self._mentioned(trees), *self.findings.places]
        return [m.InputData(self.ids[key], self.called[key], self.types[key]) for key in asked]

    def _knowledge(self, trees: Iterable[ast.Node]) -> list[m.Node]:
        if not any(CALL in names_in(tree) for tree in trees):
            return []
        logic = m.FunctionBox(PARAMETERS, m.Literal(BODY))
        return [m.Knowledge(SCOPES, self.names.give(NAME), "", (), logic)]

    def _decision(self, id_: str, node: ast.Node, conditions: Mapping[str, str]) -> m.Decision:
        plain = self.findings.replace(node)
        needs = [self.ids[name] for name in sorted(names_in(plain)) if name in self.ids]
        needs += [SCOPES] if CALL in names_in(plain) else []
        ref = self._ref(id_, node)
        said = self._said(plain)
        logic = table_of(said, ref) or m.Literal(unparse(said, {*self.called.values(), NAME}))
        key = {v: k for k, v in self.ids.items()}.get(id_, "")
        name = conditions.get(id_.removeprefix("c_")) if id_.startswith("c_") else self.called.get(key)
        return m.Decision(
            id_, name or self.names.give("金额"), ref, tuple(f"#{each}" for each in needs), logic
        )

    def _ref(self, id_: str, node: ast.Node) -> str:
        if id_.startswith("c_"):
            return "boolean"
        key = {v: k for k, v in self.ids.items()}.get(id_)
        return type_of(node, self.types) if key is None else self.types[key]

    def _said(self, node: ast.Node) -> ast.Node:
        """The expression over the names of the model."""
        names = {**self.called, CALL: NAME}
        return transform(
            node, lambda n: ast.Name(names[n.id]) if isinstance(n, ast.Name) and n.id in names else n
        )

    def _verdict(self, conditions: Mapping[str, str]) -> m.Decision:
        parts = tuple(ast.Name(name) for name in conditions.values())
        node = parts[0] if len(parts) == 1 else ast.And(parts)
        needs = tuple(f"#c_{id_}" for id_ in conditions)
        text = unparse(node, conditions.values())
        return m.Decision(VERDICT, self.names.give("判定"), "boolean", needs, m.Literal(text))

    def _items(self, trees: Iterable[ast.Node], derived: Mapping[str, ast.Node]) -> tuple[m.Item, ...]:
        facts = [self.vocabulary[f] for f in (*self._mentioned(trees), *derived) if f != AS_OF]
        found = {item.name: item for item in map(types.item_of, facts) if item is not None}
        return tuple(found.values())
