"""zen-engine on a sample of the firms, one compiled expression a policy; prints one line of JSON. Two-valued."""

import json

from benchmarks.rules.measure import once, tell
from benchmarks.rules.workload import POLICIES, WORK, holds, row

SAMPLE = 200


def main():
    import zen

    policies = WORK.make_policies(POLICIES)
    compiled = [zen.compile_expression(" and ".join(atom(*a) for a in policy)) for policy in policies]
    arrays = WORK.make_columns(20_000)
    firms = [row(arrays, i) for i in range(SAMPLE)]
    found, seconds = once(lambda: [[each.evaluate(firm) for each in compiled] for firm in firms])
    wrong = sum(
        (holds(policy, firm) is True) != (answer is True)
        for firm, answers in zip(firms, found, strict=True)
        for policy, answer in zip(policies, answers, strict=True)
    )
    tell(seconds=seconds, wrong=wrong, rows=SAMPLE)


def atom(op, name, constant):
    known = f"{name} != null and "
    if op == "in":
        return f"({known}{name} in [{', '.join(json.dumps(code) for code in sorted(constant))}])"
    if op == "has":
        return f"({known}some({name}, # == {json.dumps(constant)}))"
    if op == "age_ge":
        return f"({known}{name} <= {WORK.YEAR - constant})"
    return f"({known}{name} {'>=' if op == 'ge' else '<='} {constant})"


if __name__ == "__main__":
    main()
