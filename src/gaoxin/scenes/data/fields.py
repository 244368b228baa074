"""One fact as a field of a form: how it is asked for, and how what was typed is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gaoxin.base.currency import MoneyUnit
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.facts import of_cell
from gaoxin.center.guide.wording import UNITS as ENGLISH
from gaoxin.center.guide.wording import code_name
from gaoxin.center.library import Library
from gaoxin.center.models import Firm
from gaoxin.engines.sheets.cells import Reader
from gaoxin.engines.sheets.layout import Planned
from gaoxin.scenes.data.queries.pack import library

WAN = MoneyUnit("CNY", 10_000, "万元")
UNITS = {"money": Text("万元", "CNY 10k")}

Widget = Literal["text", "date", "yesno", "choice", "choices"]


@dataclass(frozen=True, slots=True)
class Field:
    """A fact to be asked for; `typed` is what stands in the form, `choices` are codes with their names."""

    fact: Fact
    widget: Widget
    unit: Text
    typed: tuple[str, ...] = ()
    choices: tuple[tuple[str, Text], ...] = ()


def field(fact: Fact, held: Library, typed: Sequence[str] = ()) -> Field:
    """How a fact is asked for."""
    unit = UNITS.get(fact.type) or Text(fact.unit, ENGLISH.get(fact.unit, fact.unit))
    choices = tuple((code, code_name(held, fact.id, code)) for code in fact.codes)
    return Field(fact, _widget(fact), unit, tuple(typed), choices)


def stateable(fact: Fact) -> bool:
    """Whether a firm can say it in one field: findings of experts and series it cannot."""
    return not fact.judged and fact.type != "series" and fact.id != "uscc"


def stateable_facts(firm: Firm) -> frozenset[str]:
    """The ids of the facts that a firm of this zone can say."""
    return frozenset(f.id for f in library(firm.zone.pack).sheet_vocabulary if stateable(f))


def read(fact: Fact, typed: Sequence[str], held: Library) -> object | None:
    """The value as the rules see it (money in yuan), None where nothing was typed. Raises Refused."""
    plan = Planned(0, fact.name.zh, fact, money=WAN, percent=fact.percent)
    words = "\n".join(part for part in typed if part.strip())
    if len(words) > 500:
        raise Refused(
            Text("内容太长", "this is too long"), Text("请写在 500 字以内", "write at most 500 characters")
        )
    value = Reader(plan, held.industries).read(words)
    return None if value is None else of_cell(value, fact)


def _widget(fact: Fact) -> Widget:
    if fact.type == "boolean":
        return "yesno"
    if fact.codes:
        return "choices" if fact.type == "codes" else "choice"
    return "date" if fact.type == "date" else "text"
