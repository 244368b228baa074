"""What the inputs of someone else's model mean: facts of the vocabulary, by name and unit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.engines.rules.feel.ast import Arithmetic, Name, Node, number
from gaoxin.engines.rules.guided.quantity import MONEY
from gaoxin.engines.rules.rule import AS_OF

_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^()（）]+?)\s*[)）]$")
_DAYS = frozenset(("匹配日", "申请日", "今天", "as of", AS_OF))


@dataclass(frozen=True, slots=True)
class Meanings:
    """The node that stands for each input, and the inputs that stand for no fact, with near misses."""

    nodes: dict[str, Node]
    strangers: dict[str, list[str]]

    def notes(self) -> list[Text]:
        """One line for each stranger."""
        return [_note(name, near) for name, near in self.strangers.items()]


def _note(name: str, near: list[str]) -> Text:
    zh = f"；词汇表中相近的有：{'、'.join(near)}" if near else "；词汇表中没有相近的"
    en = f"; near in the vocabulary: {', '.join(near)}" if near else "; nothing near in the vocabulary"
    return Text(f"输入“{name}”不是已知事实{zh}", f"the input {name!r} is no known fact{en}")


def meanings(inputs: Iterable[str], vocabulary: Vocabulary) -> Meanings:
    """The meaning of each input: by Chinese name, id or English name, with or without a unit."""
    facts = {key: fact for fact in vocabulary for key in (fact.name.en.lower(), fact.id, fact.name.zh)}
    nodes: dict[str, Node] = {}
    strangers: dict[str, list[str]] = {}
    for name in inputs:
        node = _meaning(name, facts)
        if node is None:
            chinese = [fact.name.zh for fact in vocabulary]
            strangers[name] = get_close_matches(_bare(name), chinese, n=3, cutoff=0.3)
        else:
            nodes[name] = node
    return Meanings(nodes, strangers)


def _meaning(name: str, facts: dict[str, Fact]) -> Node | None:
    if name in _DAYS:
        return Name(AS_OF)
    fact = facts.get(name) or facts.get(name.lower())
    if fact is not None:
        return Name(fact.name.zh)
    fact, unit = facts.get(_bare(name)), _UNIT.search(name)
    if fact is None or unit is None:
        return None
    return _scaled(fact, unit[1])


def _scaled(fact: Fact, unit: str) -> Node | None:
    """The fact in another unit: money is kept in yuan, ratios as fractions."""
    plain = Name(fact.name.zh)
    if fact.type == "money" and unit in MONEY:
        return plain if MONEY[unit] == 1 else Arithmetic("/", plain, number(MONEY[unit]))
    if fact.percent:
        return Arithmetic("*", plain, number(100)) if unit in ("%", "％") else None
    return plain if unit == fact.unit else None


def _bare(name: str) -> str:
    return _UNIT.sub("", name).strip()
