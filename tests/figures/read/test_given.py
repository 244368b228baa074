"""The given bulletins by the given scorer; skipped where they are not at hand."""

import pytest
from benchmarks import claims

pytestmark = pytest.mark.skipif(
    not claims.SHARED.exists(), reason="the given bulletins are not on this machine"
)


def test_detection_and_strict_f1_reach_the_bar() -> None:
    figures = claims.score()["pooled"]
    assert figures["detection"]["f1"] >= 0.95
    assert figures["strict"]["f1"] >= 0.85


def test_every_offset_points_at_the_digits() -> None:
    for name in claims.NAMES:
        text = claims.raw(name)
        for claim in claims.read_claims(name):
            assert text[claim.start : claim.end] == claim.text
            assert claim.start <= claim.num_start < claim.num_end <= claim.end
