"""An exported policy, asked as a decision model, gives the verdict of the pack on every worked case."""

import pytest

from gaoxin.center.library import open_library
from gaoxin.engines.rules.unknown import Unknown
from tests.exchange.asking import Asker

LIBRARY = open_library(["national", "demo"])
ASKER = Asker(LIBRARY)


@pytest.mark.parametrize("policy", LIBRARY.policies)
def test_every_case_comes_out_the_same(policy: str) -> None:
    file = LIBRARY.policies[policy].policy
    wrong = []
    complete = 0
    for case in file.cases.list:
        verdict, state, known, plain, amount = ASKER.ask(file, case)
        complete += known
        if state != verdict.state:
            wrong.append((case.name, verdict.state, state))
        if known and plain is not (verdict.state == "eligible"):
            wrong.append((case.name, verdict.state, f"plain {plain}"))
        if not isinstance(verdict.amount, Unknown) and verdict.amount != amount:
            wrong.append((case.name, verdict.amount, amount))
    assert wrong == []
