"""Asking an exported model what a pack's worked case asks the pack."""

from gaoxin.center.cases import worked
from gaoxin.center.library import Library
from gaoxin.engines.packs.kinds import Case, Policy
from gaoxin.engines.rules.decide import FirmFacts, Verdict, absent, decide
from gaoxin.engines.rules.dmn import Model, read
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.run import Run
from gaoxin.engines.rules.dmn.write import write_definitions
from gaoxin.engines.rules.dmn.write.rule import Drawing, draw
from gaoxin.engines.rules.feel import Scope
from gaoxin.engines.rules.rule import Rule
from gaoxin.engines.rules.unknown import Interval, Unknown


class Asker:
    """Draws each rule once and asks its model about cases."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.models: dict[tuple[str, str], tuple[Drawing, Model]] = {}

    def model(self, rule: Rule, day) -> tuple[Drawing, Model]:
        key = (rule.id, rule.version, str(sorted(self.library.shared(day))))
        if key not in self.models:
            drawing = draw(rule, self.library.shared(day), self.library.vocabulary)
            self.models[key] = drawing, read(write_definitions(drawing.definitions).encode())
        return self.models[key]

    def ask(self, policy: Policy, case: Case) -> tuple[Verdict, str, bool, object, object]:
        """The pack's verdict, the model's state in policy mode, whether all facts are known, the plain answer, the amount."""
        rule, facts = worked(policy, case, self.library)
        drawing, model = self.model(rule, case.as_of or policy.cases.as_of)
        given = {**_known(drawing, facts, self.library), **_findings(drawing, rule)}
        classed = {
            id_: facts[fact]
            for id_, fact in drawing.facts.items()
            if id_.startswith("f_") and dict.__contains__(facts, fact)
        }
        told = _value(model, "verdict", given, classed, "policy")
        amount = _value(model, "amount", given, classed, "policy") if rule.amount is not None else None
        complete = not any(isinstance(each, Unknown) for each in given.values())
        plain = _value(model, "verdict", given, classed, "conformance") if complete else None
        return decide(rule, facts), state(told), complete, plain, amount


def _value(model: Model, id_: str, given, classed, mode) -> object:
    """The value of a decision; `classed` are derived facts that a case gives by hand."""
    known = {(model.main.namespace, key): value for key, value in classed.items()}
    return Run(Scope({}, mode=mode), given, known).value(model.main, model.main.by_id[id_])


def state(value: object) -> str:
    if isinstance(value, Unknown):
        return value.state
    return {True: "eligible", False: "ineligible", None: "needs_data"}[value]


def _known(drawing: Drawing, facts: FirmFacts, library: Library) -> dict[str, object]:
    names = {node.id: node.name for node in drawing.definitions.nodes if isinstance(node, m.InputData)}
    return {
        names[id_]: dict.get(
            facts, fact, absent(fact, library.vocabulary) if fact in library.vocabulary else None
        )
        for id_, fact in drawing.facts.items()
        if id_ in names
    }


def _findings(drawing: Drawing, rule: Rule) -> dict[str, object]:
    names = {node.id: node.name for node in drawing.definitions.nodes}
    found = {}
    for id_, where in drawing.findings.items():
        points = drawing.points.get(id_)
        possible = Interval(*points) if points else None
        found[names[id_]] = Unknown(review=frozenset((where,)), possible=possible)
    return found
