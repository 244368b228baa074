"""The checks that come with the three bulletins, each against the verdict of the audit."""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from gaoxin.engines.figures.reconcile.audit import Audit, audit
from gaoxin.engines.figures.reconcile.claim import Claim, read_claims
from tests.figures.reconcile.made import near

SHARED = Path(__file__).parents[4] / "shared" / "bulletins"
CHECKS = SHARED / "checks.gold.json"
pytestmark = pytest.mark.skipif(not CHECKS.exists(), reason="the annotated bulletins are not here")


@cache
def material() -> tuple[Mapping[str, Claim], Mapping[str, str]]:
    files = sorted(SHARED.glob("*.gold.json"))
    rows = [json.loads(f.read_text(), parse_float=Decimal) for f in files if f.name[0].isdigit()]
    found = {claim.id: claim for part in rows for claim in read_claims(part)}
    return found, {f.name: f.read_text() for f in SHARED.glob("*.txt")}


def checks() -> list[dict[str, object]]:
    return json.loads(CHECKS.read_text()) if CHECKS.exists() else []  # type: ignore[no-any-return]


def of(ids: list[str]) -> Audit:
    claims, texts = material()
    return audit((claims[i] for i in ids), texts)


@pytest.mark.parametrize("check", checks(), ids=lambda check: str(check["id"]))
def test_check(check: dict[str, object]) -> None:
    ids = check["claims"]
    assert isinstance(ids, list)
    found = of(ids)
    if check["type"] == "reconciliation":  # which of the figures is wrong cannot be told: each could be
        (conflict,) = found.conflicts
        assert len(conflict.claims) == 4
        assert all(span[0] <= span[1] for span in conflict.needed.values() if span[0] and span[1])
    elif not ids:  # a slogan that stands for no claim: 3+N
        assert any(
            c.rule == "slogan" and c.quote == "3+N" and c.verdict == check["verdict"] for c in found.checks
        )
    else:
        assert found.verdict == check["verdict"], check["statement"]


def test_together_they_hold_one_conflict_and_no_false_alarm() -> None:
    claims, texts = material()
    (conflict,) = audit(claims.values(), texts).conflicts
    assert [claim.id for claim in conflict.claims] == ["000-002", "000-003", "000-004", "000-005"]
    assert {claim.id for claim in conflict.echoes} == {"001-001", "001-020", "001-021", "001-022"}


@pytest.mark.parametrize("name", ["JN3", "JN4", "JN5"])
def test_what_a_claim_would_have_to_be(name: str) -> None:
    check = next(check for check in checks() if check["id"] == name)
    ids, interval = check["claims"], check["computed_interval"]
    assert isinstance(ids, list)
    assert isinstance(interval, list)
    (conflict,) = of(ids).conflicts
    assert near(conflict.needed[ids[-1]], *interval)
