"""Tables: indicators in rows, zones in rows, units in cells, headings and brackets."""

from gaoxin.engines.figures.read.read import read

INDICATORS = """2023年1-6月云溪高新区主要经济指标
指标\t单位\t累计\t同比增长（%）
地区生产总值\t亿元\t321.5\t6.2
规模以上工业增加值\t\t\t-1.3
高新技术企业\t家\t612\t
实际使用外资（万美元）\t\t5,891\t27.4
"""
ZONES = """2023年各园区外贸情况

| 园区 | 进出口总额（亿元） | 增速 |
|---|---|---|
| 洛阳高新区 | 86.4 | 9.5% |
| 安阳高新区 | 12 | -3% |
"""


def rows(text: str) -> list[tuple[str, str, str, str, float, str]]:
    return [(c.subject, c.indicator, c.period, c.kind, float(c.value), c.unit) for c in read(text)]


def test_rows_of_indicators() -> None:
    zone, half = "云溪高新区", "2023-Q1..Q2"
    assert rows(INDICATORS) == [
        (zone, "地区生产总值", half, "level", 32150000000, "元"),
        (zone, "地区生产总值", half, "growth_yoy", 6.2, "%"),
        (zone, "规模以上工业增加值", half, "growth_yoy", -1.3, "%"),
        (zone, "高新技术企业", half, "count", 612, "家"),
        (zone, "实际使用外资", half, "level", 58910000, "美元"),
        (zone, "实际使用外资", half, "growth_yoy", 27.4, "%"),
    ]


def test_rows_of_zones() -> None:
    assert rows(ZONES) == [
        ("洛阳高新区", "进出口总额", "2023", "level", 8640000000, "元"),
        ("洛阳高新区", "进出口总额", "2023", "growth_yoy", 9.5, "%"),
        ("安阳高新区", "进出口总额", "2023", "level", 1200000000, "元"),
        ("安阳高新区", "进出口总额", "2023", "growth_yoy", -3, "%"),
    ]


def test_offsets_are_of_the_digits() -> None:
    assert [INDICATORS[c.num_start : c.num_end] for c in read(INDICATORS)] == [
        "321.5",
        "6.2",
        "1.3",
        "612",
        "5,891",
        "27.4",
    ]


def test_a_table_without_headings_says_nothing() -> None:
    assert rows("1\t2\n3\t4\n") == []
