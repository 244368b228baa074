"""Choices: a value out of a few constants, as one bitmap of the rows where each is still possible."""

from dataclasses import dataclass
from typing import TypeAlias

from gaoxin.engines.rules.columnar.bits import Bits, Truth, either, exactly_one, truth
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.logic import explain_if
from gaoxin.engines.rules.columnar.op import Op, Sink, TruthOp, explain, full

Possible: TypeAlias = tuple[Bits, ...]
"""For each constant the rows where it is possible."""

Constant: TypeAlias = tuple[str, object]
"""A constant and the name of its type, so that true and 1 are two."""


def constant(value: object) -> Constant:
    """A constant as a key."""
    return (type(value).__name__, value)


@dataclass(frozen=True, eq=False, slots=True)
class ChoiceOp(Op):
    """A step whose value is one of `constants`."""

    constants: tuple[Constant, ...]

    def compute(self, chunk: Chunk) -> Possible:
        """A bitmap for each constant."""
        raise NotImplementedError

    def unknown(self, chunk: Chunk) -> Bits:
        """Rows where more than one constant is possible."""
        return ~exactly_one(chunk[self], chunk.size)

    def possible(self, chunk: Chunk, wanted: Constant) -> Bits:
        """Rows where a constant is possible."""
        if wanted not in self.constants:
            return chunk.nothing()
        found: Bits = chunk[self][self.constants.index(wanted)]
        return found


@dataclass(frozen=True, eq=False, slots=True)
class Same(ChoiceOp):
    """One constant in every row."""

    def compute(self, chunk: Chunk) -> Possible:
        """All rows."""
        return (full(chunk.size),)

    @property
    def value(self) -> object:
        """The constant."""
        return self.constants[0][1]


@dataclass(frozen=True, eq=False, slots=True)
class TrueOrFalse(ChoiceOp):
    """A truth as a choice; `constants` are true and false."""

    term: TruthOp

    @property
    def parts(self) -> tuple[Op, ...]:
        """The truth."""
        return (self.term,)

    def compute(self, chunk: Chunk) -> Possible:
        """True where not false, false where not true."""
        met, maybe = chunk[self.term]
        return (maybe, ~met)


@dataclass(frozen=True, eq=False, slots=True)
class IfChoice(ChoiceOp):
    """`if test then yes else no` over choices."""

    test: TruthOp
    yes: ChoiceOp
    no: ChoiceOp

    @property
    def parts(self) -> tuple[Op, ...]:
        """Test and branches."""
        return (self.test, self.yes, self.no)

    def compute(self, chunk: Chunk) -> Possible:
        """A constant is possible where a branch that may be taken allows it."""
        met, maybe = chunk[self.test]
        other = ~met
        return tuple(
            (maybe & self.yes.possible(chunk, c)) | (other & self.no.possible(chunk, c))
            for c in self.constants
        )

    def explain(self, chunk: Chunk, rows: Bits, sink: Sink) -> None:
        """The test, and the branches it may still take."""
        explain_if(self.test, self.yes, self.no, chunk, rows, sink)


@dataclass(frozen=True, eq=False, slots=True)
class ChoiceTest(TruthOp):
    """What a test says of each constant: True, False, or None where it has no answer (then false)."""

    choice: ChoiceOp
    answers: tuple[bool | None, ...]

    @property
    def parts(self) -> tuple[Op, ...]:
        """The choice."""
        return (self.choice,)

    def compute(self, chunk: Chunk) -> Truth:
        """Decided where all possible constants answer alike."""
        can = {a: self._where(chunk, a) for a in (True, False, None)}
        true = can[True] & ~can[False] & ~can[None]
        silent = can[None] & ~self.choice.unknown(chunk) if None in self.answers else can[None]
        return truth(true, ~((can[False] & ~can[True] & ~can[None]) | silent))

    def _where(self, chunk: Chunk, answer: bool | None) -> Bits:
        values = chunk[self.choice]
        return either((v for v, a in zip(values, self.answers, strict=True) if a is answer), chunk.size)


@dataclass(frozen=True, eq=False, slots=True)
class ChoiceOf(TruthOp):
    """A comparison of `measure` with a choice: one truth for each constant, weighed by what is possible."""

    measure: Op
    choice: ChoiceOp
    tests: tuple[TruthOp, ...]

    @property
    def parts(self) -> tuple[Op, ...]:
        """The measure, the choice and a test for each constant."""
        return (self.measure, self.choice, *self.tests)

    def compute(self, chunk: Chunk) -> Truth:
        """True where every possible constant gives true, false where every one gives false."""
        true, maybe = full(chunk.size), chunk.nothing()
        for can, test in zip(chunk[self.choice], self.tests, strict=True):
            met, open_ = chunk[test]
            true &= met | ~can
            maybe |= open_ & can
        return truth(true, maybe)

    def explain(self, chunk: Chunk, rows: Bits, sink: Sink) -> None:
        """Both sides of the comparison."""
        explain(self.measure, chunk, rows, sink)
        explain(self.choice, chunk, rows, sink)
