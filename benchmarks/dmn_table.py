"""A decision table of n rules: time for each evaluation, and how many rules were looked at.

Run: python -m benchmarks.dmn_table
"""

import statistics
import time
from collections.abc import Callable
from decimal import Decimal

from gaoxin.engines.rules.dmn import Model, read, tables
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.write import write_definitions

SIZES = (100, 1_000, 4_000, 16_000)
REPEATS = 200
REGIONS = ("东区", "西区", "南区", "北区", "综保区")


def build(size: int) -> Model:
    """One region, code and band of revenue for each rule; the last rule takes the rest."""
    rules = tuple(_rule(number) for number in range(size - 1))
    inputs = (m.Input("地区"), m.Input("行业代码"), m.Input("营业收入"))
    table = m.DecisionTable(inputs, (m.Output(),), (*rules, m.Rule(("-", "-", "-"), ("-1",))), "FIRST")
    facts = tuple(m.InputData(f"i{n}", each.text) for n, each in enumerate(inputs))
    decision = m.Decision("d", "补助", "", tuple(f"#{each.id}" for each in facts), table)
    definitions = m.Definitions("表", "urn:table", "", (), (), (*facts, decision))
    return read(write_definitions(definitions).encode())


def _rule(number: int) -> m.Rule:
    region, code = REGIONS[number % 5], f"C{number // 50:05d}"
    low = number // 5 % 10 * 100
    return m.Rule((f'"{region}"', f'"{code}"', f"[{low}..{low + 100})"), (str(number),))


def firm(number: int) -> dict[str | tuple[str, str], object]:
    """A firm that only rule `number` takes."""
    return {
        "地区": REGIONS[number % 5],
        "行业代码": f"C{number // 50:05d}",
        "营业收入": Decimal(number // 5 % 10 * 100 + 50),
    }


def looked_at(model: Model, number: int) -> int:
    """How many rules were tested cell by cell for one firm."""
    counted = 0
    original: Callable[..., object] = tables._matches

    def counting(*args: object) -> object:
        nonlocal counted
        counted += 1
        return original(*args)

    tables._matches = counting  # type: ignore[assignment]
    try:
        assert model.evaluate("补助", firm(number)).value == number
    finally:
        tables._matches = original  # type: ignore[assignment]
    return counted


def measure(size: int) -> tuple[int, float, float, float, int]:
    """Size, seconds to read, seconds of the first evaluation, median of the others, rules looked at."""
    start = time.perf_counter()
    model = build(size)
    read_in = time.perf_counter() - start
    first = _timed(model, 0)
    firms = [number * (size - 2) // REPEATS for number in range(REPEATS)]
    median = statistics.median(_timed(model, number) for number in firms)
    return size, read_in, first, median, max(looked_at(model, number) for number in firms[::20])


def _timed(model: Model, number: int) -> float:
    given = firm(number)
    start = time.perf_counter()
    model.evaluate("补助", given)
    return time.perf_counter() - start


def main() -> None:
    """Print one line a size."""
    print(f"{'rules':>7} {'read s':>8} {'first ms':>9} {'then µs':>8} {'rules looked at':>16}")
    for size in SIZES:
        rules, read_in, first, median, looked = measure(size)
        print(f"{rules:>7,} {read_in:>8.2f} {first * 1e3:>9.1f} {median * 1e6:>8.1f} {looked:>16}")


if __name__ == "__main__":
    main()
