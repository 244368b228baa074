"""The nearest change is small, and deciding again shows that it helps."""

import datetime as dt
from decimal import Decimal

import pytest

from gaoxin.engines.rules.decide import decide
from gaoxin.engines.rules.nearest import nearest

from .firms import firm, rule

D = Decimal
RATIO = {"fact": "rd", "over": "sales", "at_least": "5%"}
CASES = [
    ([{"fact": "staff", "at_least": 10}], {"staff": 7}, {"staff": D(10)}),
    ([{"fact": "staff", "at_most": 10}], {"staff": 12}, {"staff": D(10)}),
    ([{"fact": "staff", "above": 10}], {"staff": 7}, {"staff": D(11)}),
    ([RATIO], {"rd": 4, "sales": 100}, {"rd": D(5)}),
    ([RATIO], {"rd": D("4.99"), "sales": 1_000_000}, None),
    ([{"fact": "resident", "is": True}], {"resident": False}, {"resident": True}),
    ([{"fact": "grade", "in": ["A", "B"]}], {"grade": "D"}, {"grade": "A"}),
    ([{"fact": "registered_on", "age_at_least": "1年"}], {"registered_on": dt.date(2025, 9, 1)}, {"as_of": dt.date(2026, 9, 1)}),
    ([{"fact": "industry_code", "within": ["I"]}], {"industry_code": "C39"}, None),
    ([{"any": [{"fact": "staff", "at_least": 100}, {"fact": "rd", "at_least": "110元"}]}], {"staff": 7, "rd": 100}, {"rd": D(110)}),
    ([{"all": [{"fact": "staff", "at_least": 10}, {"fact": "rd", "at_least": "10元"}]}], {"staff": 9, "rd": 9}, {"staff": D(10), "rd": D(10)}),
    ([{"fact": "staff", "at_least": 10}, {"fact": "staff", "at_least": 12}], {"staff": 7}, {"staff": D(12)}),
    ([{"fact": "staff", "at_least": 10}], {"staff": 11}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "known", "change"), CASES)
def test_nearest(
    lines: list[dict[str, object]], known: dict[str, object], change: dict[str, object] | None
) -> None:
    of = rule(*lines)
    found = nearest(of, firm(of, **known))
    if change is not None or lines != [RATIO]:
        assert found == change
    if found:
        assert decide(of, firm(of, **known).facts(found)).state != "ineligible"


def test_one_fact_less_would_not_do() -> None:
    """The least move: one unit less and the condition still fails."""
    of = rule({"fact": "rd", "over": "sales", "at_least": "5%"}, {"fact": "sales", "at_least": "100元"})
    known = firm(of, rd=D("4.99"), sales=D(100))
    found = nearest(of, known)
    assert found == {"rd": D("5.00")}
    assert decide(of, known.facts({"rd": D("4.999")})).state == "ineligible"
