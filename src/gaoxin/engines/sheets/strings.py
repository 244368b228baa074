"""The shared strings of a workbook: how many, how long, and how much text its cells hold in all."""

import re
from collections.abc import Iterator

import numpy as np

from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.archive import refuse_entities
from gaoxin.engines.sheets.scan import Ints, blocks

_INDEX = re.compile(rb't="s"[^>]*>\s*<v>(\d{1,9})</v>')
_ITEM = re.compile(rb"<(?:\w+:)?si[\s>/]")


def spans(chunks: Iterator[bytes]) -> Ints:
    """Bytes that each shared string takes in the XML. Raises SheetError past the limits."""
    starts: list[Ints] = []
    rest, offset, count = b"", 0, 0
    for number, chunk in enumerate(chunks):
        if number == 0:
            refuse_entities(chunk[:4096])
        block = rest + chunk
        found = np.array([m.start() for m in _ITEM.finditer(block)], np.int64) + offset
        starts.append(found)
        count += len(found)
        if count > limits.STRINGS:
            raise limits.too_large("文本太多", "too many texts")
        offset += len(block) - min(len(block), 15)
        rest = block[-15:]
    ends = (
        np.append(np.unique(np.concatenate(starts)), offset + len(rest)) if starts else np.zeros(1, np.int64)
    )
    return np.diff(ends)


def refuse_copies(chunks: Iterator[bytes], lengths: Ints, cells: int) -> None:
    """Raises SheetError where the cells, each with its copy of its string, would fill the memory."""
    if not len(lengths) or cells * int(lengths.max()) <= limits.TEXT_BYTES:
        return
    total, known = 0, 0
    for block in blocks(chunks):
        used = np.array([int(index) for index in _INDEX.findall(block)], np.int64)
        known += len(used)
        total += int(lengths[used[used < len(lengths)]].sum())
    total += max(0, cells - known) * int(lengths.max())
    if total > limits.TEXT_BYTES:
        raise limits.too_large("文本太长", "its texts are too long")
