"""The workload as rules of gaoxin."""

import datetime as dt
from decimal import Decimal

from benchmarks.rules.workload import WORK
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.engines.rules.columnar import Columns
from gaoxin.engines.rules.feel.ast import Call, Compare, In, Literal, Name
from gaoxin.engines.rules.rule import Condition, Line, Rule, RuleSet

DAY = dt.date(WORK.YEAR, 6, 1)
MONEY = ("revenue", "rd_expense", "tax", "capital", "export", "invested")
COUNTS = ("employees", "inventions", "patents", "founded")
KINDS = {name: "money" if name in MONEY else "integer" if name in COUNTS else "number" for name in WORK.ATTRS}
KINDS |= {"industry": "code", "region": "code", "certs": "codes"}
VOCABULARY = Vocabulary({name: Fact(name, Text(name, name), kind) for name, kind in KINDS.items()})
CERTS = [[cert for bit, cert in enumerate(WORK.CERTS) if mask >> bit & 1] for mask in range(256)]
ITEMS = {"industry": WORK.INDUSTRIES, "region": WORK.REGIONS, "certs": CERTS}


def columns(arrays):
    """The arrays as a snapshot."""
    return Columns.from_numpy(arrays, KINDS, ITEMS)


def rule_set(policies):
    """The policies as rules."""
    return RuleSet(tuple(rule(i, policy) for i, policy in enumerate(policies)), {}, VOCABULARY)


def rule(number, policy):
    """A condition for each atom."""
    conditions = tuple(Condition(f"c{i}", Text(""), Line(node(*atom))) for i, atom in enumerate(policy))
    return Rule(f"p{number}", "1", Text(f"p{number}"), conditions, {})


def node(op, name, constant):
    """An atom as the guided table would write it."""
    if op == "in":
        return In(Name(name), tuple(Literal(code) for code in sorted(constant)))
    if op == "has":
        return Call(Name("list contains"), (Name(name), Literal(constant)))
    if op == "age_ge":
        return Compare("<=", Name(name), Literal(Decimal(WORK.YEAR - constant)))
    return Compare(">=" if op == "ge" else "<=", Name(name), Literal(Decimal(str(constant))))
