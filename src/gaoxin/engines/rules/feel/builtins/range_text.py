"""The function range, which reads a range from text (clause 10.3.4.1)."""

from gaoxin.engines.rules.feel import ast, comparison
from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.errors import Failure, FeelError
from gaoxin.engines.rules.feel.interpreter.run import run
from gaoxin.engines.rules.feel.parse import parse
from gaoxin.engines.rules.feel.scope import Scope
from gaoxin.engines.rules.feel.values import RangeValue, Value

_MAKERS = frozenset(("date", "time", "date and time", "duration"))


@builtin("range(from: string)")
def range_from(text: str) -> RangeValue:
    """A range whose ends are literals in ascending order."""
    try:
        node = parse(text)
    except FeelError as error:
        raise Failure(f"{text!r} is no range") from error
    if not isinstance(node, ast.Range):
        raise Failure(f"{text!r} is no range")
    low, high = _end(node.low), _end(node.high)
    if comparison.order(">", low, high):
        raise Failure(f"the range {text!r} runs backward")
    return RangeValue(low, high, node.low_included, node.high_included)


def _end(node: ast.Node) -> Value:
    if isinstance(node, ast.Literal):
        return node.value
    if _is_maker(node):
        return run(node, Scope({}))
    raise Failure("the ends of a range are literals")


def _is_maker(node: ast.Node) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.function, ast.Name)
        and node.function.id in _MAKERS
        and len(node.args) == 1
        and isinstance(node.args[0], ast.Literal)
    )
