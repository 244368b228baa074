"""What the offices hold about a firm: statistics, lists, grades, chain positions."""

from gaoxin.center.demo.chance import Chance, lots
from gaoxin.center.demo.pattern import Trade, habits
from gaoxin.center.demo.sketch import Facts, Sketch


def record(firm: Sketch, chance: Chance) -> Facts:
    """Statistics, lists, accidents, grades and positions in the chains."""
    return {
        **_statistics(firm, chance),
        **_lists(chance),
        **_grades(firm, chance),
        "chain_nodes": _nodes(firm.trade, firm.vigour, chance),
    }


def _statistics(firm: Sketch, chance: Chance) -> Facts:
    builder, developer = firm.trade.section == "E", firm.industry_code == "K7010"
    qualified = builder and chance.yes(0.55)
    reaches = (
        firm.revenue >= firm.trade.statistics * 10_000 if firm.trade.statistics else qualified or developer
    )
    facts: Facts = {
        "construction_qualification": qualified,
        "real_estate_dev": developer and chance.yes(0.9),
        "in_statistics": chance.yes(0.88 if reaches else 0.03),
    }
    if firm.trade.section in "CD":
        facts["opened_on"] = firm.registered_on
    return facts


def _lists(chance: Chance) -> Facts:
    serious, larger = chance.yes(0.006), chance.yes(0.012)
    return {
        "accident_1y": serious,
        "accident_2y": serious or chance.yes(0.006),
        "accident_3y": serious or larger,
        "abnormal_list": chance.yes(0.025),
        "dishonest_list": chance.yes(0.008),
        "research_dishonesty": chance.yes(0.002),
    }


def _grades(firm: Sketch, chance: Chance) -> Facts:
    facts: Facts = {
        "tax_credit_grade": "M" if firm.age < 1 else chance.pick(lots(habits().tax_credit)),
        "public_credit_grade": chance.pick(lots(habits().public_credit)),
    }
    if firm.trade.section in "CFG" and chance.yes(0.6):
        facts["customs_grade"] = chance.pick(lots(habits().customs))
    return facts


def _nodes(trade: Trade, vigour: float, chance: Chance) -> tuple[str, ...]:
    if not trade.chain or not chance.yes(0.3 + 0.6 * vigour):
        return ("无",)
    first, second = chance.pick(trade.chain), chance.pick(trade.chain)
    return (first, second) if second != first and chance.yes(0.3) else (first,)
