"""The distance of many firms from one threshold, in integers, put into words once for each distinct one."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gaoxin.base.text import Language, Text
from gaoxin.engines.rules.columnar import build
from gaoxin.engines.rules.columnar import compile as compiler
from gaoxin.engines.rules.columnar.bits import Bits, pack, unpack
from gaoxin.engines.rules.columnar.choice import ChoiceOp
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.names import Names
from gaoxin.engines.rules.columnar.op import TruthOp, Unsupported
from gaoxin.engines.rules.columnar.ratio import Ratio
from gaoxin.engines.rules.columnar.span import SpanOp
from gaoxin.engines.rules.feel.ast import Compare
from gaoxin.engines.rules.gap import Gauge, gauge, is_low
from gaoxin.engines.rules.rule import Test

Places: TypeAlias = NDArray[np.intp]
Array: TypeAlias = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """One test of a condition with its steps and its words."""

    op: str
    met: TruthOp
    measure: SpanOp | Ratio
    threshold: ChoiceOp
    gauge: Gauge

    def tell(self, chunk: Chunk, row: Places, gaps: NDArray[np.object_]) -> None:
        """Write the gap of each row that has none yet and fails this test by a known number."""
        known = ~(chunk[self.met][1] | self.threshold.unknown(chunk) | _silent(self.measure, chunk))
        for (_, bound), can in zip(self.threshold.constants, chunk[self.threshold], strict=True):
            chosen = unpack(known & can, chunk.rows)[row] & (gaps == "")
            if chosen.any():
                gaps[chosen] = self._told(chunk, row[chosen], build.fraction(bound))

    def _told(self, chunk: Chunk, row: Places, bound: Fraction) -> list[str]:
        top, bottom = _value(self.measure, chunk, row)
        rest = top * bound.denominator - bottom * bound.numerator
        hundredths = -(-abs(rest) * self.gauge.steps // (bottom * bound.denominator))
        found: dict[tuple[int, bool], str] = {}
        for key in zip(hundredths.tolist(), (rest < 0).tolist(), strict=True):
            if key not in found:
                found[key] = self.gauge.text(key[0], low=is_low(self.op, key[1]))
        return [found[key] for key in zip(hundredths.tolist(), (rest < 0).tolist(), strict=True)]


def _silent(measure: SpanOp | Ratio, chunk: Chunk) -> Bits:
    """Rows where there is no number: it is unknown, or a quotient by nought."""
    unknown = measure.unknown(chunk)
    return unknown | pack(chunk[measure.den].low == 0) if isinstance(measure, Ratio) else unknown


def _value(measure: SpanOp | Ratio, chunk: Chunk, row: Places) -> tuple[Array, Any]:
    """Values as top / bottom, in integers of Python; bottom is above nought."""
    if isinstance(measure, SpanOp):
        return chunk[measure].low[row].astype(object), 10**measure.scale
    num = chunk[measure.num].low[row].astype(object) * 10**measure.den.scale
    den = chunk[measure.den].low[row].astype(object) * 10**measure.num.scale
    factor, shift = measure.factor, measure.shift
    top = num * factor.numerator * shift.denominator + den * shift.numerator * factor.denominator
    bottom = den * factor.denominator * shift.denominator
    sign = np.where(bottom < 0, -1, 1).astype(object)
    return top * sign, bottom * sign


def measured(test: Test, title: Text, names: Names, language: Language) -> Measured:
    """The steps of a test; Unsupported where the scalar must tell the gap."""
    measure, threshold = compiler.value(test.measure, names), compiler.value(test.threshold, names)
    if not isinstance(measure, SpanOp | Ratio) or not isinstance(threshold, ChoiceOp):
        raise Unsupported("a gap that the scalar must tell")
    met = compiler.truth(Compare(test.op, test.measure, test.threshold), names)
    return Measured(test.op, met, measure, threshold, gauge(test, title, names.vocabulary, language))
