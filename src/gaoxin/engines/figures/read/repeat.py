"""A number that is printed alone, as a pull quote: the claim of the sentence that it repeats."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from gaoxin.engines.figures.read.claim import Claim


def like_twins(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without an indicator take the words of the next claim of the same number, or of the last."""
    twins: dict[tuple[Decimal, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.indicator:
            twins[claim.value, claim.unit].append(claim)
    return [claim if claim.indicator else _like(claim, twins[claim.value, claim.unit]) for claim in claims]


def _like(claim: Claim, twins: Sequence[Claim]) -> Claim:
    after = (c for c in twins if c.num_start > claim.num_start)
    twin = next(after, twins[-1] if twins else claim)
    return replace(
        claim, subject=twin.subject, indicator=twin.indicator, period=twin.period, kind=twin.kind, of=twin.of
    )
