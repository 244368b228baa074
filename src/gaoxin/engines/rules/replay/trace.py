"""An explanation as plain data: the trace of a decision and its verdict, without words."""

import datetime as dt
from decimal import Decimal

from gaoxin.engines.rules.decide import Verdict
from gaoxin.engines.rules.explain import Explanation, Measured, Reason
from gaoxin.engines.rules.feel.possible import inside, merge
from gaoxin.engines.rules.feel.write import write
from gaoxin.engines.rules.replay.form import Measure, Outcome, Plain, Possible, Step
from gaoxin.engines.rules.unknown import Interval, Unknown


def traced(explanation: Explanation) -> tuple[Step, ...]:
    """Each condition in order."""
    return tuple(step(reason) for reason in explanation.reasons)


def step(reason: Reason) -> Step:
    """One condition."""
    measured = tuple(measure(m) for m in reason.measured)
    return Step(reason.condition.id, reason.outcome, measured, reason.missing, reason.review)


def measure(measured: Measured) -> Measure:
    """One measure."""
    actual, threshold = plain(measured.actual), plain(measured.threshold)
    return Measure(measured.measure, actual, measured.outcome, measured.op, threshold, measured.behind)


def concluded(verdict: Verdict) -> Outcome:
    """The verdict; what could only have changed a settled one is left out."""
    if verdict.state == "ineligible":
        return Outcome(None, (), (), verdict.state, verdict.unmet)
    return Outcome(plain(verdict.amount), verdict.missing, verdict.review, verdict.state, verdict.unmet)


def plain(value: object) -> Plain:
    """A value as written: Decimals in all their digits without idle zeros, days as 2026-04-01."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Unknown):
        return _possible(value)
    return _compound(value)


def _digits(value: Decimal) -> str:
    """The same for equal numbers, however they were reckoned."""
    text = format(value, "f") if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _compound(value: object) -> Plain:
    if waiting := inside(value):
        return _possible(merge(waiting))
    if isinstance(value, list | tuple):
        return tuple(write(item) for item in value)
    return write(value)


def _possible(value: Unknown) -> Possible:
    if isinstance(value.possible, Interval) and value.possible.high.is_finite():
        return Possible(True, _digits(value.possible.low), _digits(value.possible.high))
    return Possible(True)
