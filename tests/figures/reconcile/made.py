"""Claims written by hand, for tests."""

from collections.abc import Sequence
from fractions import Fraction

from gaoxin.engines.figures.reconcile.claim import Claim, read_claims

ZONE, CITY = "济南高新区", "济南市"


def row(
    kind: str, value: object, unit: str, indicator: str = "进出口总额", **more: object
) -> dict[str, object]:
    base = {
        "subject": ZONE,
        "indicator": indicator,
        "period": "2020-Q1",
        "kind": kind,
        "value": value,
        "unit": unit,
    }
    return base | more


def claims(*rows: dict[str, object]) -> tuple[Claim, ...]:
    return read_claims(list(rows))


TRADE = (
    row("level", "14720000000", "元", precision="5000000", text="147.2亿元"),
    row("growth_yoy", "48.1", "%", precision="0.05", text="48.1%"),
    row("share", "52.4", "%", precision="0.05", of="济南市 进出口总额", text="52.4%"),
    row(
        "ratio_to", "2.3", "倍", "进出口总额增速", precision="0.05", of="济南市 进出口总额增速", text="2.3倍"
    ),
    row(
        "contribution_pp", "22.9", "百分点", precision="0.05", of="济南市 进出口总额增速", text="22.9个百分点"
    ),
)
"""济南 in the first quarter of 2020, as printed."""


def jining(rate: str) -> Sequence[dict[str, object]]:
    zone = {"subject": "济宁高新区"}
    return (
        row("count", 91, "个", "计划新建项目数", **zone | {"period": "2020"}),
        row("count", 67, "个", "已开工新建项目数", **zone | {"period": "as of 2020-06"}),
        row("progress", rate, "%", "新建项目开工率", precision="0.05", of="济宁高新区 计划新建项目数",
            text=f"{rate}%", **zone | {"period": "as of 2020-06"}),
    )  # fmt: skip


def near(span: tuple[Fraction | None, Fraction | None], low: float, high: float, by: float = 0.02) -> bool:
    return (
        span[0] is not None
        and span[1] is not None
        and abs(span[0] - Fraction(low)) < by
        and abs(span[1] - Fraction(high)) < by
    )
