"""A table of thousands of rules is looked up, not scanned: counted in rules tested, not in seconds."""

import pytest
from benchmarks.dmn_table import build, looked_at


@pytest.mark.parametrize("size", [100, 4_000])
def test_only_the_rules_that_can_match_are_tested(size: int) -> None:
    model = build(size)
    assert max(looked_at(model, number) for number in range(0, size - 1, size // 40)) <= 2


def test_the_rest_falls_to_the_last_rule() -> None:
    model = build(4_000)
    assert model.evaluate("补助", {"地区": "别处", "行业代码": "C00001", "营业收入": None}).value == -1
