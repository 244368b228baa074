"""The peers' own workload where it lies beside the repository, otherwise one of the same parameters."""

import importlib.util
import os
from pathlib import Path

from benchmarks.rules import parameters

SHARED = Path(__file__).parents[2] / ".." / "shared" / "bench" / "rules" / "workload.py"
ROWS = int(os.environ.get("ROWS", "1_000_000"))
POLICIES = int(os.environ.get("POLICIES", "200"))
REPEATS = int(os.environ.get("REPEATS", "15"))


def _load():
    if not SHARED.exists():
        return parameters
    spec = importlib.util.spec_from_file_location("shared_workload", SHARED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WORK = _load()
SOURCE = "parameters of this repository" if WORK is parameters else "shared workload"


def row(columns, i):
    """One firm as plain values; None where missing."""
    return {
        name: None if missing[i] else _plain(name, values[i]) for name, (values, missing) in columns.items()
    }


def _plain(name, value):
    if name == "industry":
        return WORK.INDUSTRIES[value]
    if name == "region":
        return WORK.REGIONS[value]
    if name == "certs":
        return [cert for bit, cert in enumerate(WORK.CERTS) if value >> bit & 1]
    return int(value) if name == "founded" else float(value)


def holds(policy, firm):
    """What a policy says of a firm: True, False or None."""
    answers = [None if firm[a] is None else _holds(op, firm[a], k) for op, a, k in policy]
    return False if False in answers else None if None in answers else True


def _holds(op, value, k):
    if op == "ge":
        return value >= k
    if op == "le":
        return value <= k
    if op == "age_ge":
        return WORK.YEAR - value >= k
    return value in k if op == "in" else k in value
