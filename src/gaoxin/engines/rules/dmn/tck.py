"""Runs the DMN technology compatibility kit against this engine."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.evaluate import Model, Result, read
from gaoxin.engines.rules.dmn.run import Inputs
from gaoxin.engines.rules.dmn.xml import Element, parse_xml
from gaoxin.engines.rules.feel.characters import normal_name
from gaoxin.engines.rules.feel.comparison import equal
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.temporal.read import read_date, read_duration, read_moment, read_time
from gaoxin.engines.rules.feel.values import Value

TOLERANCE = Decimal("1e-8")
LEVELS = ("compliance-level-2", "compliance-level-3")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result node: what was expected and what came."""

    folder: str
    case: str
    node: str
    passed: bool
    expected: str = ""
    found: str = ""
    told: bool = True


@dataclass(slots=True)
class Report:
    """The outcomes of a run, by level."""

    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)

    def summary(self) -> list[str]:
        """One line for each level."""
        return [f"{level}: {_rate(found)}" for level, found in self.outcomes.items()]

    def failures(self) -> list[Outcome]:
        """Everything that did not pass."""
        return [each for found in self.outcomes.values() for each in found if not each.passed]


def _rate(found: list[Outcome]) -> str:
    counts = Counter(each.passed for each in found)
    silent = sum(not each.told for each in found)
    return f"{counts[True]} of {len(found)} ({counts[True] / max(len(found), 1):.2%}), {silent} silent nulls"


def run(directory: str | Path) -> Report:
    """Every test of every folder under the levels of a kit."""
    report = Report()
    for level in LEVELS:
        folders = sorted(each for each in (Path(directory) / level).glob("*") if each.is_dir())
        report.outcomes[level] = [outcome for folder in folders for outcome in run_folder(folder)]
    return report


def run_folder(folder: Path) -> list[Outcome]:
    """The tests of one folder."""
    return [outcome for path in sorted(folder.glob("*-test-*.xml")) for outcome in _run_file(path)]


def _run_file(path: Path) -> Iterator[Outcome]:
    root = parse_xml(path.read_bytes())
    model = _model(path.parent / root.text_of("modelName"))
    for case in root.all("testCase"):
        inputs = _inputs(case)
        for node in case.all("resultNode"):
            yield _outcome(path.parent.name, case, node, _ask(model, case, node, inputs))


def _model(path: Path) -> Model | DmnError:
    try:
        return read(path)
    except DmnError as error:
        return error


def _inputs(case: Element) -> Inputs:
    """Values by name, and by namespace and name where a case tells the namespace."""
    found: dict[str | tuple[str, str], Value] = {}
    for each in case.all("inputNode"):
        name, namespace = normal_name(each.get("name")), each.get("namespace")
        found[(namespace, name) if namespace else name] = _value(each)
    return found


def _ask(model: Model | DmnError, case: Element, node: Element, inputs: Inputs) -> Result | str:
    if isinstance(model, DmnError):
        return str(model)
    try:
        if case.get("type") == "decisionService":
            return _ask_service(model, case.get("invocableName"), node.get("name"), inputs)
        return model.evaluate(node.get("name"), inputs)
    except DmnError as error:
        return str(error)


def _ask_service(model: Model, service: str, output: str, inputs: Inputs) -> Result:
    """A result node names one of the output decisions; where there are several, the context holds it."""
    result = model.evaluate_service(service, inputs)
    if isinstance(result.value, dict) and output in result.value:
        return Result(result.value[output], result.problems)
    return result


def _outcome(folder: str, case: Element, node: Element, result: Result | str) -> Outcome:
    wanted = node.first("expected")
    expected = _value(wanted) if wanted else None
    error = node.get("errorResult") == "true"
    value = None if isinstance(result, str) else result.value
    passed = value is None if error else not isinstance(result, str) and agree(expected, value)
    told = not error or isinstance(result, str) or bool(result.problems)
    found = result if isinstance(result, str) else f"{value!r} {[str(each) for each in result.problems]}"
    return Outcome(folder, case.get("id"), node.get("name"), passed, repr(expected), found, told)


def agree(expected: Value, value: Value) -> bool:
    """Numbers within 1e-8, lists in order, contexts by key, all else equal."""
    if isinstance(expected, Decimal) and isinstance(value, Decimal):
        return abs(expected - value) < TOLERANCE
    if isinstance(expected, list) and isinstance(value, list):
        return len(expected) == len(value) and all(map(agree, expected, value))
    if isinstance(expected, dict) and isinstance(value, dict):
        return expected.keys() == value.keys() and all(agree(expected[key], value[key]) for key in expected)
    try:
        return expected == value or equal(expected, value)
    except Failure:
        return False


def _value(element: Element) -> Value:
    value, items, parts = element.first("value"), element.first("list"), element.all("component")
    if items is not None:
        return None if items.get("nil") == "true" else [_value(each) for each in items.all("item")]
    if parts:
        return {each.get("name"): _value(each) for each in parts}
    return None if value is None or value.get("nil") == "true" else _typed(value)


def _typed(element: Element) -> Value:
    text, kind = element.text, element.get("type").rpartition(":")[2]
    readers: dict[str, Callable[[str], Value]] = {
        "date": read_date,
        "time": read_time,
        "dateTime": read_moment,
        "duration": read_duration,
        "boolean": lambda each: each == "true",
    }
    if kind in ("decimal", "double", "integer", "int", "float", "long"):
        return Decimal(text.strip())
    return readers[kind](text.strip()) if kind in readers else text
