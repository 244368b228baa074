"""openfisca-core on the same arrays: one variable for each policy; prints one line of JSON. Two-valued, float32."""

import logging

import numpy as np

from benchmarks.rules.measure import once, tell
from benchmarks.rules.workload import POLICIES, ROWS, WORK, holds, row

PERIOD = str(WORK.YEAR)
CODES = {"industry": WORK.INDUSTRIES, "region": WORK.REGIONS}


def main():
    from openfisca_core import entities, taxbenefitsystems
    from openfisca_core.simulations import SimulationBuilder

    logging.disable(logging.CRITICAL)
    entity = entities.Entity("enterprise", "enterprises", "", "")
    system = taxbenefitsystems.TaxBenefitSystem([entity])
    policies = WORK.make_policies(POLICIES)
    for name in WORK.ATTRS:
        system.add_variable(variable(entity, name, int if name in (*CODES, "certs") else float))
    for i, policy in enumerate(policies):
        system.add_variable(variable(entity, f"p{i}", bool, formula(policy)))
    arrays = WORK.make_columns(ROWS)
    times, found = [], []
    for _ in range(3):
        simulation = SimulationBuilder().build_default_simulation(system, count=ROWS)
        for name, (values, missing) in arrays.items():
            simulation.set_input(name, PERIOD, given(name, values, missing))
        found, seconds = once(lambda s=simulation: [s.calculate(f"p{i}", PERIOD) for i in range(POLICIES)])
        times.append(seconds)
    firms = [row(arrays, i) for i in range(300)]
    wrong = sum(
        (holds(p, f) is True) != bool(found[j][i])
        for i, f in enumerate(firms)
        for j, p in enumerate(policies)
    )
    tell(seconds=min(times), wrong=wrong, rows=ROWS)


def variable(entity, name, kind, computed=None):
    from openfisca_core import periods, variables

    body = {"value_type": kind, "entity": entity, "definition_period": periods.YEAR, "label": name}
    if computed is not None:
        body["formula"] = computed
    else:
        body["default_value"] = -1 if kind is int else float("nan")
    return type(name, (variables.Variable,), body)


def formula(policy):
    def computed(firm, period):
        found = None
        for op, name, constant in policy:
            answer = test(op, name, constant, firm(name, period))
            found = answer if found is None else found & answer
        return found

    return computed


def test(op, name, constant, values):
    if op == "ge":
        return values >= constant
    if op == "le":
        return values <= constant
    if op == "age_ge":
        return values <= WORK.YEAR - constant
    if op == "in":
        return np.isin(values, [CODES[name].index(code) for code in constant])
    return (values >= 0) & ((values >> WORK.CERTS.index(constant)) & 1 == 1)


def given(name, values, missing):
    whole = name in (*CODES, "certs")
    found = values.astype(np.int32 if whole else np.float32)
    found[missing] = -1 if whole else np.nan
    return found


if __name__ == "__main__":
    main()
