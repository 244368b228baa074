"""A small vocabulary and rule sets for tests of the kernel."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.engines.rules.decide import Verdict, decide
from gaoxin.engines.rules.guided import Authoring, compile_rule
from gaoxin.engines.rules.nearest import Firm
from gaoxin.engines.rules.rule import Rule, RuleSet

DAY = dt.date(2026, 6, 1)

FACTS = (
    Fact("registered_on", Text("成立日期", "Registered on"), "date"),
    Fact("sales", Text("销售收入", "Sales"), "money", "元"),
    Fact("sales_prev", Text("上年销售收入", "Sales before"), "money", "元"),
    Fact("rd", Text("研发费用", "R&D"), "money", "元"),
    Fact("rd_prev", Text("上年研发费用", "R&D before"), "money", "元"),
    Fact("staff", Text("职工总数", "Staff"), "integer", "人"),
    Fact("scientists", Text("科技人员", "Scientists"), "integer", "人"),
    Fact("resident", Text("居民企业", "Resident"), "boolean"),
    Fact("grade", Text("等级", "Grade"), "code", codes=("A", "B", "C", "D")),
    Fact("industry_code", Text("行业代码", "Industry"), "code"),
    Fact("share", Text("占有率", "Share"), "number", "%"),
    Fact("judged", Text("专家认定", "Finding"), "boolean", judged=True),
    Fact("chains", Text("产业链", "Chains"), "codes"),
)
VOCABULARY = Vocabulary({f.id: f for f in FACTS})
SECTIONS = {"39": "C", "65": "I", "13": "C"}


def scope_of(code: str) -> str:
    """A stand-in for the code table: letter added to digits."""
    if code[0].isalpha():
        return code
    if code[:2] not in SECTIONS:
        raise ValueError(code)
    return SECTIONS[code[:2]] + code


PLACE = Authoring(VOCABULARY, scope_of)


def rule(*conditions: Mapping[str, Any], define: Mapping[str, Any] | None = None, amount: Any = None) -> Rule:
    """A rule of guided lines; ids are given where left out."""
    lines = [
        {"id": f"c{i}", "title": {"zh": f"条件{i}", "en": f"condition {i}"}, "clause": "一", **c}
        for i, c in enumerate(conditions)
    ]
    outcome = {"title": {"zh": "证书", "en": "title"}, **({"amount": amount} if amount else {})}
    version = {"from": DAY, "conditions": lines, "define": define or {}, "outcome": outcome}
    return compile_rule("t.rule", Text("规则", "Rule"), version, PLACE)


def verdict(of: Rule, day: dt.date = DAY, **known: object) -> Verdict:
    """Decide a rule on known facts; ints become Decimals."""
    return decide(of, firm(of, day, **known).facts())


def firm(of: Rule, day: dt.date = DAY, **known: object) -> Firm:
    """A firm of some facts."""
    facts = {k: Decimal(v) if type(v) is int else v for k, v in known.items()}
    return Firm(facts, RuleSet((of,), {}, VOCABULARY), day)
