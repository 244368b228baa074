"""Invented sentences in the manner of bulletins, each with every claim that it makes and no other."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from gaoxin.center.figures.book import open_book
from gaoxin.engines.figures.read.claim import Claim
from gaoxin.engines.figures.read.read import read

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    return frozenset(open_book().by_name)


def shown(text: str, claim: Claim) -> list[str]:
    fields = (claim.subject, claim.indicator.removesuffix("数"), claim.period, claim.kind)
    return [
        text[claim.num_start : claim.num_end],
        *fields,
        f"{Decimal(claim.value).normalize():f} {claim.unit}",
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_every_claim_of_a_sentence(case: dict[str, Any], names: frozenset[str]) -> None:
    found = [shown(case["text"], c) for c in read(case["text"], names, case.get("year"))]
    wanted = [[part.strip() for part in line.split("|")] for line in case["claims"]]
    said = [
        [f if w else "" for f, w in zip(one, want, strict=True)]
        for one, want in zip(found, wanted, strict=False)
    ]
    assert said + found[len(said) :] == wanted
