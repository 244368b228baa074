"""Each form of guided line, at its boundary, beyond it, and unknown."""

import datetime as dt
from decimal import Decimal

import pytest

from gaoxin.engines.rules.guided import AuthoringError
from gaoxin.engines.rules.unknown import Interval, Unknown

from .firms import DAY, rule, verdict

D = Decimal
CASES = [
    ({"fact": "sales", "at_least": "5000万元"}, {"sales": 50_000_000}, "eligible"),
    ({"fact": "sales", "at_least": "5000万元"}, {"sales": D("49999999.99")}, "ineligible"),
    ({"fact": "sales", "above": "0.5亿元"}, {"sales": 50_000_000}, "ineligible"),
    ({"fact": "sales", "at_most": "５０００万元"}, {"sales": 50_000_000}, "eligible"),
    ({"fact": "sales", "below": "1元"}, {"sales": 1}, "ineligible"),
    ({"fact": "sales", "at_least": "1元"}, {}, "needs_data"),
    ({"fact": "judged", "is": True}, {}, "needs_review"),
    ({"fact": "judged", "is": True}, {"judged": False}, "ineligible"),
    ({"fact": "resident", "is": False}, {"resident": False}, "eligible"),
    ({"fact": "grade", "in": ["A", "B"]}, {"grade": "B"}, "eligible"),
    ({"fact": "grade", "in": ["A", "B"]}, {}, "needs_data"),
    ({"fact": "grade", "not_in": ["D"]}, {"grade": "D"}, "ineligible"),
    ({"fact": "grade", "not_in": ["D"]}, {}, "needs_data"),
    ({"fact": "grade", "is_not": "D"}, {"grade": "A"}, "eligible"),
    ({"fact": "chains", "has": "光电"}, {"chains": ["光电", "生物"]}, "eligible"),
    ({"fact": "chains", "has": "光电"}, {"chains": []}, "ineligible"),
    ({"fact": "industry_code", "within": ["39", "I"]}, {"industry_code": "C3912"}, "eligible"),
    ({"fact": "industry_code", "within": ["3912"]}, {"industry_code": "C39"}, "needs_data"),
    ({"fact": "industry_code", "not_within": ["13"]}, {"industry_code": "C1311"}, "ineligible"),
    ({"fact": "share", "at_least": "10%"}, {"share": D("0.1")}, "eligible"),
    ({"fact": "registered_on", "age_at_least": "365天"}, {"registered_on": dt.date(2025, 6, 1)}, "eligible"),
    ({"fact": "registered_on", "age_at_least": "365天"}, {"registered_on": dt.date(2025, 6, 2)}, "ineligible"),
    ({"fact": "registered_on", "age_at_most": "2年"}, {"registered_on": dt.date(2024, 6, 1)}, "eligible"),
    ({"fact": "registered_on", "age_at_most": "2年"}, {"registered_on": dt.date(2024, 5, 31)}, "ineligible"),
    ({"fact": "registered_on", "on_or_after": dt.date(2020, 1, 1)}, {"registered_on": dt.date(2019, 12, 31)}, "ineligible"),
    ({"fact": "rd", "over": "sales", "at_least": "5%"}, {"rd": 5, "sales": 100}, "eligible"),
    ({"fact": "rd", "over": "sales", "at_least": "5%"}, {"rd": D("4.99"), "sales": 100}, "ineligible"),
    ({"fact": "rd", "over": "sales", "at_least": "5%"}, {"rd": 5, "sales": 0}, "ineligible"),
    ({"fact": "rd", "over": "sales", "at_most": "5%"}, {"rd": 0, "sales": 0}, "ineligible"),
    ({"fact": "rd", "over": "sales", "at_least": "5%"}, {"sales": 0}, "ineligible"),
    ({"fact": "sales", "since": "sales_prev", "at_least": "5%"}, {"sales": 105, "sales_prev": 100}, "eligible"),
    ({"fact": "sales", "since": "sales_prev", "years": 2, "at_least": "10%"}, {"sales": 121, "sales_prev": 100}, "eligible"),
    ({"fact": "sales", "since": "sales_prev", "years": 2, "at_least": "10%"}, {"sales": D("120.99"), "sales_prev": 100}, "ineligible"),
    ({"sum": ["rd", "rd_prev"], "at_least": "10元"}, {"rd": 4, "rd_prev": 6}, "eligible"),
    ({"sum": ["rd", "rd_prev"], "at_least": "10元"}, {"rd": 400}, "needs_data"),
    ({"feel": "研发费用 / 销售收入 >= 5%"}, {"rd": 5, "sales": 100}, "eligible"),
    ({"feel": "staff > 10 and grade in (\"A\", \"B\")"}, {"staff": 11, "grade": "C"}, "ineligible"),
    ({"any": [{"fact": "staff", "at_least": 10}, {"fact": "judged", "is": True}]}, {"staff": 10}, "eligible"),
    ({"any": [{"fact": "staff", "at_least": 10}, {"fact": "judged", "is": True}]}, {"judged": False}, "needs_data"),
    ({"any": [{"fact": "staff", "at_least": 10}, {"fact": "judged", "is": True}]}, {"staff": 9}, "needs_review"),
    ({"not": {"fact": "resident", "is": True}}, {"resident": True}, "ineligible"),
    ({"not": {"fact": "resident", "is": True}}, {}, "needs_data"),
    ({"fact": "resident", "is": True, "when_met": "review"}, {"resident": True}, "needs_review"),
    ({"fact": "resident", "is": True, "when_met": "review"}, {"resident": False}, "ineligible"),
    ({"fact": "resident", "is": True, "when_unmet": "review"}, {"resident": False}, "needs_review"),
    ({"fact": "staff", "at_least": "10人", "below": 20}, {"staff": 20}, "ineligible"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "known", "state"), CASES)
