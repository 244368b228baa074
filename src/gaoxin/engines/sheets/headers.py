"""Which fact a header names: by Chinese name, English name or id, with or without its unit."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.base.width import squeeze
from gaoxin.engines.sheets.units import Unit, split_unit

_LONGEST = 200
_MARK = re.compile(r"[(\[【〔](?:必填|必填项|选填|可选|required|optional)[)\]】〕]|[*★]")
"""What marks a column as one to fill in."""
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}[).、]|[一二三四五六七八九十]+、|其中:)")
PERIOD = re.compile(
    r"\d{2,4}年|\d+月|季度|上半年|年度|上年|去年|前年|同期|累计|预计|计划|目标|预算|同比|增速|增长|增幅|占比|比重"
)
"""Words that change which figure a name means."""


@dataclass(frozen=True, slots=True)
class Named:
    """A fact and the unit its header gives it."""

    fact: Fact
    unit: Unit | None = None


class Names:
    """The index of a vocabulary by every way to name a fact.

    `meanings` say what a header means whatever it looks like: a fact's id, or nothing to leave the column out.
    """

    def __init__(self, vocabulary: Vocabulary, meanings: Mapping[str, str] | None = None) -> None:
        self._meant = {
            squeeze(header): vocabulary[fact] if fact else None
            for header, fact in (meanings or {}).items()
            if not fact or fact in vocabulary
        }
        self._facts: dict[str, Fact] = {}
        for fact in vocabulary:
            for name in (fact.id, fact.name.zh, fact.name.en):
                if name and fact.type != "series":
                    self._facts.setdefault(squeeze(name), fact)
        self._words = list(self._facts)
        self._found: dict[str, Named | None] = {}

    def find(self, header: str) -> Named | None:
        """The fact that a header names, or None."""
        if header not in self._found:
            self._found[header] = self._find(header) if len(header) <= _LONGEST else None
        return self._found[header]

    def _find(self, header: str) -> Named | None:
        if (written := squeeze(header)) in self._meant:
            return _meant(self._meant[written], written)
        word = _NUMBERING.sub("", _MARK.sub("", written))
        if fact := self._facts.get(word):
            return Named(fact)
        base, unit = split_unit(word)
        fact = self._facts.get(base)
        return Named(fact, unit) if fact and unit and unit.fits(fact) else None

    def stacked(self, top: str, bottom: str) -> Named | None:
        """The fact of a header in two rows: `营业收入` over `上年`, or a group over its columns."""
        for joined in (top + bottom, bottom + top):
            if named := self.find(joined):
                return named
        if not bottom or not top:
            return self.find(top or bottom)
        if PERIOD.search(squeeze(top)):
            return None
        named = self.find(bottom)
        unit = split_unit(squeeze(top))[1]
        if named and not named.unit and unit and unit.fits(named.fact) and named.fact.type == "money":
            return Named(named.fact, unit)
        return named

    def suggestion(self, header: str) -> str:
        """The Chinese name of the fact that a header nearly names, or nothing."""
        base, _ = split_unit(squeeze(header[:_LONGEST]))
        base = re.sub(r"\(.*?\)", "", base) or base
        close = difflib.get_close_matches(base, self._words, n=1, cutoff=0.6)
        return self._facts[close[0]].name.zh if close else ""


def _meant(fact: Fact | None, header: str) -> Named | None:
    """A header that stands for a fact by agreement; its unit is read all the same."""
    if fact is None:
        return None
    unit = split_unit(_MARK.sub("", header))[1]
    return Named(fact, unit if unit and unit.fits(fact) else None)


def suggestions(names: Names, headers: Mapping[int, str]) -> list[tuple[str, str]]:
    """Unrecognised headers with the fact that each nearly names."""
    return [(header, names.suggestion(header)) for header in headers.values()]
