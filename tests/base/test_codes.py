"""Codes: firms, industries, zones."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.base.dates import DateError
from gaoxin.base.industry import IndustryError, read_industries
from gaoxin.base.text import Text
from gaoxin.base.uscc import ALPHABET, UsccError, check_character, complete, organisation_check, parse_uscc
from gaoxin.base.zone import Overlay, Overlays, ZoneError, overlays, read_overlays

CODES = Path(__file__).parents[2] / "packs" / "national" / "codes"
INDUSTRIES = read_industries(CODES / "gbt4754_2017_sections.csv", CODES / "gbt4754_2017_divisions.csv")
BODIES = st.builds(
    lambda head, area, body: head + area + body,
    st.text(ALPHABET, min_size=2, max_size=2), st.text("0123456789", min_size=6, max_size=6), st.text(ALPHABET, min_size=8, max_size=8),
)  # fmt: skip


@pytest.mark.parametrize("code", ["914403001922038216", "9144030071526726XG", "911101085923662400"])
def test_worked_codes(code):
    assert parse_uscc(code) == code
    assert check_character(code[:17]) == code[17]
    assert organisation_check(code[8:16]) == code[16]
    assert complete(code[:17]) == complete(code[:16]) == code
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code.lower())
    assert parse_uscc(f" {wide[:9]} - {wide[9:]} ") == code


@given(BODIES)
def test_both_checks_catch_any_one_wrong_character(body):
    code = complete(body)
    assert parse_uscc(code) == code
    for position in range(18):
        other = ALPHABET[(ALPHABET.index(code[position]) + 1) % 31]
        with pytest.raises(UsccError):
            parse_uscc(code[:position] + other + code[position + 1 :])


@pytest.mark.parametrize(
    ("code", "says"),
    [("91320100250571846X", "第18位（校验位）应为「L」"), ("9144030019220382I6", "第17位不能是「I」"), ("91440300192203821", "17位，应为18位"),
     ("91440A001922038216", "第6位是「A」"), ("9144030019220382O6", "是否为「0」"), ("", "0位"), ("企业", "2位")],
)  # fmt: skip
def test_errors_name_the_character(code, says):
    with pytest.raises(UsccError) as caught:
        parse_uscc(code)
    assert says in caught.value.message.zh
    assert caught.value.message.en


@given(st.text(max_size=20) | st.text(ALPHABET + "ISOVZ", min_size=18, max_size=18))
def test_any_text_is_a_code_or_refused(text):
    try:
        assert parse_uscc(parse_uscc(text)) == parse_uscc(text)
    except UsccError as error:
        assert error.message.en
    with pytest.raises(UsccError):
        complete(text[:15])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3912", "C3912"),
        ("C3912", "C3912"),
        ("39", "C39"),
        ("c 39.12", "C3912"),
        ("Ｃ３９", "C39"),
        ("C", "C"),
        ("0111", "A0111"),
        ("I65", "I65"),
        ("80", "O80"),
    ],
)
def test_industries(text, code):
    assert INDUSTRIES.parse(text) == code
    assert INDUSTRIES.parse(code) == code


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("D39", "属于C"),
        ("98", "没有大类98"),
        ("00", "没有大类00"),
        ("Z", "不是门类"),
        ("3", "位数"),
        ("", "不是行业代码"),
        ("39123", "不是"),
        ("制造业", "不是"),
    ],
)
def test_wrong_industries(text, says):
    with pytest.raises(IndustryError) as caught:
        INDUSTRIES.parse(text)
    assert says in caught.value.message.zh


def test_the_tables_are_whole():
    assert len(INDUSTRIES.sections) == 20
    assert len(INDUSTRIES.divisions) == 97
    assert INDUSTRIES.name("C3912").zh == "计算机、通信和其他电子设备制造业"
    assert INDUSTRIES.name("C").zh == "制造业"


@given(st.text(max_size=8))
def test_any_text_is_an_industry_or_refused(text):
    try:
        code = INDUSTRIES.parse(text)
    except IndustryError as error:
        assert error.message.en
    else:
        assert INDUSTRIES.parse(code) == code


JINAN = [
    {
        "zone": "jinan",
        "code": "370171",
        "name_zh": "济南高新区",
        "name_en": "",
        "from": "2018-01-01",
        "to": "2022-12-31",
    },
    {
        "zone": "jinan",
        "code": "370176",
        "name_zh": "济南高新区",
        "name_en": "",
        "from": "2023-01-01",
        "to": "",
    },
]


def test_zones_change_their_code():
    table = overlays(JINAN)
    assert table.code_of("jinan", date(2022, 12, 31)) == "370171"
    assert table.code_of("jinan", date(2023, 1, 1)) == "370176"
    assert table.zone_of("370171", date(2023, 1, 1)) is None
    assert table.same_zone("370176") == {"370171", "370176"}
    with pytest.raises(ZoneError, match="没有区域代码"):
        table.code_of("jinan", date(2017, 1, 1))


def test_overlays_never_overlap(tmp_path):
    with pytest.raises(ZoneError, match="重叠"):
        Overlays((Overlay("a", "1", Text("")), Overlay("a", "2", Text(""), date(2020, 1, 1))))
    path = tmp_path / "zones.csv"
    path.write_text("zone,code,name_zh,name_en,from,to\na,1,甲,,2020-13-01,\n", encoding="utf-8")
    with pytest.raises(DateError):
        read_overlays(path)
