"""How the audit grows: `python -m benchmarks.reconcile [--claims N] [--identities N]`.

The printed figures of many true worlds, linked by the rules, with sums and products over them until there are as
many identities as asked; decided in separate islands and as one connected whole, true and with one digit wrong.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from tests.figures.reconcile.made import CITY, ZONE
from tests.figures.reconcile.world import bulletin

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile.claim import Claim, read_claims
from gaoxin.engines.figures.reconcile.component import components
from gaoxin.engines.figures.reconcile.conflict import conflicts
from gaoxin.engines.figures.reconcile.identity import Identity
from gaoxin.engines.figures.reconcile.index import Index
from gaoxin.engines.figures.reconcile.link import identities
from gaoxin.engines.figures.reconcile.quantity import Quantity
from gaoxin.engines.figures.reconcile.relation import Sum
from gaoxin.engines.figures.reconcile.tested import tested

NAME = Text("合计", "sum")
ONE = Fraction(1)


def printed(count: int) -> tuple[Claim, ...]:
    """The claims of as many bulletins as it takes, each of a zone and a city of its own."""
    rows: list[dict[str, object]] = []
    for seed in range(count):
        own = {CITY: f"{CITY}{seed}号", ZONE: f"{ZONE}{seed}号"}
        for row in bulletin(seed, 4):
            said = {name: str(row.get(name) or "") for name in ("subject", "of")}
            for old, new in own.items():
                said = {name: text.replace(old, new) for name, text in said.items()}
            rows.append(row | said)
        if len(rows) >= count:
            break
    return read_claims(rows[:count])


def sums(index: Index, count: int, *, whole: bool) -> Iterator[Identity]:
    """True sums of stated amounts with a figure not stated, each put to the test by a second sum."""
    random, groups = Random(1), defaultdict[str, list[Quantity]](list)
    for each in index.of("amount"):
        groups["" if whole else each.subject].append(each)
    pools = [pool for pool in groups.values() if len(pool) > 2]
    for number in range(count // 4):
        a, b, c = random.sample(pools[number % len(pools)], 3)
        ab, bc, abc = (Quantity("rise", a.subject, f"{n}合计{number}", a.period) for n in ("甲", "乙", "总"))
        for total, one, other in ((ab, a, b), (bc, b, c), (abc, ab, c), (abc, a, bc)):
            yield Identity("sum", NAME, (one, other, total), (_sum(total, one, other),))


def _sum(total: Quantity, one: Quantity, other: Quantity) -> Sum[Quantity]:
    return Sum(((total, ONE), (one, -ONE), (other, -ONE)))


def decide(claims: Sequence[Claim], wanted: int, *, whole: bool) -> str:
    """One line of the table."""
    start = time.perf_counter()
    index = Index(tuple(claims))
    found = list(identities(index))
    linked = time.perf_counter()
    made = len(found)
    found += sums(index, max(wanted - made, 0), whole=whole)
    begun, parts, clashes, decided = time.perf_counter(), 0, 0, 0
    for component in components(found, index.said):
        parts, clashes = parts + 1, clashes + sum(1 for _ in conflicts(component))
        decided += len(tested(component))
    done = time.perf_counter()
    return (
        f"| {len(claims):,} | {len(found):,} | {parts:,} | {linked - start:.1f} s | {done - begun:.1f} s "
        f"| {clashes} | {decided:,} |"
    )


def wrong(claims: Sequence[Claim], count: int) -> Iterator[Claim]:
    """The same with some amounts printed a tenth too high."""
    chosen = set(Random(2).sample([c.id for c in claims if c.kind == "growth_yoy"], count))
    for claim in claims:
        low, high = claim.span
        if claim.id in chosen and low is not None and high is not None:
            yield replace(claim, value=claim.value + 10, span=(low + 10, high + 10))
        else:
            yield claim


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=10_000)
    options.add_argument("--identities", type=int, default=50_000)
    asked = options.parse_args()
    print("| claims | identities | components | linked in | decided in | conflicts | identities tested |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for size in (asked.claims // 10, asked.claims):
        wanted, said = asked.identities * size // asked.claims, printed(size)
        print(decide(said, wanted, whole=False))
        print(decide(tuple(wrong(said, 10)), wanted, whole=False))
        print(decide(said, wanted, whole=True), "one large component")
        print(decide(tuple(wrong(said, 10)), wanted, whole=True), "one large component")
