"""All that a round of questions needs of a library on one day, made ready once. It holds nobody's answers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from gaoxin.base.text import Text
from gaoxin.center.facts import INDUSTRY
from gaoxin.center.guide.conflicts import Conflicts, read_conflicts
from gaoxin.center.guide.groups import Groups, grouped
from gaoxin.center.guide.guide import Guide, Look
from gaoxin.center.guide.standing import Standings
from gaoxin.center.guide.trades import Trades, read_trades
from gaoxin.center.guide.typed import AnswerError, read
from gaoxin.center.guide.wording import Asked, asked, read_wordings
from gaoxin.center.library import Library
from gaoxin.engines.packs.guide_kinds import Wording
from gaoxin.engines.rules.dimension import of_fact
from gaoxin.engines.rules.wording import wording

NOTHING_HELD = Text("现在没有这个数，不能写增加多少", "there is no figure yet to add to")


class Desk:
    """Questions, their wording and reading, standings and conflicts; each read when first asked for."""

    def __init__(self, library: Library, day: dt.date) -> None:
        self.library, self.day = library, day

    @cached_property
    def guide(self) -> Guide:
        """What to ask next."""
        return Guide(self.library.rules(self.day), self.day)

    @cached_property
    def standings(self) -> Standings:
        """How somebody stands."""
        return Standings(self.library, self.guide)

    @cached_property
    def trades(self) -> Trades:
        """Industries by words."""
        return read_trades(self.library)

    @cached_property
    def conflicts(self) -> Conflicts:
        """What may not be had together."""
        return read_conflicts(self.library)

    @cached_property
    def _wordings(self) -> Mapping[str, Wording]:
        return read_wordings(self.library)

    def asked(self, fact: str) -> Asked:
        """A fact as it is asked for."""
        return asked(self.library.vocabulary[fact], self._wordings, self.day)

    def read(self, fact: str, given: Sequence[str]) -> object:
        """What was typed as a fact; raises Refused with advice."""
        question = self.asked(fact)
        return read(question.fact, given, self.library.industries, self.day, tuple(question.choices))

    def read_from(self, fact: str, given: Sequence[str], held: object) -> object:
        """The same, where `+3` stands for three more than what is held. Raises Refused."""
        text = given[0].strip() if given else ""
        if text[:1] not in ("+", "＋") or not self.library.vocabulary[fact].numeric:
            return self.read(fact, given)
        more = self.read(fact, [text[1:]])
        if not isinstance(held, Decimal) or not isinstance(more, Decimal):
            raise AnswerError(NOTHING_HELD, Text("请直接写数值", "write the figure itself"))
        return held + more

    def said(self, fact: str, value: object) -> Text:
        """A value in words, codes by their names."""
        if fact == INDUSTRY:
            name = self.trades.name(str(value))
            return Text(f"{name.zh}（{value}）", f"{name.in_('en')} ({value})")
        question = self.asked(fact)
        if isinstance(value, list):
            return _several([question.choices.get(v, Text(v)) for v in value])
        if isinstance(value, str) and value in question.choices:
            return question.choices[value]
        dimension = of_fact(question.fact)
        return Text(wording(value, dimension, "zh"), wording(value, dimension, "en"))

    def grouped(self, known: Mapping[str, object], look: Look) -> Groups:
        """Every policy by how somebody stands."""
        return grouped(self.standings.of(known, look.pairs), self.conflicts)


def _several(chosen: Sequence[Text]) -> Text:
    if not chosen:
        return Text("都不是", "None of them")
    return Text("、".join(c.zh for c in chosen), "; ".join(c.in_("en") for c in chosen))
