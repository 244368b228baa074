"""How facts are asked for: question, help, example and the names of codes, from the `quiz/facts.yaml` of packs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.library import Library
from gaoxin.engines.packs.guide_kinds import Wording, Wordings
from gaoxin.engines.packs.kinds import Titles
from gaoxin.engines.packs.read import read_kind

FILE = Path("quiz") / "facts.yaml"
UNITS = {"人": "people", "项": "items", "年": "years", "分": "points", "千瓦时": "kWh", "%": "%"}
NONE = {"无": "none"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact as a person is asked for it. `choices` are codes with their names, empty where none are listed."""

    fact: Fact
    ask: Text
    help: Text
    example: str
    choices: Mapping[str, Text] = field(default_factory=dict)

    @property
    def unit(self) -> Text:
        """The unit that an answer is given in, empty where it has none."""
        if self.fact.type == "money":
            return Text("万元", "× CNY 10,000")
        return Text(self.fact.unit, UNITS.get(self.fact.unit, self.fact.unit))


def read_wordings(library: Library) -> dict[str, Wording]:
    """By fact; a later pack's wording replaces the national one. Raises PackError."""
    return dict(_read(tuple(dict.fromkeys(p.path for p in (library.base, *library.packs)))))


@cache
def _read(packs: tuple[Path, ...]) -> Mapping[str, Wording]:
    found: dict[str, Wording] = {}
    for pack in packs:
        if (pack / FILE).exists():
            found |= read_kind(pack / FILE, Wordings).facts
    return found


def code_name(library: Library, fact: str, code: str) -> Text:
    """A code by its name, or as it stands where it has none."""
    wording = read_wordings(library).get(fact)
    titles = wording.choices.get(code) if wording else None
    return Text(titles.zh, titles.en) if titles else Text(code, NONE.get(code, code))


def asked(fact: Fact, wordings: Mapping[str, Wording], day: dt.date) -> Asked:
    """A fact in words; one without a wording is asked for by its name."""
    wording = wordings.get(fact.id)
    if wording is None:
        return Asked(fact, fact.name, Text(""), "", {c: Text(c) for c in fact.codes})
    return Asked(
        fact,
        _dated(wording.ask, day),
        _dated(wording.help, day) if wording.help else Text(""),
        str(wording.example),
        _choices(fact, wording),
    )


def _choices(fact: Fact, wording: Wording) -> dict[str, Text]:
    if fact.type == "codes":
        return {c: Text(t.zh, t.en) for c, t in wording.choices.items()}
    codes = fact.codes or tuple(wording.choices)
    named = {c: wording.choices.get(c) for c in codes}
    return {c: Text(t.zh, t.en) if t else Text(c) for c, t in named.items()}


def _dated(titles: Titles, day: dt.date) -> Text:
    years = {"y": day.year - 1, "y1": day.year - 2, "y2": day.year - 3}
    return Text(titles.zh.format(**years), titles.en.format(**years))
