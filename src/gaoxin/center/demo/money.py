"""A firm's figures: three years of revenue and R&D, result, balance, tax, investment and power."""

from gaoxin.center.demo.chance import Chance
from gaoxin.center.demo.sketch import Facts, Sketch, round_yuan

SUFFIXES = ("", "_prev", "_prev2")


def income(firm: Sketch, chance: Chance) -> Facts:
    """Revenue of the years that existed, and the incomes that follow it."""
    years = turnover(firm)
    total = round_yuan(years[0] * chance.between(1.0, 1.03))
    high = min((0.25 + 0.8 * firm.vigour) * chance.spread(0.2), 0.99) if firm.trade.rd > 0.01 else 0.0
    facts: Facts = {"total_income": total, "hightech_income": round_yuan(total * high)}
    for suffix, revenue in zip(SUFFIXES, years, strict=False):
        facts["revenue" + suffix] = facts["sales" + suffix] = revenue
    for suffix, revenue in zip(SUFFIXES[:2], years, strict=False):
        facts["main_revenue" + suffix] = round_yuan(revenue * chance.between(0.84, 1.0))
    return facts | {"revenue_12m": round_yuan(years[0] * chance.between(0.95, 1.08))}


def turnover(firm: Sketch) -> list[int]:
    """Revenue of this year, last year and the year before, as far as the firm existed."""
    last = firm.revenue / (1 + firm.growth)
    values = [firm.revenue, last, last / (1 + firm.growth_prev)]
    return [round_yuan(value) for n, value in enumerate(values) if firm.existed(n)]


def research(firm: Sketch, chance: Chance) -> Facts:
    """R&D of the same years: a share of revenue by trade and bent for invention; none below a little bent."""
    share = firm.trade.rd * (0.3 + 1.4 * firm.vigour) * chance.spread(0.4) if firm.vigour > 0.15 else 0.0
    spent = [round_yuan(revenue * min(share * chance.spread(0.12), 0.9)) for revenue in turnover(firm)]
    at_home = 1.0 if chance.yes(0.85) else chance.between(0.5, 1.0)
    facts: Facts = {"rd_expense" + suffix: value for suffix, value in zip(SUFFIXES, spent, strict=False)}
    return facts | {"rd_domestic": round_yuan(sum(spent) * at_home)}


def result(firm: Sketch, chance: Chance) -> Facts:
    """Profit, cost, taxable income, tax paid and the manner of levy."""
    margin = min(max(firm.trade.margin + 0.07 * chance.bell(), -0.4), 0.45)
    profit = round_yuan(firm.revenue * margin) if margin > 0 else -round_yuan(firm.revenue * -margin)
    return {
        "net_profit": profit,
        "cost_and_expense": round_yuan(firm.revenue * (0.985 - margin)),
        "taxable_income": max(0, round_yuan(profit * chance.between(0.9, 1.3)) if profit > 0 else 0),
        "tax_paid": round_yuan(firm.revenue * chance.between(0.012, 0.05) + max(profit, 0) * 0.2),
        "levy_method": "查账征收" if firm.revenue > 2e7 or chance.yes(0.85) else "核定征收",
    }


def balance(firm: Sketch, profit: int, chance: Chance) -> Facts:
    """Assets, debt and three years of net assets; profit is kept by half."""
    assets = round_yuan(firm.revenue * firm.trade.assets * chance.spread(0.4))
    owed = round_yuan(assets * min(max(0.48 + 0.2 * chance.bell(), 0.05), 1.1))
    net = assets - owed
    facts: Facts = {
        "total_assets": assets,
        "assets_quarterly_mean": round_yuan(assets * chance.between(0.9, 1.04)),
        "liabilities": owed,
        "net_assets": net,
    }
    if firm.existed(1):
        facts["net_assets_prev"] = net - profit // 200 * 100
    if firm.existed(2):
        facts["net_assets_prev2"] = net - profit // 125 * 100
    return facts


def outlay(firm: Sketch, chance: Chance) -> Facts:
    """Projects under construction, equity raised and electricity of a month."""
    builds = chance.yes(0.16 if firm.trade.section in "CD" else 0.03)
    raises = firm.trade.rd > 0.03 and chance.yes(0.25 * firm.vigour)
    raised = round(800 * chance.spread(1.2) * (0.4 + firm.vigour)) * 10_000 if raises else 0
    recent = raised if chance.yes(0.7) else 0
    return {
        "project_investment": round(2600 * chance.spread(1.3)) * 10_000 if builds else 0,
        "equity_raised_2y": recent,
        "equity_raised_3y": raised,
        "electricity": round(firm.revenue / 10_000 * firm.trade.power * chance.spread(0.5)),
    }
