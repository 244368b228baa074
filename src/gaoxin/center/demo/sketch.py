"""The outline of one firm, drawn first: what all its figures hang on."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from gaoxin.center.demo.chance import Chance, lots
from gaoxin.center.demo.pattern import Trade, habits, trades

Value: TypeAlias = str | int | bool | Decimal | dt.date | tuple[str, ...]
"""Money in whole yuan, shares as fractions; several codes as a tuple."""
Facts: TypeAlias = dict[str, Value]

OLDEST = 40


@dataclass(frozen=True, slots=True)
class Sketch:
    """One firm before its facts: `vigour` (0 to 1) is its bent for invention, growth is yearly."""

    number: int
    trade: Trade
    industry_code: str
    registered_on: dt.date
    vigour: float
    revenue: int
    growth: float
    growth_prev: float

    @property
    def age(self) -> int:
        """Full years at the end of the year of the figures."""
        return (dt.date(habits().year, 12, 31) - self.registered_on).days * 4 // 1461

    def existed(self, years_ago: int) -> bool:
        """Whether the firm was registered before that year ended."""
        return self.registered_on.year <= habits().year - years_ago


def sketch(number: int, chance: Chance) -> Sketch:
    """Draw one firm."""
    trade = chance.pick(trades())
    registered_on = _registration(chance)
    years = (dt.date(habits().year, 12, 31) - registered_on).days / 365.25
    maturity = min(0.08 + 0.062 * years, 1.5)
    return Sketch(
        number=number,
        trade=trade,
        industry_code=chance.pick(trade.codes),
        registered_on=registered_on,
        vigour=_vigour(trade, chance),
        revenue=round_yuan(trade.revenue * 10_000 * maturity * chance.spread(trade.spread)),
        growth=_growth(years, chance),
        growth_prev=_growth(years - 1, chance),
    )


def round_yuan(amount: float) -> int:
    """Yuan in whole hundreds, which 万元 shows with two decimals."""
    return int(amount / 100 + 0.5) * 100


def _registration(chance: Chance) -> dt.date:
    weights = habits().ages
    start = chance.pick(lots(weights))
    end = min((age for age, _ in weights if age > start), default=OLDEST)
    days = int(chance.between(start, end) * 365.25)
    return dt.date(habits().year, 12, 31) - dt.timedelta(days=days)


def _vigour(trade: Trade, chance: Chance) -> float:
    bent = min(trade.rd * 4, 0.35)
    return min(max(0.2 + bent + 0.24 * chance.bell(), 0.0), 1.0)


def _growth(years: float, chance: Chance) -> float:
    youth = 0.35 if years < 3 else 0.12 if years < 6 else 0.04
    return min(max(youth + 0.2 * chance.bell(), -0.6), 2.5)
