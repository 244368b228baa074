"""What a figure is a figure of: a variable with a true value that nobody prints exactly."""

from fractions import Fraction
from typing import NamedTuple

from gaoxin.engines.figures.reconcile.span import ANY, Span

NOT_BELOW_NAUGHT: Span = (Fraction(0), None)
SIZES = frozenset({"amount", "target", "rise"})
"""Measures that all grow alike when every amount is doubled."""
_SPANS: dict[str, Span] = {
    "amount": NOT_BELOW_NAUGHT,
    "target": NOT_BELOW_NAUGHT,
    "share": NOT_BELOW_NAUGHT,
    "factor": NOT_BELOW_NAUGHT,
}
_SIGNED = ("利润", "净", "差", "增量", "增加额", "结余", "顺差", "逆差")


class Quantity(NamedTuple):
    """`measure` of an indicator of a subject in a period; `of` names the whole, the plan or the field."""

    measure: str
    subject: str
    indicator: str
    period: str
    of: str = ""

    @property
    def is_size(self) -> bool:
        """Whether it is an amount, as against a rate."""
        return self.measure in SIZES

    @property
    def domain(self) -> Span:
        """What it can be at all."""
        if self.is_size and any(word in self.indicator for word in _SIGNED):
            return ANY
        return _SPANS.get(self.measure, ANY)

    def aside(self, measure: str) -> "Quantity":
        """Another measure of the same thing."""
        return self._replace(measure=measure, of="")
