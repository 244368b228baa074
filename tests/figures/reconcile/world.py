"""A true world and what a bulletin prints of it: every figure rounded, no figure wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from gaoxin.engines.figures.value import round_half_up
from tests.figures.reconcile.made import CITY, ZONE, row

INDICATORS = ("进出口总额", "一般公共预算收入", "实际利用外资", "营业收入")


@dataclass(frozen=True)
class Pair:
    """An indicator of zone and city, this year and last, in units of 10,000 yuan."""

    indicator: str
    now: int
    base: int
    city_now: int
    city_base: int

    @property
    def rate(self) -> Fraction:
        return Fraction(self.now, self.base) - 1

    @property
    def city_rate(self) -> Fraction:
        return Fraction(self.city_now, self.city_base) - 1


def pair(random: Random, indicator: str) -> Pair:
    """A zone inside its city; both grow or shrink a little, the rest of the city too."""
    base, rest = random.randint(10**4, 10**7), random.randint(10**4, 10**8)
    now = int(base * random.uniform(0.8, 1.9)) + 1
    return Pair(indicator, now, base, now + int(rest * random.uniform(0.9, 1.3)) + 1, base + rest)


def said(random: Random, pair: Pair) -> Iterator[dict[str, object]]:
    """Every figure that can be printed of a pair."""
    of, growth = f"{CITY} {pair.indicator}", f"{CITY} {pair.indicator}增速"
    about = {"period": "2021-Q1", "indicator": pair.indicator}
    yield _yuan(random, pair.now, **about)
    yield _yuan(random, pair.base, **about | {"period": "2020-Q1"})
    yield _yuan(random, pair.city_now, **about | {"subject": CITY})
    yield _rate(random, "growth_yoy", pair.rate * 100, "%", **about)
    yield _rate(random, "growth_yoy", pair.city_rate * 100, "%", **about | {"subject": CITY})
    yield _rate(random, "share", Fraction(pair.now, pair.city_now) * 100, "%", of=of, **about)
    rise = Fraction(pair.now - pair.base, pair.city_base) * 100
    yield _rate(random, "contribution_pp", rise, "百分点", of=growth, **about)
    if pair.rate > 0 and pair.city_rate > 0:
        about = about | {"indicator": f"{pair.indicator}增速"}
        yield _rate(random, "ratio_to", pair.rate / pair.city_rate, "倍", of=growth, **about)


def projects(random: Random) -> Iterator[dict[str, object]]:
    """Plans and what is done of them, with the calendar; a whole and disjoint parts."""
    planned = random.randint(5, 300)
    begun, month = random.randint(1, planned), random.randint(2, 12)
    until = f"2021-01..{month:02}"
    yield row("count", planned, "个", "计划新建项目数", period="2021")
    yield row("count", begun, "个", "已开工新建项目数", period=until)
    rate = Fraction(begun, planned) * 100
    of = f"{ZONE} 计划新建项目数"
    yield _rate(random, "progress", rate, "%", indicator="新建项目开工率", of=of, period=until)
    done = Fraction(random.randint(10, 1300), 10)
    yield _rate(random, "progress", done, "%", indicator="重点项目年度投资计划完成率", period=until,
                of=f"{ZONE} 重点项目年度投资计划")  # fmt: skip
    ahead = done - Fraction(month, 12) * 100
    yield _rate(
        random, "progress", ahead, "百分点", indicator="重点项目超时间进度", of="时间进度", period=until
    )
    parts = [random.randint(0, 90), random.randint(0, 20)]
    whole = f"{ZONE} 新增“四上”企业数"
    yield row("count", sum(parts), "家", "新增“四上”企业数", period="2021")
    for number, word in zip(parts, ("新增规模以上工业企业数", "新增限上商贸企业数"), strict=True):
        yield row("count", number, "家", word, of=whole, period="2021")


def bulletin(seed: int, most: int = 2) -> Sequence[dict[str, object]]:
    """The figures of some indicators, each printed or not, some twice with other rounding."""
    random = Random(seed)
    lines = list(projects(random))
    for indicator in random.sample(INDICATORS, random.randint(1, most)):
        found = pair(random, indicator)
        lines += [*said(random, found), *(line for line in said(random, found) if random.random() < 0.2)]
    return [line for line in lines if random.random() < 0.85]


def _yuan(random: Random, amount: int, **about: object) -> dict[str, object]:
    places = random.choice((0, 1, 2))
    printed = round_half_up(Fraction(amount, 10**4), places)
    half = Fraction(10**8, 2 * 10**places)
    value = Fraction(printed) * 10**8
    return row("level", str(int(value)), "元", precision=str(int(half)), text=f"{printed}亿元", **about)


def _rate(random: Random, kind: str, exact: Fraction, unit: str, **about: object) -> dict[str, object]:
    places = random.choice((1, 1, 2))
    printed = round_half_up(exact, places)
    text = f"{printed}个{unit}" if unit == "百分点" else f"{printed}{unit}"
    return row(kind, str(printed), unit, precision=f"0.{'0' * places}5", text=text, **about)
