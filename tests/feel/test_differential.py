"""A second opinion: feelin answers the same, or the difference is written down with the clause that decides it."""

import os
from pathlib import Path

import pytest
import yaml

from gaoxin.engines.rules.feel import Scope, evaluate, parse
from tests.feel import feelin
from tests.feel.expressions import Writer
from tests.node import needed

KNOWN = yaml.safe_load(Path(__file__).with_name("differences.yaml").read_text(encoding="utf-8"))
COUNT = int(os.environ.get("FEEL_EXPRESSIONS", "2000"))


def explained(text: str, pair: tuple[object, object]) -> bool:
    shape, ours, theirs = feelin.form(text), *map(feelin.kind, pair)
    return any(
        shape in each["form"] and ours in each.get("ours", [ours]) and theirs in each.get("theirs", [theirs])
        for each in KNOWN
    )


@needed("feelin")
def test_differences_are_written_down() -> None:
    asked = list(dict.fromkeys(Writer(seed).expression() for seed in range(COUNT)))
    pairs = zip(asked, map(feelin.ours, asked), feelin.theirs(asked), strict=True)
    different = [text for text, ours, theirs in pairs if not feelin.agree(ours, theirs)]
    cores = feelin.cores(different)
    print(f"{len(asked)} expressions, {len(different)} differ")
    assert {text: pair for text, pair in cores.items() if not explained(text, pair)} == {}


@needed("feelin")
@pytest.mark.parametrize("entry", KNOWN, ids=lambda each: each["example"])
def test_every_entry_still_differs(entry: dict[str, object]) -> None:
    text = str(entry["example"])
    [theirs] = feelin.theirs([text])
    assert not feelin.agree(feelin.ours(text), theirs)
    assert feelin.form(text) in entry["form"]  # type: ignore[operator]


@pytest.mark.parametrize("text", ["0 ** -1", "0 ** -0.5", "(-0) ** -3"])
def test_nought_has_no_negative_power(text: str) -> None:
    scope = Scope({})
    assert evaluate(parse(text), scope) is None
    assert "negative power" in str(scope.problems[0])
