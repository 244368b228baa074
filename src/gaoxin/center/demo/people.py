"""Who a firm is and who works there: name, code, places, staff."""

from gaoxin.base.uscc import ALPHABET, complete
from gaoxin.center.demo.chance import Chance, lots
from gaoxin.center.demo.pattern import habits, names
from gaoxin.center.demo.sketch import Facts, Sketch

BODIES = 31**6
STRIDE = 510_510_211
"""Shares no factor with 31, so that every number below 31^6 comes once."""


def identity(firm: Sketch, taken: set[str], offset: int, chance: Chance) -> Facts:
    """Code, name, date, industry, places and capital; the name is added to `taken`."""
    return {
        "uscc": code(firm.number, offset),
        "name_zh": _name(firm, taken, chance),
        "registered_on": firm.registered_on,
        "industry_code": firm.industry_code,
        "resident_enterprise": True,
        **_places(chance),
        "registered_capital": _capital(firm, chance),
    }


def code(number: int, offset: int) -> str:
    """The unified social credit code of firm `number`: invented area, unique body, right check characters."""
    rest, body = (number * STRIDE + offset) % BODIES, ""
    for _ in range(6):
        rest, digit = divmod(rest, 31)
        body += ALPHABET[digit]
    return complete(f"91{habits().place}MA{body}")


def staff(firm: Sketch, chance: Chance) -> Facts:
    """Employees from revenue and productivity; science staff from the trade and the bent for invention."""
    total = max(2, round(firm.revenue / 10_000 / (firm.trade.head * chance.spread(0.35))))
    skill = min(firm.trade.skill * (0.4 + 1.3 * firm.vigour) * chance.spread(0.25), 0.9)
    science = round(total * skill)
    return {
        "staff_total": total,
        "staff_year_end": max(1, round(total * (1 + 0.3 * firm.growth + 0.04 * chance.bell()))),
        "sci_tech_staff": science,
        "rd_staff": round(science * chance.between(0.5, 0.9)),
        "staff_quarterly_mean": max(1, round(total * chance.between(0.95, 1.05))),
    }


def _name(firm: Sketch, taken: set[str], chance: Chance) -> str:
    pool = names()
    forms = lots(pool.forms)
    while True:
        brand = chance.pick(pool.first) + chance.pick(pool.second)
        form = pool.stock_form if firm.revenue > 2e8 and chance.yes(0.4) else chance.pick(forms)
        name = f"{chance.pick(lots(pool.places))}{brand}{chance.pick(firm.trade.trades)}{form}"
        if brand not in pool.avoid and name not in taken:
            taken.add(name)
            return name


def _places(chance: Chance) -> Facts:
    home, away = habits().place, habits().neighbours
    registered = home if chance.yes(0.95) else chance.pick(away)
    operating = home if chance.yes(0.94) else chance.pick(away)
    return {
        "registered_place": registered,
        "operating_place": operating,
        "tax_place": registered if chance.yes(0.97) else chance.pick(away),
        "statistics_place": operating if chance.yes(0.97) else home,
        "zone_member": home in (registered, operating),
    }


def _capital(firm: Sketch, chance: Chance) -> int:
    size = max(50, firm.revenue / 10_000 * 0.25 * chance.spread(0.9))
    step = 10 if size < 500 else 100 if size < 5000 else 1000
    return max(1, round(size / step)) * step * 10_000
