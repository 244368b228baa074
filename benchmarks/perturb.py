"""Single digits of true bulletins changed at random: `python -m benchmarks.perturb [--seed N] [--bulletins N]`.

Each bulletin is printed from a true world, checked as it is (a conflict is a false alarm), then with one digit of
one figure changed. A change is decidable where the other printed figures, their rounding included, leave an interval
for the changed one that it lies outside of; any other change stays within what rounding allows.
"""

import argparse
import secrets
import time
from collections.abc import Sequence
from random import Random

from tests.figures.reconcile.world import bulletin

from gaoxin.engines.figures.reconcile.audit import Audit, audit
from gaoxin.engines.figures.reconcile.claim import read_claims
from gaoxin.engines.figures.reconcile.component import components
from gaoxin.engines.figures.reconcile.conflict import required
from gaoxin.engines.figures.reconcile.link import identities
from gaoxin.engines.figures.reconcile.span import empty, meet

Row = dict[str, object]


def changed(random: Random, row: Row) -> Row:
    """The row with one of its printed digits replaced by another."""
    text = str(row.get("text") or row["value"])
    places = [at for at, letter in enumerate(text) if letter.isdigit()]
    at = random.choice(places)
    digit = random.choice([d for d in "0123456789" if d != text[at]])
    new = text[:at] + digit + text[at + 1 :]
    number = "".join(c for c in new if c.isdigit() or c in ".-")
    if new.endswith("亿元"):
        whole, _, rest = number.partition(".")
        number = whole + rest.ljust(8, "0")
    return row | {"value": number, "text": new}


def state(rows: Sequence[Row]) -> Audit:
    """The audit of some rows."""
    return audit(read_claims(list(rows)))


def tested(found: Audit, number: int) -> bool:
    """Whether an equation, not only a bound, puts a figure to the test."""
    id_ = found.index.claims[number].id
    equations = {"growth", "multiple", "pull", "share", "completion", "ahead", "repeat"}
    return any(id_ in c.claims and c.rule in equations and c.verdict == "consistent" for c in found.checks)


def outside(found: Audit, number: int) -> bool:
    """Whether the others leave an interval for the figure that it lies outside of."""
    claim = found.index.claims[number]
    for component in components(identities(found.index), found.index.said):
        for said in component.said:
            if said.claim.id == claim.id:
                return empty(meet(required(component, said), claim.span))
    return False


def main(seed: int, count: int) -> str:
    """The report."""
    random, start = Random(seed), time.perf_counter()
    alarms = equations = hits = decidable = found = 0
    for _ in range(count):
        rows = list(bulletin(random.randrange(10**9)))
        true = state(rows)
        alarms += bool(true.conflicts)
        at = random.randrange(len(rows))
        after = state([*rows[:at], changed(random, rows[at]), *rows[at + 1 :]])
        bad = bool(after.conflicts)
        equations, hits = equations + tested(true, at), hits + (bad and tested(true, at))
        if outside(after, at):
            decidable, found = decidable + 1, found + bad
    lines = (
        f"seed {seed}: {count} true bulletins, {alarms} false alarms ({share(alarms, count)})",
        f"{count} digits changed; decidable {decidable}, found {found} ({share(found, decidable)})",
        f"of {equations} in figures that an equation tests, found {hits} ({share(hits, equations)})",
        f"{time.perf_counter() - start:.0f} s",
    )
    return "\n".join(lines)


def share(some: int, all_: int) -> str:
    """A percentage."""
    return f"{100 * some / max(all_, 1):.1f} %"


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    options.add_argument("--bulletins", type=int, default=300)
    asked = options.parse_args()
    print(main(asked.seed, asked.bulletins))
