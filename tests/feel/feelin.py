"""feelin as a second opinion: its answers and ours, in one shape."""

import json
import math
import subprocess
from decimal import Decimal
from pathlib import Path

from gaoxin.engines.rules.feel import FeelError, Scope, ast, evaluate, parse
from gaoxin.engines.rules.feel.temporal.calendar import is_date, write_date
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.temporal.moments import DateTime, Time
from gaoxin.engines.rules.feel.unparse import unparse
from gaoxin.engines.rules.feel.values import RangeValue
from gaoxin.engines.rules.tree import children
from tests.feel.expressions import VALUES
from tests.node import JS

SCRIPT = Path(__file__).with_name("feelin.mjs")
BATCH = 1_000
KINDS = {Time: "time", DateTime: "date and time", YearsMonths: "duration", DaysTime: "duration"}


def theirs(expressions: list[str]) -> list[object]:
    """feelin's answers; what it cannot read is an error, what it does not survive a crash."""
    found = [_batch(expressions[at : at + BATCH]) for at in range(0, len(expressions), BATCH)]
    return [answer for batch in found for answer in batch]


def _batch(expressions: list[str]) -> list[object]:
    asked = json.dumps({"expressions": expressions, "facts": VALUES})
    command = ["node", "--max-old-space-size=512", SCRIPT, JS]
    try:
        told = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, timeout=20)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        if len(expressions) == 1:
            return [{"kind": "crash"}]
        half = len(expressions) // 2
        return [*_batch(expressions[:half]), *_batch(expressions[half:])]
    found = [json.loads(line) for line in told.stdout.splitlines()]
    return [
        each.get("value") if "error" not in each else {"kind": "error", "text": each["error"]}
        for each in found
    ]


def ours(expression: str) -> object:
    """Our answer in the same shape."""
    facts = {
        name: Decimal(str(v)) if isinstance(v, int | float) and not isinstance(v, bool) else v
        for name, v in VALUES.items()
    }
    try:
        return plain(evaluate(parse(expression, facts), Scope(facts)))
    except FeelError as error:
        return {"kind": "error", "text": str(error)}


def plain(value: object) -> object:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {"kind": "context", "entries": {key: plain(each) for key, each in value.items()}}
    if isinstance(value, RangeValue):
        return {
            "kind": "range",
            "parts": [plain(value.low), plain(value.high)],
            "ends": [value.low_included, value.high_included],
        }
    if is_date(value):
        return {"kind": "date", "text": write_date(value)}
    kind = KINDS.get(type(value))
    return {"kind": kind, "text": str(value)} if kind else {"kind": "function"}


def agree(a: object, b: object) -> bool:
    """The same value; numbers within what a float holds."""
    if (
        isinstance(a, float | int)
        and isinstance(b, float | int)
        and not isinstance(a, bool)
        and not isinstance(b, bool)
    ):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(agree, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        if a.get("kind") == b.get("kind") == "error":
            return True
        return a.keys() == b.keys() and all(agree(a[key], b[key]) for key in a)
    return type(a) is type(b) and a == b


def cores(expressions: list[str]) -> dict[str, tuple[object, object]]:
    """The smallest parts that the two answer differently, with our answer and theirs."""
    parts = {text: _parts(text) for text in expressions}
    asked = sorted({part for found in parts.values() for part in found})
    answers = {text: (ours(text), answer) for text, answer in zip(asked, theirs(asked), strict=True)}
    different = {text for text, pair in answers.items() if not agree(*pair)}
    found = {
        min((part for part in each if part in different), key=len)
        for each in parts.values()
        if different & each
    }
    return {text: answers[text] for text in sorted(found, key=lambda text: (len(text), text))}


def _parts(text: str) -> set[str]:
    """The expression and every expression within it, as text."""
    try:
        pending = [parse(text, VALUES)]
    except FeelError:
        return {text}
    found: set[str] = set()
    while pending:
        node = pending.pop()
        if not isinstance(node, ast.Function | ast.TypeName):
            found.add(unparse(node, VALUES))
        pending += children(node)
    return found


def form(text: str) -> str:
    """What an expression is at its root: the function it calls, or its kind with the operator."""
    try:
        node = parse(text, VALUES)
    except FeelError:
        return "error"
    if isinstance(node, ast.Call):
        return node.function.id if isinstance(node.function, ast.Name) else "call"
    op = getattr(node, "op", "")
    return f"{type(node).__name__.lower()} {op}".strip()


def kind(answer: object) -> str:
    """The kind of an answer."""
    if isinstance(answer, dict):
        return "not finite" if answer["kind"] == "number" else str(answer["kind"])
    if isinstance(answer, bool) or answer is None:
        return {None: "null", True: "true", False: "false"}[answer]
    return {float: "number", int: "number", str: "string", list: "list"}[type(answer)]
