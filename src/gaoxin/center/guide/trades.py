"""Finding an industry of GB/T 4754 by words: sections, their divisions, and groups where policies look that deep."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gaoxin.base.industry import Industries, IndustryError
from gaoxin.base.text import Text
from gaoxin.center.library import Library
from gaoxin.engines.packs.guide_kinds import TradeWords
from gaoxin.engines.packs.read import read_kind

MOST = 12
"""Trades shown for one search."""


@dataclass(frozen=True, slots=True)
class Trade:
    """Something a firm can do: a canonical code and its name."""

    code: str
    name: Text
    section: Text


@dataclass(frozen=True)
class Trades:
    """All that can be chosen."""

    industries: Industries
    words: TradeWords

    @cached_property
    def all(self) -> tuple[Trade, ...]:
        """Divisions in order; a division that has groups is offered as its groups."""
        return tuple(
            t for number, letter in self.industries.section_of.items() for t in self._of(number, letter)
        )

    def _of(self, number: str, letter: str) -> Iterator[Trade]:
        section = self.industries.sections[letter]
        groups = {c: t for c, t in self.words.groups.items() if c[1:3] == number}
        for code, title in groups.items():
            yield Trade(code, Text(title.zh, title.en), section)
        if not groups:
            yield Trade(letter + number, self.industries.divisions[number], section)

    def of_section(self, letter: str) -> tuple[Trade, ...]:
        """The trades of one section."""
        return tuple(t for t in self.all if t.code[0] == letter)

    def search(self, asked: str) -> tuple[Trade, ...]:
        """The trades that words name, names before everyday words; a code finds itself."""
        wanted = asked.strip().lower()
        if not wanted:
            return ()
        scored = [(score, t) for t in self.all if (score := self._score(t, wanted))]
        found = [t for _, t in sorted(scored, key=lambda pair: -pair[0])][:MOST]
        return tuple(found) or self._by_code(asked)

    def _score(self, trade: Trade, wanted: str) -> int:
        names = (trade.name.zh.lower(), trade.name.en.lower())
        said = [w.lower() for w in self._words(trade.code)]
        if wanted in said:
            return 4
        if any(wanted in name for name in names):
            return 3
        return 2 if any(w in wanted or wanted in w for w in said) else int(wanted in trade.section.zh)

    def _words(self, code: str) -> tuple[str, ...]:
        return self.words.words.get(code, ()) or self.words.words.get(code[1:3], ())

    def _by_code(self, asked: str) -> tuple[Trade, ...]:
        try:
            code = self.industries.parse(asked)
        except IndustryError:
            return ()
        return (Trade(code, self.name(code), self.industries.sections[code[0]]),)

    def name(self, code: str) -> Text:
        """What a chosen code is called."""
        title = self.words.groups.get(code)
        return Text(title.zh, title.en) if title else self.industries.name(code)


def read_trades(library: Library) -> Trades:
    """The trades of the national pack; raises PackError."""
    return Trades(library.industries, read_kind(library.base.path / "quiz" / "industries.yaml", TradeWords))