def test_line(line: dict[str, object], known: dict[str, object], state: str) -> None:
    assert verdict(rule(line), **known).state == state


TIERS = {
    "by": "sales",
    "tiers": [{"up_to": "5000万元", "value": "5%"}, {"up_to": "2亿元", "value": "4%"}, {"value": "3%"}],
}


@pytest.mark.parametrize(
    ("sales", "percent", "state"),
    [
        (50_000_000, "5", "eligible"),
        (50_000_000, "4.99", "ineligible"),
        (50_000_001, "4", "eligible"),
        (200_000_000, "3.99", "ineligible"),
        (200_000_001, "3", "eligible"),
    ],
)
def test_tiers_include_their_bound(sales: int, percent: str, state: str) -> None:
    line = {"fact": "rd", "over": "sales", "at_least": TIERS}
    assert verdict(rule(line), sales=sales, rd=D(percent) * sales / 100).state == state


def test_a_growth_may_have_tiers() -> None:
    line = {"fact": "sales", "since": "sales_prev", "years": 2, "at_least": TIERS}
    assert verdict(rule(line), sales=11_025, sales_prev=10_000).state == "eligible"
    assert verdict(rule(line), sales=11_024, sales_prev=10_000).state == "ineligible"
    assert verdict(rule(line), sales=210_000_000, sales_prev=197_945_000).state == "eligible"


@pytest.mark.parametrize(
    ("registered", "state"), [(dt.date(2024, 12, 31), "ineligible"), (dt.date(2025, 1, 1), "eligible")]
)
def test_a_year_that_closed_before_registration_is_left_out(registered: dt.date, state: str) -> None:
    line = {"sum": ["rd", "rd_prev"], "over": ["sales", "sales_prev"], "years": "actual", "at_least": "5%"}
    known = {"rd": 5, "sales": 100, "rd_prev": 0, "sales_prev": 1}
    assert verdict(rule(line), registered_on=registered, **known).state == state


def test_an_absent_year_that_does_not_exist_is_not_missing() -> None:
    line = {"sum": ["rd", "rd_prev"], "years": "actual", "at_least": "5元"}
    assert verdict(rule(line), registered_on=dt.date(2026, 1, 5), rd=5).state == "eligible"
    assert verdict(rule(line), registered_on=dt.date(2020, 1, 5), rd=5).missing == ("rd_prev",)


SCORE = {
    "score": {
        "points": {
            "staff": {"fact": "scientists", "over": "staff", "bands": [["30%", 20], ["10%", 4]]},
            "rd": {
                "best_of": [
                    {"fact": "rd", "over": "sales", "bands": [["6%", 50]]},
                    {"fact": "rd", "bands": [["1万元", 30]]},
                ]
            },
            "local": {"judged": [0, 15]},
        }
    }
}


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({"scientists": 3, "staff": 10, "rd": 6, "sales": 100}, "eligible"),
        ({"rd": 6, "sales": 100}, "needs_data"),
        ({"scientists": 1, "staff": 10, "rd": 6, "sales": 100}, "needs_review"),
        ({"scientists": 0, "staff": 10, "rd": 5, "sales": 100}, "ineligible"),
        ({"rd": 5, "sales": 100}, "ineligible"),
        ({"scientists": 3, "staff": 10, "rd": 10_000}, "needs_data"),
    ],
)
def test_a_score_with_unknown_items_is_an_interval(known: dict[str, object], state: str) -> None:
    assert verdict(rule({"fact": "score", "at_least": 60}, define=SCORE), **known).state == state


