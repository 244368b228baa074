"""The entry: read a model and evaluate its decisions and services."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn import rules, tables
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.load import Resolve, Source, load
from gaoxin.engines.rules.dmn.run import Inputs, Run
from gaoxin.engines.rules.dmn.unit import Unit
from gaoxin.engines.rules.feel.errors import Failure, FeelError
from gaoxin.engines.rules.feel.scope import Mode, Problem, Scope, Trace
from gaoxin.engines.rules.feel.values import Value

NODE_RULES = (rules, tables)
"""The modules that teach the interpreter the nodes of decision models."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a decision gives, and everything that became null on the way."""

    value: Value
    problems: tuple[Problem, ...]


class Model:
    """A decision model with all it imports."""

    def __init__(self, main: Unit, units: dict[str, Unit]) -> None:
        self.main = main
        self.units = units

    @property
    def name(self) -> str:
        """The name of the main file's definitions."""
        return self.main.definitions.name

    @property
    def decisions(self) -> list[str]:
        """The names of the decisions."""
        return [node.name for node in self.main.definitions.nodes if isinstance(node, m.Decision)]

    def check(self) -> list[str]:
        """Everything that cannot be read in any file, one line each."""
        found: list[str] = []
        for unit in self.units.values():
            for node in unit.definitions.nodes:
                if isinstance(node, m.Decision | m.Knowledge):
                    found += _faults_of(unit, node)
        return found

    def evaluate(
        self,
        decision: str,
        inputs: Inputs,
        trace: Trace | None = None,
        *,
        mode: Mode = "conformance",
        clock: Callable[[], datetime.datetime] | None = None,
    ) -> Result:
        """The value of a decision (or of a service without arguments to give) for these inputs."""
        node = self.main.of_name(decision, (m.Decision, m.Knowledge))
        return self._result(mode, clock, trace, lambda root: Run(root, inputs).value(self.main, node))

    def evaluate_service(
        self,
        service: str,
        inputs: Inputs,
        trace: Trace | None = None,
        *,
        mode: Mode = "conformance",
        clock: Callable[[], datetime.datetime] | None = None,
    ) -> Result:
        """The output decision of a service, or a context of several; its parameters are the inputs."""
        node = self.main.of_name(service, (m.Service,))
        assert isinstance(node, m.Service)
        given = {key: value for key, value in inputs.items() if isinstance(key, str)}
        return self._result(
            mode, clock, trace, lambda root: Run(root, inputs).service(self.main, node, given)
        )

    def _result(
        self,
        mode: Mode,
        clock: Callable[[], datetime.datetime] | None,
        trace: Trace | None,
        ask: Callable[[Scope], Value],
    ) -> Result:
        root = Scope({}, mode=mode, clock=clock) if clock else Scope({}, mode=mode)
        root.state.trace = trace
        return Result(_asked(ask, root), tuple(root.problems))


def _asked(ask: Callable[[Scope], Value], root: Scope) -> Value:
    try:
        return ask(root)
    except RecursionError:
        return root.fail("the evaluation goes too deep")
    except (FeelError, Failure) as error:
        return root.fail(error)


def _faults_of(unit: Unit, node: m.Decision | m.Knowledge) -> list[str]:
    marks = len(unit.faults)
    source = unit.definitions.source
    try:
        unit.tree(node)
    except DmnError as error:
        return [str(error)]
    return [f"{source}: {each}" if source else each for each in unit.faults[marks:]]


def read(source: Source, resolve: Resolve | None = None) -> Model:
    """A model from a path or bytes; `resolve` finds imported models by namespace and location.

    Without it, models beside the file are found. Raises DmnError in one line.
    """
    main, found = load(source, resolve)
    units: dict[str, Unit] = {}
    for definitions in _imported_first(main, found):
        units[definitions.namespace] = Unit(definitions, units)
    return Model(units[main.namespace], units)


def _imported_first(main: m.Definitions, found: dict[str, m.Definitions]) -> list[m.Definitions]:
    order: list[m.Definitions] = []
    seen: set[str] = set()

    def visit(definitions: m.Definitions) -> None:
        if definitions.namespace in seen:
            return
        seen.add(definitions.namespace)
        for each in definitions.imports:
            if each.namespace in found:
                visit(found[each.namespace])
        order.append(definitions)

    visit(main)
    return order
