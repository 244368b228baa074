"""Deciding again from the snapshot and the pack, and naming every difference."""

from collections.abc import Iterator
from typing import Any

import msgspec

from gaoxin.base.result import Problem
from gaoxin.base.text import Text
from gaoxin.engines.rules.explain import Explanation
from gaoxin.engines.rules.replay.form import Decision
from gaoxin.engines.rules.replay.ground import Ready
from gaoxin.engines.rules.replay.snapshot import known
from gaoxin.engines.rules.replay.trace import concluded, traced


def recompute(decision: Decision, ready: Ready) -> Iterator[Problem]:
    """Where the decision differs from what its rule and snapshot give."""
    faults = list(_snapshot(decision, ready))
    if faults:
        yield from faults
        return
    told = explained(decision, ready)
    yield from differences(traced(told), decision.trace, "trace")
    yield from differences(concluded(told.verdict), decision.verdict, "verdict")


def explained(decision: Decision, ready: Ready) -> Explanation:
    """The explanation of a decision from its snapshot; raises ValueError at a faulty one."""
    facts = ready.facts({fact: known(value) for fact, value in decision.facts.items()})
    return ready.explainer.explain(ready.settled(facts))


def _snapshot(decision: Decision, ready: Ready) -> Iterator[Problem]:
    """The snapshot holds or lists as absent just the facts that the rule reads."""
    absent = [fact for fact in ready.reads.facts if fact not in decision.facts]
    yield from differences(absent, decision.absent, "absent")
    for fact in sorted(set(decision.facts) - set(ready.reads.facts)):
        yield Problem(Text("规则不读这个事实", "the rule does not read this fact"), where=f"facts.{fact}")
    for fact in ready.reads.facts:
        if fact in decision.facts:
            yield from _value(fact, decision, ready)


def _value(fact: str, decision: Decision, ready: Ready) -> Iterator[Problem]:
    value = decision.facts[fact]
    yield from differences(ready.rules.vocabulary[fact].type, value.type, f"facts.{fact}.type")
    try:
        known(value)
    except ValueError as error:
        yield Problem(Text(f"不能读：{error}", f"cannot be read: {error}"), where=f"facts.{fact}.value")


def differences(expected: Any, found: Any, where: str) -> Iterator[Problem]:
    """One problem for each leaf that is not as it should be, with its path."""
    if expected != found:
        yield from _walk(msgspec.to_builtins(expected), msgspec.to_builtins(found), where)


def _walk(expected: Any, found: Any, where: str) -> Iterator[Problem]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted({*expected, *found}):
            yield from _walk(expected.get(key, ...), found.get(key, ...), f"{where}.{key}")
    elif isinstance(expected, list | tuple) and isinstance(found, list | tuple):
        for i in range(max(len(expected), len(found))):
            yield from _walk(_at(expected, i), _at(found, i), f"{where}[{i}]")
    elif expected != found:
        yield Problem(
            Text(
                f"应为 {_said(expected, 'zh')}，文件中是 {_said(found, 'zh')}",
                f"expected {_said(expected, 'en')}, found {_said(found, 'en')}",
            ),
            where=where,
        )


def _at(items: Any, place: int) -> Any:
    return items[place] if place < len(items) else ...


def _said(value: Any, language: str) -> str:
    if value is ...:
        return "（无）" if language == "zh" else "nothing"
    text = value if isinstance(value, str) and value else msgspec.json.encode(value).decode()
    return text if len(text) <= 200 else text[:199] + "…"
