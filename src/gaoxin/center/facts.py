"""Facts of one firm: from a row of a typed frame, or from the words of a worked case."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gaoxin.base.vocabulary import SCALES, Fact, Vocabulary
from gaoxin.engines.rules.feel.ast import Literal
from gaoxin.engines.rules.guided.context import Authoring
from gaoxin.engines.rules.guided.quantity import quantity

INDUSTRY = "industry_code"
"""The fact whose codes have a canonical form."""


def of_row(row: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, object]:
    """The known facts of a frame's row; scaled integers become decimals (money in yuan)."""
    return {k: of_cell(v, vocabulary[k]) for k, v in row.items() if v is not None and k in vocabulary}


def of_cell(value: Any, fact: Fact) -> object:
    """One value of a column as the interpreter sees it."""
    return Decimal(value).scaleb(-SCALES[fact.type]) if fact.numeric else value


def of_case(written: Mapping[str, Any], place: Authoring) -> dict[str, object]:
    """The facts of a worked case; quantities carry units as in the guided table."""
    return {k: _written(v, place.fact(k), place.at(k)) for k, v in written.items() if v is not None}


def _written(value: Any, fact: Fact | None, here: Authoring) -> object:
    if fact is None:
        raise here.fault("案例里只写事实", "a case holds facts only")
    if isinstance(value, bool | dt.date | list) or not fact.numeric:
        return _checked(value, fact, here)
    node = quantity(value, here).node
    if not isinstance(node, Literal):
        raise here.fault("要写数量", "write a quantity")
    return node.value


def _checked(value: Any, fact: Fact, here: Authoring) -> object:
    kinds = {"boolean": bool, "date": dt.date, "codes": list, "code": str, "text": str}
    if not isinstance(value, kinds.get(fact.type, object)):
        raise here.fault(f"“{fact.name.zh}”不能取“{value}”", f"{fact.id} cannot be {value!r}")
    if fact.id == INDUSTRY:
        return here.scope_of(str(value))
    if fact.codes and isinstance(value, str) and value and value not in fact.codes:
        raise here.fault(f"“{value}”不在代码表中", f"{value!r} is not one of {', '.join(fact.codes)}")
    return value
