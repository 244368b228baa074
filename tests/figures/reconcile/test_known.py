"""The two conflicts that printed documents hold, from claims alone."""

import pytest

from gaoxin.engines.figures.reconcile.audit import audit
from gaoxin.engines.figures.reconcile.claim import ClaimError, read_claims
from gaoxin.engines.figures.reconcile.sentence import tell
from tests.figures.reconcile.made import TRADE, claims, jining, near, row


def test_trade_cannot_hold_and_the_level_is_not_needed() -> None:
    found = audit(claims(*TRADE))
    (conflict,) = found.conflicts
    assert [claim.text for claim in conflict.claims] == ["48.1%", "52.4%", "2.3倍", "22.9个百分点"]
    rate, share, ratio, points = (conflict.needed[claim.id] for claim in conflict.claims)
    assert near(points, 20.46, 20.69)
    assert near(ratio, 1.37, 1.414)
    assert near(share, 57.91, 58.71)
    assert near(rate, 54.12, 55.08)


def test_trade_in_one_sentence() -> None:
    (conflict,) = audit(claims(*TRADE)).conflicts
    said = tell(conflict).sentence
    assert said.zh == (
        "济南高新区2020年第一季度进出口总额同比48.1%、占济南市进出口总额52.4%、增速是济南市进出口总额增速的2.3倍；"
        "据此拉动应为20.5至20.7个百分点，文中印的是22.9个百分点，这些数不能同时成立，请核对。"
    )
    assert "from these the pull would have to be 20.5 to 20.7 points, but 22.9 points is printed" in said.en


def test_trade_without_the_multiple_settles_nothing() -> None:
    found = audit(claims(*TRADE[:3], TRADE[4]))
    assert found.verdict == "not decidable"


def test_trade_mended_holds() -> None:
    mended = TRADE[4] | {"value": "20.6", "text": "20.6个百分点"}
    assert audit(claims(*TRADE[:4], mended)).verdict == "consistent"


def test_start_rate() -> None:
    (conflict,) = audit(claims(*jining("62.9"))).conflicts
    said = tell(conflict).sentence
    assert said.zh == (
        "济宁高新区2020年计划新建项目数91个、济宁高新区截至2020-06已开工新建项目数67个；"
        "据此新建项目开工率应为73.6%，文中印的是62.9%，这些数不能同时成立，请核对。"
    )
    assert "would have to be 73.6%, but 62.9% is printed" in said.en
    assert audit(claims(*jining("73.6"))).verdict == "consistent"


def test_a_figure_said_twice_with_other_digits() -> None:
    again = row("level", "14270000000", "元", precision="5000000", text="142.7亿元")
    (conflict,) = audit(claims(TRADE[0], again)).conflicts
    assert tell(conflict).sentence.zh == (
        "济南高新区2020年第一季度进出口总额前后不一：一处是142.7亿元，一处是147.2亿元，请核对。"
    )


def test_growth_at_constant_prices_is_never_recomputed() -> None:
    gdp = [
        row("level", "100", "元", "地区生产总值", period="2018", precision="0.5"),
        row("level", "130", "元", "地区生产总值", period="2019", precision="0.5"),
        row("growth_yoy", "10.5", "%", "地区生产总值", period="2019", precision="0.05"),
    ]
    found = audit(claims(*gdp))
    assert found.verdict == "not decidable"
    assert [check.note.zh for check in found.checks if check.note] == ["增速按可比价，不能用现价总量重算"]
    (conflict,) = audit(claims(*(line | {"indicator": "进出口总额"} for line in gdp))).conflicts
    assert len(conflict.claims) == 3


def test_a_share_above_all_of_it() -> None:
    (conflict,) = audit(
        claims(row("share", "152.4", "%", precision="0.05", of="济南市 进出口总额"))
    ).conflicts
    assert "违反0 ≤ 占比 ≤ 100%" in tell(conflict).sentence.zh


@pytest.mark.parametrize(
    ("change", "field"),
    [({"value": None}, "value"), ({"kind": ""}, "kind"), ({"interval": [2, 1]}, "interval")],
)
def test_a_broken_claim_is_refused_by_name(change: dict[str, object], field: str) -> None:
    with pytest.raises(ClaimError, match=field):
        read_claims([TRADE[0], TRADE[1] | change])
