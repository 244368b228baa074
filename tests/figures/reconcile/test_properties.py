"""What holds for every world: rounding is never a conflict, and a conflict is as small as it can be."""

from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.engines.figures.reconcile.audit import audit
from gaoxin.engines.figures.reconcile.component import build
from gaoxin.engines.figures.reconcile.decide import refuted
from gaoxin.engines.figures.reconcile.fixed import ANY, Fixed, exact, fixed, over, scaled, times
from gaoxin.engines.figures.reconcile.network import Narrowing, Network
from gaoxin.engines.figures.reconcile.relation import Product, Sum
from gaoxin.engines.figures.reconcile.span import Span, empty
from tests.figures.reconcile.made import claims
from tests.figures.reconcile.world import bulletin

SEEDS = st.integers(0, 10**9)
NUMBERS = st.integers(-50_000, 50_000).map(lambda n: Fraction(n, 49))
SPANS = st.tuples(st.none() | NUMBERS, st.none() | NUMBERS).filter(lambda span: not empty(span))


@settings(max_examples=120, deadline=None)
@given(SEEDS)
def test_what_is_true_and_rounded_is_never_called_inconsistent(seed: int) -> None:
    assert audit(claims(*bulletin(seed))).conflicts == ()


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_no_claim_of_a_conflict_can_be_left_out(seed: int) -> None:
    random, lines = Random(seed), list(bulletin(seed))
    at = random.randrange(len(lines))
    lines[at] = lines[at] | {"value": str(Decimal(str(lines[at]["value"])) * 3 + 7)}
    for conflict in audit(claims(*lines)).conflicts:
        whole = build(conflict.identities, [(conflict.quantities[c.id], c) for c in conflict.claims])
        assert refuted(whole, whole.said)
        for left_out in whole.said:
            rest = [each for each in whole.said if each is not left_out]
            assert not refuted(whole, rest)
            assert not audit(each.claim for each in rest).conflicts


def _inside(span: Fixed, number: Fraction) -> bool:
    low, high = exact(span)
    return (low is None or low <= number) and (high is None or number <= high)


@given(SPANS, SPANS, NUMBERS, NUMBERS)
def test_products_and_quotients_leave_nothing_out(one: Span, other: Span, x: Fraction, y: Fraction) -> None:
    left, right = fixed(_with(one, x)), fixed(_with(other, y))
    product = times(left, right)
    assert _inside(product, x * y)
    assert _inside(over(product, right), x)


@given(SPANS, NUMBERS, NUMBERS.filter(bool))
def test_scaling_leaves_nothing_out(span: Span, x: Fraction, factor: Fraction) -> None:
    assert _inside(scaled(fixed(_with(span, x)), factor), x * factor)


@given(NUMBERS, NUMBERS, NUMBERS, st.tuples(*[st.integers(0, 99).map(lambda n: Fraction(n, 7))] * 4))
def test_narrowing_keeps_every_solution(
    x: Fraction, y: Fraction, z: Fraction, slack: tuple[Fraction, ...]
) -> None:
    truth = [x, y, x * y, x * y - z]
    relations = [Product(2, 0, 1), Sum(((3, Fraction(1)), (2, Fraction(-1))), (-z, -z))]
    spans = [fixed((value - by, value + by)) for value, by in zip(truth, slack, strict=True)]
    network = Network(relations, [ANY] * 4)
    state = Narrowing(network, list(spans), network.neighbours())
    assert state.run()
    assert all(_inside(span, value) for span, value in zip(state.spans, truth, strict=True))


def _with(span: Span, number: Fraction) -> Span:
    low = number if span[0] is not None and span[0] > number else span[0]
    high = number if span[1] is not None and span[1] < number else span[1]
    return low, high
