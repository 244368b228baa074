"""A fault of a pack file, and the faults that any kind of file may have."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from gaoxin.base.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend, and where."""

    where: str
    text: Text


class Dated(Protocol):
    """A version that holds from a day to a day, both included."""

    @property
    def from_(self) -> dt.date:
        """The first day."""

    @property
    def to(self) -> dt.date | None:
        """The last day; None is open."""


def named(stem: str, given: str) -> Iterator[Fault]:
    """The file's name is its id."""
    if stem != given:
        zh, en = f"文件名应与编号一致：{given}.yaml", f"name the file {given}.yaml, as its id"
        yield Fault(f"{stem}.yaml", Text(zh, en))


def dates(where: str, versions: Sequence[Dated]) -> Iterator[Fault]:
    """There are versions, none ends before it starts, and no two overlap."""
    if not versions:
        yield Fault(where, Text("没有版本", "no version"))
    for version in versions:
        if version.to is not None and version.to < version.from_:
            yield Fault(f"{where} {version.from_}", Text("失效日早于生效日", "it ends before it starts"))
    spans = sorted((v.from_, v.to or dt.date.max) for v in versions)
    for (start, end), (following, _) in pairwise(spans):
        if end >= following:
            at = f"{where} {start}/{following}"
            yield Fault(at, Text("两个版本的日期重叠", "the dates of two versions overlap"))
