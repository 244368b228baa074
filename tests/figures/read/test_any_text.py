"""Whatever the text: no fault, valid offsets, time in proportion to the length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.figures.read.read import read

WORDS = st.sampled_from(
    "高新区 济南 进出口总额 增长 同比 2020年 今年 一季度 至 - — 3.5 147.2 万 亿 元 % 第一 名 均 分别 双双 其中 、 ， 。 \n \n\n 千亿 级 多家 "
    "占 比重 达到 超过 近 “ ” 《 》 ( ） 企业 项目 十四五 到 底 前 个 年 月 日 12 2,345 ０ ９ \t 翻 番 三分之一 截至 目前 该 公司 有限公司 + 5G".split(
        " "
    )
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map("".join)), st.sampled_from([None, 2020])
)
def test_no_text_is_a_fault(text: str, year: int | None) -> None:
    for claim in read(text, {"进出口总额"}, year):
        assert 0 <= claim.start <= claim.num_start < claim.num_end <= claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text
        low, high = claim.interval
        assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    "piece",
    [
        "2020年，云溪高新区进出口总额完成147.2亿元，同比增长48.1%，占全市52.4%。\n",
        "的",
        "十",
        "1",
        "2020",
        "高新区",
        "企业3家，",
        "（",
        "“",
    ],
    ids=["sentences", "的", "十", "1", "2020", "高新区", "企业3家", "bracket", "quote"],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * (characters // len(piece) + 1))[:characters]
        start = time.perf_counter()
        read(text, {"进出口总额"})
        return time.perf_counter() - start

    assert seconds(80_000) < 2.0 + 10 * seconds(20_000)


def test_the_same_text_reads_the_same_twice() -> None:
    text = "2023年，云溪高新区高新技术企业达到612家，增长12%。"
    assert read(text) == read(text)
