"""And, or, not, if over truths (Kleene)."""

from dataclasses import dataclass

import numpy as np

from gaoxin.engines.rules.columnar.bits import Bits, Truth, inverse, truth
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.op import Op, Sink, TruthOp, explain


@dataclass(frozen=True, eq=False, slots=True)
class Every(TruthOp):
    """All of the terms: one operation works on both bitmaps."""

    terms: tuple[TruthOp, ...]

    @property
    def parts(self) -> tuple[Op, ...]:
        """The terms."""
        return self.terms

    def compute(self, chunk: Chunk) -> Truth:
        """The and of all terms."""
        value: Truth = chunk[self.terms[0]].copy()
        for term in self.terms[1:]:
            np.bitwise_and(value, chunk[term], out=value)
        return value


@dataclass(frozen=True, eq=False, slots=True)
class Some(TruthOp):
    """Any of the terms."""

    terms: tuple[TruthOp, ...]

    @property
    def parts(self) -> tuple[Op, ...]:
        """The terms."""
        return self.terms

    def compute(self, chunk: Chunk) -> Truth:
        """The or of all terms."""
        value: Truth = chunk[self.terms[0]].copy()
        for term in self.terms[1:]:
            np.bitwise_or(value, chunk[term], out=value)
        return value


@dataclass(frozen=True, eq=False, slots=True)
class Inverse(TruthOp):
    """Not."""

    term: TruthOp

    @property
    def parts(self) -> tuple[Op, ...]:
        """The term."""
        return (self.term,)

    def compute(self, chunk: Chunk) -> Truth:
        """True where the term is false."""
        return inverse(chunk[self.term])


@dataclass(frozen=True, eq=False, slots=True)
class IfTruth(TruthOp):
    """`if test then yes else no` over truths; an unknown test is settled by equal branches."""

    test: TruthOp
    yes: TruthOp
    no: TruthOp

    @property
    def parts(self) -> tuple[Op, ...]:
        """Test and branches."""
        return (self.test, self.yes, self.no)

    def compute(self, chunk: Chunk) -> Truth:
        """The branch taken, or both where the test is open."""
        met, maybe = chunk[self.test]
        yes, no = chunk[self.yes], chunk[self.no]
        true = (met & yes[0]) | (~maybe & no[0]) | (yes[0] & no[0])
        return truth(true, (maybe & yes[1]) | (~met & no[1]))

    def explain(self, chunk: Chunk, rows: Bits, sink: Sink) -> None:
        """The test, and the branches it may still take."""
        explain_if(self.test, self.yes, self.no, chunk, rows, sink)


def explain_if(test: Op, yes: Op, no: Op, chunk: Chunk, rows: Bits, sink: Sink) -> None:
    """What an undecided choice between two branches waits for."""
    met, maybe = chunk[test]
    explain(test, chunk, rows, sink)
    explain(yes, chunk, rows & maybe, sink)
    explain(no, chunk, rows & ~met, sink)
