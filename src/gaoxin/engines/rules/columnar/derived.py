"""Shared definitions (classifications) as columns of their own."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar import compile as compiler
from gaoxin.engines.rules.columnar.bits import unpack
from gaoxin.engines.rules.columnar.choice import ChoiceOp
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.columns import Columns
from gaoxin.engines.rules.columnar.firms import Firms
from gaoxin.engines.rules.columnar.names import Names
from gaoxin.engines.rules.columnar.op import Op, TruthOp, Unsupported
from gaoxin.engines.rules.columnar.program import Program
from gaoxin.engines.rules.columnar.waits import waits
from gaoxin.engines.rules.feel import evaluate
from gaoxin.engines.rules.feel.ast import Name
from gaoxin.engines.rules.unknown import Unknown

if TYPE_CHECKING:
    from gaoxin.engines.rules.columnar.plan import Plan

Read = Callable[[Chunk], pl.DataFrame]


def frame(plan: "Plan", columns: Columns, names: Sequence[str]) -> pl.DataFrame:
    """For each name its value, null where undecided or none, and `<name>_missing`, facts joined by `;`."""
    found = [_column(name, plan.shared, columns) for name in names]
    return pl.concat(found, how="horizontal") if found else pl.DataFrame()


def _column(name: str, names: Names, columns: Columns) -> pl.DataFrame:
    try:
        op = compiler.value(Name(name), names)
    except Unsupported:
        op = None
    if not isinstance(op, ChoiceOp | TruthOp):
        return _by_rows(name, names, columns)
    if not columns.rows:
        return pl.DataFrame(schema={name: pl.String, f"{name}_missing": pl.String})
    program = Program((op,))
    read = _choice if isinstance(op, ChoiceOp) else _truth
    return pl.concat(program.run(columns, lambda chunk: _part(name, read, program, chunk)))


def _part(name: str, read: Callable[[Any, Chunk], pl.Series], program: Program, chunk: Chunk) -> pl.DataFrame:
    (op,) = program.roots
    return pl.DataFrame({name: read(op, chunk), f"{name}_missing": _missing(op, program, chunk)})


def _choice(op: ChoiceOp, chunk: Chunk) -> pl.Series:
    place = np.full(chunk.rows, len(op.constants), np.intp)
    known = ~op.unknown(chunk)
    for i, can in enumerate(chunk[op]):
        place[unpack(can & known, chunk.rows)] = i
    values = [_plain(value) for _, value in op.constants]
    kind = next((type(value) for value in values if value is not None), str)
    series = pl.Series([*values, None], dtype={str: pl.String, bool: pl.Boolean}.get(kind, pl.Float64))
    return series.gather(place)


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _truth(op: TruthOp, chunk: Chunk) -> pl.Series:
    met, maybe = unpack(chunk[op], chunk.rows)
    return pl.Series([False, True, None], dtype=pl.Boolean).gather(
        np.where(maybe & ~met, 2, met.astype(np.intp))
    )


def _missing(op: Op, program: Program, chunk: Chunk) -> pl.Series:
    waiting = waits(op, program.asks[op], chunk)
    facts = sorted((ask for ask in waiting if ask.kind == "missing"), key=lambda ask: ask.name)
    flags = [unpack(waiting[ask], chunk.rows) for ask in facts]
    return joined(flags, [ask.name for ask in facts], chunk.rows)


def joined(flags: Sequence[NDArray[np.bool_]], names: Sequence[str], rows: int) -> pl.Series:
    """String[rows]: the names whose flag is set, joined by `;`; each distinct combination is written once."""
    code: NDArray[np.int64] = np.zeros(rows, np.int64)
    texts = [""]
    for name, flag in zip(names, flags, strict=True):
        found, code = np.unique(code * 2 + flag, return_inverse=True)
        texts = [
            texts[i // 2] + (f";{name}" if texts[i // 2] else name) if i % 2 else texts[i // 2] for i in found
        ]
    return pl.Series(texts, dtype=pl.String).gather(code)


def _by_rows(name: str, names: Names, columns: Columns) -> pl.DataFrame:
    firms = Firms(names, columns, Name(name))
    values = [evaluate(Name(name), firms.scope(row)) for row in range(columns.rows)]
    missing = [";".join(sorted(v.missing)) if isinstance(v, Unknown) else "" for v in values]
    known = [None if isinstance(v, Unknown) else _plain(v) for v in values]
    return pl.DataFrame(
        {name: known, f"{name}_missing": missing}, schema_overrides={f"{name}_missing": pl.String}
    )
