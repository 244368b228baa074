"""The invented firms: the same for the same seed, valid codes, coined names, figures that hang together."""

import datetime as dt
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from gaoxin.base.uscc import parse_uscc
from gaoxin.center.demo import SEED, firms
from gaoxin.center.demo.chance import Chance, exponential, lots
from gaoxin.center.demo.people import code
from gaoxin.center.demo.sketch import Facts

FOUNDING = Path(__file__).parents[3] / "shared" / "facts" / "enterprises.json"


@pytest.fixture(scope="module")
def zone() -> list[Facts]:
    return firms(3000)


def number(firm: Facts, fact: str) -> int:
    value = firm[fact]
    assert isinstance(value, int)
    return value


def share(zone: list[Facts], fact: str) -> float:
    return sum(firm[fact] is True for firm in zone) / len(zone)


def test_the_same_seed_gives_the_same_firms() -> None:
    assert firms(50) == firms(50)


def test_another_seed_gives_others() -> None:
    assert firms(50, SEED) != firms(50, SEED + 1)


def test_the_first_firms_do_not_depend_on_the_count() -> None:
    assert firms(60)[:40] == firms(40)


def test_no_firms() -> None:
    assert firms(0) == []


def test_codes_are_valid_of_the_invented_area_and_distinct(zone: list[Facts]) -> None:
    codes = [str(firm["uscc"]) for firm in zone]
    assert [parse_uscc(c) for c in codes] == codes
    assert {c[:8] for c in codes} == {"91990171"}
    assert len(set(codes)) == len(codes)


def test_codes_end_in_every_character() -> None:
    assert len({code(n, 0)[-1] for n in range(3000)}) == 31


def test_names_are_distinct_and_of_no_real_place(zone: list[Facts]) -> None:
    names = [str(firm["name_zh"]) for firm in zone]
    assert len(set(names)) == len(names)
    assert all(name.startswith("云川") and name.endswith(("有限公司", "有限责任公司")) for name in names)


@pytest.mark.skipif(not FOUNDING.exists(), reason="the founding documents are not beside this repository")
def test_no_name_is_that_of_a_firm_in_the_founding_documents(zone: list[Facts]) -> None:
    entries = json.loads(FOUNDING.read_text(encoding="utf-8"))
    real = {name for entry in entries for name in (entry["name"], *entry["aliases"])}
    brands = {name for name in real if len(name) > 2}
    assert not [firm["name_zh"] for firm in zone if any(brand in str(firm["name_zh"]) for brand in brands)]
    assert not [firm["name_zh"] for firm in zone if str(firm["name_zh"]).removeprefix("云川")[:2] in real]


def test_parts_do_not_exceed_the_whole(zone: list[Facts]) -> None:
    pairs = [
        ("sci_tech_staff", "staff_total"),
        ("rd_staff", "sci_tech_staff"),
        ("main_revenue", "revenue"),
        ("hightech_income", "total_income"),
        ("rd_expense", "revenue"),
        ("ip_class1_self", "ip_class1"),
        ("ip_class1_high_value", "ip_class1_self"),
        ("equity_raised_2y", "equity_raised_3y"),
    ]
    wrong = [(a, b, f["uscc"]) for f in zone for a, b in pairs if number(f, a) > number(f, b)]
    assert wrong == []


def test_the_balance_balances(zone: list[Facts]) -> None:
    assert all(number(f, "net_assets") == number(f, "total_assets") - number(f, "liabilities") for f in zone)


def test_money_shows_exactly_with_two_decimals_of_ten_thousand(zone: list[Facts]) -> None:
    money = ("revenue", "rd_expense", "net_profit", "tax_paid", "total_assets", "registered_capital")
    assert all(number(f, fact) % 100 == 0 for f in zone for fact in money)


@pytest.mark.parametrize(("suffix", "year"), [("_prev", 2024), ("_prev2", 2023)])
def test_a_year_before_registration_does_not_exist(zone: list[Facts], suffix: str, year: int) -> None:
    for firm in zone:
        day = firm["registered_on"]
        assert isinstance(day, dt.date)
        for fact in ("revenue", "sales", "rd_expense", "net_assets"):
            assert (fact + suffix in firm) == (day.year <= year)


def test_no_firm_is_registered_after_the_year_of_the_figures(zone: list[Facts]) -> None:
    days = [str(firm["registered_on"]) for firm in zone]
    assert min(days) > "1980"
    assert max(days) <= "2025-12-31"


def test_the_zone_looks_like_one(zone: list[Facts]) -> None:
    assert 0.15 < share(zone, "title_hnte") < 0.3
    assert 0.2 < share(zone, "in_statistics") < 0.4
    assert 0.02 < share(zone, "title_zjtx") < 0.08
    assert 0 < share(zone, "title_champion") < share(zone, "title_little_giant") < 0.02
    assert share(zone, "zone_member") > 0.98
    revenue = sorted(number(f, "revenue") for f in zone)
    assert 4_000_000 < revenue[len(revenue) // 2] < 15_000_000
    assert revenue[-len(revenue) // 100] > 200_000_000


def test_titles_mostly_fit_the_figures(zone: list[Facts]) -> None:
    holders = [f for f in zone if f["title_hnte"]]
    fit = [
        f for f in holders if number(f, "sci_tech_staff") * 10 >= number(f, "staff_total") and f["ip_class2"]
    ]
    assert 0.9 < len(fit) / len(holders) < 1


def test_rights_follow_research(zone: list[Facts]) -> None:
    rich = [number(f, "ip_class2") for f in zone if number(f, "rd_expense") > 5_000_000]
    poor = [number(f, "ip_class2") for f in zone if number(f, "rd_expense") < 500_000]
    assert sum(rich) / len(rich) > 4 * sum(poor) / len(poor)


def test_expert_findings_are_mostly_absent(zone: list[Facts]) -> None:
    assert 0.01 < sum("hightech_field" in f for f in zone) / len(zone) < 0.1


def test_industries_are_many(zone: list[Facts]) -> None:
    sections = Counter(str(f["industry_code"])[0] for f in zone)
    assert len(sections) >= 12
    assert 0.35 < sections["C"] / len(zone) < 0.6


def test_exponential_needs_no_library() -> None:
    assert exponential(0.0) == 1.0
    assert abs(exponential(1.0) - 2.718281828) < 0.002
    assert exponential(-3.0) < exponential(-2.9)


def test_lots_draw_by_weight() -> None:
    drawn = lots((("a", 1), ("b", 3)))
    assert Counter(drawn) == {"a": 250, "b": 750}


def test_a_bell_is_centred() -> None:
    chance = Chance(1, "test")
    draws = [chance.bell() for _ in range(4000)]
    assert abs(sum(draws) / 4000) < 0.06
    assert abs(sum(d * d for d in draws) / 4000 - 1) < 0.08


def test_shares_are_exact() -> None:
    found = [f["market_share"] for f in firms(300) if "market_share" in f]
    assert found
    assert all(isinstance(value, Decimal) and 0 < value < 1 for value in found)
