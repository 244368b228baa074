"""The workload in numbers: conjunctions of 3 to 6 atoms over 16 attributes, a tenth of the values missing.

Used where the shared folder with the peers' own workload is not beside the repository.
"""

import random

import numpy as np

YEAR = 2026
NUM = {  # attribute: mu and sigma of a lognormal, thresholds
    "revenue": (8.0, 1.6, [200, 500, 1000, 2000, 3000, 5000, 10000, 20000, 30000, 50000, 100000]),
    "growth": (2.5, 1.0, [5, 10, 15, 20, 30, 50]),
    "rd_expense": (5.5, 1.5, [50, 100, 200, 500, 1000, 2000, 5000]),
    "rd_ratio": (1.5, 0.8, [3, 4, 5, 6, 8, 10, 15, 20]),
    "employees": (4.0, 1.2, [10, 20, 50, 100, 200, 300, 500, 1000]),
    "rd_staff_ratio": (2.5, 0.7, [10, 15, 20, 25, 30, 50]),
    "inventions": (1.0, 1.0, [1, 2, 3, 5, 10, 15, 20]),
    "patents": (2.0, 1.0, [1, 5, 6, 10, 15, 20, 50]),
    "tax": (5.0, 1.5, [50, 100, 200, 300, 500, 1000, 2000]),
    "capital": (6.0, 1.2, [100, 500, 1000, 2000, 5000]),
    "export": (4.0, 1.8, [10, 50, 100, 500, 1000]),
    "invested": (5.0, 1.6, [500, 1000, 2000, 5000, 10000]),
}
COUNTS = ("employees", "inventions", "patents")
INDUSTRIES = [f"C{n}" for n in range(2600, 2800)]
REGIONS = [f"R{n:02d}" for n in range(24)]
CERTS = ["gaoxin", "zhuanjing", "xiaojuren", "danxiang", "kejixiao", "gazelle", "unicorn", "smart"]
ATTRS = [*NUM, "founded", "industry", "region", "certs"]


def make_policies(n=200, seed=7):
    """Tuples of (op, attribute, constant)."""
    r = random.Random(seed)
    sets = {
        "industry": [frozenset(r.sample(INDUSTRIES, r.randint(8, 60))) for _ in range(25)],
        "region": [frozenset(r.sample(REGIONS, r.randint(1, 6))) for _ in range(15)],
    }
    return [tuple(_atom(r, sets, a) for a in r.sample(ATTRS, r.randint(3, 6))) for _ in range(n)]


def _atom(r, sets, attribute):
    if attribute in sets:
        return ("in", attribute, r.choice(sets[attribute]))
    if attribute == "certs":
        return ("has", attribute, r.choice(CERTS))
    if attribute == "founded":
        return ("age_ge", attribute, r.choice([1, 2, 3, 5, 8, 10]))
    thresholds = NUM[attribute][2]
    threshold = r.choice(thresholds[: max(2, len(thresholds) * 2 // 3)])
    return ("le" if attribute == "employees" and r.random() < 0.4 else "ge", attribute, threshold)


def make_columns(n, seed=1, miss=0.10):
    """For each attribute (values, missing): float64, int32 years, uint8 codes."""
    g = np.random.default_rng(seed)
    found = {}
    for name, (mu, sigma, _) in NUM.items():
        values = g.lognormal(mu, sigma, n)
        found[name] = np.floor(values) if name in COUNTS else np.round(values, 2)
    found["founded"] = (YEAR - g.gamma(2.0, 4.0, n)).astype(np.int32)
    found["industry"] = g.integers(0, len(INDUSTRIES), n).astype(np.uint8)
    found["region"] = g.integers(0, len(REGIONS), n).astype(np.uint8)
    found["certs"] = (g.integers(0, 256, n) & g.integers(0, 256, n)).astype(np.uint8)
    return {name: (values, g.random(n) < miss) for name, values in found.items()}
