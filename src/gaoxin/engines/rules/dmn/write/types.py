"""Facts as item definitions: money, ratios, counts, and codes with the values they may take."""

from collections.abc import Iterable

from gaoxin.base.vocabulary import Fact
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.feel.literal_text import quoted

_SIMPLE = {"boolean": "boolean", "date": "date", "text": "string", "code": "string", "codes": "string"}


def item_of(fact: Fact) -> m.Item | None:
    """The item definition of a fact; None where a simple type says all."""
    if fact.type == "codes":
        return m.Item(f"t_{fact.id}", "string", collection=True, allowed=_allowed(fact.codes))
    if fact.codes:
        return m.Item(f"t_{fact.id}", "string", allowed=_allowed(fact.codes))
    if fact.numeric or fact.type == "series":
        return m.Item(_measure(fact), "number")
    return None


def _measure(fact: Fact) -> str:
    if fact.percent:
        return "t_ratio"
    return "t_yuan" if fact.type == "money" else "t_count"


def _allowed(codes: Iterable[str]) -> str:
    """The codes and the empty text, which says that there is none."""
    found = [*codes]
    return ", ".join(map(quoted, [*found, ""])) if found else ""


def type_ref(fact: Fact) -> str:
    """The type that an input of this fact refers to."""
    item = item_of(fact)
    return _SIMPLE[fact.type] if item is None else item.name


def of_codes(codes: Iterable[str], name: str) -> m.Item:
    """The item definition of a list of codes."""
    return m.Item(name, "string", allowed=_allowed(codes))
