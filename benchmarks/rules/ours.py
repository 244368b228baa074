"""Time, memory and answers of the columnar compiler; prints one line of JSON."""

from decimal import Decimal

import numpy as np

from benchmarks.rules import gaoxin_rules as rules
from benchmarks.rules.measure import best, once, peak, resident, tell
from benchmarks.rules.workload import POLICIES, REPEATS, ROWS, SOURCE, WORK, holds, row
from gaoxin.engines.rules.columnar import compile_rules
from gaoxin.engines.rules.decide import FirmFacts, decide

SAMPLE = 60
STATES = {"eligible": True, "ineligible": False, "needs_data": None}


def main():
    arrays = WORK.make_columns(ROWS)
    policies = WORK.make_policies(POLICIES)
    columns, load = once(lambda: rules.columns(arrays))
    plan, compiling = once(lambda: compile_rules(rules.rule_set(policies), rules.DAY))
    before = resident()
    (eligible, possible), first = once(lambda: plan.bitmaps(columns))
    memory = peak() - before
    wrong = mismatches(arrays, policies, eligible, possible)
    del eligible, possible
    full = best(lambda: afresh(plan, columns), REPEATS)
    kept = best(lambda: plan.bitmaps(columns), REPEATS)
    counts = best(lambda: plan.counts(columns), 2)
    changed = best(lambda: changed_policy(columns, policies), REPEATS)
    reading = best(lambda: [values.sum() + missing.sum() for values, missing in arrays.values()], REPEATS)
    stored = best(lambda: [c.values.sum() + c.missing.sum() for c in columns.columns.values()], REPEATS)
    many = compile_rules(rules.rule_set(WORK.make_policies(POLICIES * 10)), rules.DAY)
    afresh(many, columns)
    ten_times = best(lambda: afresh(many, columns), 3)
    firm = {name: (values[:1], missing[:1]) for name, (values, missing) in arrays.items()}
    many.matches(rules.columns(firm))
    tell(
        source=SOURCE, atoms=plan.atoms, fallbacks=len(plan.fallbacks), load=load, compile=compiling, first=first,
        full=full, kept=kept, counts=counts, changed=changed, reading=reading, stored=stored, ten_times=ten_times,
        firm=best(lambda: many.bitmaps(rules.columns(firm)), REPEATS),
        firm_told=best(lambda: many.matches(rules.columns(firm)), REPEATS),
        memory=memory, wrong=wrong, input=columns.nbytes / 1e6,
    )  # fmt: skip


def afresh(plan, columns):
    """A run with nothing kept from an earlier one."""
    columns.forget()
    return plan.bitmaps(columns)


def changed_policy(columns, policies):
    """One policy with a new threshold, over all firms; what its other atoms need is kept."""
    changed_policy.number += 1
    policy = (*policies[0], ("ge", "revenue", 1234 + changed_policy.number))
    return compile_rules(rules.rule_set([policy]), rules.DAY).bitmaps(columns)


changed_policy.number = 0


def mismatches(arrays, policies, eligible, possible):
    """Answers on a sample that differ from the plain reading of the policies or from the scalar."""
    rows = range(0, ROWS, max(ROWS // SAMPLE, 1))
    rule_set = rules.rule_set(policies)
    return sum(_wrong(row(arrays, i), i, policies, rule_set, eligible, possible) for i in rows)


def _wrong(firm, i, policies, rule_set, eligible, possible):
    facts = FirmFacts({name: _exact(value) for name, value in firm.items()}, rule_set, rules.DAY)
    wrong = 0
    for number, policy in enumerate(policies):
        met, maybe = (bool(bits[number, i >> 3] >> (i & 7) & 1) for bits in (eligible, possible))
        answer = True if met else None if maybe else False
        scalar = STATES[decide(rule_set.rules[number], facts).state]
        wrong += answer is not holds(policy, firm) or answer is not scalar
    return wrong


def _exact(value):
    return Decimal(str(value)) if isinstance(value, int | float | np.number) else value


if __name__ == "__main__":
    main()
