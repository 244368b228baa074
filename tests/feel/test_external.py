"""External functions: a closed list, by signature; everything else is refused with a reason."""

from decimal import Decimal

import pytest

from gaoxin.engines.rules.feel import Scope, evaluate, parse


def run(definition: str, call: str) -> tuple[object, str]:
    scope = Scope({})
    value = evaluate(parse(f"{{f: {definition}, r: {call}}}.r"), scope)
    return value, " ".join(map(str, scope.problems))


def java(cls: str, signature: str, parameters: str = "a, b") -> str:
    return f'function({parameters}) external {{java: {{class: "java.lang.{cls}", method signature: "{signature}"}}}}'


@pytest.mark.parametrize(
    ("cls", "signature", "parameters", "call", "expected"),
    [
        ("Math", "max(int, int)", "a, b", "f(3, 7)", Decimal(7)),
        ("Math", "pow(double,double)", "a, b", "f(2, 10)", Decimal(1024)),
        ("Math", "round(double)", "a", "f(-2.5)", Decimal(-2)),
        ("Integer", "valueOf(java.lang.String)", "a", 'f("42")', Decimal(42)),
        ("String", "valueOf(char)", "a", 'f("天")', "天"),
        (
            "String",
            "format(java.lang.String, [Ljava.lang.Object;)",
            "a, b",
            'f("%s 家，%%", "十")',
            "十 家，%",
        ),
        ("String", "format(java.lang.String, [Ljava.lang.Object;)", "a, b", 'f("%,.2f", 1234.5)', "1,234.50"),
    ],
)
def test_listed(cls: str, signature: str, parameters: str, call: str, expected: object) -> None:
    assert run(java(cls, signature, parameters), call) == (expected, "")


@pytest.mark.parametrize(
    ("cls", "signature", "call", "told"),
    [
        ("System", "exit(int, int)", "f(1, 2)", "no external function"),
        ("Math", "foo(double)", "f(1, 2)", "no external function"),
        ("Math", "max(int, int)", "f(1.5, 2)", "whole number"),
        ("Math", "max(int, int)", "f(1)", "expected the arguments"),
        ("Math", "max(int, int)", "f(3000000000, 2)", "does not fit"),
        ("Math", "pow(double, double)", "f(10, 400)", "no number"),
    ],
)
def test_refused(cls: str, signature: str, call: str, told: str) -> None:
    value, problems = run(java(cls, signature), call)
    assert value is None
    assert told in problems
