"""Whether claims can all hold: narrowing, then without a scale, then by halves; refuted means refuted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gaoxin.engines.figures.reconcile.component import Component, Said
from gaoxin.engines.figures.reconcile.fixed import UNIT, Fixed, empty, fixed, meet
from gaoxin.engines.figures.reconcile.network import Narrowing

SMALL = 60
"""Relations up to which a component is also tried without a scale and by halves."""
SPLITS = 16
_DEPTH = 10
_AMOUNT: Fixed = (0, None)
_UNIT: Fixed = (UNIT, UNIT)


@dataclass(frozen=True)
class Trial:
    """How a run ended; `broken` is a variable for which nothing is left, `causes` what narrowed each."""

    spans: Sequence[Fixed]
    broken: int | None
    causes: Sequence[Collection[int]] = ()


def refuted(component: Component, said: Sequence[Said]) -> bool:
    """Whether the claims cannot all hold. False proves nothing."""
    return trial(component, said) is not None


def trial(component: Component, said: Sequence[Said]) -> Trial | None:
    """The run that refutes the claims, or none."""
    first = run(component, said)
    if first.broken is not None:
        return first
    if len(component.network.relations) > SMALL or not component.network.relations:
        return None
    if any(_sized(component, said)):
        without = run(component, [s for s in said if not component.quantities[s.variable].is_size])
        if without.broken is not None:
            return without
    return Trial((), first_claimed(said)) if _halved(component, said, first.spans) else None


def run(component: Component, said: Sequence[Said]) -> Trial:
    """Narrow once; amounts of which none is stated are measured by one of themselves."""
    spans = start(component, said)
    state = Narrowing(component.network, spans, component.near, [set() for _ in spans])
    for variable, span in enumerate(spans):
        if empty(span):
            return Trial(spans, variable, state.causes)
    state.run()
    return Trial(state.spans, state.broken, state.causes)


def start(component: Component, said: Sequence[Said]) -> list[Fixed]:
    """The domains, the claims, and a unit for each group of amounts that has none."""
    spans = list(component.network.domains)
    for each in said:
        spans[each.variable] = meet(spans[each.variable], fixed(each.span))
    stated = {each.variable for each in said}
    for group in component.sizes:
        if stated.isdisjoint(group):
            spans[_yardstick(component, group)] = _UNIT
    return spans


def first_claimed(said: Sequence[Said]) -> int:
    """Some variable with a claim."""
    return said[0].variable


def _yardstick(component: Component, group: Sequence[int]) -> int:
    amounts = [v for v in group if component.network.domains[v] == _AMOUNT]
    return max(amounts or group, key=lambda v: len(component.near[v]))


def _sized(component: Component, said: Sequence[Said]) -> list[int]:
    stated = {each.variable for each in said}
    free = {variable for group in component.sizes for variable in group}
    return sorted(stated & free) if len(stated - free) > 2 else []


def _halved(component: Component, said: Sequence[Said], spans: Sequence[Fixed]) -> bool:
    """Whether every piece of the claimed box is refuted, with at most so many pieces."""
    claimed = sorted({each.variable for each in said})
    waiting, left = [(list(spans), 0)], SPLITS
    while waiting:
        box, depth = waiting.pop()
        widest = _widest(box, claimed)
        if left == 0 or depth == _DEPTH or widest is None:
            return False
        left -= 1
        for half in _halves(box[widest]):
            piece = list(box)
            piece[widest] = half
            state = Narrowing(component.network, piece, component.near)
            if state.run(component.near[widest]):
                waiting.append((state.spans, depth + 1))
    return True


def _widest(box: Sequence[Fixed], among: Sequence[int]) -> int | None:
    sizes = [(size, variable) for variable in among if (size := _relative(box[variable])) > 0]
    return max(sizes)[1] if sizes else None


def _relative(span: Fixed) -> float:
    low, high = span
    if low is None or high is None or low == high:
        return 0.0
    return (high - low) / max(abs(low), abs(high))


def _halves(span: Fixed) -> tuple[Fixed, Fixed]:
    low, high = span
    assert low is not None
    assert high is not None
    middle = (low + high) // 2
    return (low, middle), (middle, high)
