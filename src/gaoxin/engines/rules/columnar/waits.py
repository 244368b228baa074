"""What undecided conditions wait for, worked out from the condition down."""

from collections.abc import Mapping

from gaoxin.engines.rules.columnar.bits import Bits
from gaoxin.engines.rules.columnar.chunk import Chunk
from gaoxin.engines.rules.columnar.op import Ask, Op, explain, full


def waits(op: Op, asks: frozenset[Ask], chunk: Chunk) -> Mapping[Ask, Bits]:
    """For each ask the rows where the condition is undecided and waits for it; kept for the slice."""
    return chunk.once(("waits", op), lambda: _waits(op, asks, chunk))


def _waits(op: Op, asks: frozenset[Ask], chunk: Chunk) -> Mapping[Ask, Bits]:
    if len(asks) == 1:
        return dict.fromkeys(asks, op.unknown(chunk))
    found: dict[Ask, Bits] = {}

    def sink(ask: Ask, rows: Bits) -> None:
        found[ask] = found[ask] | rows if ask in found else rows

    explain(op, chunk, full(chunk.size), sink)
    return found
