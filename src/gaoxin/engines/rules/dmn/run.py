"""One evaluation of a model: required nodes first, each once (clause 10.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.unit import Unit
from gaoxin.engines.rules.feel.errors import Failure, FeelError
from gaoxin.engines.rules.feel.interpreter.run import run as run_tree
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.types import fit
from gaoxin.engines.rules.feel.values import Value
from gaoxin.engines.rules.unknown import Unknown

Key: TypeAlias = tuple[str, str]
"""Namespace and id of a node."""

Inputs: TypeAlias = Mapping[str | tuple[str, str], Value]
"""Values by name, or by namespace and name for inputs of imported models."""


class Run:
    """The values of the nodes for one set of inputs; `known` are given from outside."""

    def __init__(self, root: Scope, inputs: Inputs, known: dict[Key, Value] | None = None) -> None:
        self.root = root
        self.inputs = inputs
        self.known: dict[Key, Value] = dict(known or {})
        self.open: set[Key] = set()

    def value(self, unit: Unit, node: m.Node) -> Value:
        """The value of a node."""
        key = (unit.namespace, node.id)
        if key in self.known:
            return self.known[key]
        if key in self.open:
            self.root.fail(f"{node.name} requires itself")
            return None
        self.open.add(key)
        self.known[key] = value = self._told(unit, node)
        self.open.discard(key)
        return value

    def _told(self, unit: Unit, node: m.Node) -> Value:
        marks = len(self.root.problems)
        value = self._evaluate(unit, node)
        fresh = self.root.problems[marks:]
        if fresh and isinstance(node, m.Decision):
            self.root.problems[marks:] = [
                each if each.where.startswith("decision ") else each.within(f"decision {node.name}")
                for each in fresh
            ]
        return value

    def _evaluate(self, unit: Unit, node: m.Node) -> Value:
        if isinstance(node, m.InputData):
            return self._input(unit, node)
        if isinstance(node, m.Service):
            return ServiceFunction(unit, node, self)
        if isinstance(node, m.Knowledge):
            return self._knowledge(unit, node)
        try:
            return run_tree(unit.tree(node), self._scope(unit, node.requires))
        except (DmnError, FeelError) as error:
            return self.root.fail(error)

    def _input(self, unit: Unit, node: m.InputData) -> Value:
        for name in ((unit.namespace, node.name), node.name):
            if name in self.inputs:
                return self._fitted(unit, node.name, self.inputs[name], node.type_ref)
        self.root.fail(f"the input {node.name!r} is not given")
        return Unknown(missing=frozenset((node.name,))) if self.root.state.policy else None

    def _fitted(self, unit: Unit, name: str, value: Value, ref: str) -> Value:
        try:
            wanted = unit.types.optional(ref)
            return value if wanted is None else fit(value, wanted)
        except (Failure, DmnError) as reason:
            return self.root.fail(f"{name}: {reason}")

    def _scope(self, unit: Unit, requires: Sequence[str]) -> Scope:
        return Scope(self._required(unit, requires), self.root, types=unit.types.known)

    def _required(self, unit: Unit, requires: Sequence[str]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for href in requires:
            other, node = unit.node(href)
            prefix = unit.prefix(other)
            target = found.setdefault(prefix, {}) if prefix else found
            target[node.name] = self.value(other, node)
        return found

    def _knowledge(self, unit: Unit, node: m.Knowledge) -> Value:
        """The function of a knowledge model; it is known before what it requires, so it may recur."""
        values: dict[str, Value] = {}
        scope = Scope(values, self.root, types=unit.types.known)
        try:
            function = run_tree(unit.tree(node), scope)
            values[node.name] = self.known[(unit.namespace, node.id)] = function
            values |= self._required(unit, node.requires)
        except DmnError as error:
            return self.root.fail(error)
        return function

    def service(self, unit: Unit, node: m.Service, given: dict[str, Value]) -> Value:
        """The output decision of a service, or a context of several; Failure for unfit arguments."""
        known: dict[Key, Value] = {}
        for other, each in parameters(unit, node):
            wanted = other.types.optional(each.type_ref)
            value = given.get(each.name)
            known[(other.namespace, each.id)] = value if wanted is None else fit(value, wanted)
        inner = Run(self.root, {}, known)
        outputs = [unit.node(href) for href in node.outputs]
        values = {each.name: inner.value(other, each) for other, each in outputs}
        result = unit.types.result(node.type_ref)
        value = next(iter(values.values())) if len(values) == 1 else values
        return value if result is None else fit(value, result)


def parameters(unit: Unit, node: m.Service) -> list[tuple[Unit, m.InputData | m.Decision]]:
    """The parameters of a service: input data, then input decisions (clause 10.4)."""
    found = [unit.node(href) for href in (*node.inputs, *node.input_decisions)]
    return [(other, each) for other, each in found if isinstance(each, m.InputData | m.Decision)]


@dataclass(frozen=True, slots=True, eq=False)
class ServiceFunction:
    """A decision service as a function."""

    unit: Unit
    node: m.Service
    run: Run

    @property
    def parameters(self) -> Sequence[str]:
        """The names of the parameters."""
        return [each.name for _, each in parameters(self.unit, self.node)]

    def invoke(self, args: list[Value], named: dict[str, Value] | None, scope: Scope) -> Value:  # noqa: ARG002
        """The output decision, or a context of them; Failure where the arguments do not fit."""
        names = list(self.parameters)
        given = named if named is not None else dict(zip(names, args, strict=False))
        if given.keys() != set(names) or (named is None and len(args) != len(names)):
            raise Failure(f"{self.node.name} takes ({', '.join(names)})")
        return self.run.service(self.unit, self.node, given)
