"""What a firm has earned: intellectual property, titles that mostly fit its figures, awards."""

from decimal import Decimal

from gaoxin.center.demo.chance import Chance
from gaoxin.center.demo.pattern import habits
from gaoxin.center.demo.sketch import Facts, Sketch

STRAY = 0.006
"""Share of firms whose title does not fit their figures."""


def property_(firm: Sketch, rd: int, chance: Chance) -> Facts:
    """Intellectual property that grows with R&D and bent; conversions follow it."""
    strength = firm.vigour * (rd / 10_000 / 45 + 4 * firm.vigour) if rd else 0.0
    second = int(strength * chance.spread(0.6))
    first = int(second * (0.1 + 0.5 * firm.vigour) * chance.spread(0.6))
    own = sum(chance.yes(0.85) for _ in range(min(first, 60)))
    yearly = Decimal(min(int((first * 3 + second) * chance.between(0.6, 1.4)), 90)) / 10
    return {
        "ip_class1": first,
        "ip_class1_self": own,
        "ip_class1_high_value": sum(chance.yes(0.25) for _ in range(own)),
        "ip_class2": second,
        "conversions_per_year": yearly,
    }


def titles(firm: Sketch, facts: Facts, chance: Chance) -> Facts:
    """The ladder of titles: each needs the figures of its rule, mostly, and the title below it."""
    revenue, rd, year_before = (_int(facts, key) for key in ("revenue", "rd_expense", "rd_expense_prev"))
    ratio, first = rd / max(revenue, 1), _int(facts, "ip_class1_self")
    held = first + _int(facts, "ip_class2")
    skilled = _int(facts, "sci_tech_staff") * 10 >= _int(facts, "staff_total")
    small = _int(facts, "staff_total") <= 500 and max(revenue, _int(facts, "total_assets")) <= 2e8
    hnte = _holds(chance, firm.age >= 1 and held > 0 and skilled and ratio >= _tier(revenue), 0.7)
    tech = _holds(chance, small and skilled and ratio >= 0.03 and held > 2, 0.75)
    innovative = _holds(chance, (hnte or tech) and firm.age >= 2 and ratio >= 0.03 and held > 3, 0.6)
    fine = _holds(chance, innovative and revenue >= 1.5e7 and min(rd, year_before) >= 1e6 and first > 0, 0.75)
    giant = fine and _holds(chance, revenue >= 5e7 and rd + year_before >= 1.2e7 and first >= 4, 0.75)
    champion = firm.trade.section == "C" and revenue >= 3e8 and hnte and first >= 3 and chance.yes(0.5)
    return {
        "title_hnte": hnte,
        "title_tech_sme": tech,
        "title_innovative_sme": innovative,
        "title_zjtx": fine,
        "title_little_giant": giant and not champion,
        "title_champion": champion,
        **_market(firm, fine or champion, chance),
    }


def standing(firm: Sketch, facts: Facts, chance: Chance) -> Facts:
    """Awards, standards, R&D institution and the few expert findings already on file."""
    weight = firm.vigour * min(_int(facts, "rd_expense") / 2e7, 1.0)
    facts = {
        "science_award_5y": chance.yes(0.04 * weight),
        "science_award_3y": chance.yes(0.25 * weight),
        "led_standard_5y": chance.yes(0.3 * weight),
        "rd_institution_level": _institution(weight, chance),
        "strategic_emerging": chance.yes(firm.trade.emerging),
        "restricted_product": chance.yes(0.004),
    }
    if firm.vigour > 0.6 and chance.yes(0.1):
        facts |= {
            "hightech_field": chance.pick(habits().fields),
            "innovation_score": int(chance.between(58, 93)),
        }
        facts |= {"ip_core_support": chance.yes(0.9)}
    return facts


def _market(firm: Sketch, known: bool, chance: Chance) -> Facts:
    facts: Facts = {"segment_years": max(0, firm.age - int(chance.between(0, 4)))}
    if known or chance.yes(0.6 if firm.revenue > 1e8 else 0.12):
        per_mille = int(min(100 * chance.spread(0.7), 680))
        facts["market_share"] = Decimal(per_mille) / 1000
        facts["market_rank"] = max(1, 130 // (per_mille + 5) + int(chance.between(0, 4)))
        facts["zjtx_score"] = int(chance.between(42, 88))
    return facts


def _institution(weight: float, chance: Chance) -> str:
    draw = chance.next() / (weight + 0.01)
    for limit, level in ((0.05, "国家级"), (0.25, "省部级"), (0.7, "市级"), (1.2, "其他")):
        if draw < limit:
            return level
    return "无"


def _holds(chance: Chance, fits: bool, share: float) -> bool:
    return chance.yes(share if fits else STRAY)


def _tier(revenue: int) -> float:
    return 0.05 if revenue <= 5e7 else 0.04 if revenue <= 2e8 else 0.03


def _int(facts: Facts, key: str) -> int:
    value = facts.get(key, 0)
    return value if isinstance(value, int) else 0
