"""The firms of the invented zone: a pure function of how many and which seed."""

from gaoxin.center.demo.chance import Chance
from gaoxin.center.demo.merit import property_, standing, titles
from gaoxin.center.demo.money import balance, income, outlay, research, result
from gaoxin.center.demo.people import BODIES, identity, staff
from gaoxin.center.demo.record import record
from gaoxin.center.demo.sketch import Facts, Sketch, sketch

SEED = 20260401


def firms(count: int = 5000, seed: int = SEED) -> list[Facts]:
    """Typed facts of `count` invented firms; the first firms are the same whatever the count.

    Money in whole yuan, shares as Decimal fractions, several codes as a tuple. A fact that does
    not exist (a year before registration, an expert finding never made) is left out.
    """
    chance, taken = Chance(seed, "firms"), set[str]()
    offset = int(chance.next() * BODIES)
    return [_firm(sketch(number, chance), taken, offset, chance) for number in range(count)]


def _firm(outline: Sketch, taken: set[str], offset: int, chance: Chance) -> Facts:
    facts = identity(outline, taken, offset, chance)
    facts |= staff(outline, chance)
    facts |= income(outline, chance)
    facts |= research(outline, chance)
    facts |= result(outline, chance)
    facts |= balance(outline, _whole(facts, "net_profit"), chance)
    facts |= outlay(outline, chance)
    facts |= property_(outline, _whole(facts, "rd_expense"), chance)
    facts |= titles(outline, facts, chance)
    facts |= standing(outline, facts, chance)
    return facts | record(outline, chance)


def _whole(facts: Facts, key: str) -> int:
    value = facts[key]
    assert isinstance(value, int)
    return value