def test_an_item_of_a_score_is_a_name() -> None:
    of = rule({"fact": "score.staff", "above": 0}, define=SCORE)
    assert verdict(of, scientists=1, staff=10).state == "eligible"
    assert verdict(of, scientists=0, staff=10).state == "ineligible"


@pytest.mark.parametrize(
    ("amount", "known", "yuan"),
    [
        ({"fact": "rd", "rate": "10%", "cap": "100万元"}, {"rd": 20_000_000}, D(1_000_000)),
        ({"fact": "rd", "rate": "10%", "cap": "100万元"}, {"rd": 5_000_000}, D(500_000)),
        ({"fact": "staff", "per": "2000元", "floor": "1万元"}, {"staff": 3}, D(10_000)),
        ({"fixed": "20万元"}, {}, D(200_000)),
        ({"first": [{"when": {"fact": "staff", "at_least": 10}, "then": "5万元"}], "else": "1万元"}, {"staff": 9}, D(10_000)),
        ({"first": [{"when": {"fact": "staff", "at_least": 10}, "then": {"fact": "rd", "rate": "1%"}}], "else": 0},
         {"staff": 10, "rd": 300}, D(3)),
    ],
)  # fmt: skip
def test_amounts_are_in_yuan(amount: dict[str, object], known: dict[str, object], yuan: Decimal) -> None:
    assert verdict(rule({"fact": "resident", "is": True}, amount=amount), **known).amount == yuan


def test_an_amount_of_unknown_facts_keeps_what_is_possible() -> None:
    amount = {"first": [{"when": {"fact": "staff", "at_least": 10}, "then": "5万元"}], "else": "1万元"}
    got = verdict(rule({"fact": "resident", "is": True}, amount=amount)).amount
    assert isinstance(got, Unknown)
    assert got.possible in (frozenset({D(50_000), D(10_000)}), Interval(D(10_000), D(50_000)))


FAULTS = [
    ({"fact": "salse", "at_least": "1元"}, "sales"),
    ({"fact": "sales", "at_least": 5}, "unit"),
    ({"fact": "sales", "at_least": "5%"}, "unit"),
    ({"fact": "staff", "at_least": "5项"}, "unit"),
    ({"fact": "rd", "over": "sales", "at_least": "5万元"}, "unit"),
    ({"fact": "staff", "at_least": "许多"}, "300人"),
    ({"fact": "staff"}, "no test"),
    ({"fact": "staff", "sum": ["rd"], "at_least": 1}, "exactly one"),
    ({"fact": "staff", "at_least": 1, "any": [{"fact": "staff", "at_least": 1}]}, "one group"),
    ({"fact": "grade", "is": "E"}, "not one of"),
    ({"fact": "resident", "is": "是"}, "cannot be"),
    ({"fact": "industry_code", "within": ["99"]}, "scope"),
    ({"fact": "registered_on", "age_at_least": "5元"}, "years"),
    ({"sum": ["rd", "staff"], "at_least": 1}, "different units"),
    ({"feel": "sales >= "}, "FEEL"),
    ({"feel": "营业额 >= 5"}, "FEEL"),
]


@pytest.mark.parametrize(("line", "told"), FAULTS)
def test_a_fault_is_told_with_its_place(line: dict[str, object], told: str) -> None:
    with pytest.raises(AuthoringError, match=told) as caught:
        rule(line)
    assert caught.value.where.startswith("conditions.c0")
    assert caught.value.text.zh != caught.value.text.en


def test_the_day_of_the_match_decides_ages() -> None:
    line = {"fact": "registered_on", "age_at_least": "1年"}
    assert verdict(rule(line), DAY, registered_on=dt.date(2025, 6, 2)).state == "ineligible"
    assert verdict(rule(line), DAY + dt.timedelta(1), registered_on=dt.date(2025, 6, 2)).state == "eligible"


def test_a_comparison_without_an_answer_fails_in_a_policy() -> None:
    ratio = {"feel": "研发费用 / 销售收入 >= 5%"}
    assert verdict(rule(ratio), rd=5, sales=0).unmet == ("c0",)
    both = rule({"all": [ratio, {"fact": "resident", "is": True}]})
    assert verdict(both, rd=5, sales=0).state == "ineligible"
    assert verdict(rule({"not": ratio}), rd=5, sales=0).state == "eligible"
